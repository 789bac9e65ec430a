"""A job's customer and address: as they are sent, and as they are shown."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from msgspec import Meta

from chalicelib.api.bodies import Body, Line
from chalicelib.domain.arrival import Point
from chalicelib.domain.phone_number import is_e164
from chalicelib.domain.work import Address, Customer, Work

Country = Annotated[str, Meta(pattern=r"^[A-Z]{2}$")]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]


class CustomerShape(Body):
    name: Line
    phone: str | None = None
    notify: bool = True

    def __post_init__(self) -> None:
        if self.phone is not None and not is_e164(self.phone):
            raise ValueError("`phone` must be written as +12125550123: a plus sign, the country's code, the number")


class AddressShape(Body):
    line1: Line
    city: Line
    country: Country
    line2: Line | None = None
    region: Line | None = None
    postal_code: Line | None = None


class PointShape(Body):
    latitude: Latitude
    longitude: Longitude


class WorkShape(Body):
    """What a new job says of its work; `time_zone` is the address's."""

    title: Line
    customer: CustomerShape
    address: AddressShape
    time_zone: str
    location: PointShape | None = None

    def __post_init__(self) -> None:
        if not is_zone(self.time_zone):
            raise ValueError("`time_zone` must be an IANA zone, such as America/Phoenix")

    def to_work(self) -> Work:
        return Work(
            title=self.title.strip(),
            customer=Customer(name=self.customer.name.strip(), phone=self.customer.phone, notify=self.customer.notify),
            address=Address(**{name: getattr(self.address, name) for name in AddressShape.__struct_fields__}),
            location=to_point(self.location),
            time_zone=self.time_zone,
        )


def is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return False
    return True


def to_point(shape: PointShape | None) -> Point | None:
    return Point(latitude=shape.latitude, longitude=shape.longitude) if shape else None
