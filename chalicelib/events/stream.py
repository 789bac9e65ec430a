"""The table's stream, in: it only says which appointment changed; what is true is read from the table.

A batch may come twice, and after a failure everything behind it comes again: what is done here may be done twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from chalicelib import wiring
from chalicelib.domain.appointment import Where
from chalicelib.domain.refusals import NotFound
from chalicelib.events.invocation import Answer, Context, come_again, time_left
from chalicelib.usecases import jobs
from chalicelib.usecases.failures import log_failure
from chalicelib.usecases.relay import relay_all
from chalicelib.usecases.workers import failures_of

IN_THE_JOBS_ROW = frozenset({"status", "outcome", "technician_name", "starts_at", "ends_at", "alert_state", "first"})
"""The attributes of an appointment that its job's row follows from."""

JobPlace = tuple[str, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One change of an appointment's item; `before` is empty for a new one, `after` for one that is gone."""

    number: str
    where: Where
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def job(self) -> JobPlace:
        return self.where.organization_id, self.where.job_id

    @property
    def changes_the_job(self) -> bool:
        return any(self.before.get(name) != self.after.get(name) for name in IN_THE_JOBS_ROW)


@dataclass(frozen=True, kw_only=True, slots=True)
class Batch:
    """The records that can be read, and the numbers of those that cannot."""

    records: tuple[Record, ...]
    unreadable: tuple[str, ...]

    def answer(self, failed: Iterable[Record]) -> Answer:
        return come_again([*self.unreadable, *(record.number for record in failed)])


def notify_customer(event: Mapping[str, Any], context: Context) -> Answer:
    """Relays what the changed appointments owe."""
    batch = read(event)
    present = [record for record in batch.records if record.after]
    failures = relay_all(wiring.services(), (record.where for record in present), time_left(context))
    return batch.answer(record for record in present if record.where in failures)


def refresh_job(event: Mapping[str, Any]) -> Answer:
    """Derives the rows of the jobs whose appointments changed in something that the row shows."""
    batch, services = read(event), wiring.services()
    changed = [record for record in batch.records if record.changes_the_job]

    def refresh(job: JobPlace) -> None:
        with suppress(NotFound):  # a job that is gone has no row
            jobs.refresh(services, *job)

    failures = failures_of(refresh, (record.job for record in changed))
    return batch.answer(record for record in changed if record.job in failures)


def read(event: Mapping[str, Any]) -> Batch:
    records: list[Record] = []
    unreadable: list[str] = []
    for raw in event["Records"]:
        try:
            records += _own(raw)
        except KeyError as failure:
            log_failure(f"record {_number_of(raw)}", failure)
            unreadable.append(_number_of(raw))
    return Batch(records=tuple(records), unreadable=tuple(unreadable))


def _own(raw: Mapping[str, Any]) -> list[Record]:
    """Nothing when another item than an appointment changed."""
    change = raw["dynamodb"]
    keys = change["Keys"]
    try:
        where = wiring.where_of(keys["pk"]["S"], keys["sk"]["S"])
    except ValueError:
        return []
    before, after = change.get("OldImage", {}), change.get("NewImage", {})
    return [Record(number=change["SequenceNumber"], where=where, before=before, after=after)]


def _number_of(raw: Mapping[str, Any]) -> str:
    """Empty when it has none: to Lambda that is the whole batch."""
    return str(raw.get("dynamodb", {}).get("SequenceNumber", ""))
