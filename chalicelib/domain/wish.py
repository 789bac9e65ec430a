"""A wish to change a status, as it was sent, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.arrival import Estimate
from chalicelib.domain.entry import Change
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.status import Outcome, Status


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What a change asks for, as it was sent. `client_now` is the device's clock at the moment of sending."""

    key: str
    fingerprint: str
    status: Status
    outcome: Outcome | None = None
    reason: str | None = None
    occurred_at: datetime | None = None
    client_now: datetime | None = None
    estimate: Estimate | None = None
    notify: bool | None = None
    version: int | None = None
    device: str | None = None
    sequence: int | None = None

    def __post_init__(self) -> None:
        if (self.status is Status.COMPLETE) != (self.outcome is not None):
            raise Invalid(outcome="goes with complete, and with complete only: done or follow_up")


@dataclass(frozen=True, kw_only=True, slots=True)
class Decided:
    """The appointment after the wish; `change` is what its key did, if it did anything."""

    appointment: Appointment
    change: Change | None = None
    replayed: bool = False

    @property
    def not_texted(self) -> str | None:
        """Why the change has no alert, where it could have had one."""
        return self.change.not_texted if self.change else None

    @property
    def alert(self) -> Alert | None:
        """The alert that the change owes."""
        entry_id = self.change.entry_id if self.change else None
        return next((alert for alert in self.appointment.alerts if alert.entry_id == entry_id), None)
