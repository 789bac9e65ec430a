"""Whether a text goes out, and the reason why not: decided at the tap, and again, with all the facts, at the claim."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.alert import MAY_HAVE_REACHED, Alert, Reason
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.arrival import expires_at
from chalicelib.domain.clocks import is_live
from chalicelib.domain.entry import Change
from chalicelib.domain.organization import Organization
from chalicelib.domain.person import Person, Role
from chalicelib.domain.phone_number import PhoneNumber
from chalicelib.domain.status import Status, is_forward
from chalicelib.domain.timeline import Step
from chalicelib.domain.work import Customer

QUIET_FOR = timedelta(minutes=30)
"""After a text to the customer, or one that may have reached them, no second one within this time unasked."""

TEXTS_PER_DAY = 3
"""Per appointment and day at the address."""

ALERTS_KEPT = 10
"""After so many alerts the status still moves, and the change says `too_many`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What else decides about a text. What a tap does not read is taken as harmless; the claim reads it."""

    organization: Organization
    number: PhoneNumber | None
    opted_out: bool = False
    all_texts_off: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Brief:
    """What the relay reads, at one moment, before it decides about a text."""

    organization: Organization
    technician: Person | None
    opted_out: bool
    all_texts_off: bool


def owes_text(change: Change, step: Step) -> bool:
    """Whether the change leads to a decision about a text at all: En Route, forward, or a dispatcher's correction."""
    if not step.moved or step.after is not Status.ENROUTE:
        return False
    return change.role is Role.DISPATCHER or is_forward(step.before, step.after)


def without_alert(appointment: Appointment, change: Change, *, is_newest: bool) -> Reason | None:
    """Why not even a skipped alert is kept: a newer change has decided about a text already, or there are too many."""
    if change.role is Role.TECHNICIAN and not is_newest:
        return Reason.STALE
    return Reason.TOO_MANY if len(appointment.alerts) >= ALERTS_KEPT else None


def with_alert(
    appointment: Appointment, change: Change, step: Step, facts: Facts, *, notify: bool | None, alert_id: str
) -> Appointment:
    """With the change and the alert it owes, which is skipped here already if a rule known now forbids it."""
    now = change.recorded_at
    alert = _alert(change, facts, alert_id=alert_id, asked=bool(notify))
    recorded = appointment.with_entry(change, alert)
    reason = held_back(change, step, notify=notify, is_today=_is_today(appointment, now))
    reason = reason or not_texting(recorded, alert, facts, now)
    return recorded.with_alert(alert.skipped(reason, now)) if reason else recorded


def _alert(change: Change, facts: Facts, *, alert_id: str, asked: bool) -> Alert:
    return Alert(
        alert_id=alert_id,
        entry_id=change.entry_id,
        asked=asked,
        arrival=change.arrival,
        created_at=change.recorded_at,
        due_at=change.recorded_at + facts.organization.hold,
        expires_at=expires_at(occurred_at=change.occurred_at, arrival=change.arrival),
    )


def _is_today(appointment: Appointment, now: datetime) -> bool:
    """By the calendar at the address."""
    work = appointment.work
    return work.local_date(now) == work.local_date(appointment.plan.starts_at)


def held_back(change: Change, step: Step, *, notify: bool | None, is_today: bool) -> Reason | None:
    """Why this change does not text, as far as the change itself tells."""
    late = not is_live(change.occurred_at, change.recorded_at)
    if change.role is Role.TECHNICIAN:
        return Reason.STALE if late else Reason.NOT_REQUESTED if notify is False else None
    if notify:
        return Reason.STALE if late else None
    if late or not is_forward(step.before, step.after):
        return Reason.CORRECTION
    return Reason.NOT_REQUESTED if notify is False or not is_today else None


def not_texting(appointment: Appointment, alert: Alert, facts: Facts, now: datetime) -> Reason | None:
    """The first rule that keeps this alert from being sent now, or None: send it."""
    if ended_by := appointment.trip_ended_by(alert):
        return ended_by
    if not alert.may_leave(now):
        return Reason.STALE
    return (
        cannot_be_texted(appointment.work.customer, facts)
        or _sending_is_off(facts)
        or _had_enough(appointment, alert, now)
    )


def cannot_be_texted(customer: Customer, facts: Facts) -> Reason | None:
    if customer.phone is None:
        return Reason.NO_NUMBER
    if not customer.notify:
        return Reason.NOTIFY_OFF
    if facts.opted_out:
        return Reason.OPTED_OUT
    if facts.number is None or not (facts.number.valid and facts.number.can_be_texted):
        return Reason.INVALID_NUMBER
    return None if facts.number.country in facts.organization.countries else Reason.COUNTRY


def _sending_is_off(facts: Facts) -> Reason | None:
    return Reason.PAUSED if facts.all_texts_off or not facts.organization.texts_on else None


def _had_enough(appointment: Appointment, alert: Alert, now: datetime) -> Reason | None:
    told_at = _told_at(appointment.alerts)
    today = appointment.work.local_date(now)
    if sum(appointment.work.local_date(when) == today for when in told_at) >= TEXTS_PER_DAY:
        return Reason.TOO_MANY
    if not alert.asked and any(now - when < QUIET_FOR for when in told_at):
        return Reason.DUPLICATE
    return None


def _told_at(alerts: Iterable[Alert]) -> list[datetime]:
    return [alert.ended_at for alert in alerts if alert.state in MAY_HAVE_REACHED and alert.ended_at]
