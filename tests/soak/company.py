"""The companies of the soak, which differ in hold and cap: two technicians, a dispatcher and many visits each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from chalicelib.domain.appointment import Where
from chalicelib.domain.job import Folder
from chalicelib.domain.organization import Organization
from chalicelib.usecases.ports import Services
from tests.builders import BO, DANA, SAM, a_job, a_person, a_plan, an_appointment, an_id, an_organization, some_work

PLENTY = 100_000

_phones = count(6_022_400_000)

Body = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a request with a key was told: whether it was accepted, and the change that it made."""

    accepted: bool
    change: str | None


@dataclass(kw_only=True)
class Visit:
    """An appointment, and what its people have been told of it."""

    where: Where
    phone: str
    seen: Body = field(default_factory=dict)
    alerts: set[str] = field(default_factory=set)
    """Whatever anybody has ever been shown."""
    answers: dict[str, Answered] = field(default_factory=dict)
    unsteady: list[str] = field(default_factory=list)
    """The keys of requests that had been accepted and were told something else when they came again."""

    @property
    def path(self) -> str:
        return f"/jobs/{self.where.job_id}/appointments/{self.where.appointment_id}"


def companies(size: int) -> list[Organization]:
    """One may send fewer texts than it will owe."""
    holds_and_caps = ((0, PLENTY), (10, PLENTY), (30, PLENTY), (10, max(1, size // 6)))
    return [
        an_organization(organization_id=an_id("organization"), hold=timedelta(seconds=hold), daily_cap=cap)
        for hold, cap in holds_and_caps
    ]


def founded(services: Services, size: int, now: datetime) -> Iterator[Visit]:
    """So many visits, in turn at each company; founds the companies first."""
    organizations = companies(size)
    for organization in organizations:
        services.organizations.save(organization)
        for person_id in (SAM, BO, DANA):
            services.people.save(a_person(person_id, organization_id=organization.organization_id))
    for number in range(size):
        organization = organizations[number % len(organizations)]
        yield booked(services, organization.organization_id, f"+1{next(_phones)}", now)


def booked(services: Services, organization_id: str, phone: str, now: datetime) -> Visit:
    """A job with one visit of Sam's."""
    job = a_job(organization_id=organization_id, work=some_work(phone=phone), created_at=now, status_since=now)
    where = Where(organization_id=organization_id, job_id=job.job_id, appointment_id=an_id("appointment"))
    visit = an_appointment(where=where, work=job.work, plan=a_plan(starts_at=now), booked_at=now)
    folder = Folder(job=job.with_technician(SAM), appointments=(visit,), notes=()).refreshed(now)
    services.jobs.save(folder.job, folder.appointments)
    return Visit(where=where, phone=phone)
