"""Founding an organization with its first dispatcher, who invites everybody else."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.organization import Organization
from chalicelib.domain.person import Person, Role
from chalicelib.domain.refusals import NotFound
from chalicelib.gateways.cognito import CognitoAccounts
from chalicelib.settings import Settings
from chalicelib.storage.opt_outs import OptOuts
from chalicelib.storage.organizations import Organizations
from chalicelib.storage.people import People
from chalicelib.storage.table import Table


@dataclass(frozen=True, kw_only=True)
class Founding:
    """Two organizations of one name are told apart by their first dispatcher."""

    brand: str
    phone: str | None
    time_zone: str
    email: str
    first_name: str
    last_name: str

    @property
    def organization(self) -> Organization:
        identifier = derived_identifier("founded", self.brand, self.email)
        return Organization(organization_id=identifier, brand=self.brand, phone=self.phone, time_zone=self.time_zone)

    def dispatcher(self, person_id: str) -> Person:
        return Person(
            person_id=person_id,
            organization_id=self.organization.organization_id,
            first_name=self.first_name,
            last_name=self.last_name,
            email=self.email,
            roles=frozenset({Role.DISPATCHER}),
        )


def found(settings: Settings, founding: Founding) -> str:
    """The organization's id. Done again, it does what was not done yet, and changes nothing that is there."""
    Table.bind(settings.table_name, settings.region)
    organizations, people = Organizations(OptOuts(settings.opt_out_key)), People()
    accounts = CognitoAccounts(settings.user_pool_id, settings.region)
    organization = founding.organization
    if not _is_there(organizations, organization):
        organizations.save(organization)
    name = founding.dispatcher("").name
    person_id = accounts.open(email=founding.email, name=name, organization_id=organization.organization_id)
    try:
        dispatcher = people.get(organization.organization_id, person_id)
    except NotFound:
        dispatcher = founding.dispatcher(person_id)
        people.save(dispatcher)
    accounts.widen(dispatcher)
    return organization.organization_id


def _is_there(organizations: Organizations, organization: Organization) -> bool:
    try:
        organizations.get(organization.organization_id)
    except NotFound:
        return False
    return True
