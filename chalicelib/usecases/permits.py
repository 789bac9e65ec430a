"""Who may see or do what: foreign things do not exist, and a technician knows the jobs they ever had."""

from __future__ import annotations

from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.job import Folder, Job
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import Forbidden, NotFound
from chalicelib.usecases.ports import Services


def dispatcher_only(caller: Caller) -> None:
    if not caller.is_dispatcher:
        raise Forbidden("only a dispatcher may do this; sign in to the office with a dispatcher's account")


def visible(caller: Caller, job: Job) -> Job:
    if not caller.is_dispatcher and caller.person_id not in job.technicians:
        raise NotFound
    return job


def visible_folder(services: Services, caller: Caller, job_id: str) -> Folder:
    folder = services.jobs.folder(caller.organization_id, job_id)
    visible(caller, folder.job)
    return folder


def visible_appointment(services: Services, caller: Caller, job_id: str, appointment_id: str) -> Appointment:
    """A technician who never had it may still know the job; only then is the job read."""
    where = Where(organization_id=caller.organization_id, job_id=job_id, appointment_id=appointment_id)
    appointment = services.appointments.get(where)
    if not caller.is_dispatcher and not appointment.was_ever_with(caller.person_id):
        visible(caller, services.jobs.get(caller.organization_id, job_id))
    return appointment
