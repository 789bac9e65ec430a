"""A job's customer and address: as they are sent, and as they are shown."""

from __future__ import annotations

from typing import Annotated
from zoneinfo import ZoneInfo

from msgspec import Meta

from chalicelib.api.bodies import Body, Line
from chalicelib.api.sentences import COUNTRY
from chalicelib.domain.arrival import Point
from chalicelib.domain.phone_number import E164, is_e164
from chalicelib.domain.work import Address, Customer, Work

Country = Annotated[str, Meta(pattern=COUNTRY)]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]


Phone = Annotated[str, Meta(extra_json_schema={"pattern": f"^{E164.pattern}$"})]
Zone = Annotated[str, Meta(extra_json_schema={"format": "time-zone"})]


class CustomerShape(Body):
    name: Line
    phone: Phone | None = None
    notify: bool = True

    def __post_init__(self) -> None:
        must_be_phone(self.phone)


class AddressShape(Body):
    line1: Line
    city: Line
    country: Country
    line2: Line | None = None
    region: Line | None = None
    postal_code: Line | None = None

    def to_address(self) -> Address:
        return Address(**{name: getattr(self, name) for name in self.__struct_fields__})


class PointShape(Body):
    latitude: Latitude
    longitude: Longitude


class WorkShape(Body):
    """What a new job says of its work; `time_zone` is the address's."""

    title: Line
    customer: CustomerShape
    address: AddressShape
    time_zone: Zone
    location: PointShape | None = None

    def __post_init__(self) -> None:
        must_be_zone(self.time_zone)

    def to_work(self) -> Work:
        return Work(
            title=self.title.strip(),
            customer=Customer(name=self.customer.name.strip(), phone=self.customer.phone, notify=self.customer.notify),
            address=self.address.to_address(),
            location=to_point(self.location),
            time_zone=self.time_zone,
        )


def must_be_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise ValueError("`time_zone` must be an IANA zone, such as America/Phoenix") from None


def must_be_phone(number: str | None, field: str = "phone") -> None:
    if number is not None and not is_e164(number):
        raise ValueError(f"`{field}` must be written as +12125550123: a plus sign, the country's code, the number")


def to_point(shape: PointShape | None) -> Point | None:
    return Point(latitude=shape.latitude, longitude=shape.longitude) if shape else None
