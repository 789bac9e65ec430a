"""Every kind of item in the table and every key: what stands where. The sort key's first word tells the kind."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self, cast
from zlib import crc32

from pynamodb.attributes import ListAttribute, NumberAttribute, TTLAttribute, UnicodeAttribute, UnicodeSetAttribute

from chalicelib.domain.appointment import Where
from chalicelib.storage import maps
from chalicelib.storage.attributes import EmergencySwitch, Groups, Iso, Milliseconds, Usually, Whole, iso, maybe
from chalicelib.storage.table import Table

OWED_SHARDS = 16
"""All organizations share this index: one partition could not take the writes of all their alerts."""

Key = tuple[str, str]


class Row(Table):
    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """Of the kind that the sort key tells, so that one Query reads a job with all that belongs to it."""
        kind = KINDS.get(data["sk"]["S"].partition("#")[0], cls)
        return cast("Self", super(Row, kind).from_raw_data(data))


class OrganizationRow(Row):
    brand = UnicodeAttribute()
    phone = maybe(UnicodeAttribute())
    time_zone = UnicodeAttribute()
    hold_seconds = NumberAttribute()
    daily_cap = Whole()
    texts_on = Usually(usual=True)
    countries = UnicodeSetAttribute()
    origination_number = maybe(UnicodeAttribute())
    version = Whole()


class PersonRow(Row):
    first_name = UnicodeAttribute()
    last_name = UnicodeAttribute()
    email = UnicodeAttribute()
    roles = UnicodeSetAttribute()
    active = Usually(usual=True)


class WorkRow(Row):
    """What a job and each of its appointments carry: `revision` is the lock, `version` what people count."""

    revision = Usually(0)
    version = Whole()
    fingerprint = Usually("")
    title = UnicodeAttribute()
    customer_name = UnicodeAttribute()
    phone = maybe(UnicodeAttribute())
    notify = Usually(usual=True)
    address = maps.AddressMap()
    location = maybe(maps.PointMap())
    time_zone = UnicodeAttribute()
    status = UnicodeAttribute()


class JobRow(WorkRow):
    """The `jobs` index holds no `revision`: what a list shows is not all of the job and cannot be saved."""

    description = Usually("")
    created_at = Milliseconds()
    status_since = Milliseconds()
    technicians = UnicodeSetAttribute()
    technician_names: ListAttribute[str] = ListAttribute(null=True)
    next_start = maybe(Iso())
    next_end = maybe(Iso())
    alert_trouble = maybe(UnicodeAttribute())
    cancellation = maybe(maps.CancellationMap())
    jobs_pk = UnicodeAttribute()
    jobs_sk = UnicodeAttribute()


class AppointmentRow(WorkRow):
    """From `first` on it is the appointment; most of what stands before are copies, for the indexes and for the eye."""

    outcome = maybe(UnicodeAttribute())
    since = Milliseconds()
    technician_id = maybe(UnicodeAttribute())
    technician_name = maybe(UnicodeAttribute())
    starts_at = Iso()
    ends_at = Iso()
    window = maybe(maps.WindowMap())
    alert_state = maybe(UnicodeAttribute())
    alert_reason = maybe(UnicodeAttribute())
    alert_at = maybe(Milliseconds())
    flags = UnicodeSetAttribute()
    schedule_pk = UnicodeAttribute()
    schedule_sk = UnicodeAttribute()
    attention_pk = maybe(UnicodeAttribute())
    attention_sk = maybe(UnicodeAttribute())
    owed_pk = maybe(UnicodeAttribute())
    owed_sk = maybe(UnicodeAttribute())
    device = maybe(UnicodeAttribute())
    first = Usually("scheduled")
    people = Groups(maps.ActorMap)
    timeline = Groups(maps.EntryMap)
    alerts = Groups(maps.AlertMap)
    unchanged = Groups(maps.UnchangedMap)


class NoteRow(Row):
    person_id = UnicodeAttribute()
    name = UnicodeAttribute()
    text = UnicodeAttribute()
    fingerprint = UnicodeAttribute()
    created_at = Milliseconds()


class DailyTextsRow(Row):
    n = Whole()
    expires_on = TTLAttribute()


class SwitchRow(Row):
    off = EmergencySwitch()


KINDS: dict[str, type[Row]] = {
    "ORG": OrganizationRow,
    "PERSON": PersonRow,
    "JOB": JobRow,
    "APPT": AppointmentRow,
    "NOTE": NoteRow,
    "COUNT": DailyTextsRow,
    "TEXTS": SwitchRow,
}
ALL_TEXTS_SWITCH: Key = ("SYSTEM", "TEXTS")


def organization_key(organization_id: str) -> Key:
    return f"ORG#{organization_id}", "ORG"


def person_key(organization_id: str, person_id: str) -> Key:
    return f"ORG#{organization_id}", f"PERSON#{person_id}"


def job_key(organization_id: str, job_id: str) -> Key:
    return f"ORG#{organization_id}#JOB#{job_id}", "JOB"


def appointment_key(where: Where) -> Key:
    return f"ORG#{where.organization_id}#JOB#{where.job_id}", f"APPT#{where.appointment_id}"


def note_key(organization_id: str, job_id: str, note_id: str) -> Key:
    return f"ORG#{organization_id}#JOB#{job_id}", f"NOTE#{note_id}"


def daily_texts_key(organization_id: str, day: date) -> Key:
    return f"ORG#{organization_id}#TEXTS#{day}", "COUNT"


def schedule_key(organization_id: str, day: date, technician_id: str | None, starts_at: str = "") -> Key:
    """Without a start, the sort key is how all of the technician's begin."""
    return f"ORG#{organization_id}#DAY#{day}", f"{technician_id or '-'}#{starts_at}"


def jobs_pk(organization_id: str, status: str) -> str:
    return f"ORG#{organization_id}#JOBS#{status}"


def jobs_sk(since: datetime, job_id: str) -> str:
    return f"{iso(since)}#{job_id}"


def attention_key(organization_id: str, oldest_flag: datetime) -> Key:
    return f"ORG#{organization_id}#ATTENTION", iso(oldest_flag)


def owed_key(appointment_id: str, next_at: datetime) -> Key:
    return owed_pk(crc32(appointment_id.encode()) % OWED_SHARDS), iso(next_at)


def owed_pk(shard: int) -> str:
    return f"OWED#{shard}"


def job_of_key(pk: str) -> tuple[str, str]:
    """The organization and the job that stand under this key."""
    _, organization_id, _, job_id = pk.split("#")
    return organization_id, job_id


def where_of(pk: str, sk: str) -> Where:
    """The appointment that stands under this key."""
    match pk.split("#"), sk.split("#"):
        case ["ORG", organization_id, "JOB", job_id], ["APPT", appointment_id]:
            return Where(organization_id=organization_id, job_id=job_id, appointment_id=appointment_id)
        case _:
            raise ValueError("not an appointment's key")
