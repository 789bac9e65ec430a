"""The table's stream, in: it only says which appointment changed; what is true is read from the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chalicelib import wiring
from chalicelib.domain.appointment import Where
from chalicelib.events.invocation import Context, time_left
from chalicelib.usecases import jobs
from chalicelib.usecases.relay import relay_all

IN_THE_JOBS_ROW = frozenset({"status", "outcome", "technician_name", "starts_at", "ends_at", "alert_state", "first"})
"""The attributes of an appointment that its job's row follows from."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One change of an appointment's item."""

    where: Where
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def changes_the_job(self) -> bool:
        return any(self.before.get(name) != self.after.get(name) for name in IN_THE_JOBS_ROW)


def notify_customer(event: Mapping[str, Any], context: Context) -> None:
    """Relays what the changed appointments owe."""
    relay_all(wiring.services(), [record.where for record in records(event)], time_left(context))


def refresh_job(event: Mapping[str, Any]) -> None:
    """Derives the rows of the jobs whose appointments changed in something that the row shows."""
    changed = (record.where for record in records(event) if record.changes_the_job)
    for organization_id, job_id in dict.fromkeys((where.organization_id, where.job_id) for where in changed):
        jobs.refresh(wiring.services(), organization_id, job_id)


def records(event: Mapping[str, Any]) -> Iterator[Record]:
    for record in event["Records"]:
        change = record["dynamodb"]
        keys = change["Keys"]
        yield Record(
            where=wiring.where_of(keys["pk"]["S"], keys["sk"]["S"]),
            before=change.get("OldImage", {}),
            after=change.get("NewImage", {}),
        )
