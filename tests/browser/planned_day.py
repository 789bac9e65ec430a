"""The demo's day in a test's office: today's at any hour, and with what the demo leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from chalicelib.domain.person import Caller, Role, Source
from chalicelib.domain.photo import Form
from local.day.network import send_file
from local.demo.company import DANA, LUIS, MARIA, ORGANIZATION, PHOENIX, SAM, DemoPerson, FromNow, OnDay, Story
from local.demo.history import tell
from local.demo.other_days import OTHER_DAYS
from local.demo.today import TODAY
from tests.api.conftest import Client, Office

DONE, BEGUN, NEXT = "AC blows warm air", "Water heater leaks at the base", "Thermostat is blank"
ON_THE_WAY, LATE = "No cooling upstairs", "Kitchen drain backs up"
"""The demo's own."""

PAUSED, BOTH_SET, LEFT_OPEN = "Faucet drips", "Smoke alarm chirps", "Gate will not close"
FAN, VENT = "Ceiling fan wobbles", "Dryer vent is clogged"

KIM = "Kim Ortiz"
"""Is not of the demo, and has not signed in yet."""


def planned(office: Office) -> Mapping[DemoPerson, Client]:
    """Who of the demo is who in the office."""
    office.settle(hold_seconds=10, time_zone=PHOENIX, brand=ORGANIZATION.brand)
    luis, kim = office.hired("Luis", Role.TECHNICIAN), office.invited("Kim", Role.TECHNICIAN)
    people = {DANA: office.dispatcher, SAM: office.sam, MARIA: office.bo, LUIS: luis}
    callers = {person: named(office, client, person) for person, client in people.items()}
    stories = [*map(today, TODAY), *OTHER_DAYS]
    tell(office.services, callers, stories, now=office.clock.now, send=send)
    have_it_looked_at_again(office, luis)
    office.visit(title=FAN, technician=luis)
    office.visit(title=VENT, technician=kim, phone=None)
    office.visit(title=PAUSED, technician=luis).moved(luis, "complete", outcome="follow_up")
    office.visit(title=LEFT_OPEN, technician=luis, starts_at=yesterday(office)).moved(luis, "started")
    set_on_both_sides(office, luis)
    return people


def named(office: Office, client: Client, person: DemoPerson) -> Caller:
    """From now on as in the demo."""
    people = office.services.people
    before = people.get(office.organization.organization_id, client.person_id)
    known = replace(before, first_name=person.first_name, last_name=person.last_name, email=person.email)
    people.save(replace(known, joined_at=office.clock.now, version=before.version + 1))
    return Caller(
        person_id=known.person_id,
        organization_id=known.organization_id,
        name=known.name,
        role=person.role,
        source=Source.MOBILE if person.role is Role.TECHNICIAN else Source.WEB,
    )


def send(form: Form, content: bytes) -> None:
    send_file(form.url, form.fields, content)


def yesterday(office: Office) -> datetime:
    return office.clock.now - timedelta(days=1)


def set_on_both_sides(office: Office, luis: Client) -> None:
    """The office had sent Luis out when it heard that he had begun before."""
    visit = office.visit(title=BOTH_SET, technician=luis, starts_at=yesterday(office))
    created_at = visit.now()["created_at"]
    visit.moved(office.dispatcher, "enroute", notify=False)
    visit.moved(luis, "started", occurred_at=created_at)


@dataclass(frozen=True, kw_only=True)
class Today(FromNow):
    """Neither yesterday nor tomorrow, however near midnight is."""

    def instant(self, now: datetime, zone: ZoneInfo) -> datetime:
        first, last = (OnDay(days=0, at=at).instant(now, zone) for at in (time(), time(23, 59)))
        return min(max(super().instant(now, zone), first), last)


def today(story: Story) -> Story:
    """Luis stays late: soon after midnight nothing of the day can be."""
    visit = story.visit
    if visit is None or not isinstance(visit.starts, FromNow) or visit.technician is LUIS:
        return story
    return replace(story, visit=replace(visit, starts=Today(minutes=visit.starts.minutes)))


def have_it_looked_at_again(office: Office, luis: Client) -> None:
    """Whoever is on the way has another appointment of the same job, at nine in the morning."""
    [job_id] = [
        job["id"] for job in office.dispatcher.get("/jobs?status=in_progress")["jobs"] if job["title"] == ON_THE_WAY
    ]
    nine = OnDay(days=2, at=time(9)).instant(office.clock.now, ZoneInfo(PHOENIX))
    office.another_visit(job_id, phone=None, technician=luis, starts_at=nine)
