"""The consumers of the stream and the queue: what a batch does, what they answer, and what never happens twice."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest

from chalicelib import wiring
from chalicelib.domain.alert import AlertState
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.job import Folder, Job
from chalicelib.domain.publication import Publication, Taken
from chalicelib.domain.status import JobStatus, Status
from chalicelib.events import queue, stream
from chalicelib.usecases.ports import WORKERS, Services
from tests import fakes
from tests.builders import NOON, ORGANIZATION, a_change, a_job, a_person, an_alert, an_appointment, an_organization

PATIENCE_SECONDS = 10
PENDING = {"S": "pending"}


@dataclass
class Context:
    seconds_left: float = 30

    def get_remaining_time_in_millis(self) -> int:
        return int(self.seconds_left * 1000)


class Troubled(fakes.Appointments):
    """Cannot read some of them."""

    def __init__(self, memory: fakes.Memory) -> None:
        super().__init__(memory)
        self.unreadable: set[Where] = set()

    def get(self, where: Where) -> Appointment:
        if where in self.unreadable:
            raise ValueError("Rosa Delgado, +16025550123")
        return super().get(where)


class TroubledJobs(fakes.Jobs):
    """Cannot read some of them."""

    def __init__(self, memory: fakes.Memory) -> None:
        super().__init__(memory)
        self.unreadable: set[str] = set()

    def folder(self, organization_id: str, job_id: str) -> Folder:
        if job_id in self.unreadable:
            raise ValueError("Rosa Delgado, +16025550123")
        return super().folder(organization_id, job_id)


class Scene:
    """An organization whose appointments owe texts that are due."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.memory, self.publisher = fakes.Memory(), fakes.Publisher()
        self.appointments, self.jobs = Troubled(self.memory), TroubledJobs(self.memory)
        self.monkeypatch = monkeypatch
        self.use(
            fakes.services(
                self.memory,
                clock=fakes.Clock(NOON + timedelta(seconds=10)),
                publisher=self.publisher,
                appointments=self.appointments,
                jobs=self.jobs,
            )
        )
        self.services.organizations.save(an_organization())
        self.services.people.save(a_person())

    def use(self, services: Services) -> None:
        self.services = services
        self.monkeypatch.setattr(wiring, "services", lambda: services)

    def owing(self, number: int) -> list[Where]:
        return [self.owes(a_job()) for _ in range(number)]

    def owes(self, job: Job) -> Where:
        change = a_change(Status.ENROUTE)
        where = Where(organization_id=ORGANIZATION, job_id=job.job_id, appointment_id=change.key)
        self.services.appointments.save(an_appointment(change, alerts=[an_alert(change)], where=where))
        if (ORGANIZATION, job.job_id) not in self.memory.jobs:
            self.services.jobs.add(job)
        return where

    def status_of_job(self, where: Where) -> JobStatus:
        return self.memory.jobs[where.organization_id, where.job_id].status


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    return Scene(monkeypatch)


def a_record(where: Where, number: int, **differences: Any) -> dict[str, Any]:
    """As little as a record may hold."""
    keys = {
        "pk": {"S": f"ORG#{where.organization_id}#JOB#{where.job_id}"},
        "sk": {"S": f"APPT#{where.appointment_id}"},
    }
    image = {**keys, "alert_state": PENDING, "status": {"S": "enroute"}}
    return {"dynamodb": {"Keys": keys, "NewImage": image, "SequenceNumber": str(number), **differences}}


def records_of(places: Iterable[Where]) -> list[dict[str, Any]]:
    return [a_record(where, number) for number, where in enumerate(places, 1)]


def notified(records: list[dict[str, Any]], context: Context | None = None) -> list[str]:
    """The numbers of the records that must come again."""
    return named_in(stream.notify_customer({"Records": records}, context or Context()))


def refreshed(records: list[dict[str, Any]]) -> list[str]:
    return named_in(stream.refresh_job({"Records": records}))


