"""Builders that state only what matters to a test; the rest is an ordinary Monday in Phoenix."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.arrival import Point, Window
from chalicelib.domain.change import decide
from chalicelib.domain.entry import Change, Entry, Plan, Planned
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.image import ImageType
from chalicelib.domain.job import Job
from chalicelib.domain.note import Note
from chalicelib.domain.organization import Organization
from chalicelib.domain.person import Caller, Person, Role, Source
from chalicelib.domain.phone_number import PhoneNumber
from chalicelib.domain.photo import Photo
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.texting import Facts
from chalicelib.domain.wish import Decided, Wish
from chalicelib.domain.work import Address, Customer, Work

NOON = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)
"""Monday noon in Phoenix."""

MORNING = NOON - timedelta(hours=4)
ORGANIZATION = derived_identifier("organization")
PHONE = "+16025550123"

SAM = "11111111-1111-4111-8111-111111111111"
BO = "22222222-2222-4222-8222-222222222222"
DANA = "33333333-3333-4333-8333-333333333333"
NAMES = {SAM: "Sam Ortiz", BO: "Bo Lind", DANA: "Dana Reyes"}

_numbers = count(1)


def an_id(kind: str = "thing") -> str:
    return derived_identifier(kind, str(next(_numbers)))


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def a_technician(person_id: str = SAM, **differences: Any) -> Caller:
    return a_caller(**{"person_id": person_id, "role": Role.TECHNICIAN, "source": Source.MOBILE, **differences})


def a_dispatcher(person_id: str = DANA, **differences: Any) -> Caller:
    return a_caller(**{"person_id": person_id, "role": Role.DISPATCHER, "source": Source.WEB, **differences})


def a_caller(
    *,
    person_id: str = SAM,
    role: Role = Role.TECHNICIAN,
    source: Source = Source.MOBILE,
    organization_id: str = ORGANIZATION,
) -> Caller:
    name = NAMES.get(person_id, "Somebody Else")
    return Caller(person_id=person_id, organization_id=organization_id, name=name, role=role, source=source)


def a_person(person_id: str = SAM, **differences: Any) -> Person:
    first_name, _, last_name = NAMES.get(person_id, "Somebody Else").partition(" ")
    ordinary: dict[str, Any] = {
        "person_id": person_id,
        "organization_id": ORGANIZATION,
        "first_name": first_name,
        "last_name": last_name,
        "email": f"{first_name.lower()}@example.com",
        "roles": frozenset({Role.DISPATCHER if person_id == DANA else Role.TECHNICIAN}),
    }
    return Person(**(ordinary | differences))


def an_organization(**differences: Any) -> Organization:
    ordinary: dict[str, Any] = {
        "organization_id": ORGANIZATION,
        "brand": "Desert Air",
        "phone": "+16025550100",
        "time_zone": "America/Phoenix",
    }
    return Organization(**(ordinary | differences))


def some_work(*, phone: str | None = PHONE, notify: bool = True, **differences: Any) -> Work:
    ordinary: dict[str, Any] = {
        "title": "AC blows warm air",
        "customer": Customer(name="Rosa Delgado", phone=phone, notify=notify),
        "address": Address(line1="41 E Palm Ln", city="Phoenix", region="AZ", postal_code="85004", country="US"),
        "location": Point(latitude=33.4672, longitude=-112.0729),
        "time_zone": "America/Phoenix",
    }
    return Work(**(ordinary | differences))


def a_job(**differences: Any) -> Job:
    ordinary: dict[str, Any] = {
        "organization_id": ORGANIZATION,
        "job_id": an_id("job"),
        "work": some_work(),
        "description": "Upstairs unit, installed 2014.",
        "fingerprint": "f" * 16,
        "created_at": MORNING,
        "status_since": MORNING,
    }
    return Job(**(ordinary | differences))


def a_note(job: Job, **differences: Any) -> Note:
    ordinary: dict[str, Any] = {
        "note_id": an_id("note"),
        "organization_id": job.organization_id,
        "job_id": job.job_id,
        "person_id": SAM,
        "name": NAMES[SAM],
        "text": "Gate code 4411",
        "fingerprint": "f" * 16,
        "created_at": NOON,
    }
    return Note(**(ordinary | differences))


def a_photo(job: Job, **differences: Any) -> Photo:
    """Announced; its file is still to come."""
    ordinary: dict[str, Any] = {
        "photo_id": an_id("photo"),
        "organization_id": job.organization_id,
        "job_id": job.job_id,
        "person_id": SAM,
        "name": NAMES[SAM],
        "image_type": ImageType.PNG,
        "fingerprint": "f" * 16,
        "created_at": NOON,
    }
    return Photo(**(ordinary | differences))


def a_plan(
    *,
    technician_id: str | None = SAM,
    starts_at: datetime = NOON,
    length: timedelta = timedelta(hours=2),
    window: Window | None = None,
) -> Plan:
    return Plan(
        technician_id=technician_id,
        technician_name=NAMES.get(technician_id, "Somebody Else") if technician_id else None,
        starts_at=starts_at,
        ends_at=starts_at + length,
        window=window or Window(starts=starts_at, ends=starts_at + length),
    )


def planned(plan: Plan, *, at: datetime, by: str = DANA) -> Planned:
    return Planned(entry_id=an_id("planned"), person_id=by, name=NAMES[by], recorded_at=at, plan=plan)


def a_change(status: Status = Status.ENROUTE, *, at: datetime = NOON, **differences: Any) -> Change:
    """A technician's change, heard as it happened."""
    person_id = differences.get("person_id", SAM)
    ordinary: dict[str, Any] = {
        "key": an_id("key"),
        "person_id": person_id,
        "name": NAMES.get(person_id, "Somebody Else"),
        "role": Role.DISPATCHER if person_id == DANA else Role.TECHNICIAN,
        "source": Source.WEB if person_id == DANA else Source.MOBILE,
        "status": status,
        "outcome": Outcome.DONE if status is Status.COMPLETE else None,
        "occurred_at": at,
        "recorded_at": at,
        "fingerprint": "f" * 16,
    }
    return Change(**(ordinary | differences))


