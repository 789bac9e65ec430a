"""What a demo day is made of: the company, its people, and how a job's story is written down.

People, places and work are invented. Phone numbers are of the range 555-0100 to 555-0199, which every area code of
North America keeps free for fiction; the numbering plan takes them for valid ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.arrival import Point
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.organization import Organization
from chalicelib.domain.person import Role
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.work import Address, Customer, Work
from local.demo.pictures import Picture

QUARTER = timedelta(minutes=15)

# Arizona keeps its clocks all year, New Mexico does not: half of the year the two differ.
PHOENIX = "America/Phoenix"
GALLUP = "America/Denver"

ORGANIZATION = Organization(
    organization_id=derived_identifier("organization", "Desert Air"),
    brand="Desert Air",
    phone="+16025550100",
    time_zone=PHOENIX,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DemoPerson:
    """Somebody who can sign in to the demo."""

    first_name: str
    last_name: str
    email: str
    role: Role
    password: str = "desert-air-demo"

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}"


DANA = DemoPerson(first_name="Dana", last_name="Whitfield", email="dana@desertair.example", role=Role.DISPATCHER)
SAM = DemoPerson(first_name="Sam", last_name="Ortega", email="sam@desertair.example", role=Role.TECHNICIAN)
MARIA = DemoPerson(first_name="Maria", last_name="Begay", email="maria@desertair.example", role=Role.TECHNICIAN)
LUIS = DemoPerson(first_name="Luis", last_name="Romero", email="luis@desertair.example", role=Role.TECHNICIAN)
PEOPLE = (DANA, SAM, MARIA, LUIS)


@dataclass(frozen=True, kw_only=True, slots=True)
class FromNow:
    """So many minutes from now, now being the quarter of an hour that has begun: a demo is of use at any hour.

    What is still to come comes today, be it in the day's last quarter of an hour.
    """

    minutes: int

    def instant(self, now: datetime, zone: ZoneInfo) -> datetime:
        begun = now - (now - datetime.min.replace(tzinfo=now.tzinfo)) % QUARTER
        last = OnDay(days=1, at=time()).instant(now, zone) - QUARTER
        return min(begun + timedelta(minutes=self.minutes), last)


@dataclass(frozen=True, kw_only=True, slots=True)
class OnDay:
    """A time on the wall so many days from today, both by the clock at the address."""

    days: int
    at: time

    def instant(self, now: datetime, zone: ZoneInfo) -> datetime:
        day = now.astimezone(zone).date() + timedelta(days=self.days)
        return datetime.combine(day, self.at, zone).astimezone(now.tzinfo)


When = FromNow | OnDay


@dataclass(frozen=True, kw_only=True, slots=True)
class Tap:
    """A status set so many minutes after the visit's planned start (negative: before); `drive` in minutes."""

    after: int
    by: DemoPerson
    status: Status
    outcome: Outcome | None = None
    drive: int | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """A note left so many minutes after the visit's planned start, or after the call."""

    after: int
    by: DemoPerson
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Shot:
    """A photo left so many minutes after the visit's planned start."""

    after: int
    by: DemoPerson
    picture: Picture


@dataclass(frozen=True, kw_only=True, slots=True)
class Booked:
    """`window` is how long after the start the arrival is promised for; everything in minutes."""

    technician: DemoPerson | None
    starts: When
    minutes: int = 120
    window: int = 60
    is_draft: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Cancellation:
    at: When
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Story:
    """One job: when the customer called, what for, and all that came of it: `acts` at the visit, `remarks` without one.

    `address` is written as "655 N Macdonald, Mesa AZ 85201"; in New Mexico the clocks differ.
    """

    called: When
    title: str
    customer: Customer
    address: str
    location: Point
    description: str
    visit: Booked | None = None
    acts: tuple[Tap | Remark | Shot, ...] = ()
    remarks: tuple[Remark, ...] = ()
    cancellation: Cancellation | None = None

    @property
    def work(self) -> Work:
        line1, town = self.address.split(", ")
        city, region, postal_code = town.rsplit(" ", 2)
        return Work(
            title=self.title,
            customer=self.customer,
            address=Address(line1=line1, city=city, region=region, postal_code=postal_code, country="US"),
            location=self.location,
            time_zone=GALLUP if region == "NM" else PHOENIX,
        )
