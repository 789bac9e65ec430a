"""The demo: true histories, every status, nothing that still goes out, at whatever hour it is made."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.alert import AlertState, Reason
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.person import Role
from chalicelib.domain.status import JobStatus, Status
from chalicelib.gateways.phone_numbers import PhoneNumbers
from local.demo.company import LUIS, ORGANIZATION, PEOPLE, SAM
from local.demo.seed import fill
from tests import fakes
from tests.fakes import Memory

IDS = {person: f"{number:08}-1111-4111-8111-111111111111" for number, person in enumerate(PEOPLE)}
MIDNIGHT = datetime(2026, 7, 14, 7, tzinfo=UTC)
"""In Phoenix; in Gallup it is one o'clock."""

HOURS = [MIDNIGHT + timedelta(minutes=minutes) for minutes in (0, 7, 59, 4 * 60, 9 * 60 + 30, 17 * 60, 23 * 60 + 59)]
FICTIONAL = re.compile(r"\+1\d{3}55501\d\d")


def the_demo(now: datetime) -> Memory:
    memory, files = Memory(), fakes.PhotoFiles()
    fill(fakes.services(memory, photo_files=files), IDS, now=now, send=files.post)
    return memory


@pytest.fixture(scope="module", params=HOURS, ids=lambda hour: f"{hour:%H:%M} UTC")
def now(request: pytest.FixtureRequest) -> datetime:
    hour: datetime = request.param
    return hour


@pytest.fixture(scope="module")
def memory(now: datetime) -> Memory:
    """Nobody changes it."""
    return the_demo(now)


def test_every_status_can_be_seen(memory: Memory) -> None:
    jobs = {job.status for job in memory.jobs.values()}
    appointments = {appointment.status for appointment in memory.appointments.values()}

    assert jobs == set(JobStatus)
    assert appointments == set(Status)


def test_a_jobs_row_says_what_its_appointments_do(memory: Memory, now: datetime) -> None:
    folders = [fakes.Jobs(memory).folder(*place) for place in memory.jobs]

    assert [folder.refreshed(now).job for folder in folders] == list(memory.jobs.values())


def test_nothing_has_happened_later_than_now(memory: Memory, now: datetime) -> None:
    assert max(moments(memory)) <= now


def test_every_history_is_in_order_and_without_contradiction(memory: Memory) -> None:
    for appointment in memory.appointments.values():
        recorded = [entry.recorded_at for entry in appointment.timeline]

        assert recorded == sorted(recorded)
        assert all(step.applied and not step.contradicts for step in appointment.standing.steps)


def test_a_job_is_scheduled_since_its_booking_and_not_since_now(memory: Memory) -> None:
    since = {job.job_id: job.status_since for job in memory.jobs.values() if job.status is JobStatus.SCHEDULED}
    booked = {a.where.job_id: a.created_at for a in memory.appointments.values()}

    assert since == {job_id: booked[job_id] for job_id in since}


def test_no_text_leaves_and_none_is_owed() -> None:
    memory, publisher, queue, files = Memory(), fakes.Publisher(), fakes.DueQueue(), fakes.PhotoFiles()
    services = fakes.services(memory, publisher=publisher, due_queue=queue, photo_files=files)

    fill(services, IDS, now=HOURS[-1], send=files.post)

    assert publisher.texts == []
    assert queue.reminders == []
    assert not any(appointment.unfinished_alert for appointment in memory.appointments.values())


def test_the_cards_say_when_a_text_was_sent_and_why_one_was_not(memory: Memory) -> None:
    alerts = [alert for appointment in memory.appointments.values() for alert in appointment.alerts]
    sent = [alert for alert in alerts if alert.state is AlertState.SENT]

    assert {(alert.state, alert.reason) for alert in alerts if alert not in sent} == {
        (AlertState.SKIPPED, Reason.NO_NUMBER)
    }
    assert len(sent) >= 3
    assert all(alert.ended_at == alert.created_at + ORGANIZATION.hold for alert in sent)
    assert all(alert.text and "is on the way and should arrive" in alert.text for alert in sent)


def test_there_are_photos_and_each_is_shown(memory: Memory) -> None:
    pictures = [photo.picture for photo in memory.photos.values()]

    assert len(pictures) >= 3
    assert all(pictures)


def test_somebody_is_overdue_and_somebody_is_needed(memory: Memory, now: datetime) -> None:
    waiting = [a for a in memory.appointments.values() if a.status is Status.SCHEDULED]

    assert [a.plan.technician_id for a in waiting if a.plan.window.ends < now] == [IDS[LUIS]]
    assert [a.plan.starts_at > now for a in waiting if a.plan.technician_id is None] == [True]


def test_at_any_hour_sam_is_at_work_and_has_a_next_job_today(memory: Memory, now: datetime) -> None:
    his = [a for a in memory.appointments.values() if a.plan.technician_id == IDS[SAM]]

    assert [a.status for a in his if is_under_way(a)] == [Status.STARTED]
    assert [is_today(a, now) for a in his if a.status is Status.SCHEDULED] == [True]


def test_nobody_is_under_way_twice(memory: Memory) -> None:
    under_way = [a.plan.technician_id for a in memory.appointments.values() if is_under_way(a)]

    assert len(under_way) == len(set(under_way)) == 2


def test_there_are_two_time_zones(memory: Memory) -> None:
    assert {job.work.time_zone for job in memory.jobs.values()} == {"America/Phoenix", "America/Denver"}


def test_every_number_is_fictional_valid_and_somebodys_own(memory: Memory) -> None:
    numbers = [job.work.customer.phone for job in memory.jobs.values() if job.work.customer.phone]
    numbers += [ORGANIZATION.phone or ""]

    assert all(FICTIONAL.fullmatch(number) for number in numbers)
    assert all(PhoneNumbers().look_up(number).can_be_texted for number in numbers)
    assert len(numbers) == len(set(numbers))


def test_the_same_moment_gives_the_same_demo(memory: Memory, now: datetime) -> None:
    again = the_demo(now)

    assert again.appointments == memory.appointments
    assert again.jobs == memory.jobs
    assert again.notes == memory.notes
    assert again.photos == memory.photos


def test_one_dispatcher_and_three_technicians_can_sign_in() -> None:
    assert [person.role for person in PEOPLE] == [Role.DISPATCHER, *[Role.TECHNICIAN] * 3]
    assert all(len(person.password) >= 12 for person in PEOPLE)
    assert len({person.email for person in PEOPLE}) == len(PEOPLE)


def is_under_way(appointment: Appointment) -> bool:
    return appointment.status in {Status.ENROUTE, Status.STARTED}


def is_today(appointment: Appointment, now: datetime) -> bool:
    return appointment.work.local_date(appointment.plan.starts_at) == appointment.work.local_date(now)


def moments(memory: Memory) -> Iterator[datetime]:
    for job in memory.jobs.values():
        yield from (job.created_at, job.status_since)
    for note in memory.notes.values():
        yield note.created_at
    for photo in memory.photos.values():
        yield photo.created_at
    for appointment in memory.appointments.values():
        yield from (entry.recorded_at for entry in appointment.timeline)
        yield from (alert.ended_at for alert in appointment.alerts if alert.ended_at)
