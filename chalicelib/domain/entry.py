"""What a timeline is made of: changes of status, and plans."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.arrival import Arrival, Window
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.person import Role, Source
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.status import Outcome, Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One recorded move: who, when it happened, when we heard, from what source, and what it was asked with."""

    key: str
    person_id: str
    name: str
    role: Role
    source: Source
    status: Status
    outcome: Outcome | None = None
    reason: str | None = None
    occurred_at: datetime
    recorded_at: datetime
    device_occurred_at: datetime | None = None
    device_now: datetime | None = None
    device: str | None = None
    sequence: int | None = None
    fingerprint: str
    arrival: Arrival | None = None
    correction: bool = False
    """Whether it was one when it was recorded (dispatchers)."""
    not_texted: str | None = None
    """Why no alert could even be made for it."""

    @property
    def entry_id(self) -> str:
        return derived_identifier(self.person_id, self.key)

    @property
    def stands_at(self) -> datetime:
        return self.recorded_at if self.role is Role.DISPATCHER else self.occurred_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """Who goes when: the planned work, and the window the customer was promised."""

    technician_id: str | None = None
    technician_name: str | None = None
    starts_at: datetime
    ends_at: datetime
    window: Window

    def __post_init__(self) -> None:
        if self.ends_at <= self.starts_at:
            raise Invalid(ends_at="must be later than starts_at")


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """The appointment was booked, assigned or rescheduled: from here on this is its plan."""

    entry_id: str
    person_id: str
    name: str
    recorded_at: datetime
    plan: Plan

    @property
    def stands_at(self) -> datetime:
        return self.recorded_at


Entry = Change | Planned


@dataclass(frozen=True, kw_only=True, slots=True)
class Unchanged:
    """A request that found its status already set."""

    key: str
    person_id: str
    fingerprint: str
