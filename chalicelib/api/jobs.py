"""Jobs over HTTP: list, create, show, correct, cancel."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from chalicelib.api.appointment_views import AppointmentView
from chalicelib.api.asked import Answer, Asked, present
from chalicelib.api.bodies import FIRST_YEAR, LAST_YEAR, Body, Instant
from chalicelib.api.job_bodies import CancelBody, EditBody, JobBody, edit_of
from chalicelib.api.notes import NoteView, note_view
from chalicelib.api.photos import PhotoView, photo_view
from chalicelib.api.routes import Routes
from chalicelib.domain.arrival import Point
from chalicelib.domain.job import Folder, Job
from chalicelib.domain.status import JOBS_OVER, JobStatus
from chalicelib.domain.work import Address, Customer
from chalicelib.usecases import editing, jobs

routes = Routes(__name__)


class Listing(Body):
    """`since` and `until` are days of the office's calendar, both included, on which a job became what it is."""

    status: JobStatus | None = None
    since: date | None = None
    until: date | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 50
    cursor: Annotated[str, Meta(max_length=1_000)] | None = None

    def __post_init__(self) -> None:
        days = [day for day in (self.since, self.until) if day]
        if days and self.status not in JOBS_OVER:
            raise ValueError("`since` and `until` find jobs that are over: ask with status complete or canceled")
        if not all(FIRST_YEAR <= day.year < LAST_YEAR for day in days):
            raise ValueError("`since` and `until` are days that this product can know of")
        if days != sorted(days):
            raise ValueError("`until` may not lie before `since`")


class JobRow(msgspec.Struct, kw_only=True):
    """A job in a list; what follows from its appointments may lag a moment behind them."""

    id: str
    title: str
    status: JobStatus
    status_since: Instant
    customer: str
    city: str
    time_zone: str
    technicians: tuple[str, ...]
    next_start: Instant | None
    next_end: Instant | None
    alert_trouble: str | None
    created_at: Instant


class JobRows(msgspec.Struct):
    jobs: list[JobRow]
    cursor: str | None


class CustomerView(msgspec.Struct, kw_only=True):
    """`notify` is the office's note on this job; `opted_out` is what the customer asked for, on all jobs."""

    name: str
    phone: str | None
    notify: bool
    opted_out: bool


class JobView(msgspec.Struct, kw_only=True):
    places: ClassVar = {"job_id": "/id"}
    """Where routes' parameters stand in it."""

    id: str
    title: str
    description: str
    status: JobStatus
    status_since: Instant
    customer: CustomerView
    address: Address
    location: Point | None
    time_zone: str
    created_at: Instant
    version: int
    appointments: list[AppointmentView]
    notes: list[NoteView]
    photos: list[PhotoView]


@routes.get("/jobs", query=Listing)
def listed(asked: Asked) -> JobRows:
    """The office's list of the jobs that have a status, the latest to get it first. Dispatchers only.

    Without a status: all that are open, status by status. Those that are complete or canceled can be asked for by day.
    """
    page = jobs.listed(asked.services, asked.caller, **msgspec.structs.asdict(asked.query))
    return JobRows(jobs=[_row(job) for job in page.jobs], cursor=page.cursor)


@routes.post("/jobs", body=JobBody, creates=True)
def create(asked: Asked) -> Answer[JobView]:
    """Create a job; its appointments are booked one by one. Dispatchers only."""
    body: JobBody = asked.body
    created = jobs.create(asked.services, asked.caller, asked.keyed, body.to_work(), body.description)
    return Answer(body=job_view(created.folder, asked), replayed=created.replayed)


@routes.get("/jobs/{job_id}")
def show(asked: Asked, job_id: str) -> JobView:
    """A job with everything that belongs to it. Technicians: the jobs they ever had an appointment of."""
    return job_view(jobs.show(asked.services, asked.caller, job_id), asked)


@routes.post("/jobs/{job_id}/cancel", body=CancelBody)
def cancel(asked: Asked, job_id: str) -> Answer[JobView]:
    """Cancel the job and every appointment that is not complete. Dispatchers only."""
    canceled = jobs.cancel(asked.services, asked.caller, job_id, asked.keyed, asked.body.reason)
    return Answer(body=job_view(canceled.folder, asked), replayed=canceled.replayed)


@routes.patch("/jobs/{job_id}", body=EditBody)
def edit(asked: Asked, job_id: str) -> JobView:
    """Correct what the job says; its open appointments say the same from then on. Dispatchers only."""
    return job_view(editing.edit(asked.services, asked.caller, job_id, edit_of(asked.body)), asked)


def _row(job: Job) -> JobRow:
    return JobRow(
        id=job.job_id,
        title=job.work.title,
        status=job.status,
        status_since=job.status_since,
        customer=job.work.customer.name,
        city=job.work.address.city,
        time_zone=job.work.time_zone,
        technicians=job.summary.technician_names,
        next_start=job.summary.next_start,
        next_end=job.summary.next_end,
        alert_trouble=job.summary.alert_trouble,
        created_at=job.created_at,
    )


@present.register
def job_view(folder: Folder, asked: Asked) -> JobView:
    job = folder.job
    return JobView(
        id=job.job_id,
        title=job.work.title,
        description=job.description,
        status=job.status,
        status_since=job.status_since,
        customer=_customer(job.work.customer, opted_out=folder.opted_out),
        address=job.work.address,
        location=job.work.location,
        time_zone=job.work.time_zone,
        created_at=job.created_at,
        version=job.version,
        appointments=[present(appointment, asked) for appointment in folder.appointments],
        notes=[note_view(note) for note in folder.notes],
        photos=[photo_view(photo, photo.picture) for photo in folder.photos if photo.picture],
    )


def _customer(customer: Customer, *, opted_out: bool) -> CustomerView:
    return CustomerView(name=customer.name, phone=customer.phone, notify=customer.notify, opted_out=opted_out)
