"""Wherever the process dies, before or after any of its calls to AWS, every promise holds afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import boto3
import pytest

from chalicelib import wiring
from chalicelib.domain.alert import AlertState
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.job import Job
from chalicelib.storage.appointments import Appointments
from chalicelib.storage.jobs import Jobs
from chalicelib.storage.keys import job_key
from chalicelib.storage.rows import JobRow
from chalicelib.usecases.ports import Services
from tests.api.conftest import Clock, Office
from tests.api.death_promises import check
from tests.api.deaths import STORIES, Death, Play, Story, Wire, deaths_at
from tests.fates import ARRIVES_AND_DIES, DIES, Fate
from tests.promises import ENDS_WITHIN, SWEPT_EVERY, Violation
from tests.wire import wired


@dataclass(kw_only=True)
class Theatre:
    """Plays a story as often as there are deaths in it, each time with another appointment and at the same hour."""

    office: Office
    wire: Wire

    def rehearsed(self, story: Story) -> list[str]:
        """The calls that are made when nobody dies."""
        self.office.settle(hold_seconds=story.hold_seconds)
        [play] = self.played(story, [None])
        calls = self.wire.calls
        self.settle()
        check(play, story)
        assert not is_unknown(play.appointment())
        return calls

    def ended(self, story: Story, deaths: list[Death]) -> dict[Death, Play]:
        """How it ends after each of them; raises `Violation`."""
        plays = dict(zip(deaths, self.played(story, deaths), strict=True))
        self.settle()
        for death, play in plays.items():
            try:
                check(play, story)
            except Violation as violation:
                raise Violation(violation.promise, [f"the process {death}"]) from None
        return plays

    def played(self, story: Story, deaths: Iterable[Death | None]) -> list[Play]:
        begun, ends = self.office.clock.now, []
        plays = []
        for death in deaths:
            self.office.clock.now = begun
            plays.append(self.once(story, death))
            ends.append(self.office.clock.now)
        self.office.clock.now = max(ends)
        return plays

    def once(self, story: Story, death: Death | None) -> Play:
        play = Play(office=self.office, visit=self.office.visit(), wire=self.wire)
        story.begin(play)
        self.office.catch_up()
        with self.wire.watched(death):
            story.act(play)
        return play

    def settle(self) -> None:
        """Two minutes pass, each with its sweep."""
        for _ in range(ENDS_WITHIN // SWEPT_EVERY):
            self.office.clock.now += SWEPT_EVERY
            self.office.run.sources.fire("sweep_alerts")
            self.office.catch_up()


@pytest.fixture
def queue(office: Office) -> Iterator[None]:
    """It is empty, and what nobody deletes comes again at once."""
    sqs, url = boto3.client("sqs"), office.run.environment["ALERT_QUEUE_URL"]
    usual = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["VisibilityTimeout"])["Attributes"]
    sqs.purge_queue(QueueUrl=url)
    sqs.set_queue_attributes(QueueUrl=url, Attributes={"VisibilityTimeout": "0"})
    yield
    sqs.set_queue_attributes(QueueUrl=url, Attributes=usual)
    sqs.close()


@pytest.fixture
def wire(services: Services, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Wire]:
    wire = Wire(clock)
    with wired(wire.meet) as on_the_wire:
        watched = on_the_wire(services)
        monkeypatch.setattr(wiring, "services", lambda: watched)
        yield wire


@pytest.fixture
def theatre(office: Office, queue: None, wire: Wire, clock: Clock) -> Theatre:
    """On a day on which nothing that other tests have left comes due."""
    clock.move(days=30)
    office.run.sources.fire("sweep_alerts")
    return Theatre(office=office, wire=wire)


def around_the_text(calls: list[str]) -> list[Death]:
    """From the answer to the claim to the request that records what came of it."""
    if "sns.Publish" not in calls:
        return []
    text = calls.index("sns.Publish")
    claim = max(place for place, call in enumerate(calls[:text], 1) if call == "dynamodb.PutItem")
    record = text + 1 + calls[text:].index("dynamodb.PutItem")
    deaths = list(deaths_at(calls))
    return deaths[2 * claim - 1 : 2 * record - 1]


@pytest.mark.parametrize("name", STORIES)
def test_every_promise_holds_wherever_the_process_dies(name: str, theatre: Theatre) -> None:
    story = STORIES[name]
    calls = theatre.rehearsed(story)

    plays = theatre.ended(story, list(deaths_at(calls)))

    print(f"{name}: {len(calls)} calls, {len(plays)} deaths")  # noqa: T201 - pytest -rP shows it
    assert len(calls) >= story.at_least, f"only {len(calls)} calls were found: {calls}"
    assert [death for death, play in plays.items() if is_unknown(play.appointment())] == around_the_text(calls)


def is_unknown(appointment: Appointment) -> bool:
    return any(alert.state is AlertState.UNKNOWN for alert in appointment.alerts)


@pytest.mark.parametrize("fate", [DIES, ARRIVES_AND_DIES], ids=str)
def test_after_a_crash_between_claim_and_record_the_office_sees_unknown_and_can_send_it_again(
    theatre: Theatre, fate: Fate
) -> None:
    story = STORIES["a tap without a hold"]
    calls = theatre.rehearsed(story)
    death = Death(number=1 + calls.index("sns.Publish"), call="sns.Publish", fate=fate)

    [play] = theatre.played(story, [death])
    theatre.settle()

    assert len(play.texts()) == fate.arrives
    [row] = [row for row in theatre.office.dispatcher.get("/jobs?status=in_progress")["jobs"] if row["alert_trouble"]]
    assert (row["id"], row["alert_trouble"]) == (play.visit.job_id, "unknown")
    alert = play.visit.now()["alert"]
    assert alert["state"] == "unknown"
    play.alert_id = alert["id"]
    play.resend("again")
    play.stream()
    assert (len(play.texts()), play.visit.now()["alert"]["state"]) == (fate.arrives + 1, "sent")


class InTwoWrites(Appointments):
    """The change first, then the text that it owes."""

    def save(self, appointment: Appointment) -> Appointment:
        if not any(alert.state is AlertState.PENDING for alert in appointment.alerts):
            return super().save(appointment)
        changed = super().save(replace(appointment, alerts=appointment.alerts[:-1]))
        return super().save(replace(changed, alerts=appointment.alerts))


class NeverUnknown(Appointments):
    """A claim whose owner died is given back."""

    def save(self, appointment: Appointment) -> Appointment:
        for alert in appointment.alerts:
            if alert.state is AlertState.UNKNOWN:
                appointment = appointment.with_alert(replace(alert.given_back(), ended_at=None))
        return super().save(appointment)


class OutOfTheList(Jobs):
    """The row is removed from its old list first, then written into the new one."""

    def save(self, job: Job, appointments: tuple[Appointment, ...] = ()) -> None:
        if job.revision and not appointments:
            JobRow(*job_key(job.organization_id, job.job_id)).delete()
            job = replace(job, revision=0)
        super().save(job, appointments)


PLANTED: Mapping[str, tuple[Callable[[Services], Services], str, str]] = {
    "a tap that writes its text in a second request": (
        lambda services: replace(services, appointments=InTwoWrites()),
        "a tap without a hold",
        "P6",
    ),
    "a claim whose owner died is tried again": (
        lambda services: replace(services, appointments=NeverUnknown()),
        "a tap without a hold",
        "P2",
    ),
    "a row that is removed before it is written anew": (
        lambda services: replace(services, jobs=OutOfTheList()),
        "a complete that rolls the job up",
        "row",
    ),
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_found(name: str, theatre: Theatre, monkeypatch: pytest.MonkeyPatch) -> None:
    plant, told_by, breaks = PLANTED[name]
    planted, story = plant(wiring.services()), STORIES[told_by]
    monkeypatch.setattr(wiring, "services", lambda: planted)
    calls = theatre.rehearsed(story)

    with pytest.raises(Violation, match=f"^{breaks}: ") as found:
        theatre.ended(story, [death for death in deaths_at(calls) if death.fate.arrives])

    assert found.value.way
