"""What about an appointment needs the dispatcher: flags that follow from its timeline, alerts and dismissals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from chalicelib.domain.alert import MAY_HAVE_REACHED, Alert, AlertState, Reason
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.flag import Flag
from chalicelib.domain.person import Role

CALLED_OFF = frozenset({Reason.UNDONE, Reason.CANCELED, Reason.REASSIGNED})


def flags(appointment: Appointment) -> dict[Flag, datetime]:
    """Each raised flag with the instant of its oldest cause that nobody has dismissed."""
    raised: dict[Flag, datetime] = {}
    for flag, since in causes(appointment):
        if not any(dismissal.covers(flag, since) for dismissal in appointment.dismissals):
            raised[flag] = min(since, raised.get(flag, since))
    return raised


def causes(appointment: Appointment) -> Iterator[tuple[Flag, datetime]]:
    """All of them, dismissed or not."""
    yield from _of_alerts(appointment)
    yield from _of_timeline(appointment)


def _of_alerts(appointment: Appointment) -> Iterator[tuple[Flag, datetime]]:
    """A later text that went out mends what an earlier one left."""
    for alert in _since_last_sent(appointment.alerts):
        if alert.state in {AlertState.FAILED, AlertState.UNKNOWN} and alert.ended_at:
            yield Flag(alert.state.value), alert.ended_at
        over = appointment.trip_over(alert)
        if alert.state in MAY_HAVE_REACHED and alert.ended_at and over and over[0] in CALLED_OFF:
            yield Flag.TOLD_THEN_CHANGED, max(alert.ended_at, over[1])


def _since_last_sent(alerts: tuple[Alert, ...]) -> tuple[Alert, ...]:
    sent = [place for place, alert in enumerate(alerts) if alert.state is AlertState.SENT]
    return alerts[sent[-1] :] if sent else alerts


def _of_timeline(appointment: Appointment) -> Iterator[tuple[Flag, datetime]]:
    """A contradiction stays until a dispatcher has set the status after it was heard of."""
    settled_at = max((c.recorded_at for c in appointment.changes if c.role is Role.DISPATCHER), default=None)
    heard_at = appointment.created_at
    for step in appointment.standing.steps:
        heard_at = max(heard_at, step.entry.recorded_at)
        if step.contradicts and (settled_at is None or settled_at <= heard_at):
            yield Flag.CONTRADICTION, heard_at
