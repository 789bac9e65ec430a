"""What the store of jobs promises, in memory and in DynamoDB."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest

from chalicelib.domain.clocks import ALWAYS, Span
from chalicelib.domain.job import Cancellation, Job, Summary
from chalicelib.domain.refusals import Conflict, NotFound, Unreadable
from chalicelib.domain.status import JobStatus
from tests.builders import (
    BO,
    DANA,
    MORNING,
    NOON,
    ORGANIZATION,
    SAM,
    a_job,
    a_note,
    an_appointment,
    an_id,
    minutes,
    some_work,
)
from tests.contract.conftest import Store

EVERYTHING = a_job(
    work=some_work(phone=None, notify=False, location=None),
    description="Über die Treppe\n2. Stock",
    summary=Summary(
        status=JobStatus.SCHEDULED,
        technician_names=("Sam Ortiz", "Bo Lind"),
        next_start=NOON,
        next_end=NOON + minutes(120),
        alert_trouble="unknown",
    ),
    technicians=frozenset({SAM, BO}),
    cancellation=Cancellation(key="key", person_id=DANA, fingerprint="f", at=MORNING),
    version=4,
)


def added(store: Store, count: int, status: JobStatus = JobStatus.SCHEDULED) -> list[Job]:
    """The latest first."""
    jobs = [a_job(status_since=MORNING + minutes(n), summary=Summary(status=status)) for n in range(count)]
    for job in jobs:
        store.jobs.add(job)
    return jobs[::-1]


def ids(jobs: tuple[Job, ...] | list[Job]) -> list[str]:
    return [job.job_id for job in jobs]


@pytest.mark.parametrize("job", [a_job(), EVERYTHING], ids=["bare", "full"])
def test_what_was_added_is_what_is_read(store: Store, job: Job) -> None:
    store.jobs.add(job)

    assert store.jobs.get(ORGANIZATION, job.job_id) == replace(job, revision=1)


def test_an_id_is_given_once(store: Store) -> None:
    job = a_job()
    store.jobs.add(job)

    with pytest.raises(Conflict):
        store.jobs.add(replace(job, description="another"))

    assert store.jobs.get(ORGANIZATION, job.job_id).description == job.description


def test_a_job_of_another_organization_is_not_found(store: Store) -> None:
    job = a_job()
    store.jobs.add(job)

    with pytest.raises(NotFound):
        store.jobs.get(an_id("organization"), job.job_id)
    with pytest.raises(NotFound):
        store.jobs.folder(an_id("organization"), job.job_id)


def test_of_two_who_read_the_same_only_the_first_saves(store: Store) -> None:
    job = a_job()
    store.jobs.add(job)
    read = store.jobs.get(ORGANIZATION, job.job_id)
    store.jobs.save(replace(read, version=2))

    with pytest.raises(Conflict):
        store.jobs.save(replace(read, version=3))

    assert store.jobs.get(ORGANIZATION, job.job_id).version == 2


def test_a_folder_holds_the_job_its_appointments_and_its_notes_oldest_first(store: Store) -> None:
    job = a_job()
    store.jobs.add(job)
    notes = [a_note(job, created_at=NOON + minutes(n)) for n in (2, 0, 1)]
    visits = [an_appointment(booked_at=MORNING + minutes(n)) for n in (1, 2, 0)]
    visits = [replace(visit, where=replace(visit.where, job_id=job.job_id)) for visit in visits]
    for note in notes:
        store.notes.add(note)
    for visit in (*visits, an_appointment()):
        store.appointments.save(visit)

    folder = store.jobs.folder(ORGANIZATION, job.job_id)

    assert folder.job == replace(job, revision=1)
    assert folder.notes == (notes[1], notes[2], notes[0])
    assert folder.appointments == tuple(replace(visits[n], revision=1) for n in (2, 0, 1))


def test_a_folder_without_its_job_is_not_found(store: Store) -> None:
    appointment = store.appointments.save(an_appointment())

    with pytest.raises(NotFound):
        store.jobs.folder(ORGANIZATION, appointment.where.job_id)


def test_a_job_and_its_appointments_are_saved_together(store: Store) -> None:
    job = a_job()
    store.jobs.add(job)
    known, new = store.appointments.save(an_appointment()), an_appointment()

    store.jobs.save(replace(job, revision=1, version=2), (replace(known, version=9), new))

    assert store.jobs.get(ORGANIZATION, job.job_id) == replace(job, revision=2, version=2)
    assert store.appointments.get(known.where) == replace(known, version=9, revision=2)
    assert store.appointments.get(new.where) == replace(new, revision=1)


def test_a_job_with_as_many_appointments_as_it_may_have_is_saved_at_once(store: Store) -> None:
    appointments = tuple(an_appointment() for _ in range(50))

    store.jobs.save(a_job(), appointments)

    assert all(store.appointments.get(appointment.where).revision == 1 for appointment in appointments)


def test_when_one_appointment_lost_its_race_nothing_is_saved(store: Store) -> None:
    job = a_job()
    store.jobs.add(job)
    known = store.appointments.save(an_appointment())
    new = an_appointment()
    store.appointments.save(known)

    with pytest.raises(Conflict):
        store.jobs.save(replace(job, revision=1, version=2), (new, known))

    assert store.jobs.get(ORGANIZATION, job.job_id).version == 1
    with pytest.raises(NotFound):
        store.appointments.get(new.where)


def test_when_the_job_lost_its_race_no_appointment_is_saved(store: Store) -> None:
    job, new = a_job(), an_appointment()
    store.jobs.add(job)

    with pytest.raises(Conflict):
        store.jobs.save(job, (new,))

    with pytest.raises(NotFound):
        store.appointments.get(new.where)


def test_a_list_shows_the_latest_of_its_status_first(store: Store) -> None:
    jobs = added(store, 3)
    added(store, 1, JobStatus.PAUSED)

    page = store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, limit=10, cursor=None)

    assert ids(page.jobs) == ids(jobs)
    assert page.cursor is None


def test_a_list_shows_a_job_but_for_what_only_its_folder_does(store: Store) -> None:
    store.jobs.add(EVERYTHING)

    (shown,) = store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, limit=10, cursor=None).jobs

    in_the_folder = replace(shown, description=EVERYTHING.description, fingerprint=EVERYTHING.fingerprint)
    assert (
        replace(in_the_folder, technicians=EVERYTHING.technicians, cancellation=EVERYTHING.cancellation) == EVERYTHING
    )


def test_what_a_list_shows_cannot_be_saved_over_the_job(store: Store) -> None:
    store.jobs.add(EVERYTHING)
    (shown,) = store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, limit=10, cursor=None).jobs

    with pytest.raises(Conflict):
        store.jobs.save(shown)


def test_another_organization_lists_nothing(store: Store) -> None:
    added(store, 1)

    page = store.jobs.listed(an_id("organization"), JobStatus.SCHEDULED, limit=10, cursor=None)

    assert (page.jobs, page.cursor) == ((), None)


def test_a_job_moves_from_list_to_list_with_its_status(store: Store) -> None:
    (job,) = added(store, 1)

    store.jobs.save(replace(job, revision=1, summary=Summary(status=JobStatus.PAUSED), status_since=NOON))

    lists = {status: store.jobs.listed(ORGANIZATION, status, limit=9, cursor=None).jobs for status in JobStatus}
    assert [status for status, jobs in lists.items() if jobs] == [JobStatus.PAUSED]


@pytest.mark.parametrize(("count", "pages"), [(0, [0]), (1, [1]), (2, [2]), (3, [2, 1]), (4, [2, 2]), (5, [2, 2, 1])])
def test_pages_follow_one_another_without_a_gap_and_the_last_says_so(
    store: Store, count: int, pages: list[int]
) -> None:
    jobs = added(store, count)

    seen = [store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, limit=2, cursor=None)]
    while seen[-1].cursor:
        seen.append(store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, limit=2, cursor=seen[-1].cursor))

    assert [len(page.jobs) for page in seen] == pages
    assert [job_id for page in seen for job_id in ids(page.jobs)] == ids(jobs)


def test_several_statuses_make_one_list_whose_pages_go_from_one_to_the_next(store: Store) -> None:
    paused, scheduled = added(store, 3, JobStatus.PAUSED), added(store, 2)
    added(store, 1, JobStatus.COMPLETE)
    statuses = JobStatus.SCHEDULED, JobStatus.UNSCHEDULED, JobStatus.PAUSED

    seen = [store.jobs.listed(ORGANIZATION, *statuses, limit=2, cursor=None)]
    while seen[-1].cursor:
        seen.append(store.jobs.listed(ORGANIZATION, *statuses, limit=2, cursor=seen[-1].cursor))

    assert [len(page.jobs) for page in seen] == [2, 2, 1]
    assert [job_id for page in seen for job_id in ids(page.jobs)] == ids([*scheduled, *paused])


def test_jobs_of_one_instant_are_paged_too(store: Store) -> None:
    for _ in range(3):
        store.jobs.add(a_job())

    first = store.jobs.listed(ORGANIZATION, JobStatus.UNSCHEDULED, limit=2, cursor=None)
    second = store.jobs.listed(ORGANIZATION, JobStatus.UNSCHEDULED, limit=2, cursor=first.cursor)

    assert len({*ids(first.jobs), *ids(second.jobs)}) == 3


@pytest.mark.parametrize(
    ("span", "found"),
    [
        (ALWAYS, [0, 1, 2, 3]),
        (Span(since=MORNING + minutes(1)), [1, 2, 3]),
        (Span(until=MORNING + minutes(2)), [0, 1]),
        (Span(since=MORNING + minutes(1), until=MORNING + minutes(3)), [1, 2]),
        (Span(since=MORNING + minutes(4)), []),
    ],
)
def test_a_list_of_a_span_begins_with_it_and_ends_before_it_does(store: Store, span: Span, found: list[int]) -> None:
    jobs = added(store, 4)[::-1]

    page = store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, span=span, limit=9, cursor=None)

    assert ids(page.jobs) == ids([jobs[number] for number in reversed(found)])


def test_pages_of_a_span_end_where_it_does(store: Store) -> None:
    jobs = added(store, 6)
    span = Span(since=MORNING + minutes(1), until=MORNING + minutes(5))

    first = store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, span=span, limit=2, cursor=None)
    second = store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, span=span, limit=2, cursor=first.cursor)

    assert [*ids(first.jobs), *ids(second.jobs)] == ids(jobs[1:5])
    assert second.cursor is None


@pytest.mark.parametrize("span", [Span(since=MORNING + minutes(2)), Span(until=MORNING + minutes(1))])
def test_a_cursor_from_outside_the_span_is_refused(store: Store, span: Span) -> None:
    added(store, 3)
    at_the_second = store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, limit=2, cursor=None).cursor

    with pytest.raises(Unreadable):
        store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, span=span, limit=2, cursor=at_the_second)


def test_a_cursor_of_another_organization_is_refused(store: Store) -> None:
    added(store, 2)
    cursor = store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, limit=1, cursor=None).cursor

    with pytest.raises(Unreadable):
        store.jobs.listed(an_id("organization"), JobStatus.SCHEDULED, limit=1, cursor=cursor)


def test_a_cursor_of_another_status_is_refused(store: Store) -> None:
    added(store, 2)
    cursor = store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, limit=1, cursor=None).cursor

    with pytest.raises(Unreadable):
        store.jobs.listed(ORGANIZATION, JobStatus.PAUSED, limit=1, cursor=cursor)


OUR_LIST = f"ORG#{ORGANIZATION}#JOBS#scheduled"


def encoded(text: str) -> str:
    return urlsafe_b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "a",
        "not a cursor",
        "żółw",
        "====",
        encoded("no JSON"),
        encoded("[]"),
        encoded("[" * 5000),
        encoded("null"),
        encoded('{"pk": "ORG"}'),
        encoded(f'["{OUR_LIST}"]'),
        encoded(f'["{OUR_LIST}", ""]'),
        encoded(f'["{OUR_LIST}", "2026-03-02T15:00:00.000Z"]'),
        encoded(f'["{OUR_LIST}", "2026-03-02T15:00:00.000Z#"]'),
        encoded(f'["{OUR_LIST}", "2026-03-02T15:00:00.000Z#{"9" * 3000}"]'),
        encoded(f'["{OUR_LIST}", "{"9" * 3000}#{ORGANIZATION}"]'),
        encoded(f'["{OUR_LIST}", "2026-03-02T15:00:00.000Z#{ORGANIZATION}", "more"]'),
        urlsafe_b64encode(b'["\xff\xfe", "x"]').decode(),
    ],
)
def test_a_cursor_that_was_never_given_out_is_refused(store: Store, cursor: str) -> None:
    with pytest.raises(Unreadable):
        store.jobs.listed(ORGANIZATION, JobStatus.SCHEDULED, limit=1, cursor=cursor)


def test_the_jobs_that_are_not_over_are_found_in_every_organization(store: Store) -> None:
    jobs = [added(store, 1, status)[0] for status in JobStatus]
    elsewhere = a_job(organization_id=an_id("organization"))
    store.jobs.add(elsewhere)

    not_over = set(store.jobs.not_over())

    over = {JobStatus.COMPLETE, JobStatus.CANCELED}
    assert not_over == {(job.organization_id, job.job_id) for job in [*jobs, elsewhere] if job.status not in over}