def an_appointment(
    *entries: Entry,
    plan: Plan | None = None,
    booked_at: datetime = MORNING,
    alerts: Sequence[Alert] = (),
    **differences: Any,
) -> Appointment:
    """Booked in the morning for Sam at noon, then whatever `entries` say."""
    ordinary: dict[str, Any] = {
        "where": Where(organization_id=ORGANIZATION, job_id=an_id("job"), appointment_id=an_id("appointment")),
        "work": some_work(),
        "fingerprint": "f" * 16,
        "timeline": (planned(plan or a_plan(), at=booked_at), *entries),
        "alerts": tuple(alerts),
        "version": 1 + len(entries),
    }
    return Appointment(**(ordinary | differences))


def an_alert(change: Change, **differences: Any) -> Alert:
    ordinary: dict[str, Any] = {
        "alert_id": an_id("alert"),
        "entry_id": change.entry_id,
        "created_at": change.recorded_at,
        "due_at": change.recorded_at + timedelta(seconds=10),
        "expires_at": change.occurred_at + minutes(15),
    }
    return Alert(**(ordinary | differences))


def some_facts(*, organization: Organization | None = None, **differences: Any) -> Facts:
    number = PhoneNumber(number=PHONE, valid=True, country="US", can_be_texted=True)
    ordinary: dict[str, Any] = {"organization": organization or an_organization(), "number": number}
    return Facts(**(ordinary | differences))


def a_wish(status: Status = Status.ENROUTE, **differences: Any) -> Wish:
    outcome = Outcome.DONE if status is Status.COMPLETE else None
    ordinary: dict[str, Any] = {"key": an_id("key"), "fingerprint": "f" * 16, "status": status, "outcome": outcome}
    return Wish(**(ordinary | differences))


def decided(
    appointment: Appointment,
    wish: Wish,
    *,
    by: Caller | None = None,
    now: datetime = NOON,
    facts: Facts | None = None,
) -> Decided:
    return decide(appointment, wish, by or a_technician(), facts or some_facts(), now=now, alert_id=an_id("alert"))


def tapped(
    appointment: Appointment, status: Status, *, at: datetime = NOON, by: Caller | None = None, **wish: Any
) -> Appointment:
    """The appointment after somebody set its status, heard at that instant."""
    return decided(appointment, a_wish(status, **wish), by=by, now=at).appointment


def told(appointment: Appointment, *, at: datetime) -> Appointment:
    """The text that is owed went out."""
    owed = appointment.unfinished_alert
    assert owed is not None
    return appointment.with_alert(owed.claimed(owner=an_id("owner"), text="…", now=at).sent(an_id("message"), at))


def replanned(appointment: Appointment, *, at: datetime, **differences: Any) -> Appointment:
    """The appointment after the office assigned or rescheduled it."""
    return appointment.planned(planned(a_plan(**differences), at=at))
