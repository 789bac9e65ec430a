"""Consent and limits are decided at the claim: whatever changed since the tap counts, each with its reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from chalicelib.domain.alert import Alert, AlertState, Reason
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.organization import Organization
from chalicelib.domain.publication import NotTaken
from chalicelib.domain.status import Status
from chalicelib.domain.work import Customer
from chalicelib.gateways.sns import CONNECT_SECONDS, READ_SECONDS
from chalicelib.usecases import appointments
from chalicelib.usecases.ports import Services
from chalicelib.usecases.relay import ASKING_TAKES, CLAIM_NEEDS, OutOfTime, relay
from tests import fakes
from tests.builders import (
    DANA,
    NOON,
    ORGANIZATION,
    PHONE,
    a_change,
    a_person,
    a_technician,
    a_wish,
    an_alert,
    an_appointment,
    an_id,
    an_organization,
    minutes,
    some_work,
)

HOLD = timedelta(seconds=10)
GERMAN_LANDLINE, NO_SUCH_NUMBER, BRITISH_MOBILE = "+493012345678", "+16021234567", "+447400123456"


@dataclass(kw_only=True)
class Scene:
    """Sam has just tapped On My Way; the text waits for the end of the hold."""

    services: Services
    memory: fakes.Memory
    publisher: fakes.Publisher
    clock: fakes.Clock
    appointment: Appointment

    def alert(self) -> Alert:
        return self.now().alerts[-1]

    def now(self) -> Appointment:
        return self.memory.appointments[self.appointment.where]

    def outcome(self) -> tuple[AlertState, str | None]:
        return self.alert().state, self.alert().reason

    def settle(self, **differences: Any) -> None:
        """The office settles the organization anew."""
        stored = self.services.organizations.get(ORGANIZATION)
        self.services.organizations.save(replace(stored, version=stored.version + 1, **differences))

    def correct(self, **customer: Any) -> None:
        """The office corrects what it knows of the customer."""
        customer = {"name": "Rosa Delgado", "phone": PHONE, **customer}
        self.services.appointments.save(replace(self.now(), work=some_work(customer=Customer(**customer))))

    def opt_out(self, number: str = PHONE, *, organization_id: str = ORGANIZATION) -> None:
        self.services.opt_outs.record(organization_id, number, opted_out=True, by=DANA, at=self.clock())

    def come_due(self, time_left: timedelta = timedelta(seconds=30)) -> None:
        self.clock.move(HOLD)
        relay(self.services, self.appointment.where, lambda: time_left)


def tapped(appointment: Appointment | None = None, organization: Organization | None = None) -> Scene:
    memory, clock, publisher = fakes.Memory(), fakes.Clock(), fakes.Publisher()
    services = fakes.services(memory, clock=clock, publisher=publisher)
    services.organizations.save(organization or an_organization(countries=frozenset({"US", "DE"})))
    services.people.save(a_person())
    appointment = services.appointments.save(appointment or an_appointment())
    where = appointment.where
    appointments.change_status(services, a_technician(), where.job_id, where.appointment_id, a_wish(Status.ENROUTE))
    return Scene(services=services, memory=memory, publisher=publisher, clock=clock, appointment=appointment)


def switched_off(scene: Scene) -> None:
    scene.memory.all_texts_off = True


def spent(scene: Scene) -> None:
    for _ in range(500):
        scene.services.daily_texts.reserve(ORGANIZATION, NOON.date(), 500)


def called_from_a_new_number(scene: Scene) -> None:
    scene.correct(phone="+16025550199")
    scene.opt_out("+16025550199")


def written_otherwise(scene: Scene) -> None:
    scene.correct(phone=PHONE.replace("+1", "+11"))
    scene.opt_out()


CHANGES: dict[Reason, dict[str, Callable[[Scene], None]]] = {
    Reason.NO_NUMBER: {"the number is gone": lambda scene: scene.correct(phone=None)},
    Reason.INVALID_NUMBER: {
        "no such number": lambda scene: scene.correct(phone=NO_SUCH_NUMBER),
        "a landline, says its plan": lambda scene: scene.correct(phone=GERMAN_LANDLINE),
    },
    Reason.NOTIFY_OFF: {"cannot be texted, says the office": lambda scene: scene.correct(notify=False)},
    Reason.OPTED_OUT: {
        "the customer called": lambda scene: scene.opt_out(),
        "the customer called from the number that is theirs now": called_from_a_new_number,
        "the number is written in another way by now": written_otherwise,
        "the provider knows": lambda scene: setattr(scene.publisher, "opted_out", True),
    },
    Reason.COUNTRY: {
        "the number is another country's": lambda scene: scene.correct(phone=BRITISH_MOBILE),
        "the country is not allowed any more": lambda scene: scene.settle(countries=frozenset({"CA"})),
        "no country is allowed any more": lambda scene: scene.settle(countries=frozenset()),
    },
    Reason.PAUSED: {
        "the organization texts nobody": lambda scene: scene.settle(texts_on=False),
        "nobody texts anybody": switched_off,
    },
    Reason.BUDGET: {
        "others used up the day's texts": spent,
        "the cap was lowered": lambda scene: scene.settle(daily_cap=0),
    },
}


@pytest.mark.parametrize(
    ("reason", "change"),
    [
        pytest.param(reason, change, id=f"{reason}: {name}")
        for reason, changes in CHANGES.items()
        for name, change in changes.items()
    ],
)
def test_what_changed_since_the_tap_keeps_the_text_back(reason: Reason, change: Callable[[Scene], None]) -> None:
    scene = tapped()
    assert scene.outcome() == (AlertState.PENDING, None)

    change(scene)
    scene.come_due()

    assert scene.outcome() == (AlertState.SKIPPED, reason)
    assert scene.publisher.texts == []


def test_when_nothing_changed_the_text_goes() -> None:
    scene = tapped()

    scene.come_due()

    assert scene.outcome() == (AlertState.SENT, None)
    assert [text.phone for text in scene.publisher.texts] == [PHONE]


def test_what_was_put_right_again_before_the_claim_does_not_count() -> None:
    scene = tapped()
    scene.settle(texts_on=False, daily_cap=0, countries=frozenset())
    scene.correct(phone=None, notify=False)
    scene.opt_out()

    scene.settle(texts_on=True, daily_cap=1, countries=frozenset({"US"}))
    scene.correct(phone=PHONE, notify=True)
    scene.services.opt_outs.record(ORGANIZATION, PHONE, opted_out=False, by=DANA, at=NOON)
    scene.come_due()

    assert scene.outcome() == (AlertState.SENT, None)


def test_what_a_customer_told_another_organization_does_not_count() -> None:
    scene = tapped()
    scene.opt_out(organization_id=an_id("organization"))

    scene.come_due()

    assert scene.outcome() == (AlertState.SENT, None)


def an_earlier_trip(hours: float) -> tuple[Any, Any]:
    at = NOON - timedelta(hours=hours)
    return a_change(Status.ENROUTE, at=at), a_change(Status.SCHEDULED, at=at + minutes(5))


@pytest.mark.parametrize(
    ("told_before", "reason"), [(0, Reason.DUPLICATE), (1, Reason.DUPLICATE), (2, Reason.TOO_MANY)]
)
def test_a_text_that_was_still_being_sent_at_the_tap_counts_once_it_has_ended(told_before: int, reason: Reason) -> None:
    trips = [an_earlier_trip(hours) for hours in (4, 3)[:told_before]] + [an_earlier_trip(0.1)]
    told = [an_alert(set_out, state=AlertState.SENT, ended_at=set_out.recorded_at) for set_out, _ in trips[:-1]]
    being_sent = an_alert(
        trips[-1][0], state=AlertState.SENDING, owner="somebody", text="…", lease_until=NOON + minutes(1)
    )
    entries = [entry for trip in trips for entry in trip]
    scene = tapped(an_appointment(*entries, alerts=[*told, being_sent], booked_at=NOON - timedelta(hours=5)))
    assert scene.outcome() == (AlertState.PENDING, None)

    scene.services.appointments.save(scene.now().with_alert(being_sent.sent("m-1", scene.clock())))
    scene.come_due()

    assert scene.outcome() == (AlertState.SKIPPED, reason)
    assert scene.publisher.texts == []


@pytest.mark.parametrize("said", [False, None])
def test_unless_the_provider_says_that_a_number_opted_out_the_text_goes(said: bool | None) -> None:
    scene = tapped()
    scene.publisher.opted_out = said

    scene.come_due()

    assert scene.outcome() == (AlertState.SENT, None)
    assert scene.publisher.asked == [PHONE]


def test_the_provider_is_asked_only_about_what_our_own_rules_let_go() -> None:
    scene = tapped()
    scene.settle(texts_on=False)

    scene.come_due()

    assert scene.publisher.asked == []


def test_it_is_asked_again_before_every_try() -> None:
    scene = tapped()
    scene.publisher.answers.append(NotTaken(why="throttled"))
    scene.come_due()

    scene.publisher.opted_out = True
    scene.come_due()

    assert scene.outcome() == (AlertState.SKIPPED, Reason.OPTED_OUT)
    assert len(scene.publisher.texts) == 1


def test_a_text_that_is_kept_back_uses_up_none_of_the_days_texts() -> None:
    scene = tapped()
    scene.publisher.opted_out = True

    scene.come_due()

    assert sum(scene.memory.texts.values()) == 0


class SlowToSay(fakes.Publisher):
    """It says that nobody opted out, after a while."""

    def __init__(self, clock: fakes.Clock, lapse: timedelta) -> None:
        super().__init__()
        self.clock, self.lapse = clock, lapse

    def is_opted_out(self, phone: str) -> bool | None:
        self.clock.move(self.lapse)
        return super().is_opted_out(phone)


def test_however_long_the_provider_takes_to_say_it_the_claim_is_fresh() -> None:
    scene = tapped()
    slow = SlowToSay(scene.clock, timedelta(seconds=7))
    scene.services = replace(scene.services, publisher=slow)

    scene.come_due()

    assert scene.outcome() == (AlertState.SENT, None)
    assert len(slow.texts) == 1


def test_however_long_the_provider_takes_to_say_it_a_claim_has_the_time_it_needs() -> None:
    scene = tapped()
    slow = SlowToSay(scene.clock, timedelta(seconds=CONNECT_SECONDS + READ_SECONDS))
    scene.clock.move(HOLD)
    ends_at = scene.clock.now + CLAIM_NEEDS + ASKING_TAKES

    relay(replace(scene.services, publisher=slow), scene.appointment.where, lambda: ends_at - scene.clock.now)

    assert ends_at - scene.clock.now >= CLAIM_NEEDS
    assert scene.outcome() == (AlertState.SENT, None)


def test_near_the_end_of_the_invocation_the_provider_is_not_even_asked() -> None:
    scene = tapped()

    with pytest.raises(OutOfTime):
        scene.come_due(time_left=timedelta(seconds=21))

    assert (scene.publisher.asked, scene.outcome()) == ([], (AlertState.PENDING, None))


def test_near_the_end_of_the_invocation_it_is_still_recorded_why_a_text_does_not_go() -> None:
    scene = tapped()
    scene.opt_out()

    scene.come_due(time_left=timedelta(seconds=2))

    assert scene.outcome() == (AlertState.SKIPPED, Reason.OPTED_OUT)


def test_the_cap_counts_the_day_of_the_organization_and_not_that_of_the_address() -> None:
    tomorrow_there = an_organization(time_zone="Pacific/Kiritimati", daily_cap=1)
    scene = tapped(organization=tomorrow_there)

    scene.come_due()

    assert scene.memory.texts == {(ORGANIZATION, date(2026, 3, 3)): 1}
