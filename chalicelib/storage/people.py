"""People: one item each, next to their organization."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from chalicelib.domain.person import Person, Role
from chalicelib.domain.refusals import Conflict
from chalicelib.storage import items
from chalicelib.storage.keys import person_key
from chalicelib.storage.rows import PersonRow


class People:
    def get(self, organization_id: str, person_id: str) -> Person:
        return person_of(items.read(PersonRow, person_key(organization_id, person_id)))

    def all(self, organization_id: str) -> tuple[Person, ...]:
        partition, prefix = person_key(organization_id, "")
        rows = PersonRow.query(partition, PersonRow.sk.startswith(prefix), consistent_read=True)
        return tuple(person_of(row) for row in rows)

    def save(self, person: Person, *, beside: Person | None = None) -> None:
        write = _row_of(person), items.is_still(PersonRow.version, person.version - 1)
        if beside is None:
            items.write(*write)
        else:
            still = person_key(beside.organization_id, beside.person_id), PersonRow.version == beside.version
            items.write_all([write], while_true=[still])

    def join(self, person: Person, at: datetime) -> None:
        key = person_key(person.organization_id, person.person_id)
        is_first = PersonRow.pk.exists() & PersonRow.joined_at.does_not_exist()
        with suppress(Conflict):
            items.update(PersonRow(*key), [PersonRow.joined_at.set(at)], is_first)


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
        disabled_at=person.disabled_at,
        invitation=person.invitation,
        fingerprint=person.fingerprint,
        invited_again=person.invited_again,
        joined_at=person.joined_at,
        version=person.version,
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
        disabled_at=row.disabled_at,
        invitation=row.invitation,
        fingerprint=row.fingerprint,
        invited_again=row.invited_again,
        joined_at=row.joined_at,
        version=row.version,
    )
