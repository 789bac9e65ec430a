"""The soak itself: rounds in which all that is due happens at once, and between them a clock that is moved."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import count
from queue import SimpleQueue
from random import Random
from threading import RLock
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.usecases.ports import Services
from local import functions
from local.running import LocalRun
from tests.fakes import Clock, Journal
from tests.soak.api import Answer, Api
from tests.soak.company import Answered, Body, Watched, founded
from tests.soak.deliveries import Deliveries, Task
from tests.soak.faults import Faults, storms
from tests.soak.ledger import Ledger
from tests.soak.people import Ask, People, Plan, plan_of
from tests.soak.process import Process, here
from tests.wire import Died, wired

AT_ONCE = 16
ROUND_SECONDS = (1, 2, 3, 5, 8)
LEAP, LEAPS = (20.0, 70.0), 0.03
LONGEST_PLAN = timedelta(minutes=75)
ENDS_WITHIN = timedelta(minutes=20)
NOTHING_TWICE = [(0, timedelta())] * 2
UNHEARD, AGAIN = 0.05, 0.10
"""How often the answer to a request is lost, and how often it is sent again although it was heard."""

Told = Callable[[str], None]


class Play:
    """As many visits as `size` says, played to their end; `services` are what the product runs with."""

    def __init__(self, run: LocalRun, services: Services, *, seed: int, size: int, severity: float) -> None:
        self.chance, self.clock, self.size = Random(seed), Clock(_noon()), size
        self.ledger = Ledger(self.clock)
        self.lasts = timedelta(seconds=max(300, 1.2 * size))
        self.faults = Faults(
            chance=Random(seed + 1),
            clock=self.clock,
            ledger=self.ledger,
            storms=storms(self.clock(), self.lasts + LONGEST_PLAN / 2),
            severity=severity,
        )
        self.journal = Journal()
        self.services = replace(
            services, clock=self.clock, sleep=self.clock.sleep, chance=Random(seed + 2).random, journal=self.journal
        )
        self.deliveries = Deliveries(
            run, invoke=self.invoke, later=self.later, chance=Random(seed + 3), ledger=self.ledger
        )
        self.faults.message_sent = self.deliveries.remind
        self.api = Api()
        self.visits: list[Watched] = []
        self._containers: SimpleQueue[Services] = SimpleQueue()
        self._agenda: list[tuple[datetime, int, Task]] = []
        self._numbers, self._lock = count(1), RLock()
        self._under_way = 0

    def performed(self, tell: Told) -> None:
        with self._staged(), ThreadPoolExecutor(AT_ONCE) as threads:
            self.visits = list(founded(self.services, self.size, self.clock()))
            for number, visit in enumerate(self.visits):
                self._begin(visit, number)
            self.deliveries.sweep()
            while self._under_way:
                self._round(threads, tell)
            self._come_to_rest(threads, tell)

    def later(self, wait: timedelta, task: Task) -> None:
        with self._lock:
            heapq.heappush(self._agenda, (self.clock() + wait, next(self._numbers), task))

    def invoke(self, function: str, act: Callable[[functions.Context], Any]) -> Any:
        """In a process of its own; raises `Died`."""
        container = self._containers.get()
        try:
            name = f"{function} {next(self._numbers)}"
            self.ledger.count(f"processes: {function}")
            process = Process(name=name, function=function, clock=self.clock, ledger=self.ledger, container=container)
            return process.run(lambda: act(process.context))
        finally:
            self._containers.put(container)

    def _come_to_rest(self, threads: ThreadPoolExecutor, tell: Told) -> None:
        """Until nothing comes any more but the sweeper, which twice has found nothing that is owed."""
        self.faults.are_over = self.deliveries.are_faithful = True
        ends, swept = self.clock() + ENDS_WITHIN, len(self.journal.sweeps)
        while self.clock() < ends and (self.journal.sweeps[swept:][-2:] != NOTHING_TWICE or len(self._agenda) > 1):
            self._round(threads, tell)

    @contextmanager
    def _staged(self) -> Iterator[None]:
        with wired(self.faults.meet) as on_the_wire, pytest.MonkeyPatch.context() as monkeypatch:
            for _ in range(2 * AT_ONCE):
                self._containers.put(on_the_wire(self.services))
            monkeypatch.setattr(wiring, "services", lambda: here.process.services if here.process else self.services)
            yield

    def _round(self, threads: ThreadPoolExecutor, tell: Told) -> None:
        due, deliveries = list(self._due()), list(self.deliveries.tasks())
        for done in [threads.submit(task) for task in (*due, *deliveries)]:
            done.result()
        tell(f"{self.clock():%H:%M} {self.size - self._under_way} of {self.size} visits are over")
        leaps = self.chance.random() < LEAPS
        self.clock.move(timedelta(seconds=self.chance.uniform(*LEAP) if leaps else self.chance.choice(ROUND_SECONDS)))
        if not due and not self.deliveries.have_moved:
            self._skip_idle_time()

    def _due(self) -> Iterator[Task]:
        with self._lock:
            while self._agenda and self._agenda[0][0] <= self.clock():
                yield heapq.heappop(self._agenda)[2]

    def _skip_idle_time(self) -> None:
        if self._agenda:
            self.clock.move(max(self._agenda[0][0] - self.clock(), timedelta()))

    def _begin(self, visit: Watched, number: int) -> None:
        people = People(visit=visit, chance=Random(f"{self.chance.random()} {number}"), clock=self.clock)
        self._under_way += 1
        sets_out = self.lasts * self.chance.random()
        self.later(sets_out, lambda: self._go_on(visit, plan_of(people, number)))

    def _go_on(self, visit: Watched, plan: Plan) -> None:
        """The next step of the plan, when everything that was asked before has been answered."""
        step = next(plan, None)
        if step is None:
            with self._lock:
                self._under_way -= 1
            return
        seconds, asks = step
        waiting = set(range(len(asks)))

        def answered(number: int) -> None:
            with self._lock:
                waiting.discard(number)
                is_last = not waiting
            if is_last:
                self._go_on(visit, plan)

        for number, ask in enumerate(asks):
            self.later(timedelta(seconds=seconds), partial(self._ask, visit, ask, partial(answered, number)))

    def _ask(self, visit: Watched, ask: Ask, then: Task) -> None:
        """Sent again, with the same key, until an answer is heard; and now and then once more."""
        status, body = self._answer(visit, ask)
        if status >= 500 or self._happens(UNHEARD):
            self.later(timedelta(seconds=self.chance.uniform(1, 6)), lambda: self._ask(visit, ask, then))
            return
        self._hear(visit, ask, status, body)
        if self._happens(AGAIN):
            self.later(timedelta(seconds=self.chance.uniform(0, 90)), lambda: self._ask(visit, ask, lambda: None))
        then()

    def _answer(self, visit: Watched, ask: Ask) -> Answer:
        try:
            status, body = self.invoke(functions.API, lambda context: self.api.answer(ask, self.clock(), context))
        except Died:
            status, body = 502, {}
        self.ledger.count(f"api: {status}")
        self.ledger.note(visit.where, f"{ask.who.role} {ask.method} {ask.path.rpartition('/')[2]} {ask.key}: {status}")
        return status, body

    def _happens(self, share: float) -> bool:
        return not self.faults.are_over and self.chance.random() < share

    def _hear(self, visit: Watched, ask: Ask, status: int, body: Body) -> None:
        if "alerts" in body:
            visit.seen = body
            visit.alerts |= {alert["id"] for alert in body["alerts"]}
        if not ask.key:
            return
        heard = Answered(accepted=status < 300, change=(body.get("change") or {}).get("id"))
        before = visit.answers.get(ask.key)
        if before and before.accepted and before != heard:
            visit.unsteady.append(ask.key)
        visit.answers[ask.key] = heard


def _noon() -> datetime:
    """Of today in Phoenix: what expires some days after a play must not have expired long ago."""
    return datetime.now(UTC).replace(hour=19, minute=0, second=0, microsecond=0)
