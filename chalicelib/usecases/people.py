"""Inviting people, amending what they are called and may do, and keeping their accounts as their records say.

A person's record says what is to be, and their account in the user pool follows it. What is taken away is taken from
the account before it is written, what is given is given after. So a death on the way leaves somebody who may do less
than their record says, never more; the same request, sent again, or any later one about that person gives the rest. Two
requests at once may cross at the account: each looks at the record again when it is done, and follows its last word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.allowance import Costly
from chalicelib.domain.clocks import dates_on_earth, days_between
from chalicelib.domain.people import Amendment, Invitation, amended, by_name, invited_again, invited_before, stays_with
from chalicelib.domain.person import Caller, Person
from chalicelib.domain.refusals import Conflict, Forbidden, NotFound, VersionMismatch
from chalicelib.domain.status import OPEN
from chalicelib.usecases.allowances import causes
from chalicelib.usecases.permits import dispatcher_only
from chalicelib.usecases.ports import Services
from chalicelib.usecases.races import until_won

LOOKED_AHEAD = timedelta(days=30)
"""How far the appointments are counted that somebody still has who takes none any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Invited:
    person: Person
    replayed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Amended:
    """`still_held` are open appointments of somebody who takes none (any more)."""

    person: Person
    still_held: int | None


def everybody(services: Services, caller: Caller) -> tuple[Person, ...]:
    return by_name(_colleagues(services, caller))


def invite(services: Services, caller: Caller, wanted: Invitation) -> Invited:
    """The account is opened first, because it gives the person their id; it gets its roles last."""

    def attempt() -> Invited:
        earlier = invited_before(_colleagues(services, caller), wanted)
        if earlier:
            return Invited(person=_followed(services, earlier), replayed=True)
        causes(services, caller, Costly.INVITATION)
        organization_id = caller.organization_id
        person_id = services.accounts.open(email=wanted.email, name=wanted.name, organization_id=organization_id)
        person = wanted.accepted(person_id, organization_id)
        services.people.save(person)
        return Invited(person=_followed(services, person))

    return until_won(services, attempt)


def invite_again(services: Services, caller: Caller, person_id: str, request: str) -> Invited:
    """The mail goes first: a death after it may send a second one, but never leaves somebody waiting for none."""

    def attempt() -> Invited:
        person = _one_of(_colleagues(services, caller), person_id)
        if person.invited_again == request:
            return Invited(person=person, replayed=True)
        again = invited_again(person, request)
        causes(services, caller, Costly.INVITATION)
        services.accounts.invite_again(person)
        services.people.save(again)
        return Invited(person=again)

    return until_won(services, attempt)


def amend(services: Services, caller: Caller, person_id: str, wanted: Amendment) -> Amended:
    """Refuses to leave the organization without a dispatcher, also when two dispatchers put each other out at once."""

    def attempt() -> Amended:
        people = _colleagues(services, caller)
        before = _one_of(people, person_id)
        if before.version != wanted.version:
            current = _followed(services, before)
            raise VersionMismatch("somebody changed this person since you looked", current)
        after = amended(before, wanted, services.clock())
        if after is not before:
            _write(services, after, beside=stays_with(people, before, after))
        person = _followed(services, after)
        return Amended(person=person, still_held=_still_held(services, person, services.clock()))

    return until_won(services, attempt)


def _colleagues(services: Services, caller: Caller) -> tuple[Person, ...]:
    """For those who are dispatchers still: a token of somebody disabled lives on, but must not undo that."""
    dispatcher_only(caller)
    people = services.people.all(caller.organization_id)
    if not any(person.person_id == caller.person_id and person.is_dispatcher for person in people):
        raise Forbidden("you are no dispatcher any more; ask another dispatcher of your organization")
    return people


def _one_of(people: tuple[Person, ...], person_id: str) -> Person:
    found = next((person for person in people if person.person_id == person_id), None)
    if found is None:
        raise NotFound
    return found


def _write(services: Services, after: Person, *, beside: Person | None) -> None:
    services.accounts.narrow(after)
    try:
        services.people.save(after, beside=beside)
    except Conflict:
        _followed(services, services.people.get(after.organization_id, after.person_id))
        raise


def _followed(services: Services, person: Person) -> Person:
    """The account as the record says; again when the record changed meanwhile, so that its last word stands."""
    known = None
    while known != person:
        known = person
        services.accounts.narrow(known)
        services.accounts.widen(known)
        person = services.people.get(known.organization_id, known.person_id)
    return person


def _still_held(services: Services, person: Person, now: datetime) -> int | None:
    if person.takes_appointments:
        return None
    earliest, latest = dates_on_earth(now)
    cards = [
        card
        for day in days_between(earliest, latest + LOOKED_AHEAD)
        for card in services.appointments.on_day(person.organization_id, day, person.person_id)
    ]
    return sum(card.status in OPEN and card.age(now) <= timedelta() for card in cards)
