"""People: one item each, next to their organization."""

from __future__ import annotations

from chalicelib.domain.person import Person, Role
from chalicelib.storage import items
from chalicelib.storage.keys import person_key
from chalicelib.storage.rows import PersonRow


class People:
    def get(self, organization_id: str, person_id: str) -> Person:
        return person_of(items.read(PersonRow, person_key(organization_id, person_id)))

    def save(self, person: Person) -> None:
        _row_of(person).save()


def _row_of(person: Person) -> PersonRow:
    pk, sk = person_key(person.organization_id, person.person_id)
    return PersonRow(
        pk,
        sk,
        first_name=person.first_name,
        last_name=person.last_name,
        email=person.email,
        roles=set(person.roles),
        active=person.active,
    )


def person_of(row: PersonRow) -> Person:
    return Person(
        person_id=row.sk.removeprefix("PERSON#"),
        organization_id=row.pk.removeprefix("ORG#"),
        first_name=row.first_name,
        last_name=row.last_name,
        email=row.email,
        roles=frozenset(Role(role) for role in row.roles or ()),
        active=row.active,
    )