def named_in(answer: dict[str, list[dict[str, str]]]) -> list[str]:
    assert answer.keys() == {"batchItemFailures"}
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


def at_once(*works: Callable[[], Any]) -> None:
    threads = [threading.Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)


def test_every_alert_of_a_batch_is_texted_and_nothing_comes_again(scene: Scene) -> None:
    assert notified(records_of(scene.owing(20))) == []

    assert len(scene.publisher.texts) == 20


def test_a_batch_that_comes_twice_texts_once(scene: Scene) -> None:
    records = records_of(scene.owing(5))

    assert (notified(records), notified(records)) == ([], [])

    assert len(scene.publisher.texts) == 5


def test_a_batch_that_comes_newest_first_texts_once(scene: Scene) -> None:
    [where] = scene.owing(1)
    older, newer = a_record(where, 1), a_record(where, 2)

    assert notified([newer, older]) == []
    assert notified([older]) == []

    assert len(scene.publisher.texts) == 1


def test_two_consumers_at_once_text_once(scene: Scene) -> None:
    records = records_of(scene.owing(20))

    at_once(lambda: notified(records), lambda: notified(list(reversed(records))))

    assert len(scene.publisher.texts) == 20


def test_eight_texts_are_handed_over_at_a_time(scene: Scene) -> None:
    together = threading.Barrier(WORKERS)

    def wait_for_the_others(_: fakes.Text) -> Publication:
        together.wait(PATIENCE_SECONDS)
        return Taken(message_id="message")

    scene.publisher.answers.extend([wait_for_the_others] * 2 * WORKERS)

    assert notified(records_of(scene.owing(2 * WORKERS))) == []

    assert len(scene.publisher.texts) == 2 * WORKERS


def test_what_failed_is_named_and_its_neighbours_are_texted(scene: Scene) -> None:
    places = scene.owing(6)
    scene.appointments.unreadable = {places[1], places[4]}

    assert notified(records_of(places)) == ["2", "5"]

    assert len(scene.publisher.texts) == 4


def test_a_failure_is_logged_by_what_it_concerns_and_its_place_never_by_its_message(
    scene: Scene, caplog: pytest.LogCaptureFixture
) -> None:
    [where] = scene.owing(1)
    scene.appointments.unreadable = {where}

    assert notified(records_of([where])) == ["1"]

    [line] = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
    assert line.startswith(f"{where}: ValueError at ")


def test_a_record_that_cannot_be_read_is_named_and_its_neighbours_are_texted(scene: Scene) -> None:
    before, after = scene.owing(2)
    garbage = {"dynamodb": {"SequenceNumber": "2", "NewImage": {}}}

    assert notified([a_record(before, 1), garbage, a_record(after, 3)]) == ["2"]

    assert len(scene.publisher.texts) == 2


def test_a_record_without_a_number_fails_the_whole_batch(scene: Scene) -> None:
    assert notified([{"dynamodb": {"NewImage": {}}}]) == [""]
    assert notified([{}]) == [""]


def test_another_items_record_is_nothing_for_us(scene: Scene) -> None:
    [where] = scene.owing(1)
    keys = {"pk": {"S": f"ORG#{ORGANIZATION}"}, "sk": {"S": "ORG"}}

    other = a_record(where, 1, Keys=keys)

    assert (notified([other]), refreshed([other])) == ([], [])
    assert scene.publisher.texts == []


def test_nothing_at_all_is_nothing_to_do(scene: Scene) -> None:
    assert (notified([]), refreshed([])) == ([], [])


def test_what_lambda_may_leave_out_is_not_missed(scene: Scene) -> None:
    [where] = scene.owing(1)
    record = a_record(where, 1)
    assert "eventSourceARN" not in record
    assert "ApproximateCreationDateTime" not in record["dynamodb"]

    assert notified([record]) == []

    assert len(scene.publisher.texts) == 1


