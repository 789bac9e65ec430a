"""What is sent about a job: a new one, what is to be different about one, a cancellation."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from msgspec import UNSET, UnsetType

from chalicelib.api.bodies import Body, Line, Prose, Reason, Version, given
from chalicelib.api.work import AddressShape, Phone, PointShape, WorkShape, Zone, must_be_phone, must_be_zone, to_point
from chalicelib.domain.work import Customer, Work
from chalicelib.usecases.editing import Edit


class JobBody(WorkShape):
    description: Prose = ""


class CancelBody(Body):
    reason: Reason | None = None


class CustomerEditBody(Body):
    """`opted_out`: the customer asked not to be texted, or to be texted again, on all jobs with their number."""

    name: Line | UnsetType = UNSET
    phone: Phone | UnsetType | None = UNSET
    notify: bool | UnsetType = UNSET
    opted_out: bool | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not isinstance(self.phone, UnsetType):
            must_be_phone(self.phone)

    def applied_to(self, customer: Customer) -> Customer:
        different = {name: value for name, value in given(self).items() if name != "opted_out"}
        edited = replace(customer, **different)
        return replace(edited, name=edited.name.strip())


class EditBody(Body):
    """What is left out stays as it is; an address is given whole."""

    version: Version
    title: Line | UnsetType = UNSET
    description: Prose | UnsetType = UNSET
    customer: CustomerEditBody = msgspec.field(default_factory=CustomerEditBody)
    address: AddressShape | UnsetType = UNSET
    location: PointShape | UnsetType | None = UNSET
    time_zone: Zone | UnsetType = UNSET

    def __post_init__(self) -> None:
        if not isinstance(self.time_zone, UnsetType):
            must_be_zone(self.time_zone)

    def applied_to(self, work: Work) -> Work:
        different = {name: value for name, value in given(self).items() if name in ("title", "time_zone")}
        if not isinstance(self.address, UnsetType):
            different["address"] = self.address.to_address()
        if not isinstance(self.location, UnsetType):
            different["location"] = to_point(self.location)
        edited = replace(work, customer=self.customer.applied_to(work.customer), **different)
        return replace(edited, title=edited.title.strip())


def edit_of(body: EditBody) -> Edit:
    description, opted_out = body.description, body.customer.opted_out
    return Edit(
        version=body.version,
        work=body.applied_to,
        description=None if isinstance(description, UnsetType) else description,
        opted_out=None if isinstance(opted_out, UnsetType) else opted_out,
    )
