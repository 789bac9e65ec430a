"""People of an organization, and the hat somebody wears while asking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

ACCESS_OUTLIVES_BY = timedelta(minutes=15)
"""How long an ID token lives, and so how long whoever is disabled may still be let in."""


class Role(StrEnum):
    TECHNICIAN = "technician"
    DISPATCHER = "dispatcher"


class Source(StrEnum):
    """Where a change came from."""

    MOBILE = "mobile"
    MOBILE_OFFLINE = "mobile_offline"
    WEB = "web"
    API = "api"
    SYSTEM = "system"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person:
    """A technician or dispatcher; `first_name` is what customers read."""

    person_id: str
    organization_id: str
    first_name: str
    last_name: str
    email: str
    roles: frozenset[Role]
    active: bool = True
    disabled_at: datetime | None = None
    invitation: str = ""
    """The request that invited them, whose body has this fingerprint."""
    fingerprint: str = ""
    invited_again: str = ""
    """The request that sent their invitation last, if it was sent again."""
    joined_at: datetime | None = None
    """When they were first seen signed in."""
    version: int = 1

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_dispatcher(self) -> bool:
        return self.active and Role.DISPATCHER in self.roles

    @property
    def takes_appointments(self) -> bool:
        return self.active and Role.TECHNICIAN in self.roles

    @property
    def access_ends_at(self) -> datetime | None:
        """A token that was given out before is good to its end."""
        return self.disabled_at and self.disabled_at + ACCESS_OUTLIVES_BY


@dataclass(frozen=True, kw_only=True, slots=True)
class Caller:
    """Who asks: a signed-in person, in one role, through one client."""

    person_id: str
    organization_id: str
    name: str
    role: Role
    source: Source

    @property
    def is_dispatcher(self) -> bool:
        return self.role is Role.DISPATCHER