def test_a_removed_appointment_owes_nothing(scene: Scene) -> None:
    gone = an_appointment().where
    removed = a_record(gone, 1)
    removed["dynamodb"]["OldImage"] = removed["dynamodb"].pop("NewImage")

    assert (notified([removed]), refreshed([removed])) == ([], [])


def test_at_the_end_of_its_time_a_batch_claims_nothing_and_all_of_it_comes_again(scene: Scene) -> None:
    records = records_of(scene.owing(10))

    assert notified(records, Context(seconds_left=14)) == [str(number) for number in range(1, 11)]

    assert scene.publisher.texts == []
    assert notified(records) == []
    assert len(scene.publisher.texts) == 10


def test_when_time_runs_out_in_the_middle_each_alert_is_either_texted_or_comes_again(scene: Scene) -> None:
    context = Context()

    def run_out(_: fakes.Text) -> Publication:
        context.seconds_left = 14
        return Taken(message_id="message")

    scene.publisher.answers.extend([run_out] * 50)
    records = records_of(scene.owing(50))

    again = notified(records, context)

    assert len(scene.publisher.texts) + len(again) == 50
    assert again
    assert notified([record for record in records if record["dynamodb"]["SequenceNumber"] in again]) == []
    assert len(scene.publisher.texts) == 50


def test_a_job_that_failed_brings_all_its_records_again_and_the_other_jobs_rows_are_true(scene: Scene) -> None:
    bad, good = a_job(), a_job()
    places = [scene.owes(bad), scene.owes(good), scene.owes(bad)]
    scene.jobs.unreadable = {bad.job_id}

    assert refreshed(records_of(places)) == ["1", "3"]

    assert scene.status_of_job(places[1]) is JobStatus.IN_PROGRESS


def test_a_change_that_no_row_shows_refreshes_nothing(scene: Scene) -> None:
    [where] = scene.owing(1)
    scene.jobs.unreadable = {where.job_id}
    record = a_record(where, 1)
    record["dynamodb"]["OldImage"] = {**record["dynamodb"]["NewImage"], "revision": {"N": "1"}}

    assert refreshed([record]) == []


def test_only_the_messages_that_failed_come_again(scene: Scene) -> None:
    places = scene.owing(3)
    scene.appointments.unreadable = {places[1]}
    bodies = [*map(str, places), "nothing that is a place"]
    messages = [{"messageId": f"m-{number}", "body": body} for number, body in enumerate(bodies)]

    assert named_in(queue.send_due_alert({"Records": messages}, Context())) == ["m-1", "m-3"]

    assert len(scene.publisher.texts) == 2


def test_a_death_in_one_worker_is_the_callers_after_the_others_have_ended(scene: Scene) -> None:
    class Death(BaseException):
        """The process ends here."""

    def die(_: fakes.Text) -> Publication:
        raise Death

    scene.publisher.answers.append(die)
    records = records_of(scene.owing(10))

    with pytest.raises(Death):
        notified(records)

    states = [appointment.alerts[-1].state for appointment in scene.memory.appointments.values()]
    assert states.count(AlertState.SENDING) == 1
    assert states.count(AlertState.SENT) == len(scene.publisher.texts) - 1


def test_connections_of_an_earlier_invocation_are_forgotten_once_for_each_batch(scene: Scene) -> None:
    notified(records_of(scene.owing(3)))
    notified(records_of(scene.owing(3)))

    assert scene.publisher.forgotten == 2


def test_a_text_that_is_not_due_is_left_to_the_queue(scene: Scene) -> None:
    due_queue = fakes.DueQueue()
    scene.use(replace(scene.services, clock=fakes.Clock(NOON), due_queue=due_queue))
    [where] = scene.owing(1)

    assert notified(records_of([where])) == []

    assert due_queue.reminders == [(where, timedelta(seconds=10))]
