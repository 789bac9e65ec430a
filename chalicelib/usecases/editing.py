"""Correcting what a job says of its work: its open appointments say the same, in the same write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from chalicelib.domain.job import Folder
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import VersionMismatch
from chalicelib.domain.work import Work
from chalicelib.usecases import opt_outs
from chalicelib.usecases.permits import dispatcher_only, visible_folder
from chalicelib.usecases.ports import Services
from chalicelib.usecases.races import until_won


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """What is to be different; `version` is the one the caller looked at."""

    version: int
    work: Callable[[Work], Work]
    description: str | None = None
    opted_out: bool | None = None


def edit(services: Services, caller: Caller, job_id: str, wanted: Edit) -> Folder:
    """The customer's word about texts is kept first: if the rest fails, they are not texted against it."""
    dispatcher_only(caller)

    def attempt() -> Folder:
        folder = opt_outs.with_opt_out(services, visible_folder(services, caller, job_id))
        if folder.job.version != wanted.version:
            raise VersionMismatch("somebody changed this job since you looked", folder.refreshed(services.clock()))
        edited = _edited(folder, wanted)
        if wanted.opted_out is not None:
            opt_outs.record(services, caller, edited.job.work.customer, opted_out=wanted.opted_out)
        _save(services, folder, edited)
        return opt_outs.with_opt_out(services, edited.refreshed(services.clock()))

    return until_won(services, attempt)


def _edited(folder: Folder, wanted: Edit) -> Folder:
    job = folder.job
    description = job.description if wanted.description is None else wanted.description
    edited = job.edited(wanted.work(job.work), description)
    appointments = tuple(appointment.with_work(edited.work) for appointment in folder.appointments)
    return replace(folder, job=edited, appointments=appointments)


def _save(services: Services, folder: Folder, edited: Folder) -> None:
    if edited.job is folder.job:
        return
    before_and_after = zip(folder.appointments, edited.appointments, strict=True)
    services.jobs.save(edited.job, tuple(after for before, after in before_and_after if after is not before))
