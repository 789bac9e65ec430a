"""Draws docs/status.md from the tables of chalicelib/domain/status.py: `python -m docs.draw_status`."""

# ruff: noqa: INP001 - a script beside what it draws, not a package

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chalicelib.domain.person import Role
from chalicelib.domain.status import (
    FORWARD,
    MOVES,
    NEEDS_PLAN,
    REOPEN_WITHIN,
    Outcome,
    Status,
    Visit,
    is_correction,
    is_forward,
    job_status,
)

TITLE = """\
# Status

Drawn from the tables in `chalicelib/domain/status.py` by `python -m docs.draw_status`; a test holds it against them.
"""

EIGHT = datetime(2026, 3, 2, 8, tzinfo=UTC)
NINE = EIGHT + timedelta(hours=1)


def a_visit(day: int, status: Status, outcome: Outcome | None = None, *, set_open_at: datetime | None = None) -> Visit:
    starts_at = EIGHT + timedelta(days=day)
    return Visit(appointment_id=str(day), status=status, outcome=outcome, starts_at=starts_at, set_open_at=set_open_at)


DRAFT, CANCELED = a_visit(1, Status.DRAFT), a_visit(1, Status.CANCELED, set_open_at=EIGHT)
SCHEDULED, ENROUTE, STARTED = a_visit(2, Status.SCHEDULED), a_visit(2, Status.ENROUTE), a_visit(2, Status.STARTED)
SET_OPEN_LATER = a_visit(2, Status.SCHEDULED, set_open_at=NINE)
DONE_FIRST, DONE_LAST = (a_visit(day, Status.COMPLETE, Outcome.DONE) for day in (1, 3))
PAUSED_FIRST, PAUSED_LAST = (a_visit(day, Status.COMPLETE, Outcome.FOLLOW_UP) for day in (1, 3))

JOBS: list[tuple[str, list[Visit], datetime | None]] = [
    ("the job was canceled", [CANCELED], NINE),
    ("the job was canceled, and one was booked or set open since", [CANCELED, SET_OPEN_LATER], EIGHT),
    ("none", [], None),
    ("only drafts and canceled ones", [DRAFT, CANCELED], None),
    ("one is en route", [SCHEDULED, ENROUTE], None),
    ("one is started", [STARTED, PAUSED_LAST], None),
    ("one is scheduled", [SCHEDULED, DONE_LAST], None),
    ("all are complete, the last needs follow up", [DONE_FIRST, PAUSED_LAST], None),
    ("all are complete, the last is done", [PAUSED_FIRST, DONE_LAST], None),
]


def drawn() -> str:
    """The whole page."""
    parts = (TITLE, *_technician(), *_dispatcher(), *_job())
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def _technician() -> Iterator[str]:
    yield "## What a technician may set, on their own appointments"
    yield _diagram(_technicians_arrows())
    yield f"""\
- Steps may be skipped; people forget.
- `complete` may also become `complete` with another outcome, as long as it may be reopened.
- {_listed(status for status in Status if not MOVES[Role.TECHNICIAN][status])}: the office's alone.
"""


def _technicians_arrows() -> Iterator[str]:
    yield f"[*] --> {Status.DRAFT}"
    yield f"[*] --> {Status.SCHEDULED}"
    for before, row in MOVES[Role.TECHNICIAN].items():
        for after in sorted(row, key=list(Status).index):
            yield f"{before} --> {after}{_label(before, after)}"


def _label(before: Status, after: Status) -> str:
    if is_forward(before, after):
        return ""
    reopened = f" : reopen, within {REOPEN_WITHIN // timedelta(minutes=1)} minutes"
    return reopened if before is Status.COMPLETE else " : undo"


def _dispatcher() -> Iterator[str]:
    yield "## What a dispatcher may set"
    yield f"""\
Any status, from any other. What is not forward along {" < ".join(f"`{status}`" for status in FORWARD)}, or leads out of
`complete` or `canceled`, is a **correction**: it needs a reason and texts the customer only when ticked.
Canceling what is not complete is a plain move.
{_listed(status for status in Status if status in NEEDS_PLAN)} need a technician.
"""
    yield _table(["from \\ to", *(f"`{status}`" for status in Status)], map(_dispatchers_row, Status))


def _dispatchers_row(before: Status) -> list[str]:
    return [f"`{before}`", *(_kind(before, after) for after in Status)]


def _kind(before: Status, after: Status) -> str:
    if after not in MOVES[Role.DISPATCHER][before]:
        return ""
    return "correction" if is_correction(before, after) else "move"


def _job() -> Iterator[str]:
    yield "## What a job's status follows from"
    yield _table(["the job's appointments", "job"], _jobs_rows())
    yield "The last appointment is the complete one that starts latest. The first row that fits counts."


def _jobs_rows() -> Iterator[list[str]]:
    for what, visits, canceled_at in JOBS:
        yield [what, f"`{job_status(visits, canceled_at=canceled_at)}`"]


def _diagram(arrows: Iterable[str]) -> str:
    return "\n".join(["```mermaid", "stateDiagram-v2", *(f"    {arrow}" for arrow in arrows), "```"])


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _listed(statuses: Iterable[Status]) -> str:
    return ", ".join(f"`{status}`" for status in statuses)


if __name__ == "__main__":
    (Path(__file__).parent / "status.md").write_text(drawn(), "utf-8")
