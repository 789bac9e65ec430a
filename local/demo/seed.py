"""Fills an empty table and user pool with the demo: a company, its people, and what they did up to now."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from chalicelib import wiring
from chalicelib.domain.clocks import to_milliseconds
from chalicelib.domain.person import Caller, Person, Role, Source
from chalicelib.domain.photo import Form
from chalicelib.usecases.ports import Services
from local.aws import stack
from local.day.network import send_file
from local.demo.company import ORGANIZATION, PEOPLE, DemoPerson
from local.demo.history import Send, tell
from local.demo.other_days import OTHER_DAYS
from local.demo.today import TODAY

__all__ = ["PEOPLE", "seed"]


def seed(environment: Mapping[str, str]) -> None:
    """`environment` is what the functions run with; `wiring` reads the same from the process's own."""
    cognito, pool = stack.clients(environment)("cognito-idp"), environment["USER_POOL_ID"]
    ids = {person: _signed_up(cognito, pool, person) for person in PEOPLE}
    fill(wiring.services(), ids, now=to_milliseconds(datetime.now(UTC)), send=_send)


def fill(services: Services, ids: Mapping[DemoPerson, str], *, now: datetime, send: Send) -> None:
    """All but the user pool, for people whom the pool knows under these ids; photos leave by `send`."""
    services.organizations.save(ORGANIZATION)
    for person, person_id in ids.items():
        services.people.save(_person(person, person_id, joined_at=now))
    callers = {person: _caller(person, person_id) for person, person_id in ids.items()}
    tell(services, callers, TODAY + OTHER_DAYS, now=now, send=send)


def _send(form: Form, content: bytes) -> None:
    send_file(form.url, form.fields, content)


def _signed_up(cognito: Any, pool: str, person: DemoPerson) -> str:
    """The id that the pool gives somebody who may sign in from now on."""
    attributes = {
        "email": person.email,
        "email_verified": "true",
        "name": person.name,
        "custom:organization": ORGANIZATION.organization_id,
    }
    created = cognito.admin_create_user(
        UserPoolId=pool,
        Username=person.email,
        UserAttributes=[{"Name": name, "Value": value} for name, value in attributes.items()],
        MessageAction="SUPPRESS",
    )
    cognito.admin_set_user_password(UserPoolId=pool, Username=person.email, Password=person.password, Permanent=True)
    cognito.admin_add_user_to_group(UserPoolId=pool, Username=person.email, GroupName=person.role.value)
    return next(str(given["Value"]) for given in created["User"]["Attributes"] if given["Name"] == "sub")


def _person(person: DemoPerson, person_id: str, *, joined_at: datetime) -> Person:
    return Person(
        person_id=person_id,
        organization_id=ORGANIZATION.organization_id,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        roles=frozenset({person.role}),
        joined_at=joined_at,
    )


def _caller(person: DemoPerson, person_id: str) -> Caller:
    return Caller(
        person_id=person_id,
        organization_id=ORGANIZATION.organization_id,
        name=person.name,
        role=person.role,
        source=Source.WEB if person.role is Role.DISPATCHER else Source.MOBILE,
    )
