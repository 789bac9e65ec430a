"""What must hold after a story, whoever died in it."""

from __future__ import annotations

from collections.abc import Iterator

from chalicelib.domain.alert import Alert, AlertState
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.refusals import NotFound
from tests.api.deaths import Play, Story
from tests.promises import ENDS_WITHIN, broken_by_repeats, broken_by_row, broken_by_texts, hold


def check(play: Play, story: Story) -> None:
    hold(_broken(play, story))


def _broken(play: Play, story: Story) -> Iterator[str]:
    appointment, handed_over = play.appointment(), play.handed_over()
    yield from broken_by_repeats(appointment)
    if ({change.key for change in appointment.changes}, appointment.status) != (set(story.changes), story.status):
        yield "P6: a change is lost"
    yield from _not_ended(appointment, story)
    yield from broken_by_texts(appointment, handed_over, is_lost=lambda _: True)
    if sorted(play.texts()) != sorted(handed.message_id or "" for handed in handed_over):
        yield "P2: the provider has taken other texts than were handed over"
    yield from _not_rolled_up(play, story)


def _not_ended(appointment: Appointment, story: Story) -> Iterator[str]:
    if len(appointment.alerts) != len(story.alerts):
        yield "P6: a text that is owed is lost, or was never owed"
    for alert, (state, reason) in zip(appointment.alerts, story.alerts, strict=True):
        if not _has_ended(alert):
            yield "P5: an alert has not ended in time"
        is_lost = state is AlertState.SENT and alert.state is AlertState.UNKNOWN
        if not is_lost and (alert.state, alert.reason) != (state, reason):
            yield f"P5: an alert ended {alert.state} ({alert.reason})"


def _has_ended(alert: Alert) -> bool:
    return alert.ended_at is not None and alert.ended_at <= alert.due_at + ENDS_WITHIN


def _not_rolled_up(play: Play, story: Story) -> Iterator[str]:
    try:
        folder = play.office.services.jobs.folder(play.visit.where.organization_id, play.visit.where.job_id)
    except NotFound:
        yield "row: it is gone"
        return
    yield from broken_by_row(folder, play.office.clock())
    if folder.job.status is not story.job:
        yield f"row: the job is {folder.job.status}"
