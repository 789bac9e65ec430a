"""Organizations: one item each, and all that the relay reads at one moment before it decides about a text."""

from __future__ import annotations

from datetime import timedelta

from chalicelib.domain.organization import Organization
from chalicelib.domain.refusals import NotFound
from chalicelib.domain.texting import Brief
from chalicelib.storage import items
from chalicelib.storage.keys import ALL_TEXTS_SWITCH, organization_key, person_key
from chalicelib.storage.opt_outs import OptOuts
from chalicelib.storage.people import person_of
from chalicelib.storage.rows import OptOutRow, OrganizationRow, PersonRow, Row, SwitchRow


class Organizations:
    def __init__(self, opt_outs: OptOuts) -> None:
        self._opt_outs = opt_outs

    def get(self, organization_id: str) -> Organization:
        return _organization_of(items.read(OrganizationRow, organization_key(organization_id)))

    def save(self, organization: Organization) -> None:
        items.write(_row_of(organization), items.is_still(OrganizationRow.version, organization.version - 1))

    def brief(self, organization_id: str, technician_id: str | None, number: str | None) -> Brief:
        keys = [organization_key(organization_id), ALL_TEXTS_SWITCH]
        keys += [person_key(organization_id, technician_id)] if technician_id else []
        keys += [self._opt_outs.place(organization_id, number)] if number else []
        rows = list(Row.batch_get(keys, consistent_read=True))
        organizations = [_organization_of(row) for row in rows if isinstance(row, OrganizationRow)]
        if not organizations:
            raise NotFound
        return Brief(
            organization=organizations[0],
            technician=next((person_of(row) for row in rows if isinstance(row, PersonRow)), None),
            opted_out=any(row.opted_out for row in rows if isinstance(row, OptOutRow)),
            all_texts_off=any(row.off for row in rows if isinstance(row, SwitchRow)),
        )


def _row_of(organization: Organization) -> OrganizationRow:
    pk, sk = organization_key(organization.organization_id)
    return OrganizationRow(
        pk,
        sk,
        brand=organization.brand,
        phone=organization.phone,
        time_zone=organization.time_zone,
        hold_seconds=organization.hold.total_seconds(),
        daily_cap=organization.daily_cap,
        texts_on=organization.texts_on,
        countries=set(organization.countries),
        origination_number=organization.origination_number,
        version=organization.version,
    )


def _organization_of(row: OrganizationRow) -> Organization:
    return Organization(
        organization_id=row.pk.removeprefix("ORG#"),
        brand=row.brand,
        phone=row.phone,
        time_zone=row.time_zone,
        hold=timedelta(seconds=row.hold_seconds),
        daily_cap=row.daily_cap,
        texts_on=row.texts_on,
        countries=frozenset(row.countries or ()),
        origination_number=row.origination_number,
        version=row.version,
    )
