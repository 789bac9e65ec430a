"""A job: its status from its appointments, and the row that a list of jobs shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.job import Cancellation, Folder, Job, Summary, summarized
from chalicelib.domain.status import JobStatus, Outcome, Status, Visit, job_status
from tests.builders import (
    BO,
    MORNING,
    NOON,
    SAM,
    a_dispatcher,
    a_job,
    a_plan,
    an_appointment,
    an_id,
    minutes,
    tapped,
    told,
)

DRAFT, SCHEDULED, ENROUTE, STARTED, COMPLETE, CANCELED = Status
DONE, FOLLOW_UP = Outcome
LATER = NOON + timedelta(days=1)


def a_visit(
    status: Status,
    outcome: Outcome | None = None,
    *,
    appointment_id: str = "",
    starts_at: datetime = NOON,
    set_open_at: datetime | None = MORNING,
) -> Visit:
    return Visit(
        appointment_id=appointment_id or an_id("appointment"),
        status=status,
        outcome=outcome,
        starts_at=starts_at,
        set_open_at=set_open_at,
    )


def complete(outcome: Outcome, starts_at: datetime = NOON, appointment_id: str = "") -> Visit:
    return a_visit(COMPLETE, outcome, starts_at=starts_at, appointment_id=appointment_id)


def status_of(*visits: Visit, canceled_at: datetime | None = None) -> JobStatus:
    return job_status(visits, canceled_at=canceled_at)


def a_cancellation(at: datetime) -> Cancellation:
    return Cancellation(key=an_id("key"), person_id=SAM, fingerprint="f" * 16, at=at)


visits = st.builds(
    a_visit,
    st.sampled_from(Status),
    st.sampled_from(Outcome),
    starts_at=st.sampled_from([NOON, LATER]),
    set_open_at=st.sampled_from([None, MORNING, NOON, LATER]),
)
cancellations = st.sampled_from([None, MORNING, NOON])


def test_a_job_that_nobody_goes_to_is_unscheduled() -> None:
    assert status_of() is JobStatus.UNSCHEDULED


@pytest.mark.parametrize("status", [ENROUTE, STARTED])
@pytest.mark.parametrize("other", Status)
def test_a_job_that_somebody_drives_to_or_works_on_is_in_progress(status: Status, other: Status) -> None:
    assert status_of(a_visit(other, DONE), a_visit(status)) is JobStatus.IN_PROGRESS


@pytest.mark.parametrize("other", [DRAFT, SCHEDULED, COMPLETE, CANCELED])
def test_otherwise_a_scheduled_appointment_makes_it_scheduled(other: Status) -> None:
    assert status_of(a_visit(other, FOLLOW_UP, starts_at=LATER), a_visit(SCHEDULED)) is JobStatus.SCHEDULED


@pytest.mark.parametrize(("outcome", "status"), [(FOLLOW_UP, JobStatus.PAUSED), (DONE, JobStatus.COMPLETE)])
def test_when_none_is_open_the_last_one_decides(outcome: Outcome, status: JobStatus) -> None:
    earlier = complete(DONE if outcome is FOLLOW_UP else FOLLOW_UP, NOON)
    last = complete(outcome, LATER)

    assert status_of(earlier, last) is status_of(last, earlier) is status


def test_of_two_planned_for_one_moment_the_one_completed_last_is_the_last() -> None:
    first = replace(complete(DONE, appointment_id="B"), completed_at=NOON + minutes(90))
    then = replace(complete(FOLLOW_UP, appointment_id="A"), completed_at=NOON + minutes(91))

    assert status_of(first, then) is status_of(then, first) is JobStatus.PAUSED


def test_of_two_completed_together_the_greater_id_is_the_last() -> None:
    one, other = complete(DONE, appointment_id="A"), complete(FOLLOW_UP, appointment_id="B")

    assert status_of(one, other) is status_of(other, one) is JobStatus.PAUSED


def test_the_last_one_is_by_its_plan_not_by_its_id() -> None:
    earlier, last = complete(DONE, NOON, "B"), complete(FOLLOW_UP, LATER, "A")

    assert status_of(earlier, last) is JobStatus.PAUSED


@given(jobs=st.lists(visits, max_size=4), canceled_at=st.none(), extra=st.sampled_from([DRAFT, CANCELED]))
def test_drafts_and_canceled_appointments_never_count(
    jobs: list[Visit], canceled_at: datetime | None, extra: Status
) -> None:
    ignored = a_visit(extra, FOLLOW_UP, starts_at=LATER + timedelta(days=9))

    assert status_of(*jobs, ignored, canceled_at=canceled_at) is status_of(*jobs, canceled_at=canceled_at)


@given(jobs=st.lists(visits, max_size=4), canceled_at=cancellations)
def test_the_order_of_the_appointments_does_not_matter(jobs: list[Visit], canceled_at: datetime | None) -> None:
    assert status_of(*jobs, canceled_at=canceled_at) is status_of(*reversed(jobs), canceled_at=canceled_at)


@pytest.mark.parametrize("status", [COMPLETE, CANCELED, DRAFT])
def test_a_canceled_job_stays_so_whatever_was_open_before(status: Status) -> None:
    assert status_of(a_visit(status, DONE), canceled_at=NOON) is JobStatus.CANCELED
    assert status_of(canceled_at=NOON) is JobStatus.CANCELED
    assert status_of(a_visit(status, DONE, set_open_at=NOON), canceled_at=NOON) is JobStatus.CANCELED


@given(jobs=st.lists(visits, max_size=4))
def test_an_appointment_set_open_since_lifts_the_cancellation(jobs: list[Visit]) -> None:
    back = a_visit(SCHEDULED, set_open_at=NOON + timedelta(milliseconds=1))

    assert status_of(*jobs, back, canceled_at=NOON) is status_of(*jobs, back)


def canceled_with_its_job() -> Appointment:
    return tapped(an_appointment(), CANCELED, at=NOON, by=a_dispatcher())


@pytest.mark.parametrize(
    ("to", "status"), [(SCHEDULED, JobStatus.SCHEDULED), (ENROUTE, JobStatus.IN_PROGRESS), (DRAFT, JobStatus.CANCELED)]
)
def test_setting_a_canceled_appointment_back_lifts_its_jobs_cancellation(to: Status, status: JobStatus) -> None:
    appointment = canceled_with_its_job()

    back = tapped(appointment, to, at=NOON + minutes(5), by=a_dispatcher(), reason="they called again")

    assert summarized((appointment,), a_cancellation(NOON)).status is JobStatus.CANCELED
    assert summarized((back,), a_cancellation(NOON)).status is status


def test_reopening_a_complete_appointment_lifts_the_cancellation_too() -> None:
    done = tapped(an_appointment(), COMPLETE, at=NOON - minutes(1))

    reopened = tapped(done, STARTED, at=NOON + minutes(5))

    assert summarized((reopened,), a_cancellation(NOON)).status is JobStatus.IN_PROGRESS


def test_work_that_turns_out_to_be_older_does_not_lift_the_cancellation() -> None:
    appointment = canceled_with_its_job()

    late = tapped(appointment, STARTED, at=NOON + minutes(60), occurred_at=NOON - minutes(5))

    assert summarized((late,), a_cancellation(NOON)).status is JobStatus.CANCELED


def test_a_new_appointment_lifts_the_cancellation() -> None:
    job = a_job(cancellation=a_cancellation(NOON)).refreshed((canceled_with_its_job(),), NOON)

    lifted = job.lifted().refreshed((canceled_with_its_job(), an_appointment(booked_at=NOON)), NOON)

    assert (job.status, lifted.status) == (JobStatus.CANCELED, JobStatus.SCHEDULED)


def test_a_new_appointment_on_a_paused_or_complete_job_makes_it_scheduled_again() -> None:
    done = tapped(an_appointment(), COMPLETE)

    job = a_job().refreshed((done, an_appointment()), NOON)

    assert job.status is JobStatus.SCHEDULED


def test_an_appointment_tells_its_job_when_it_was_completed() -> None:
    done = tapped(an_appointment(), COMPLETE, at=NOON + minutes(30), occurred_at=NOON)

    assert (done.visit.completed_at, an_appointment().visit.completed_at) == (NOON, None)


def test_a_row_tells_who_goes_and_when_next() -> None:
    first = an_appointment(plan=a_plan(technician_id=BO, starts_at=NOON))
    second = an_appointment(plan=a_plan(technician_id=SAM, starts_at=LATER))
    nobodys = an_appointment(plan=a_plan(technician_id=None, starts_at=LATER))
    over = tapped(an_appointment(plan=a_plan(starts_at=MORNING)), COMPLETE, at=MORNING)

    summary = summarized((second, over, nobodys, first), None)

    assert summary == Summary(
        status=JobStatus.SCHEDULED,
        technician_names=("Bo Lind", "Sam Ortiz"),
        next_start=NOON,
        next_end=NOON + timedelta(hours=2),
    )


def test_a_technician_who_goes_twice_is_named_once() -> None:
    summary = summarized((an_appointment(), an_appointment()), None)

    assert summary.technician_names == ("Sam Ortiz",)


def test_a_row_tells_of_a_text_that_went_wrong_until_a_later_one_goes_out() -> None:
    set_out = tapped(an_appointment(), ENROUTE)
    failed = set_out.with_alert(set_out.alerts[0].failed("why", NOON))
    unknown = set_out.with_alert(set_out.alerts[0].unknown(NOON))
    back = tapped(failed, SCHEDULED, at=NOON + minutes(1))
    again = told(tapped(back, ENROUTE, at=NOON + minutes(2)), at=NOON + minutes(3))

    assert summarized((an_appointment(), failed), None).alert_trouble == "failed"
    assert summarized((unknown,), None).alert_trouble == "unknown"
    assert summarized((set_out,), None).alert_trouble is None
    assert summarized((again,), None).alert_trouble is None


def test_a_job_that_nothing_changed_is_itself() -> None:
    appointment = an_appointment()
    job = a_job().refreshed((appointment,), NOON)

    assert job.refreshed((appointment,), LATER) is job


def test_a_status_has_its_own_since() -> None:
    appointment = an_appointment()
    job = a_job().refreshed((appointment,), NOON)

    unchanged = job.refreshed((appointment, an_appointment(plan=a_plan(technician_id=BO))), LATER)
    begun = job.refreshed((tapped(appointment, STARTED),), LATER)

    assert (job.status_since, unchanged.status_since, begun.status_since) == (NOON, NOON, LATER)


def test_whoever_had_one_of_its_appointments_may_read_a_job() -> None:
    job: Job = a_job().with_technician(SAM).with_technician(None).with_technician(BO).with_technician(SAM)

    assert job.technicians == {SAM, BO}


def test_a_folder_takes_appointments_in_their_place_or_as_new() -> None:
    first, second, third = an_appointment(), an_appointment(), an_appointment()
    folder = Folder(job=a_job(), appointments=(first, second), notes=())

    changed = folder.with_appointments((tapped(first, STARTED), third))

    assert [appointment.status for appointment in changed.appointments] == [STARTED, SCHEDULED, SCHEDULED]
    assert changed.appointment(third.where.appointment_id) == third
    assert changed.appointment(an_id("appointment")) is None
    assert changed.refreshed(NOON).job.status is JobStatus.IN_PROGRESS
