"""An appointment's timeline: what was recorded, in which order it stands, and the status it folds to.

The order is decided by the entries alone, never by their arrival, so any permutation of late changes ends in the same
state. A technician's change stands when it happened; a dispatcher's entry stands when it was recorded. A change never
stands before one that the same device made earlier, whatever its corrected clock says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from chalicelib.domain.entry import Change, Entry, Planned
from chalicelib.domain.person import Role
from chalicelib.domain.status import NEEDS_PLAN, OPEN, Outcome, Status, is_correction, is_forward, may_move


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What one entry did where it stands."""

    entry: Entry
    at: datetime
    before: Status
    after: Status
    applied: bool
    """It took effect (a repeated status takes none, and contradicts nothing)."""
    contradicts: bool
    """It could not take effect, or turned out to be a correction that nobody meant."""
    trip: str | None = None
    """The trip that is open after it."""

    @property
    def moved(self) -> bool:
        return self.before is not self.after


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """Where the timeline leads: the status, since when, and the trip that is open, if one is."""

    status: Status
    since: datetime
    reached: Mapping[Status, datetime] = field(default_factory=dict)
    """When somebody set out, began and completed, as far as that led here: what was taken back did not."""
    outcome: Outcome | None = None
    technician_id: str | None = None
    trip: str | None = None
    """The entry that began the open trip."""
    interrupted_trip: str | None = None
    """The trip that a Start ended, which undoing that Start resumes."""
    completed_at: datetime | None = None
    set_open_at: datetime | None = None
    steps: tuple[Step, ...] = ()

    def step_of(self, entry_id: str) -> Step:
        return next(step for step in self.steps if step.entry.entry_id == entry_id)

    def since_completed(self, now: datetime) -> timedelta | None:
        return now - self.completed_at if self.completed_at else None


LAST = (True, "", 0)


def fold(entries: Iterable[Entry], *, first: Status) -> Standing:
    """The status that the entries lead to; the first of them is the booking, as `first`."""
    ordered = in_order(tuple(entries))
    start = ordered[0][1]
    standing = Standing(status=first, since=start, set_open_at=start if first in OPEN else None)
    for entry, at in ordered:
        standing = _planned(standing, entry, at) if isinstance(entry, Planned) else _changed(standing, entry, at)
    return standing


def in_order(entries: Sequence[Entry]) -> list[tuple[Entry, datetime]]:
    """Each entry with the instant it stands at, in the order they stand; the booking, given first, stays first."""
    when = {entry.entry_id: entry.stands_at for entry in entries}
    for changes in _by_device(entries):
        latest = changes[0].stands_at
        for change in changes:
            latest = max(latest, change.stands_at)
            when[change.entry_id] = latest
    tie = _ties(entries, when)
    booking, *rest = entries
    rest.sort(key=lambda entry: (when[entry.entry_id], tie[entry.entry_id]))
    return [(entry, when[entry.entry_id]) for entry in (booking, *rest)]


def _by_device(entries: Iterable[Entry]) -> list[list[Change]]:
    devices: dict[tuple[str, str], list[Change]] = {}
    for entry in entries:
        if isinstance(entry, Change) and entry.device is not None and entry.sequence is not None:
            devices.setdefault((entry.person_id, entry.device), []).append(entry)
    return [sorted(changes, key=lambda change: (change.sequence or 0, change.entry_id)) for changes in devices.values()]


def _ties(entries: Iterable[Entry], when: dict[str, datetime]) -> dict[str, tuple[bool, str, int]]:
    """At one instant technicians' changes stand by their ids, those of one device together, as they were made.

    The office's entries stand after them, as they were recorded: its moves always take effect.
    """
    ties = {entry.entry_id: (False, entry.entry_id, 0) if _is_technicians(entry) else LAST for entry in entries}
    for changes in _by_device(filter(_is_technicians, entries)):
        first: dict[datetime, str] = {}
        for place, change in enumerate(changes):
            ties[change.entry_id] = (False, first.setdefault(when[change.entry_id], change.entry_id), place)
    return ties


def _is_technicians(entry: Entry) -> bool:
    return isinstance(entry, Change) and entry.role is Role.TECHNICIAN


def _planned(standing: Standing, entry: Planned, at: datetime) -> Standing:
    """A new plan ends a trip. Work that had begun by then, as a late change may tell, contradicts it."""
    before = standing.status
    ends_trip = bool(standing.steps) and before in {Status.ENROUTE, Status.STARTED}
    after = Status.SCHEDULED if ends_trip else before
    contradicts = bool(standing.steps) and before in {Status.STARTED, Status.COMPLETE}
    step = Step(entry=entry, at=at, before=before, after=after, applied=True, contradicts=contradicts)
    return replace(_moved(standing, step, entry.recorded_at), technician_id=entry.plan.technician_id)


def _changed(standing: Standing, change: Change, at: datetime) -> Standing:
    before, is_own = standing.status, change.role is Role.DISPATCHER or change.person_id == standing.technician_id
    repeats = is_own and (standing.status, standing.outcome) == (change.status, change.outcome)
    applied = is_own and not repeats and _may_apply(standing, change, at)
    after = change.status if applied else before
    became_correction = (
        change.role is Role.DISPATCHER and not change.correction and applied and is_correction(before, after)
    )
    step = Step(
        entry=change,
        at=at,
        before=before,
        after=after,
        applied=applied,
        contradicts=became_correction or not (applied or repeats),
    )
    moved = _moved(standing, step, change.occurred_at)
    return replace(moved, outcome=change.outcome) if applied else moved


def _may_apply(standing: Standing, change: Change, at: datetime) -> bool:
    return may_move(change.role, standing.status, change.status, since_completed=standing.since_completed(at))


def _moved(standing: Standing, step: Step, happened_at: datetime) -> Standing:
    trip = _trip(standing, step)
    standing = replace(standing, steps=(*standing.steps, replace(step, trip=trip)))
    if not step.moved:
        return standing
    return replace(
        standing,
        status=step.after,
        since=happened_at,
        reached=_reached(standing, step, happened_at),
        trip=trip,
        interrupted_trip=_interrupted_trip(standing, step),
        completed_at=happened_at if step.after is Status.COMPLETE else None,
        set_open_at=step.at if step.after in OPEN and step.before not in OPEN else standing.set_open_at,
    )


def _reached(standing: Standing, step: Step, happened_at: datetime) -> Mapping[Status, datetime]:
    """Going back forgets what came after, and resumes what was reached before."""
    order = list(Status)
    before = {status: at for status, at in standing.reached.items() if order.index(status) < order.index(step.after)}
    if step.after not in NEEDS_PLAN:
        return before
    resumed = None if is_forward(step.before, step.after) else standing.reached.get(step.after)
    return {**before, step.after: resumed or happened_at}


def _trip(standing: Standing, step: Step) -> str | None:
    """En Route opens a trip; undoing a Start resumes the one it ended."""
    if not step.moved:
        return standing.trip
    if step.after is not Status.ENROUTE:
        return None
    resumed = None if is_forward(step.before, step.after) else standing.interrupted_trip
    return resumed or step.entry.entry_id


def _interrupted_trip(standing: Standing, step: Step) -> str | None:
    if step.before is Status.ENROUTE and step.after is Status.STARTED:
        return standing.trip
    return standing.interrupted_trip if step.after in {Status.STARTED, Status.COMPLETE} else None
