"""What technicians and dispatchers do with one visit: each plan says after how many seconds who asks for what."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from random import Random

from chalicelib.domain.person import Caller
from tests.builders import BO, SAM, a_dispatcher, a_technician
from tests.soak.company import Body, Watched

MINUTE = 60.0


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A request of somebody's."""

    who: Caller
    method: str = "POST"
    path: str
    body: Body
    key: str
    tells_the_time: bool = False
    """Each attempt says what its device's clock shows."""

    def says(self, now: datetime) -> Body:
        return {**self.body, "client_now": now.isoformat()} if self.tells_the_time else self.body


Plan = Iterator[tuple[float, list[Ask]]]


@dataclass(frozen=True, kw_only=True)
class People:
    """Those who have to do with one visit."""

    visit: Watched
    chance: Random
    clock: Callable[[], datetime]
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def tap(self, status: str, by: str = SAM, **body: object) -> Ask:
        """A technician's."""
        caller = a_technician(by, organization_id=self.visit.where.organization_id)
        return self._sets(caller, status, body)

    def late(self, status: str, *, happens_in: float) -> Ask:
        """A tap without signal, which is sent only later."""
        happened_at = self.clock() + timedelta(seconds=happens_in)
        caller = a_technician(organization_id=self.visit.where.organization_id)
        return self._sets(caller, status, {"occurred_at": happened_at.isoformat()}, tells_the_time=True)

    def by_hand(self, status: str, **body: object) -> Ask:
        """A dispatcher's."""
        return self._sets(self._dispatcher(), status, {"reason": "as told by phone", **body})

    def cancel(self) -> Ask:
        path = f"/jobs/{self.visit.where.job_id}/cancel"
        return Ask(who=self._dispatcher(), path=path, body={"reason": "moved away"}, key=self._key("cancel"))

    def replan(self, **plan: object) -> Ask:
        body = {"version": self.visit.seen.get("version", 1), **plan}
        return Ask(who=self._dispatcher(), method="PATCH", path=self.visit.path, body=body, key="")

    def resend(self) -> Ask:
        """The text that was seen last, once more."""
        alert = (self.visit.seen.get("alert") or {}).get("id", "0" * 26)
        path = f"{self.visit.path}/alerts/{alert}/resend"
        return Ask(who=self._dispatcher(), path=path, body={}, key=self._key("resend"))

    def edit(self, **job: object) -> Ask:
        """The job, and with it its open appointments."""
        path = f"/jobs/{self.visit.where.job_id}"
        return Ask(who=self._dispatcher(), method="PATCH", path=path, body={"version": 1, **job}, key="")

    def later(self, least: float, most: float) -> float:
        return self.chance.uniform(least, most)

    def _sets(self, who: Caller, status: str, body: Body, *, tells_the_time: bool = False) -> Ask:
        outcome = {"outcome": self.chance.choice(["done", "follow_up"])} if status == "complete" else {}
        return Ask(
            who=who,
            path=f"{self.visit.path}/status",
            body={"status": status, **outcome, **body},
            key=self._key(status),
            tells_the_time=tells_the_time,
        )

    def _dispatcher(self) -> Caller:
        return a_dispatcher(organization_id=self.visit.where.organization_id)

    def _key(self, what: str) -> str:
        return f"{what}-{next(self.numbers)}"


def a_plain_visit(people: People) -> Plan:
    yield 0, [people.tap("enroute", arrival={"minutes": 20})]
    yield people.later(5 * MINUTE, 20 * MINUTE), [people.tap("started")]
    yield people.later(10 * MINUTE, 30 * MINUTE), [people.tap("complete")]


def undone_and_away_again(people: People) -> Plan:
    yield 0, [people.tap("enroute")]
    yield people.later(1, 25), [people.tap("scheduled")]
    yield people.later(5, 45 * MINUTE), [people.tap("enroute")]
    yield people.later(5 * MINUTE, 15 * MINUTE), [people.tap("complete")]


def everybody_taps_at_once(people: People) -> Plan:
    yield 0, [people.tap("enroute") for _ in range(3)]
    yield people.later(1, 40), [people.tap("started"), people.by_hand("started"), people.tap("started")]
    yield people.later(5, 20 * MINUTE), [people.tap("complete"), people.by_hand("complete", outcome="follow_up")]


def started_by_mistake(people: People) -> Plan:
    yield 0, [people.tap("enroute")]
    yield people.later(1, 60), [people.tap("started")]
    yield people.later(1, 60), [people.tap("enroute")]
    yield people.later(1, 15 * MINUTE), [people.resend()]


def told_again(people: People) -> Plan:
    yield 0, [people.tap("enroute")]
    for _ in range(people.chance.randint(1, 3)):
        yield people.later(1, 15 * MINUTE), [people.resend(), people.resend()]


def corrected_by_the_office(people: People) -> Plan:
    yield 0, [people.by_hand("enroute", notify=people.chance.choice([None, True, False]))]
    yield people.later(1, 5 * MINUTE), [people.by_hand("complete")]
    yield people.later(1, 5 * MINUTE), [people.by_hand("enroute", notify=people.chance.choice([None, True]))]
    yield people.later(1, 5 * MINUTE), [people.by_hand("scheduled"), people.tap("started")]


def canceled(people: People) -> Plan:
    yield 0, [people.tap("enroute")]
    yield people.later(1, 2 * MINUTE), [people.cancel()]
    yield people.later(1, 5 * MINUTE), [people.by_hand("scheduled")]
    yield people.later(1, 40 * MINUTE), [people.tap("enroute")]


def given_to_another(people: People) -> Plan:
    yield 0, [people.tap("enroute")]
    yield people.later(1, MINUTE), [people.replan(technician=BO)]
    yield people.later(1, 10 * MINUTE), [people.tap("enroute", BO), people.tap("started")]


def corrected_on_the_way(people: People) -> Plan:
    yield 0, [people.tap("enroute")]
    yield people.later(1, 15), [people.edit(title="Heat pump", customer={"name": "Rosa Diaz"})]
    yield people.later(1, 10 * MINUTE), [people.tap("started"), people.edit(description="Upstairs")]


def without_signal(people: People) -> Plan:
    yield (
        people.later(15 * MINUTE, 40 * MINUTE),
        [people.late("enroute", happens_in=60), people.late("started", happens_in=600)],
    )
    yield people.later(1, 10 * MINUTE), [people.tap("complete"), people.late("enroute", happens_in=0)]


def wants_no_texts(people: People) -> Plan:
    yield 0, [people.tap("enroute"), people.edit(customer={"opted_out": True})]
    yield people.later(1, 20 * MINUTE), [people.tap("started")]


PLANS: Mapping[Callable[[People], Plan], int] = {
    a_plain_visit: 10,
    undone_and_away_again: 6,
    everybody_taps_at_once: 3,
    started_by_mistake: 2,
    told_again: 3,
    corrected_by_the_office: 2,
    canceled: 2,
    given_to_another: 2,
    corrected_on_the_way: 1,
    without_signal: 2,
    wants_no_texts: 1,
}


def plan_of(people: People, number: int) -> Plan:
    """The first visits show one plan each."""
    plans = list(PLANS)
    [plan] = plans[number : number + 1] or people.chance.choices(plans, list(PLANS.values()))
    return plan(people)
