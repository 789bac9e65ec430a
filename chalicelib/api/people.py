"""People over HTTP: the organization's technicians and dispatchers, inviting one, amending one."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.api.asked import Answer, Asked, present
from chalicelib.api.bodies import Body, Instant, Version, given
from chalicelib.api.routes import Routes
from chalicelib.api.sentences import EMAIL, SOMETHING
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.people import Amendment, Invitation
from chalicelib.domain.person import Person, Role
from chalicelib.domain.refusals import NotAllowed, TooOften
from chalicelib.usecases import people

routes = Routes(__name__)

Name = Annotated[str, Meta(min_length=1, max_length=60, pattern=SOMETHING)]
Email = Annotated[str, Meta(max_length=254, pattern=EMAIL)]
Roles = Annotated[list[Role], Meta(min_length=1, max_length=2)]


class InvitationBody(Body):
    """`first_name` is what customers read. Cognito sends an invitation with a first password to `email`."""

    first_name: Name
    last_name: Name
    email: Email
    roles: Roles


class AmendmentBody(Body):
    """What is left out stays as it is. The e-mail address stays: it is what the person signs in with."""

    version: Version
    first_name: Name | UnsetType = UNSET
    last_name: Name | UnsetType = UNSET
    roles: Roles | UnsetType = UNSET
    active: bool | UnsetType = UNSET


class AgainBody(Body):
    """Nothing needs to be said."""


class PersonView(msgspec.Struct, kw_only=True):
    """Who is disabled can neither sign in nor stay signed in; a token they have already ends at `access_ends_at`.

    `joined_at` is when they first asked `GET /me`; null as long as nobody has signed in as them, so far as is known.
    """

    places: ClassVar = {"person_id": "/id"}

    id: str
    first_name: str
    last_name: str
    email: str
    roles: list[Role]
    active: bool
    access_ends_at: Instant | None
    joined_at: Instant | None
    version: int


class PeopleView(msgspec.Struct):
    people: list[PersonView]


class AmendedView(PersonView, kw_only=True):
    """`open_appointments` of the next 30 days are still with somebody who takes none: give them to others."""

    open_appointments: int | None


@routes.get("/people")
def everybody(asked: Asked) -> PeopleView:
    """The organization's technicians and dispatchers by name, disabled ones too. Dispatchers only."""
    return PeopleView(people=[present(person, asked) for person in people.everybody(asked.services, asked.caller)])


@routes.post("/people", body=InvitationBody, creates=True, refuses=(TooOften,))
def invite(asked: Asked) -> Answer[PersonView]:
    """Invite a technician or dispatcher: Cognito sends them a first password by e-mail. Dispatchers only.

    An address that a colleague has is refused with their name. One that cannot be invited for any other reason is
    refused without it: whether it belongs to somebody of another organization is not told.
    """
    body: InvitationBody = asked.body
    wanted = Invitation(
        invitation=derived_identifier("person", asked.caller.person_id, asked.key),
        fingerprint=asked.fingerprint,
        first_name=body.first_name.strip(),
        last_name=body.last_name.strip(),
        email=body.email.strip().lower(),
        roles=frozenset(body.roles),
    )
    invited = people.invite(asked.services, asked.caller, wanted)
    return Answer(body=present(invited.person, asked), replayed=invited.replayed)


@routes.post("/people/{person_id}/invitation", body=AgainBody, refuses=(NotAllowed, TooOften))
def invite_again(asked: Asked, person_id: str) -> Answer[PersonView]:
    """Send somebody who has not signed in yet a first password anew; the one before ends. Dispatchers only."""
    request = derived_identifier("invitation", person_id, asked.caller.person_id, asked.key)
    invited = people.invite_again(asked.services, asked.caller, person_id, request)
    return Answer(body=present(invited.person, asked), replayed=invited.replayed)


@routes.patch("/people/{person_id}", body=AmendmentBody, refuses=(NotAllowed,))
def amend(asked: Asked, person_id: str) -> AmendedView:
    """Correct a person's name, give or take a role, disable or enable them. Dispatchers only.

    Whoever is disabled can neither sign in nor stay signed in. The token that they have may let them in until
    `access_ends_at`, 15 minutes later; a role that was taken may count as long. The last dispatcher stays one.
    """
    amended = people.amend(asked.services, asked.caller, person_id, _amendment(asked.body))
    shown: PersonView = present(amended.person, asked)
    return AmendedView(**msgspec.structs.asdict(shown), open_appointments=amended.still_held)


def _amendment(body: AmendmentBody) -> Amendment:
    different = given(body)
    different |= {name: different[name].strip() for name in ("first_name", "last_name") if name in different}
    different |= {"roles": frozenset(different["roles"])} if "roles" in different else {}
    return Amendment(**different)


@present.register
def person_view(person: Person, _: Asked) -> PersonView:
    return PersonView(
        id=person.person_id,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        roles=sorted(person.roles),
        active=person.active,
        access_ends_at=person.access_ends_at,
        joined_at=person.joined_at,
        version=person.version,
    )
