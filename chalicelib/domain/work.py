"""What the work is, for whom and where: the part of a job that each of its appointments carries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.arrival import Point


@dataclass(frozen=True, kw_only=True, slots=True)
class Customer:
    """`notify` is the customer's wish to get texts, as the office has noted it."""

    name: str
    phone: str | None = None
    notify: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    line1: str
    line2: str | None = None
    city: str
    region: str | None = None
    postal_code: str | None = None
    country: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """`time_zone` is the address's (IANA): every time the customer reads is told in it."""

    title: str
    customer: Customer
    address: Address
    location: Point | None = None
    time_zone: str

    def local_date(self, instant: datetime) -> date:
        return instant.astimezone(ZoneInfo(self.time_zone)).date()
