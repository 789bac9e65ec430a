"""Sending a text once more because a person asks for it: *Resend*, *Send now*, *New time*."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.arrival import Arrival, Estimate, expected_arrival, expires_at
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import IdempotencyMismatch, NotAllowed, NotFound
from chalicelib.domain.texting import ALERTS_KEPT, Facts, not_texting


@dataclass(frozen=True, kw_only=True, slots=True)
class Resend:
    """Which alert, and by which request; `estimate` when the arrival is a new one."""

    alert_id: str
    key: str
    fingerprint: str
    estimate: Estimate | None = None

    def successor_id(self, caller: Caller) -> str:
        return derived_identifier("resend", self.alert_id, caller.person_id, self.key)


@dataclass(frozen=True, kw_only=True, slots=True)
class Resent:
    appointment: Appointment
    replayed: bool = False


def resend(appointment: Appointment, wanted: Resend, caller: Caller, facts: Facts, *, now: datetime) -> Resent:
    """A new alert of the same trip, due at once. Each alert is resent once, and only while none is unfinished."""
    earlier = _alert(appointment, wanted.successor_id(caller))
    if earlier is not None:
        if earlier.fingerprint != wanted.fingerprint:
            raise IdempotencyMismatch
        return Resent(appointment=appointment, replayed=True)
    ended = _alert(appointment, wanted.alert_id)
    if ended is None:
        raise NotFound
    _permit(appointment, ended, caller)
    successor = _successor(appointment, ended, wanted, caller, now)
    owing = appointment.with_resent(successor)
    reason = not_texting(owing, successor, facts, now)
    return Resent(appointment=owing.with_alert(successor.skipped(reason, now)) if reason else owing)


def arrival_of_trip(appointment: Appointment) -> Arrival | None:
    """What is expected of the open trip: what was said when it began, or the newer time that a resend told."""
    trip = appointment.standing.trip
    began = (change.arrival for change in appointment.changes if change.entry_id == trip)
    told = (alert.arrival for alert in appointment.alerts if appointment.standing.step_of(alert.entry_id).trip == trip)
    return max(filter(None, (*began, *told)), key=lambda arrival: arrival.as_of, default=None) if trip else None


def _permit(appointment: Appointment, ended: Alert, caller: Caller) -> None:
    if not caller.is_dispatcher and caller.person_id != appointment.plan.technician_id:
        raise NotAllowed("this appointment is not yours any more")
    if appointment.unfinished_alert is not None:
        raise NotAllowed("a text is on its way already; wait for it to end")
    if not _is_on_the_way(appointment, ended):
        raise NotAllowed("the trip is over; nobody is on the way to this customer")
    if any(alert.resends == ended.alert_id for alert in appointment.alerts):
        raise NotAllowed("this text was sent again before; resend the latest one")
    if len(appointment.alerts) >= ALERTS_KEPT:
        raise NotAllowed("there were too many texts for this appointment; call the customer")


def _successor(appointment: Appointment, ended: Alert, wanted: Resend, caller: Caller, now: datetime) -> Alert:
    arrival = _arrival(appointment, ended, wanted.estimate, now)
    return Alert(
        alert_id=wanted.successor_id(caller),
        entry_id=_departure(appointment),
        asked=True,
        resends=ended.alert_id,
        resent_by=caller.person_id,
        fingerprint=wanted.fingerprint,
        arrival=arrival,
        created_at=now,
        due_at=now,
        expires_at=expires_at(occurred_at=now, arrival=arrival),
    )


def _is_on_the_way(appointment: Appointment, ended: Alert) -> bool:
    """On the alert's own trip, a Start that was undone notwithstanding."""
    standing = appointment.standing
    return standing.trip is not None and standing.step_of(ended.entry_id).trip == standing.trip


def _departure(appointment: Appointment) -> str:
    """The entry that the trip goes on from: its beginning, or the Undo of a Start."""
    return next(step.entry.entry_id for step in reversed(appointment.standing.steps) if step.moved)


def _arrival(appointment: Appointment, ended: Alert, estimate: Estimate | None, now: datetime) -> Arrival | None:
    """The one that was told, as long as it lies ahead, unless a new one is given."""
    if estimate is None and ended.arrival is not None and ended.arrival.latest > now:
        return ended.arrival
    return expected_arrival(
        estimate=estimate or Estimate(),
        occurred_at=now,
        now=now,
        destination=appointment.work.location,
        window=appointment.plan.window,
    )


def _alert(appointment: Appointment, alert_id: str) -> Alert | None:
    return next((alert for alert in appointment.alerts if alert.alert_id == alert_id), None)
