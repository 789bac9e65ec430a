"""The people of an organization: who is invited, what is amended, and that somebody stays its dispatcher."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.person import Person, Role
from chalicelib.domain.refusals import IdempotencyMismatch, Invalid, NotAllowed


@dataclass(frozen=True, kw_only=True, slots=True)
class Invitation:
    """Who is to be invited; `invitation` is the request's own id."""

    invitation: str
    fingerprint: str
    first_name: str
    last_name: str
    email: str
    roles: frozenset[Role]

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def accepted(self, person_id: str, organization_id: str) -> Person:
        return Person(
            person_id=person_id,
            organization_id=organization_id,
            first_name=self.first_name,
            last_name=self.last_name,
            email=self.email,
            roles=self.roles,
            invitation=self.invitation,
            fingerprint=self.fingerprint,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Amendment:
    """What is to be different; None leaves it as it is. `version` is the one the caller looked at."""

    version: int
    first_name: str | None = None
    last_name: str | None = None
    roles: frozenset[Role] | None = None
    active: bool | None = None


def by_name(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple(sorted(people, key=lambda person: (person.name.casefold(), person.person_id)))


def invited_before(people: Iterable[Person], wanted: Invitation) -> Person | None:
    """Whom this very request has invited. Refuses what another one has."""
    known = next((each for each in people if each.invitation == wanted.invitation or each.email == wanted.email), None)
    if known is None:
        return None
    if known.invitation != wanted.invitation:
        raise Invalid(email=f"{known.name} has this address" + ("" if known.active else "; enable them again"))
    if known.fingerprint != wanted.fingerprint:
        raise IdempotencyMismatch
    return known


def cannot_be_invited() -> Invalid:
    """Why is not told: whether somebody works for another organization is nobody's to know."""
    return Invalid(email="this address cannot be invited; use another one")


def invited_again(person: Person, request: str) -> Person:
    """Refuses whom no invitation would bring in."""
    if not person.active:
        raise NotAllowed(f"{person.name} is disabled; enable them first")
    if person.joined_at:
        raise needs_no_invitation(person)
    return replace(person, invited_again=request, version=person.version + 1)


def needs_no_invitation(person: Person) -> NotAllowed:
    return NotAllowed(f"{person.name} has signed in already and needs no invitation")


def amended(person: Person, wanted: Amendment, now: datetime) -> Person:
    """The person itself when nothing is different."""
    names = ("first_name", "last_name", "roles", "active")
    after = replace(person, **{name: given for name in names if (given := getattr(wanted, name)) is not None})
    if after == person:
        return person
    disabled_at = None if after.active else person.disabled_at or now
    return replace(after, disabled_at=disabled_at, version=person.version + 1)


def stays_with(people: Iterable[Person], before: Person, after: Person) -> Person | None:
    """The other dispatcher who is left when one goes; None when none goes. Refuses to leave none."""
    if after.is_dispatcher or not before.is_dispatcher:
        return None
    others = [person for person in people if person.is_dispatcher and person.person_id != before.person_id]
    if not others:
        raise NotAllowed(f"{before.name} is the only dispatcher left; make somebody else a dispatcher first")
    return others[0]
