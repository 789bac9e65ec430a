"""The relay with ports in memory: claimed once, handed over once, recorded whatever came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest

from chalicelib.domain.alert import BACK_OFF, LEASE, Alert, AlertState
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.arrival import Arrival, ArrivalSource
from chalicelib.domain.owed import Owed
from chalicelib.domain.publication import AnswerLost, NotTaken, Publication, Rejected, Taken
from chalicelib.domain.refusals import Conflict, Unavailable
from chalicelib.domain.status import Status
from chalicelib.usecases.ports import Services
from chalicelib.usecases.relay import NotAllRelayed, OutOfTime, relay, relay_all, sweep
from tests import fakes
from tests.builders import NOON, ORGANIZATION, a_change, a_person, an_alert, an_appointment, an_organization

Step = Callable[[], None]


def nothing() -> None: ...


def plenty() -> timedelta:
    return timedelta(seconds=30)


@dataclass
class Scene:
    """One appointment that owes a text, ten seconds after the tap."""

    services: Services
    memory: fakes.Memory
    publisher: fakes.Publisher
    due_queue: fakes.DueQueue
    clock: fakes.Clock
    where: Where

    def alert(self) -> Alert:
        return self.memory.appointments[self.where].alerts[-1]

    def relay(self) -> None:
        relay(self.services, self.where, plenty)

    def texts(self) -> list[str]:
        return [text.text for text in self.publisher.texts]

    def left_today(self) -> int:
        return 500 - self.memory.texts.get((ORGANIZATION, NOON.date()), 0)


def a_scene(*answers: Publication, **alert: object) -> Scene:
    memory, clock = fakes.Memory(), fakes.Clock(NOON + timedelta(seconds=10))
    publisher, due_queue = fakes.Publisher(), fakes.DueQueue()
    publisher.answers.extend(answers)
    services = fakes.services(memory, clock=clock, publisher=publisher, due_queue=due_queue)
    services.organizations.save(an_organization())
    services.people.save(a_person())
    change = a_change(Status.ENROUTE)
    appointment = an_appointment(change, alerts=[an_alert(change, **alert)])
    services.appointments.save(appointment)
    return Scene(services, memory, publisher, due_queue, clock, appointment.where)


def test_what_is_due_is_sent_once_and_recorded_with_its_words() -> None:
    scene = a_scene(Taken(message_id="m-1"))

    for _ in range(3):
        scene.relay()

    assert scene.texts() == ["Desert Air: Sam is on the way. Reply STOP to opt out."]
    assert (scene.alert().state, scene.alert().message_id) == (AlertState.SENT, "m-1")
    assert scene.alert().text == scene.texts()[0]
    assert scene.left_today() == 499


def test_what_is_not_due_waits_in_the_queue() -> None:
    scene = a_scene(due_at=NOON + timedelta(seconds=14.2))

    scene.relay()

    assert scene.texts() == []
    assert scene.due_queue.reminders == [(scene.where, timedelta(seconds=4.2))]


@pytest.mark.parametrize(
    ("answer", "state", "reason", "counted"),
    [
        (Taken(message_id="m"), AlertState.SENT, None, 1),
        (Rejected(why="invalid_parameter"), AlertState.FAILED, "invalid_parameter", 0),
        (AnswerLost(why="ReadTimeoutError"), AlertState.UNKNOWN, None, 1),
        (NotTaken(why="Throttling"), AlertState.PENDING, None, 0),
    ],
)
def test_each_answer_ends_the_alert_in_its_own_way(
    answer: Publication, state: AlertState, reason: str | None, counted: int
) -> None:
    scene = a_scene(answer)

    scene.relay()

    assert (scene.alert().state, scene.alert().reason) == (state, reason)
    assert scene.left_today() == 500 - counted


def test_a_lost_answer_is_never_followed_by_a_second_request() -> None:
    scene = a_scene(AnswerLost(why="reset"))

    scene.relay()
    scene.clock.move(timedelta(minutes=2))
    sweep(scene.services, plenty)

    assert len(scene.texts()) == 1


def test_what_was_certainly_not_sent_is_tried_again_later_each_time_and_ends_stale() -> None:
    scene = a_scene(*[NotTaken(why="Throttling")] * 20, expires_at=NOON + timedelta(minutes=15))

    waits = []
    while scene.alert().is_unfinished:
        scene.relay()
        waits.append(scene.alert().due_at - scene.clock.now)
        scene.clock.now = max(scene.clock.now, scene.alert().due_at)

    assert waits[: len(BACK_OFF)] == list(BACK_OFF)
    assert len(scene.texts()) == len(BACK_OFF) + 1
    assert (scene.alert().state, scene.alert().reason) == (AlertState.SKIPPED, "stale")


def test_a_claim_whose_lease_is_live_is_left_alone() -> None:
    scene = a_scene(state=AlertState.SENDING, owner="somebody", text="…", lease_until=NOON + timedelta(seconds=11))

    scene.relay()

    assert (scene.texts(), scene.due_queue.reminders) == ([], [])
    assert scene.alert().state is AlertState.SENDING


def test_a_claim_whose_owner_died_ends_unknown_and_is_never_sent_again() -> None:
    scene = a_scene(state=AlertState.SENDING, owner="somebody", text="…", lease_until=NOON + LEASE)
    scene.clock.move(LEASE)

    sweep(scene.services, plenty)
    sweep(scene.services, plenty)

    assert scene.texts() == []
    assert scene.alert().state is AlertState.UNKNOWN


def test_nothing_is_claimed_near_the_end_of_the_invocation() -> None:
    scene = a_scene()

    with pytest.raises(OutOfTime):
        relay(scene.services, scene.where, lambda: timedelta(seconds=14))

    assert (scene.texts(), scene.alert().state, scene.left_today()) == ([], AlertState.PENDING, 500)


def test_a_text_that_would_leave_within_ten_seconds_of_its_end_does_not_leave() -> None:
    scene = a_scene(expires_at=NOON + timedelta(seconds=19))

    scene.relay()

    assert (scene.texts(), scene.alert().reason) == ([], "stale")


def test_a_claim_that_grew_old_before_it_was_handed_over_is_given_back() -> None:
    scene = a_scene()
    slow = slow_to_save(scene, seconds=6)

    relay(slow, scene.where, plenty)

    assert (scene.texts(), scene.alert().state, scene.left_today()) == ([], AlertState.PENDING, 500)
    scene.relay()
    assert len(scene.texts()) == 1


def test_of_two_workers_one_claims_and_the_other_finds_nothing_to_do() -> None:
    scene = a_scene()
    rival = interrupted_before_saving(scene, lambda: relay(scene.services, scene.where, plenty))

    relay(rival, scene.where, plenty)

    assert len(scene.texts()) == 1
    assert scene.alert().state is AlertState.SENT
    assert scene.left_today() == 499


def test_a_claim_that_was_written_though_its_answer_was_lost_is_ones_own() -> None:
    scene = a_scene()

    relay(losing_the_first_answer(scene), scene.where, plenty)

    assert len(scene.texts()) == 1
    assert scene.alert().state is AlertState.SENT


def test_what_was_sent_is_recorded_as_soon_as_the_records_can_be_reached_again() -> None:
    scene = a_scene()
    outages = [Unavailable()] * 3

    def out_of_reach() -> None:
        if scene.publisher.texts and outages:
            raise outages.pop()

    relay(replace(scene.services, appointments=Saving(scene, before=out_of_reach)), scene.where, plenty)

    assert (len(scene.texts()), outages) == (1, [])
    assert scene.alert().state is AlertState.SENT


def test_a_change_between_claim_and_record_loses_neither() -> None:
    scene = a_scene()

    def start_meanwhile(_: fakes.Text) -> Publication:
        appointment = scene.memory.appointments[scene.where]
        started = a_change(Status.STARTED, at=NOON + timedelta(seconds=10))
        scene.services.appointments.save(appointment.with_entry(started))
        return Taken(message_id="m")

    scene.publisher.answers.append(start_meanwhile)
    scene.relay()

    assert scene.memory.appointments[scene.where].status is Status.STARTED
    assert scene.alert().state is AlertState.SENT


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Taken(message_id="m"), AlertState.SENT),
        (Rejected(why="refused"), AlertState.FAILED),
        (NotTaken(why="throttled"), AlertState.PENDING),
    ],
)
def test_trouble_with_the_table_is_no_reason_to_forget_what_the_provider_said(
    answer: Publication, state: AlertState, caplog: pytest.LogCaptureFixture
) -> None:
    scene = a_scene(answer)
    troubled = replace(scene.services, appointments=Troubled(scene, times=3))

    relay(troubled, scene.where, plenty)

    assert scene.alert().state is state
    assert len(scene.texts()) == 1
    assert caplog.text.count("TableTrouble") == 3


def test_a_table_that_stays_in_trouble_ends_with_the_invocation() -> None:
    scene = a_scene(Taken(message_id="m"))
    ends_at = scene.clock.now + timedelta(seconds=30)
    troubled = replace(scene.services, appointments=Troubled(scene, times=10_000))

    with pytest.raises(OutOfTime):
        relay(troubled, scene.where, lambda: ends_at - scene.clock.now)

    assert scene.clock.now < ends_at
    assert len(scene.texts()) == 1


def test_a_day_that_cannot_be_given_back_to_changes_nothing_about_the_answer() -> None:
    scene = a_scene(NotTaken(why="throttled"))
    services = replace(scene.services, daily_texts=NeverGivenBack(scene.memory))

    with pytest.raises(TableTrouble):
        relay(services, scene.where, plenty)

    assert (scene.alert().state, scene.alert().tries) == (AlertState.PENDING, 1)


def test_the_trouble_of_one_keeps_no_other_waiting() -> None:
    scene = a_scene()
    unknown = replace(scene.where, appointment_id="0" * 26)

    failures = relay_all(scene.services, [unknown, scene.where], plenty)

    assert (list(failures), len(scene.texts())) == ([unknown], 1)


def test_a_sweep_that_left_somebody_out_fails_when_it_has_done_the_others() -> None:
    scene = a_scene()
    gone = replace(scene.where, appointment_id="0" * 26)
    owing = Owing(scene.memory, [gone, scene.where])

    with pytest.raises(NotAllRelayed, match="1 overdue alert"):
        sweep(replace(scene.services, appointments=owing), plenty)

    assert len(scene.texts()) == 1


def test_the_arrival_of_the_tap_is_what_the_text_tells() -> None:
    arrival = Arrival(
        earliest=NOON + timedelta(minutes=20),
        latest=NOON + timedelta(minutes=35),
        source=ArrivalSource.GIVEN,
        as_of=NOON,
    )
    scene = a_scene(arrival=arrival)

    scene.relay()

    assert "should arrive 12:20-12:35 PM" in scene.texts()[0]


class Owing(fakes.Appointments):
    """Says itself what is overdue."""

    def __init__(self, memory: fakes.Memory, places: list[Where]) -> None:
        super().__init__(memory)
        self.places = places

    def owed(self) -> Iterator[Owed]:
        for where in self.places:
            yield Owed(where=where, next_at=NOON, since=NOON)


class Saving(fakes.Appointments):
    """The scene's appointments, with something done around each write."""

    def __init__(self, scene: Scene, *, before: Step = nothing, after: Step = nothing) -> None:
        super().__init__(scene.memory)
        self.before, self.after = before, after

    def save(self, appointment: Appointment) -> Appointment:
        self.before()
        saved = super().save(appointment)
        self.after()
        return saved


