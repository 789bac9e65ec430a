"""One invocation as a process of its own: when it dies its threads die with it, and none outlives its time-out."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, NoReturn, TypeVar

from chalicelib.domain.alert import AlertState
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.publication import AnswerLost
from chalicelib.usecases.ports import Services
from local import functions
from tests.fakes import Clock
from tests.ports import met
from tests.soak.ledger import Ledger
from tests.wire import Died

NEARLY_OVER = timedelta(seconds=2)

T = TypeVar("T")


class Here(threading.local):
    """What the thread that asks is doing."""

    process: Process | None = None
    claimed: tuple[Where, str] | None = None
    """The alert whose text it is about to hand over."""
    looked_at: datetime | None = None
    """What it was last told by the clock."""
    reminder: tuple[Where, timedelta] | None = None
    """What it sends to the queue, and when that is to come back."""


here = Here()


class Context(functions.Context):
    def __init__(self, process: Process) -> None:
        super().__init__(process.function)
        self._process = process

    def get_remaining_time_in_millis(self) -> int:
        return max(0, self._process.time_left // timedelta(milliseconds=1))


class Process:
    """`container` holds the services with clients of its own that this process runs with."""

    def __init__(self, *, name: str, function: str, clock: Clock, ledger: Ledger, container: Services) -> None:
        self.name, self.function, self.clock, self.ledger = name, function, clock, ledger
        self._ends_at = clock() + timedelta(seconds=functions.timeout_seconds(function))
        self._lock, self._dead = threading.RLock(), False
        self._claims: dict[str, Where] = {}
        self.services = replace(met(container, self._met), clock=self._look_at_the_clock)
        self.context = Context(self)

    @property
    def time_left(self) -> timedelta:
        return self._ends_at - self.clock()

    def run(self, act: Callable[[], T]) -> T:
        """Raises `Died` when the process did."""
        try:
            with self.working():
                return act()
        finally:  # a sweep that ran out of time fails, and has lost sight of them, too
            for alert_id, where in self._claims.items():
                if self.time_left < NEARLY_OVER:
                    self.ledger.lose(where, alert_id, f"{self.name} had no time left to record it")

    @contextmanager
    def working(self) -> Iterator[None]:
        """This thread works for this process."""
        before, here.process = here.process, self
        try:
            self.must_live()
            yield
        finally:
            here.process = before

    def must_live(self) -> None:
        if self._dead:
            raise Died
        if self.time_left <= timedelta():
            self.die("was stopped by its time-out")

    def die(self, how: str = "died") -> NoReturn:
        with self._lock:
            if not self._dead:
                self.ledger.count(f"processes: {how}")
            self._dead = True
            for alert_id, where in self._claims.items():
                self.ledger.lose(where, alert_id, f"{self.name} {how}")
        raise Died

    def _met(self, call: str, arguments: tuple[Any, ...], act: Callable[[], T]) -> T:
        """Whichever thread calls a port works for this process, as long as it lives."""
        with self.working():
            return self._watched(call, arguments, act)

    def _watched(self, call: str, arguments: tuple[Any, ...], act: Callable[[], T]) -> T:
        if call == "appointments.save" and self.function != functions.API:
            return self._save(arguments[0], act)
        if call == "publisher.publish":
            return self._publish(act)
        if call == "due_queue.remind":
            here.reminder = arguments
        return act()

    def _save(self, appointment: Appointment, save: Callable[[], T]) -> T:
        """A write of the relay's: a claim, or what came of one."""
        claimed = self._claim(appointment)
        try:
            saved = save()
        except Exception as failure:
            if claimed:
                how = f"{self.name} cannot know whether its claim was written ({type(failure).__name__})"
                self.ledger.lose(*claimed, how)
            raise
        self._settle(appointment)
        return saved

    def _publish(self, publish: Callable[[], T]) -> T:
        answer = publish()
        if isinstance(answer, AnswerLost) and here.claimed:
            self.ledger.lose(*here.claimed, f"the answer to {self.name} was lost")
        return answer

    def _claim(self, appointment: Appointment) -> tuple[Where, str] | None:
        alert = appointment.unfinished_alert
        if alert is None or alert.state is not AlertState.SENDING:
            return None
        with self._lock:
            self.must_live()
            self._claims[alert.alert_id] = appointment.where
        here.claimed = appointment.where, alert.alert_id
        self.ledger.note(appointment.where, f"{self.name} claims alert {alert.alert_id}")
        return here.claimed

    def _settle(self, appointment: Appointment) -> None:
        with self._lock:
            settled = [
                a for a in appointment.alerts if a.state is not AlertState.SENDING and a.alert_id in self._claims
            ]
            for alert in settled:
                del self._claims[alert.alert_id]
                self.ledger.note(appointment.where, f"{self.name} records alert {alert.alert_id} {alert.state}")

    def _look_at_the_clock(self) -> datetime:
        here.looked_at = self.clock()
        return here.looked_at
