"""Customers who asked, by word of mouth, not to be texted, or to be texted again."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.job import Folder
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import Invalid
from chalicelib.usecases.permits import dispatcher_only, visible_folder
from chalicelib.usecases.ports import Services
from chalicelib.usecases.texts import number_of


def record(services: Services, caller: Caller, job_id: str, *, opted_out: bool) -> Folder:
    """For the customer's number, and so for every job of the organization that has it."""
    dispatcher_only(caller)
    folder, now = visible_folder(services, caller, job_id), services.clock()
    number = number_of(services, folder.job.work.customer)
    if number is None:
        raise Invalid(opted_out="the customer has no phone number that could be texted")
    services.opt_outs.record(caller.organization_id, number.number, opted_out=opted_out, by=caller.person_id, at=now)
    return replace(folder.refreshed(now), opted_out=opted_out)


def with_opt_out(services: Services, folder: Folder) -> Folder:
    number = number_of(services, folder.job.work.customer)
    if number is None:
        return folder
    return replace(folder, opted_out=services.opt_outs.is_opted_out(folder.job.organization_id, number.number))