class TableTrouble(Exception):
    """What storage raises when DynamoDB is throttled, or does not answer."""


class Troubled(fakes.Appointments):
    """After the text was handed over it can be read or written by turns, not both, for a while."""

    def __init__(self, scene: Scene, *, times: int) -> None:
        super().__init__(scene.memory)
        self.scene, self.times = scene, times

    def get(self, where: Where) -> Appointment:
        self.fail(on=1)
        return super().get(where)

    def save(self, appointment: Appointment) -> Appointment:
        self.fail(on=0)
        return super().save(appointment)

    def fail(self, *, on: int) -> None:
        if self.scene.publisher.texts and self.times and self.times % 2 == on:
            self.times -= 1
            raise TableTrouble


class NeverGivenBack(fakes.DailyTexts):
    def give_back(self, organization_id: str, day: date) -> None:
        raise TableTrouble


def slow_to_save(scene: Scene, *, seconds: float) -> Services:
    slow = Saving(scene, after=lambda: scene.clock.move(timedelta(seconds=seconds)))
    return replace(scene.services, appointments=slow)


def interrupted_before_saving(scene: Scene, interruption: Step) -> Services:
    waiting = [interruption]
    return replace(scene.services, appointments=Saving(scene, before=lambda: waiting.pop()() if waiting else None))


