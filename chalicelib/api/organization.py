"""The caller and their organization over HTTP."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from chalicelib.api.asked import Asked, present
from chalicelib.api.bodies import Body, Line, Version
from chalicelib.api.routes import Routes
from chalicelib.api.work import Country, Phone, Zone, must_be_phone, must_be_zone
from chalicelib.domain.organization import HIGHEST_DAILY_CAP, LONGEST_HOLD, Organization
from chalicelib.domain.person import Role
from chalicelib.domain.refusals import NotFound
from chalicelib.usecases import organization

routes = Routes(__name__)

Seconds = Annotated[int, Meta(ge=0, le=LONGEST_HOLD // timedelta(seconds=1))]


class PublicSettings(msgspec.Struct, kw_only=True):
    brand: str
    phone: str | None
    time_zone: str
    hold_seconds: int
    texts_on: bool


class Me(msgspec.Struct, kw_only=True):
    """`role` is the hat worn through this client; `roles` are all the person has.

    `all_texts_off`: the operator has stopped the texts of every organization, whatever each has settled.
    """

    id: str
    first_name: str
    last_name: str
    email: str
    role: Role
    roles: list[Role]
    organization: PublicSettings
    all_texts_off: bool


class SettingsBody(Body, kw_only=True):
    """`version` is the one that was read; `daily_cap` counts texts per day in `time_zone`."""

    version: Version
    brand: Line
    phone: Phone | None = None
    time_zone: Zone
    hold_seconds: Seconds
    daily_cap: Annotated[int, Meta(ge=0, le=HIGHEST_DAILY_CAP)]
    texts_on: bool
    countries: Annotated[list[Country], Meta(max_length=250)]
    origination_number: Phone | None = None

    def __post_init__(self) -> None:
        must_be_zone(self.time_zone)
        for name in ("phone", "origination_number"):
            must_be_phone(getattr(self, name), name)


class SettingsView(PublicSettings, kw_only=True):
    version: int
    daily_cap: int
    countries: list[str]
    origination_number: str | None


@routes.get("/me", refuses=(NotFound,))
def me(asked: Asked) -> Me:
    """Who is asking, and what their organization has settled."""
    person, brief = organization.me(asked.services, asked.caller)
    return Me(
        id=person.person_id,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        role=asked.caller.role,
        roles=sorted(person.roles),
        organization=PublicSettings(**_public(brief.organization)),
        all_texts_off=brief.all_texts_off,
    )


@routes.get("/organization", refuses=(NotFound,))
def settings(asked: Asked) -> SettingsView:
    """What the organization has settled. Dispatchers only."""
    return settings_view(organization.settings(asked.services, asked.caller), asked)


@routes.put("/organization", body=SettingsBody, refuses=(NotFound,))
def settle(asked: Asked) -> SettingsView:
    """Settle it anew, all of it at once. Dispatchers only."""
    body: SettingsBody = asked.body
    settled = Organization(
        organization_id=asked.caller.organization_id,
        brand=body.brand.strip(),
        phone=body.phone,
        time_zone=body.time_zone,
        hold=timedelta(seconds=body.hold_seconds),
        daily_cap=body.daily_cap,
        texts_on=body.texts_on,
        countries=frozenset(body.countries),
        origination_number=body.origination_number,
        version=body.version,
    )
    return settings_view(organization.settle(asked.services, asked.caller, settled), asked)


@present.register
def settings_view(own: Organization, _: Asked) -> SettingsView:
    return SettingsView(
        **_public(own),
        version=own.version,
        daily_cap=own.daily_cap,
        countries=sorted(own.countries),
        origination_number=own.origination_number,
    )


def _public(own: Organization) -> dict[str, Any]:
    return {
        "brand": own.brand,
        "phone": own.phone,
        "time_zone": own.time_zone,
        "hold_seconds": own.hold // timedelta(seconds=1),
        "texts_on": own.texts_on,
    }
