"""What 1,000 appointments cost: how often each thing happens, times its list price, summed in the open.

    python -m ops.costs

Prices are those of us-east-1 without any free tier, in US$; change them, or how people work, and run it again.
docs/operations.md holds what it says.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass

APPOINTMENTS = 1000
MILLION = 1_000_000

# How people work.
PER_OFFICE_AND_DAY = 50
"""Appointments that one dispatcher's screen shows."""
SCREEN_HOURS, POLL_SECONDS, REQUESTS_PER_POLL = 10, 5, 2
"""The Jobs view asks for the open jobs and for what needs attention."""
PER_TECHNICIAN_AND_DAY = 5
PHONE_HOURS, PHONE_POLL_SECONDS = 2, 30
OTHER_REQUESTS = 14
"""Booking, the job, the preview, the tap, Start, a note, a photo in three steps, Complete, and four looks between."""
TEXTS = 1

# What a request takes: a function of half a gigabyte that waits for DynamoDB, and one line in the log of accesses.
GIGABYTES, SECONDS = 0.5, 0.03
LINE_BYTES = 400
CARD_BYTES, READ_UNIT_BYTES = 700, 8192
"""A card in the index, and what one eventually consistent read unit reads."""
OWN_READS = 2
"""Of the person and the organization, for each request."""
CHANGES, UNITS_PER_CHANGE = 9, 8
"""Writes of an appointment from booking to Complete, its text's claim and result included; 2 units for the item (up to
2 KB), 1 or 2 for each index that changes, and 2 for the job's row that follows."""


@dataclass(frozen=True, kw_only=True)
class Line:
    what: str
    count: float
    price: float
    per: int = MILLION

    @property
    def cost(self) -> float:
        return self.count * self.price / self.per


def lines() -> list[Line]:
    office_polls = APPOINTMENTS / PER_OFFICE_AND_DAY * SCREEN_HOURS * 3600 / POLL_SECONDS
    phone_polls = APPOINTMENTS / PER_TECHNICIAN_AND_DAY * PHONE_HOURS * 3600 / PHONE_POLL_SECONDS
    requests = office_polls * REQUESTS_PER_POLL + phone_polls + APPOINTMENTS * OTHER_REQUESTS
    calls = requests + APPOINTMENTS * 2 * CHANGES  # each change may wake both functions of the stream
    reads = office_polls * PER_OFFICE_AND_DAY * CARD_BYTES / READ_UNIT_BYTES + requests * OWN_READS
    return [
        Line(what="Requests to API Gateway", count=requests, price=3.50),
        Line(what="Requests to CloudFront", count=requests, price=1.00),
        Line(what="Calls of functions", count=calls, price=0.20),
        Line(what="Gigabyte-seconds of functions", count=calls * SECONDS * GIGABYTES, price=16.67),
        Line(what="Read units of DynamoDB", count=reads, price=0.125),
        Line(what="Write units of DynamoDB", count=APPOINTMENTS * CHANGES * UNITS_PER_CHANGE, price=0.625),
        Line(what="Megabytes of logs", count=calls * LINE_BYTES / MILLION, price=0.50, per=1000),
        Line(what="Texts to the US, carrier's fee included", count=APPOINTMENTS * TEXTS, price=0.011, per=1),
    ]


def monthly() -> list[Line]:
    """Whatever happens or not."""
    return [
        Line(what="Alarms", count=14, price=0.10, per=1),
        Line(what="Metrics of our own", count=40, price=0.30, per=1),
        Line(what="A toll-free number", count=1, price=2.00, per=1),
        Line(what="The secret", count=1, price=0.40, per=1),
        Line(what="Calls by the clock", count=60 * 24 * 30, price=0.20),
    ]


def table(title: str, all_lines: Iterable[Line]) -> str:
    told = [*all_lines]
    rows = [f"| {line.what} | {line.count:,.0f} | {line.cost:.2f} |" for line in told]
    total = f"| **Together** | | **{sum(line.cost for line in told):.2f}** |"
    return "\n".join([f"| {title} | how many | US$ |", "|---|--:|--:|", *rows, total])


def told() -> str:
    return f"{table('1,000 appointments', lines())}\n\n{table('Each month', monthly())}\n"


if __name__ == "__main__":
    sys.stdout.write(told())
