"""Telling the operators what was decided about a text."""

from __future__ import annotations

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.decision import decided
from chalicelib.usecases.ports import Services


def settle(services: Services, appointment: Appointment, alert: Alert) -> None:
    """Writes the alert as it was decided, then tells of it; raises `Conflict` and tells nothing when not written."""
    after = appointment.with_alert(alert)
    services.appointments.save(after)
    tell(services, appointment, after)


def tell(services: Services, before: Appointment, after: Appointment) -> None:
    """Each alert that a write has decided about; nothing is told of one that only waits to be due."""
    now = services.clock()
    for alert in after.alerts:
        if alert not in before.alerts and (alert.tries or not alert.is_unfinished):
            services.journal.text_decided(decided(after.where, alert, now), now)
