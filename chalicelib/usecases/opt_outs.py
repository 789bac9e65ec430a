"""Customers who asked, by word of mouth, not to be texted, or to be texted again: known of their number."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.job import Folder
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.work import Customer
from chalicelib.usecases.ports import Services
from chalicelib.usecases.texts import number_of


def record(services: Services, caller: Caller, customer: Customer, *, opted_out: bool) -> None:
    """For every job of the organization that has the number."""
    number = number_of(services, customer)
    if number is None:
        raise Invalid(opted_out="the customer has no phone number that could be texted")
    services.opt_outs.record(
        caller.organization_id, number.number, opted_out=opted_out, by=caller.person_id, at=services.clock()
    )


def with_opt_out(services: Services, folder: Folder) -> Folder:
    number = number_of(services, folder.job.work.customer)
    if number is None:
        return folder
    return replace(folder, opted_out=services.opt_outs.is_opted_out(folder.job.organization_id, number.number))
