"""Every key in the table: what stands where."""

from __future__ import annotations

from datetime import date, datetime
from zlib import crc32

from chalicelib.domain.appointment import Where
from chalicelib.storage.attributes import iso

OWED_SHARDS = 16
"""All organizations share this index: one partition could not take the writes of all their alerts."""

Key = tuple[str, str]
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


def photo_key(organization_id: str, job_id: str, photo_id: str) -> Key:
    return f"ORG#{organization_id}#JOB#{job_id}", f"PHOTO#{photo_id}"


def opt_out_key(organization_id: str, number_hash: str) -> Key:
    return f"ORG#{organization_id}", f"OPTOUT#{number_hash}"


def daily_texts_key(organization_id: str, day: date) -> Key:
    return f"ORG#{organization_id}#TEXTS#{day}", "COUNT"


def allowance_key(organization_id: str, person_id: str, costly: str, hour: datetime) -> Key:
    return f"ORG#{organization_id}#PERSON#{person_id}#{costly}#{iso(hour)}", "COUNT"


def schedule_key(organization_id: str, day: date, technician_id: str | None, starts_at: str = "") -> Key:
    """Without a start, the sort key is how all of the technician's begin."""
    return f"ORG#{organization_id}#DAY#{day}", f"{technician_id or '-'}#{starts_at}"


def jobs_pk(organization_id: str, status: str) -> str:
    return f"ORG#{organization_id}#JOBS#{status}"


def jobs_sk(since: datetime, job_id: str) -> str:
    return f"{iso(since)}#{job_id}"


def attention_key(organization_id: str, oldest_flag: datetime) -> Key:
    return attention_pk(organization_id), iso(oldest_flag)


def attention_pk(organization_id: str) -> str:
    return f"ORG#{organization_id}#ATTENTION"


def owed_key(appointment_id: str, next_at: datetime, since: datetime) -> Key:
    return owed_pk(crc32(appointment_id.encode()) % OWED_SHARDS), f"{iso(next_at)}#{iso(since)}"


def owed_pk(shard: int) -> str:
    return f"OWED#{shard}"


def job_of_key(pk: str) -> tuple[str, str]:
    """The organization and the job that stand under this key."""
    _, organization_id, _, job_id = pk.split("#")
    return organization_id, job_id


def owed_times(sk: str) -> tuple[datetime, datetime]:
    """When to look at it again, and since when it is owed; a key that does not say counts from when it is due."""
    next_at, _, since = sk.partition("#")
    return datetime.fromisoformat(next_at), datetime.fromisoformat(since or next_at)


def where_of(pk: str, sk: str) -> Where:
    """The appointment that stands under this key."""
    match pk.split("#"), sk.split("#"):
        case ["ORG", organization_id, "JOB", job_id], ["APPT", appointment_id]:
            return Where(organization_id=organization_id, job_id=job_id, appointment_id=appointment_id)
        case _:
            raise ValueError("not an appointment's key")
