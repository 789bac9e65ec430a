"""People of an organization, and the hat somebody wears while asking."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()


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
