"""What must hold after a story, whoever died in it."""

from __future__ import annotations

from datetime import datetime

from chalicelib.domain.alert import MAY_HAVE_REACHED, Alert, AlertState
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.refusals import NotFound
from tests.api.deaths import Play, Story
from tests.explorer.promises import CONNECTING, ENDS_WITHIN, OVERLAP
from tests.explorer.search import Violation


def check(play: Play, story: Story) -> None:
    appointment = play.appointment()
    _each_change_once(appointment, story)
    _all_ended(appointment, story)
    _never_twice(appointment, play.texts())
    for at in play.published_at():
        _in_time(appointment, at)
    _rolled_up(play, story)


def _each_change_once(appointment: Appointment, story: Story) -> None:
    keys = [change.key for change in appointment.changes]
    _hold("P1: a request changed something twice", len(keys) == len(set(keys)))
    _hold("P6: a change is lost", (set(keys), appointment.status) == (set(story.changes), story.status))


def _all_ended(appointment: Appointment, story: Story) -> None:
    _hold("P6: a text that is owed is lost, or was never owed", len(appointment.alerts) == len(story.alerts))
    for alert, (state, reason) in zip(appointment.alerts, story.alerts, strict=True):
        _hold("P5: an alert has not ended in time", _has_ended(alert))
        lost = state is AlertState.SENT and alert.state is AlertState.UNKNOWN
        _hold(
            f"P5: an alert ended {alert.state} ({alert.reason})", lost or (alert.state, alert.reason) == (state, reason)
        )


def _has_ended(alert: Alert) -> bool:
    return alert.ended_at is not None and alert.ended_at <= alert.due_at + ENDS_WITHIN


def _never_twice(appointment: Appointment, texts: list[str]) -> None:
    sent = {alert.message_id for alert in appointment.alerts if alert.state is AlertState.SENT}
    told = [alert for alert in appointment.alerts if alert.state in MAY_HAVE_REACHED]
    _hold("P2: the customer was texted more often than the card says", len(texts) <= len(told))
    _hold("P2: a text that the card calls sent was not", sent <= set(texts))


def _in_time(appointment: Appointment, at: datetime) -> None:
    alert = [alert for alert in appointment.alerts if alert.due_at <= at][-1]
    over = appointment.trip_over(alert)
    _hold("P3: a text left when it had expired", at + CONNECTING < alert.expires_at)
    _hold("P4: a text left when the trip was over", over is None or at + CONNECTING <= over[1] + OVERLAP)


def _rolled_up(play: Play, story: Story) -> None:
    where, now = play.appointment().where, play.office.clock()
    try:
        folder = play.office.services.jobs.folder(where.organization_id, where.job_id)
    except NotFound:
        raise Violation("row: it is gone") from None
    _hold("row: it does not say what the appointments say", folder.refreshed(now).job == folder.job)
    _hold(f"row: the job is {folder.job.status}", folder.job.status is story.job)


def _hold(promise: str, holds: bool) -> None:
    if not holds:
        raise Violation(promise)
