"""Everything about status: who may move what to what, and what a job's status follows from.

The tables are total (every status has its row, terminal ones an empty set) and are the only place that knows them;
docs/status.md is drawn from them. Source of the rules: the product's domain description, *Who may move what*.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.person import Caller, Role


class Status(StrEnum):
    """An appointment's status."""

    DRAFT = "draft"
    SCHEDULED = "scheduled"
    ENROUTE = "enroute"
    STARTED = "started"
    COMPLETE = "complete"
    CANCELED = "canceled"


class Outcome(StrEnum):
    """How a complete appointment ended: *This job is done* or *This job requires follow up*."""

    DONE = "done"
    FOLLOW_UP = "follow_up"


class JobStatus(StrEnum):
    """A job's status, always derived from its appointments."""

    UNSCHEDULED = "unscheduled"
    SCHEDULED = "scheduled"
    IN_PROGRESS = "in_progress"
    PAUSED = "paused"
    COMPLETE = "complete"
    CANCELED = "canceled"


TECHNICIAN_MOVES: dict[Status, frozenset[Status]] = {
    Status.DRAFT: frozenset(),
    Status.SCHEDULED: frozenset({Status.ENROUTE, Status.STARTED, Status.COMPLETE}),
    Status.ENROUTE: frozenset({Status.STARTED, Status.COMPLETE, Status.SCHEDULED}),
    Status.STARTED: frozenset({Status.COMPLETE, Status.ENROUTE}),
    Status.COMPLETE: frozenset({Status.STARTED}),
    Status.CANCELED: frozenset(),
}
DISPATCHER_MOVES: dict[Status, frozenset[Status]] = {status: frozenset(Status) - {status} for status in Status}
MOVES = {Role.TECHNICIAN: TECHNICIAN_MOVES, Role.DISPATCHER: DISPATCHER_MOVES}

FORWARD = (Status.DRAFT, Status.SCHEDULED, Status.ENROUTE, Status.STARTED, Status.COMPLETE)
OPEN = frozenset({Status.SCHEDULED, Status.ENROUTE, Status.STARTED})
UNDER_WAY = frozenset({Status.ENROUTE, Status.STARTED})
OVER = frozenset({Status.COMPLETE, Status.CANCELED})
NEEDS_PLAN = frozenset({Status.ENROUTE, Status.STARTED, Status.COMPLETE})
JOBS_OVER = frozenset({JobStatus.COMPLETE, JobStatus.CANCELED})
JOBS_OPEN = tuple(status for status in JobStatus if status not in JOBS_OVER)

REOPEN_WITHIN = timedelta(minutes=15)
"""How long after completing a technician may reopen, or name another outcome."""


def may_move(role: Role, before: Status, after: Status, *, since_completed: timedelta | None) -> bool:
    """Whether the role may; a repeated status is only ever another outcome of a complete appointment."""
    if role is Role.DISPATCHER:
        return True
    if before is Status.COMPLETE and (since_completed is None or since_completed > REOPEN_WITHIN):
        return False
    return before is after is Status.COMPLETE or after in MOVES[role][before]


def next_statuses(role: Role, now: Status, *, since_completed: timedelta | None) -> tuple[Status, ...]:
    """What may come next, in the order of the work."""
    reachable = MOVES[role][now]
    return tuple(
        status
        for status in Status
        if status in reachable and may_move(role, now, status, since_completed=since_completed)
    )


def is_forward(before: Status, after: Status) -> bool:
    return before in FORWARD and after in FORWARD and FORWARD.index(before) < FORWARD.index(after)


def is_correction(before: Status, after: Status) -> bool:
    """Not forward, or out of complete or canceled. Canceling what is not complete is a plain move."""
    if before is after:
        return False
    return before in OVER or not (is_forward(before, after) or after is Status.CANCELED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """What a job's status needs to know of one appointment."""

    appointment_id: str
    status: Status
    outcome: Outcome | None
    starts_at: datetime
    set_open_at: datetime | None
    completed_at: datetime | None = None


def job_status(visits: Iterable[Visit], *, canceled_at: datetime | None) -> JobStatus:
    """The job's status from its appointments; the first rule that answers."""
    visits = tuple(visits)
    if _is_canceled(visits, canceled_at):
        return JobStatus.CANCELED
    statuses = {visit.status for visit in visits}
    if statuses & UNDER_WAY:
        return JobStatus.IN_PROGRESS
    if Status.SCHEDULED in statuses:
        return JobStatus.SCHEDULED
    complete = [visit for visit in visits if visit.status is Status.COMPLETE]
    if not complete:
        return JobStatus.UNSCHEDULED
    last = max(complete, key=_place)
    return JobStatus.PAUSED if last.outcome is Outcome.FOLLOW_UP else JobStatus.COMPLETE


def _place(visit: Visit) -> tuple[datetime, datetime, str]:
    """Of visits planned for one moment the one that was completed last is the last."""
    return visit.starts_at, visit.completed_at or visit.starts_at, visit.appointment_id


def _is_canceled(visits: tuple[Visit, ...], canceled_at: datetime | None) -> bool:
    """Booking an appointment, or setting one open again, lifts the cancellation."""
    if canceled_at is None:
        return False
    return not any(visit.set_open_at is not None and visit.set_open_at > canceled_at for visit in visits)


def open_to(
    caller: Caller, status: Status, technician_id: str | None, completed_at: datetime | None, now: datetime
) -> tuple[Status, ...]:
    """The next statuses for this caller, so that no screen keeps a copy of the rules."""
    if caller.role is Role.TECHNICIAN and caller.person_id != technician_id:
        return ()
    reachable = next_statuses(caller.role, status, since_completed=now - completed_at if completed_at else None)
    return tuple(status for status in reachable if technician_id or status not in NEEDS_PLAN)
