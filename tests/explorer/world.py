"""Everything that the relay lives in, as one value."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.change import decide
from chalicelib.domain.organization import Organization
from chalicelib.domain.status import Status
from tests.builders import NOON, a_technician, a_wish, an_appointment, an_organization, some_facts
from tests.explorer.replay import Answer
from tests.promises import HandOver

TIME_OUT = timedelta(seconds=30)
"""Of the functions that relay: whoever runs longer is stopped."""

AT_ONCE = 2
"""Workers that run beside each other."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Worker:
    """One run of `relay`, as far as it has come."""

    number: int
    started_at: datetime
    log: tuple[Answer, ...] = ()

    def __hash__(self) -> int:
        return hash((self.number, self.started_at, len(self.log)))

    def alert(self) -> Alert:
        """The one it is busy with, by what it last read."""
        seen = (answer.unfinished_alert for answer in reversed(self.log) if isinstance(answer, Appointment))
        return next(filter(None, seen))


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """What may still happen, and how often."""

    redeliveries: int = 0
    deaths: int = 0
    jumps: int = 0
    lapses: tuple[timedelta, ...] = ()
    lost_answers: int = 0
    moves: tuple[Status, ...] = ()
    """The technician's, in this order."""
    refusals: int = 1
    """Answers of the provider other than a yes."""


@dataclass(frozen=True, kw_only=True)
class World:
    now: datetime
    appointment: Appointment
    left: Left
    cap: int = 500
    reserved: int = 0
    handed_over: tuple[HandOver, ...] = ()
    workers: tuple[Worker, ...] = ()
    started: int = 0
    has_lost: bool = False
    """A worker or an answer: then nobody can tell for certain what became of a text."""

    def __hash__(self) -> int:
        """Of what mostly differs: hashing whole appointments would take half of the time."""
        alerts = tuple((alert.state, alert.due_at) for alert in self.appointment.alerts)
        return hash((self.now, self.appointment.revision, alerts, self.handed_over, self.workers, self.left))

    @property
    def reached(self) -> tuple[HandOver, ...]:
        return tuple(handed for handed in self.handed_over if handed.reached)

    @property
    def is_owed(self) -> bool:
        alert = self.appointment.unfinished_alert
        return alert is not None and alert.next_at <= self.now

    def delivered(self) -> World:
        """One more worker hears of the appointment."""
        worker = Worker(number=self.started + 1, started_at=self.now)
        return replace(self, workers=(*self.workers, worker), started=worker.number)

    def later(self, lapse: timedelta) -> World:
        """Time passes, and with it the time of those who have run too long."""
        now = self.now + lapse
        running = tuple(worker for worker in self.workers if now - worker.started_at < TIME_OUT)
        return replace(self, now=now, workers=running, has_lost=self.has_lost or running != self.workers)

    def workers_with(self, worker: Worker, instead: tuple[Worker, ...] = ()) -> tuple[Worker, ...]:
        place = self.workers.index(worker)
        return (*self.workers[:place], *instead, *self.workers[place + 1 :])

    def with_left(self, **less: Any) -> World:
        return replace(self, left=replace(self.left, **less))

    def moved(self, status: Status) -> World:
        """The technician's move, as `change_status` writes it."""
        return replace(self, appointment=_moved(self.appointment, status, self.now, self.cap))


@cache
def _moved(appointment: Appointment, status: Status, now: datetime, cap: int) -> Appointment:
    decided = decide(
        appointment,
        a_wish(status, key=f"{status} {appointment.version}"),
        a_technician(),
        some_facts(organization=the_organization(cap)),
        now=now,
        alert_id=f"alert {appointment.version}",
    )
    return replace(decided.appointment, revision=appointment.revision + 1)


def a_world(*, cap: int = 500, workers: int = AT_ONCE, wait: timedelta = timedelta(seconds=10), **left: Any) -> World:
    """Sam is on his way since noon, it is `wait` later, and so many workers have just heard of it."""
    booked = an_appointment(revision=1)
    tapped = World(now=NOON, appointment=booked, cap=cap, left=Left(**left)).moved(Status.ENROUTE)
    world = replace(tapped, now=NOON + wait)
    for _ in range(workers):
        world = world.delivered()
    return world


@cache
def the_organization(cap: int) -> Organization:
    return an_organization(daily_cap=cap)