def losing_the_first_answer(scene: Scene) -> Services:
    lost: list[bool] = []

    def lose() -> None:
        if not lost:
            lost.append(True)
            raise Conflict("the answer was lost and the request was sent again")

    return replace(scene.services, appointments=Saving(scene, after=lose))


def test_every_end_of_a_text_is_told_to_the_operators_once() -> None:
    journal = fakes.Journal()
    scene = a_scene(NotTaken(why="Throttling"), Taken(message_id="m"))
    services = replace(scene.services, journal=journal)

    for _ in range(3):
        relay(services, scene.where, plenty)
        scene.clock.move(timedelta(seconds=2))
    sweep(services, plenty)

    told = [(decision.outcome, decision.tries) for decision in journal.decisions]
    assert told == [("pending", 1), ("sent", 1)]
    assert (journal.decisions[-1].after, journal.decisions[-1].overdue) == (timedelta(seconds=12), timedelta(seconds=1))
    assert journal.sweeps == [(0, timedelta())]


def test_the_sweeper_tells_the_age_of_the_oldest_alert_that_is_not_finished_though_it_may_not_be_due() -> None:
    journal = fakes.Journal()
    scene = a_scene(*[NotTaken(why="throttled")] * 3)
    services = replace(scene.services, journal=journal)
    another = a_change(Status.ENROUTE, at=scene.clock.now)
    scene.services.appointments.save(an_appointment(another, alerts=[an_alert(another)]))

    for _ in range(4):
        sweep(services, plenty)
        scene.clock.move(timedelta(seconds=1))

    assert journal.sweeps == [
        (1, timedelta(seconds=10)),
        (1, timedelta(seconds=11)),
        (0, timedelta(seconds=12)),
        (1, timedelta(seconds=13)),
    ]
