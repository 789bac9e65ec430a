"""The companies of the soak, which differ in hold and cap: two technicians, a dispatcher and ten visits each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count, cycle
from typing import Any

from chalicelib.domain.appointment import Where
from chalicelib.domain.job import Folder
from chalicelib.domain.organization import Organization
from chalicelib.usecases.ports import Services
from tests.builders import BO, DANA, SAM, a_job, a_person, a_plan, an_appointment, an_id, an_organization, some_work

VISITS_EACH = 10
HOLDS_AND_CAPS = ((0, 500), (10, VISITS_EACH // 2), (10, 500), (30, 500))
"""The seconds and texts of each kind of company."""

_phones = count(6_022_400_000)

Body = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What a request with a key was told: whether it was accepted, and the change that it made."""

    accepted: bool
    change: str | None


@dataclass(kw_only=True)
class Watched:
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


def founded(services: Services, size: int, now: datetime) -> Iterator[Watched]:
    """So many visits; each ten of them are a company's."""
    kinds = cycle(HOLDS_AND_CAPS)
    for first in range(0, size, VISITS_EACH):
        organization = opened(services, *next(kinds))
        for _ in range(min(VISITS_EACH, size - first)):
            yield booked(services, organization.organization_id, f"+1{next(_phones)}", now)


def opened(services: Services, hold_seconds: int, cap: int) -> Organization:
    hold = timedelta(seconds=hold_seconds)
    organization = an_organization(organization_id=an_id("organization"), hold=hold, daily_cap=cap)
    services.organizations.save(organization)
    for person_id in (SAM, BO, DANA):
        services.people.save(a_person(person_id, organization_id=organization.organization_id))
    return organization


def booked(services: Services, organization_id: str, phone: str, now: datetime) -> Watched:
    """A job with one visit of Sam's."""
    job = a_job(organization_id=organization_id, work=some_work(phone=phone), created_at=now, status_since=now)
    where = Where(organization_id=organization_id, job_id=job.job_id, appointment_id=an_id("appointment"))
    visit = an_appointment(where=where, work=job.work, plan=a_plan(starts_at=now), booked_at=now)
    folder = Folder(job=job.with_technician(SAM), appointments=(visit,), notes=()).refreshed(now)
    services.jobs.save(folder.job, folder.appointments)
    return Watched(where=where, phone=phone)
