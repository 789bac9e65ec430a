"""A large company's yesterday: 60 technicians with ten appointments each, most of them done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.entry import Change, Plan
from chalicelib.domain.person import Person, Role
from chalicelib.domain.status import Outcome, Status
from tests.api.conftest import Office
from tests.browser.desk import PHOENIX
from tests.builders import a_change, an_appointment, an_id, minutes, some_work
from tests.builders import a_plan as a_plan_of

TECHNICIANS = 60
EACH = 10


def yesterday(office: Office) -> datetime:
    """Seven in the morning."""
    return (office.clock.now.astimezone(PHOENIX) - timedelta(days=1)).replace(hour=7, minute=0)


def plan(office: Office, technicians: int = TECHNICIANS) -> list[Appointment]:
    people = [technician(office, number) for number in range(technicians)]
    for person in people:
        office.services.people.save(person)
    return [office.services.appointments.save(visit) for person in people for visit in visits(office, person)]


def technician(office: Office, number: int) -> Person:
    return Person(
        person_id=f"{number:08}-1111-4111-8111-111111111111",
        organization_id=office.organization.organization_id,
        first_name=f"Technician {number:02}",
        last_name="Ortiz",
        email=f"technician-{number}@example.com",
        roles=frozenset({Role.TECHNICIAN}),
    )


def visits(office: Office, person: Person) -> Iterator[Appointment]:
    """One after the other, an hour and a quarter each; the last of them was never begun."""
    for number in range(EACH):
        starts_at = yesterday(office) + number * minutes(72)
        plan = replace(
            a_plan_of(technician_id=person.person_id, starts_at=starts_at, length=minutes(75)),
            technician_name=person.name,
        )
        where = Where(
            organization_id=office.organization.organization_id, job_id=an_id("job"), appointment_id=an_id("visit")
        )
        changes = () if number == EACH - 1 else tuple(done(plan))
        work = some_work(title=f"Visit {number} of {person.first_name}", phone=None)
        yield an_appointment(*changes, where=where, plan=plan, work=work, booked_at=starts_at - timedelta(days=2))


def done(plan: Plan) -> Iterator[Change]:
    steps = {Status.ENROUTE: -10, Status.STARTED: 5, Status.COMPLETE: 60}
    for status, late in steps.items():
        yield a_change(
            status, at=plan.starts_at + minutes(late), person_id=plan.technician_id, name=plan.technician_name
        )


def paused(appointment: Appointment) -> Appointment:
    """The same with another end."""
    *before, last = appointment.timeline
    assert isinstance(last, Change)
    changed = replace(last, outcome=Outcome.FOLLOW_UP)
    return replace(appointment, timeline=(*before, changed), version=appointment.version + 1)
