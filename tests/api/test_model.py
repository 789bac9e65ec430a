"""A random walk through the API agrees with a small model of statuses and texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from hypothesis.strategies import DataObject, booleans, data, sampled_from

from tests.api.conftest import Office, Visit

ORDER = ["draft", "scheduled", "enroute", "started", "complete"]
MOVES = {
    "draft": set(),
    "scheduled": {"enroute", "started", "complete"},
    "enroute": {"started", "complete", "scheduled"},
    "started": {"complete", "enroute"},
    "complete": {"started"},
    "canceled": set(),
}
STATUSES = [*ORDER, "canceled"]
PAUSES = [0, 0, 1, 14, 16, 24, 31]
"""Minutes, on both sides of every limit."""


@dataclass
class Model:
    """What the status should be, and how many texts the customer should have."""

    status: str = "scheduled"
    completed_at: datetime | None = None
    owed_since: datetime | None = None
    told_at: list[datetime] = field(default_factory=list)
    alerts: int = 0

    def may(self, status: str, now: datetime) -> bool:
        reopens = self.completed_at is not None and now - self.completed_at <= timedelta(minutes=15)
        return status in MOVES[self.status] and (self.status != "complete" or reopens)

    def move(self, status: str, now: datetime) -> None:
        forward = {self.status, status} <= set(ORDER) and ORDER.index(self.status) < ORDER.index(status)
        owes = status == "enroute" and forward and self.alerts < 10
        self.owed_since = now if owes else None
        self.alerts += status == "enroute" and self.alerts < 10
        self.completed_at = now if status == "complete" else None
        self.status = status

    def deliver(self, now: datetime) -> None:
        if self.owed_since is None:
            return
        fresh = self.owed_since + timedelta(minutes=15) - now >= timedelta(seconds=10)
        quiet = not any(now - told < timedelta(minutes=30) for told in self.told_at)
        if fresh and quiet and len(self.told_at) < 3:
            self.told_at.append(now)
        self.owed_since = None


class Walk(RuleBasedStateMachine):
    office: Office
    steps = 0
    """How many steps all walks made."""
    visit: Visit
    model: Model
    last: Callable[[], Any] | None

    @initialize()
    def book(self) -> None:
        self.visit, self.model, self.last = self.office.visit(), Model(), None

    @rule(data=data(), minutes=sampled_from(PAUSES), delivers=booleans())
    def technician_taps(self, data: DataObject, minutes: int, delivers: bool) -> None:
        self.office.clock.move(minutes=minutes)
        status = data.draw(sampled_from(5 * sorted(MOVES[self.model.status]) + STATUSES))
        key = f"tap-{self.office.clock.now.timestamp()}"
        body = {"outcome": "done"} if status == "complete" else {}
        answer = self.visit.move(self.office.sam, status, key=key, **body)

        if status == self.model.status:
            assert (answer.status_code, answer.json()["change"]) == (200, None)
        elif self.model.may(status, self.office.clock.now):
            assert answer.status_code == 200
            self.model.move(status, self.office.clock.now)
            self.last = lambda: self.visit.move(self.office.sam, status, key=key, **body)
        else:
            assert (answer.status_code, answer.json()["code"]) == (409, "not_allowed")
        if delivers:
            self.texts_go_out()

    @rule(status=sampled_from(STATUSES), minutes=sampled_from(PAUSES))
    def dispatcher_sets(self, status: str, minutes: int) -> None:
        self.office.clock.move(minutes=minutes)
        answer = self.visit.move(self.office.dispatcher, status, reason="by phone")

        assert answer.status_code == 200
        if status != self.model.status:
            self.model.move(status, self.office.clock.now)

    @rule()
    def the_last_tap_is_sent_again(self) -> None:
        if self.last is not None:
            assert self.last().headers["idempotency-replayed"] == "true"

    @rule()
    def texts_go_out(self) -> None:
        self.office.catch_up()
        self.model.deliver(self.office.clock.now)

    @invariant()
    def the_office_sees_what_the_model_says(self) -> None:
        now = self.visit.now()
        Walk.steps += 1
        assert now["status"] == self.model.status
        assert set(now["allowed"]) == set(STATUSES) - {self.model.status}
        assert len(self.visit.texts()) == len(self.model.told_at)


def test_a_random_walk_agrees_with_the_model(office: Office) -> None:
    checks = [HealthCheck.too_slow, HealthCheck.data_too_large]
    here = type("WalkHere", (Walk,), {"office": office})

    run_state_machine_as_test(
        here,
        settings=settings(
            max_examples=25, stateful_step_count=25, phases=[Phase.generate], suppress_health_check=checks
        ),
    )

    assert Walk.steps > 300
