"""A card: what a day's list shows of one appointment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.alert import UNFINISHED, Alert
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.attention import flags
from chalicelib.domain.entry import Plan
from chalicelib.domain.flag import Flag
from chalicelib.domain.person import Caller
from chalicelib.domain.status import Outcome, Status, open_to
from chalicelib.domain.work import Work


@dataclass(frozen=True, kw_only=True, slots=True)
class AlertSign:
    """The alert that is owed now, or the latest: its state, its reason, and when it is due or ended."""

    state: str
    reason: str | None
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Card:
    where: Where
    version: int
    status: Status
    outcome: Outcome | None
    since: datetime
    """When the status was reached."""
    reached: Mapping[Status, datetime]
    """When somebody set out, began and completed, as far as that led to the status."""
    plan: Plan
    work: Work
    alert: AlertSign | None
    flags: Mapping[Flag, datetime]
    """Those that are raised, each with the instant of its oldest cause."""

    @property
    def owes_text(self) -> bool:
        return self.alert is not None and self.alert.state in UNFINISHED

    def age(self, now: datetime) -> timedelta:
        """In days of the calendar at the address: nothing on its day, less than that before."""
        return self.work.local_date(now) - self.work.local_date(self.plan.starts_at)

    def allowed(self, caller: Caller, now: datetime) -> tuple[Status, ...]:
        completed_at = self.since if self.status is Status.COMPLETE else None
        return open_to(caller, self.status, self.plan.technician_id, completed_at, now)


def card_of(appointment: Appointment) -> Card:
    return Card(
        where=appointment.where,
        version=appointment.version,
        status=appointment.status,
        outcome=appointment.outcome,
        since=appointment.standing.since,
        reached=appointment.standing.reached,
        plan=appointment.plan,
        work=appointment.work,
        alert=_sign(appointment.current_alert),
        flags=flags(appointment),
    )


def _sign(alert: Alert | None) -> AlertSign | None:
    if alert is None:
        return None
    return AlertSign(state=alert.state, reason=alert.reason, at=alert.ended_at or alert.due_at)
