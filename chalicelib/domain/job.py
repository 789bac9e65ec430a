"""A job: a body of work for one customer at one address; its status is derived, its row says what a list needs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.alert import AlertState
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.note import Note
from chalicelib.domain.photo import Photo
from chalicelib.domain.status import OPEN, JobStatus, job_status
from chalicelib.domain.work import Work

APPOINTMENTS_PER_JOB = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class Cancellation:
    """Who canceled the job, with which request."""

    key: str
    person_id: str
    fingerprint: str
    at: datetime


@dataclass(frozen=True, kw_only=True, slots=True)
class Summary:
    """What follows from the job's appointments, kept on the job so that a list of jobs is one read."""

    status: JobStatus = JobStatus.UNSCHEDULED
    technician_names: tuple[str, ...] = ()
    next_start: datetime | None = None
    next_end: datetime | None = None
    alert_trouble: str | None = None
    """The state of the latest alert that went wrong: failed or unknown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Job:
    """`technicians` are all who ever had one of its appointments: they may read it."""

    organization_id: str
    job_id: str
    work: Work
    description: str = ""
    fingerprint: str
    created_at: datetime
    status_since: datetime
    summary: Summary = Summary()
    technicians: frozenset[str] = frozenset()
    cancellation: Cancellation | None = None
    version: int = 1
    revision: int = 0

    @property
    def status(self) -> JobStatus:
        return self.summary.status

    def refreshed(self, appointments: tuple[Appointment, ...], now: datetime) -> Job:
        """The job as its appointments make it; itself when they change nothing."""
        summary = summarized(appointments, self.cancellation)
        if summary == self.summary:
            return self
        since = self.status_since if summary.status is self.status else now
        return replace(self, summary=summary, status_since=since)

    def edited(self, work: Work, description: str) -> Job:
        """Itself when nothing differs."""
        if (work, description) == (self.work, self.description):
            return self
        return replace(self, work=work, description=description, version=self.version + 1)

    def lifted(self) -> Job:
        """A new appointment lifts the cancellation."""
        return replace(self, cancellation=None)

    def with_technician(self, person_id: str | None) -> Job:
        return self if person_id is None else replace(self, technicians=self.technicians | {person_id})


def summarized(appointments: tuple[Appointment, ...], cancellation: Cancellation | None) -> Summary:
    visits = [appointment.visit for appointment in appointments]
    ahead = sorted(
        (a for a in appointments if a.status in OPEN), key=lambda a: (a.plan.starts_at, a.where.appointment_id)
    )
    names = dict.fromkeys(a.plan.technician_name for a in ahead if a.plan.technician_name)
    return Summary(
        status=job_status(visits, canceled_at=cancellation.at if cancellation else None),
        technician_names=tuple(names),
        next_start=ahead[0].plan.starts_at if ahead else None,
        next_end=ahead[0].plan.ends_at if ahead else None,
        alert_trouble=next(filter(None, (trouble(a) for a in appointments)), None),
    )


def trouble(appointment: Appointment) -> str | None:
    """The latest alert's state when it went wrong."""
    last = appointment.alerts[-1].state if appointment.alerts else None
    return last.value if last in {AlertState.FAILED, AlertState.UNKNOWN} else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Folder:
    """A job with everything that belongs to it; whether its customer opted out is the organization's to know."""

    job: Job
    appointments: tuple[Appointment, ...]
    notes: tuple[Note, ...]
    photos: tuple[Photo, ...] = ()
    """Those that were only announced, too."""
    opted_out: bool = False

    def refreshed(self, now: datetime) -> Folder:
        return replace(self, job=self.job.refreshed(self.appointments, now))

    def with_appointments(self, changed: tuple[Appointment, ...]) -> Folder:
        """With these in the place of what they were, or added."""
        kept = {appointment.where: appointment for appointment in (*self.appointments, *changed)}
        return replace(self, appointments=tuple(kept.values()))

    def appointment(self, appointment_id: str) -> Appointment | None:
        return next((a for a in self.appointments if a.where.appointment_id == appointment_id), None)

    def photo(self, photo_id: str) -> Photo | None:
        return next((photo for photo in self.photos if photo.photo_id == photo_id), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Some of the jobs, and the cursor that leads to the next ones (None: these were the last)."""

    jobs: tuple[Job, ...]
    cursor: str | None
