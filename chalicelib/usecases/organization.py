"""Who the caller is, what their organization has settled, and settling it anew."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.messages import brand_problem
from chalicelib.domain.organization import Organization
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.refusals import Conflict, Invalid, VersionMismatch
from chalicelib.domain.texting import Brief
from chalicelib.usecases.permits import dispatcher_only
from chalicelib.usecases.ports import Services


def me(services: Services, caller: Caller) -> tuple[Person, Brief]:
    """Whoever asks this has signed in."""
    person = services.people.get(caller.organization_id, caller.person_id)
    if person.joined_at is None:
        services.people.join(person, services.clock())
    return person, services.organizations.brief(caller.organization_id, None, None)


def own(services: Services, caller: Caller) -> Organization:
    return services.organizations.get(caller.organization_id)


def settings(services: Services, caller: Caller) -> Organization:
    dispatcher_only(caller)
    return own(services, caller)


def settle(services: Services, caller: Caller, settled: Organization) -> Organization:
    """Replaces the settings; `settled.version` is the version that the caller looked at."""
    dispatcher_only(caller)
    if problem := brand_problem(settled.brand):
        raise Invalid(brand=problem)
    stored = own(services, caller)
    if stored.version != settled.version:
        raise VersionMismatch("somebody changed the settings since you looked", stored)
    after = replace(settled, version=stored.version + 1)
    try:
        services.organizations.save(after)
    except Conflict:
        raise VersionMismatch("somebody changed the settings since you looked", own(services, caller)) from None
    return after
