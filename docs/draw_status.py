"""Draws docs/status.md from the tables of chalicelib/domain/status.py: `python -m docs.draw_status`."""

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

JOBS: list[tuple[str, list[tuple[Status, Outcome | None, datetime | None]], datetime | None]] = [
    ("the job was canceled", [(Status.CANCELED, None, EIGHT)], NINE),
    ("the job was canceled, and one was booked or set open since", [(Status.SCHEDULED, None, NINE)], EIGHT),
    ("none", [], None),
    ("only drafts and canceled ones", [(Status.DRAFT, None, None), (Status.CANCELED, None, EIGHT)], None),
    ("one is en route", [(Status.SCHEDULED, None, None), (Status.ENROUTE, None, None)], None),
    ("one is started", [(Status.STARTED, None, None), (Status.COMPLETE, Outcome.FOLLOW_UP, None)], None),
    ("one is scheduled", [(Status.SCHEDULED, None, None), (Status.COMPLETE, Outcome.DONE, None)], None),
    (
        "all are complete, the last needs follow up",
        [(Status.COMPLETE, Outcome.DONE, None), (Status.COMPLETE, Outcome.FOLLOW_UP, None)],
        None,
    ),
    (
        "all are complete, the last is done",
        [(Status.COMPLETE, Outcome.FOLLOW_UP, None), (Status.COMPLETE, Outcome.DONE, None)],
        None,
    ),
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
- What is a draft, or canceled, is the office's: {_listed(s for s in Status if not MOVES[Role.TECHNICIAN][s])}.
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
Any status, from any other. A **correction** (not forward along {" < ".join(f"`{status}`" for status in FORWARD)}, or
out of `complete` or `canceled`) needs a reason, and texts the customer only when the dispatcher ticks it.
{_listed(sorted(NEEDS_PLAN, key=list(Status).index))} need a technician.
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
    yield _table(["the job's appointments", "job"], ([what, f"`{_status_of(*job)}`"] for what, *job in JOBS))
    yield "The last appointment is the complete one that starts latest. The first row that fits counts."


def _status_of(visits: list[tuple[Status, Outcome | None, datetime | None]], canceled_at: datetime | None) -> str:
    told = (
        Visit(
            appointment_id=str(place),
            status=status,
            outcome=outcome,
            starts_at=EIGHT + timedelta(days=place),
            set_open_at=set_open_at,
        )
        for place, (status, outcome, set_open_at) in enumerate(visits)
    )
    return job_status(told, canceled_at=canceled_at)


def _diagram(arrows: Iterable[str]) -> str:
    return "\n".join(["```mermaid", "stateDiagram-v2", *(f"    {arrow}" for arrow in arrows), "```"])


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _listed(statuses: Iterable[Status]) -> str:
    return ", ".join(f"`{status}`" for status in statuses)


if __name__ == "__main__":
    (Path(__file__).parent / "status.md").write_text(drawn(), "utf-8")
