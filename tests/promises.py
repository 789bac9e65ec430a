"""What is promised of a visit and its texts, whatever becomes of requests and of those who send them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any

from chalicelib.domain.alert import Alert, AlertState
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.job import Folder
from tests.wire import CONNECTING

OVERLAP = timedelta(seconds=10)
"""So long after the end of a trip its text may still be handed over."""

QUIET = timedelta(minutes=30)
SWEPT_EVERY, ENDS_WITHIN = timedelta(minutes=1), timedelta(minutes=2)
WITHOUT_A_TEXT = frozenset({AlertState.SKIPPED, AlertState.FAILED})


class Violation(Exception):
    """A promise does not hold; `way` tells how it came to that."""

    def __init__(self, promise: str, way: Iterable[str] = ()) -> None:
        self.promise, self.way = promise, tuple(way)
        super().__init__("\n  ".join((promise, *self.way)))


def hold(broken: Iterable[str]) -> None:
    for promise in broken:
        raise Violation(promise)


@dataclass(frozen=True, kw_only=True, slots=True)
class HandOver:
    """A text that left. `at` is when its sender last looked at the clock; `reached`: the provider may have taken it."""

    alert_id: str
    at: datetime
    reached: bool
    message_id: str | None = None
    """As the provider says it, to whoever hears of it."""


def handed_over(alert_id: str, at: datetime, answer: Any) -> HandOver:
    """By what SNS answers."""
    taken = re.search(rb"<MessageId>(.+?)<", answer.content) if answer.status_code == 200 else None
    return HandOver(alert_id=alert_id, at=at, reached=taken is not None, message_id=taken and taken[1].decode())


OverAt = Callable[[Appointment, Alert], datetime | None]


def over_at(appointment: Appointment, alert: Alert) -> datetime | None:
    """When we heard that the alert's trip is over."""
    over = appointment.trip_over(alert)
    return over and over[1]


def broken_by_texts(
    appointment: Appointment,
    handed_over: Iterable[HandOver],
    *,
    is_lost: Callable[[str], bool],
    over_at: OverAt = over_at,
) -> Iterator[str]:
    """`is_lost` tells of which alert nobody can know for certain what became of it."""
    alerts = {alert.alert_id: alert for alert in appointment.alerts}
    reached = sorted((handed for handed in handed_over if handed.reached), key=lambda handed: handed.at)
    for first, second in combinations(reached, 2):
        yield from _twice(appointment, alerts[first.alert_id], alerts[second.alert_id], second.at - first.at)
    for handed in handed_over:
        yield from _out_of_time(alerts[handed.alert_id], handed, over_at(appointment, alerts[handed.alert_id]))
    for alert in appointment.alerts:
        own = [handed for handed in reached if handed.alert_id == alert.alert_id]
        yield from _untrue(alert, own, is_lost=is_lost(alert.alert_id))


def _twice(appointment: Appointment, first: Alert, second: Alert, apart: timedelta) -> Iterator[str]:
    """What nobody asked for comes once a trip, and half an hour after any other text."""
    if first is second:
        yield f"P2: the text of alert {first.alert_id} was sent twice"
    elif not second.asked:
        if apart < QUIET:
            yield f"P2: the text of alert {second.alert_id} came within half an hour of another"
        if _trip(appointment, first) == _trip(appointment, second):
            yield f"P2: the trip of alert {second.alert_id} was texted twice"


def _trip(appointment: Appointment, alert: Alert) -> str | None:
    return appointment.standing.step_of(alert.entry_id).trip


def _out_of_time(alert: Alert, handed: HandOver, over: datetime | None) -> Iterator[str]:
    if handed.at + CONNECTING >= alert.expires_at:
        yield f"P3: the text of alert {alert.alert_id} left when it had expired"
    if over and handed.at + CONNECTING > over + OVERLAP:
        yield f"P4: the text of alert {alert.alert_id} left when the trip was over"


def _untrue(alert: Alert, reached: list[HandOver], *, is_lost: bool) -> Iterator[str]:
    taken = {handed.message_id for handed in reached if handed.message_id}
    if alert.state is AlertState.SENT and alert.message_id not in taken:
        yield f"record: alert {alert.alert_id} is called sent, and the provider did not take it"
    if alert.state in WITHOUT_A_TEXT and reached:
        yield f"record: alert {alert.alert_id} is called {alert.state}, and the customer may have been texted"
    if alert.state is AlertState.UNKNOWN and not is_lost:
        yield f"record: alert {alert.alert_id} is unknown, though neither an answer nor a worker was lost"


def broken_by_repeats(appointment: Appointment) -> Iterator[str]:
    for key, times in Counter(change.key for change in appointment.changes).items():
        if times > 1:
            yield f"P1: {key} changed something {times} times"


def broken_by_row(folder: Folder, now: datetime) -> Iterator[str]:
    if folder.refreshed(now).job != folder.job:
        yield "row: it does not say what its appointments say"
