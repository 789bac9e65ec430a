"""What can be asked of jobs: create, show, list, book an appointment, cancel, and keep their rows true."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.change import decide
from chalicelib.domain.clocks import ALWAYS, span_of_days
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.job import Cancellation, Folder, Job, Page
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import Conflict, IdempotencyMismatch
from chalicelib.domain.status import JOBS_OPEN, JobStatus, Status
from chalicelib.domain.wish import Wish
from chalicelib.domain.work import Work
from chalicelib.usecases.journal import tell
from chalicelib.usecases.opt_outs import with_opt_out
from chalicelib.usecases.permits import dispatcher_only, visible_folder
from chalicelib.usecases.ports import Services
from chalicelib.usecases.races import until_won


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """The idempotency key of a request, and the fingerprint of its body."""

    key: str
    fingerprint: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """The job as it is now; `replayed` when the request had been answered before."""

    folder: Folder
    replayed: bool = False


def create(services: Services, caller: Caller, request: Request, work: Work, description: str) -> Answered:
    dispatcher_only(caller)
    now = services.clock()
    job = Job(
        organization_id=caller.organization_id,
        job_id=derived_identifier("job", caller.person_id, request.key),
        work=work,
        description=description,
        fingerprint=request.fingerprint,
        created_at=now,
        status_since=now,
    )
    try:
        services.jobs.add(job)
    except Conflict:
        return _created_before(services, job)
    return Answered(folder=with_opt_out(services, Folder(job=job, appointments=(), notes=())))


def _created_before(services: Services, job: Job) -> Answered:
    folder = services.jobs.folder(job.organization_id, job.job_id)
    if folder.job.fingerprint != job.fingerprint:
        raise IdempotencyMismatch
    return Answered(folder=with_opt_out(services, folder), replayed=True)


def show(services: Services, caller: Caller, job_id: str) -> Folder:
    """Everything about a job; its status is derived from the same read, never older than it."""
    return with_opt_out(services, visible_folder(services, caller, job_id).refreshed(services.clock()))


def listed(
    services: Services,
    caller: Caller,
    status: JobStatus | None,
    *,
    since: date | None,
    until: date | None,
    limit: int,
    cursor: str | None,
) -> Page:
    """Those that got the status from one day on, or to another, both included, by the office's calendar.

    Without a status: every job that is not over.
    """
    dispatcher_only(caller)
    span = ALWAYS
    if since or until:
        organization = services.organizations.get(caller.organization_id)
        span = span_of_days(since, until, organization.time_zone)
    statuses = [status] if status else JOBS_OPEN
    return services.jobs.listed(caller.organization_id, *statuses, span=span, limit=limit, cursor=cursor)


def cancel(services: Services, caller: Caller, job_id: str, request: Request, reason: str | None) -> Answered:
    """Cancels every appointment that is not complete, and the job with them, all or none."""
    dispatcher_only(caller)

    def attempt() -> Answered:
        folder = with_opt_out(services, visible_folder(services, caller, job_id))
        if folder.job.cancellation and _is_replay(folder.job.cancellation, caller, request):
            return Answered(folder=folder.refreshed(services.clock()), replayed=True)
        canceled, changed = _canceled(services, caller, folder, request, reason)
        services.jobs.save(canceled.job, changed)
        for before, after in zip(folder.appointments, canceled.appointments, strict=True):
            tell(services, before, after)
        return Answered(folder=canceled)

    return until_won(services, attempt)


def _is_replay(cancellation: Cancellation, caller: Caller, request: Request) -> bool:
    if (cancellation.key, cancellation.person_id) != (request.key, caller.person_id):
        return False
    if cancellation.fingerprint != request.fingerprint:
        raise IdempotencyMismatch
    return True


def _canceled(
    services: Services, caller: Caller, folder: Folder, request: Request, reason: str | None
) -> tuple[Folder, tuple[Appointment, ...]]:
    """The folder after, and what of it must be written."""
    now = services.clock()
    wish = Wish(key=request.key, fingerprint=request.fingerprint, status=Status.CANCELED, reason=reason)
    canceled = tuple(
        decide(appointment, wish, caller, None, now=now, alert_id=services.new_id()).appointment
        for appointment in folder.appointments
        if not appointment.is_over
    )
    cancellation = Cancellation(key=request.key, person_id=caller.person_id, fingerprint=request.fingerprint, at=now)
    job = replace(folder.job, cancellation=cancellation, version=folder.job.version + 1)
    return replace(folder.with_appointments(canceled), job=job).refreshed(now), canceled


def refresh(services: Services, organization_id: str, job_id: str) -> None:
    """Writes the job's row anew if its appointments say something else than it does."""

    def attempt() -> None:
        folder = services.jobs.folder(organization_id, job_id)
        current = folder.refreshed(services.clock())
        if current.job is not folder.job:
            services.jobs.save(current.job)

    until_won(services, attempt)


def repair(services: Services) -> None:
    """Refreshes every job that is not over, for stream records that were lost."""
    for organization_id, job_id in services.jobs.not_over():
        refresh(services, organization_id, job_id)
