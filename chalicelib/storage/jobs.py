"""Jobs: their items, the folder of all that stands with each, and the lists of them."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import msgspec

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.clocks import ALWAYS, Span
from chalicelib.domain.identifiers import is_identifier
from chalicelib.domain.job import Cancellation, Folder, Job, Page, Summary
from chalicelib.domain.refusals import NotFound, Unreadable
from chalicelib.domain.status import JOBS_OVER, JobStatus
from chalicelib.storage import items
from chalicelib.storage.appointments import appointment_of, written
from chalicelib.storage.attributes import iso
from chalicelib.storage.keys import Key, job_key, job_of_key, jobs_pk, jobs_sk
from chalicelib.storage.maps import CancellationMap
from chalicelib.storage.notes import note_of
from chalicelib.storage.photos import photo_of
from chalicelib.storage.rows import AppointmentRow, JobRow, NoteRow, PhotoRow, Row
from chalicelib.storage.work import columns_of_work, work_of

Place = dict[str, dict[str, str]]
"""Of a row in the index, as DynamoDB takes it to go on behind it."""

SINCE = re.compile(r"[0-9TZ:.-]{24}")


class Jobs:
    def get(self, organization_id: str, job_id: str) -> Job:
        return _job_of(items.read(JobRow, job_key(organization_id, job_id)))

    def folder(self, organization_id: str, job_id: str) -> Folder:
        partition, _ = job_key(organization_id, job_id)
        rows = list(Row.query(partition, consistent_read=True))
        jobs = [_job_of(row) for row in rows if isinstance(row, JobRow)]
        if not jobs:
            raise NotFound
        appointments = [appointment_of(row) for row in rows if isinstance(row, AppointmentRow)]
        notes = [note_of(row) for row in rows if isinstance(row, NoteRow)]
        photos = [photo_of(row) for row in rows if isinstance(row, PhotoRow)]
        return Folder(
            job=jobs[0],
            appointments=tuple(sorted(appointments, key=lambda each: (each.created_at, each.where.appointment_id))),
            notes=tuple(sorted(notes, key=lambda note: (note.created_at, note.note_id))),
            photos=tuple(sorted(photos, key=lambda photo: (photo.created_at, photo.photo_id))),
        )

    def add(self, job: Job) -> None:
        items.write(_row_of(job), items.is_new())

    def save(self, job: Job, appointments: tuple[Appointment, ...] = ()) -> None:
        row, unchanged = _row_of(job), items.is_still(JobRow.revision, job.revision)
        if appointments:
            items.write_all([(row, unchanged), *map(written, appointments)])
        else:
            items.write(row, unchanged)

    def listed(
        self, organization_id: str, *statuses: JobStatus, span: Span = ALWAYS, limit: int, cursor: str | None
    ) -> Page:
        """No sort key is a bare instant: one that got its status at `until` stands beyond it."""
        partitions, ends = [jobs_pk(organization_id, status) for status in statuses], (iso(span.since), iso(span.until))
        after = None if cursor is None else _start_after(cursor, organization_id, partitions, ends)
        rows = list(islice(_rows(partitions, ends, after, limit + 1), limit + 1))
        cursor = _cursor(rows[limit - 1]) if len(rows) > limit else None
        return Page(jobs=tuple(_job_of(row) for row in rows[:limit]), cursor=cursor)

    def not_over(self) -> Iterator[tuple[str, str]]:
        for row in JobRow.jobs.scan(~JobRow.status.is_in(*JOBS_OVER)):
            yield job_of_key(row.pk)


def _row_of(job: Job) -> JobRow:
    """As it is after it is written: with the next revision."""
    pk, sk = job_key(job.organization_id, job.job_id)
    return JobRow(
        pk,
        sk,
        revision=job.revision + 1,
        version=job.version,
        fingerprint=job.fingerprint,
        description=job.description,
        created_at=job.created_at,
        status_since=job.status_since,
        technicians=set(job.technicians),
        cancellation=job.cancellation and _map_of(job.cancellation),
        jobs_pk=jobs_pk(job.organization_id, job.status),
        jobs_sk=jobs_sk(job.status_since, job.job_id),
        **columns_of_work(job.work),
        **_columns_of(job.summary),
    )


def _job_of(row: JobRow) -> Job:
    organization_id, job_id = job_of_key(row.pk)
    return Job(
        organization_id=organization_id,
        job_id=job_id,
        work=work_of(row),
        description=row.description,
        fingerprint=row.fingerprint,
        created_at=row.created_at,
        status_since=row.status_since,
        summary=_summary_of(row),
        technicians=frozenset(row.technicians or ()),
        cancellation=_cancellation_of(row.cancellation) if row.cancellation else None,
        version=row.version,
        revision=row.revision,
    )


def _columns_of(summary: Summary) -> dict[str, Any]:
    return {
        "status": summary.status,
        "technician_names": list(summary.technician_names) or None,
        "next_start": summary.next_start,
        "next_end": summary.next_end,
        "alert_trouble": summary.alert_trouble,
    }


def _summary_of(row: JobRow) -> Summary:
    return Summary(
        status=JobStatus(row.status),
        technician_names=tuple(row.technician_names or ()),
        next_start=row.next_start,
        next_end=row.next_end,
        alert_trouble=row.alert_trouble,
    )


def _map_of(cancellation: Cancellation) -> CancellationMap:
    return CancellationMap(
        key=cancellation.key,
        person_id=cancellation.person_id,
        fingerprint=cancellation.fingerprint,
        at=cancellation.at,
    )


def _cancellation_of(row: CancellationMap) -> Cancellation:
    return Cancellation(key=row.key, person_id=row.person_id, fingerprint=row.fingerprint, at=row.at)


def _cursor(last: JobRow) -> str:
    return urlsafe_b64encode(msgspec.json.encode((last.jobs_pk, last.jobs_sk))).decode()


def _rows(partitions: Sequence[str], ends: Key, after: Place | None, most: int) -> Iterator[JobRow]:
    """Partition after partition; those before the place where the last page ended are read already."""
    begun = partitions.index(after["jobs_pk"]["S"]) if after else 0
    for partition in partitions[begun:]:
        yield from JobRow.jobs.query(
            partition,
            JobRow.jobs_sk.between(*ends),
            scan_index_forward=False,
            limit=most,
            last_evaluated_key=after,
        )
        after = None


def _start_after(cursor: str, organization_id: str, partitions: Sequence[str], ends: Key) -> Place:
    """Where the next page begins. A cursor of another list is refused: nobody reads on in what is not theirs."""
    partition, place = _decoded(cursor)
    since, _, job_id = place.partition("#")
    is_of_this_list = partition in partitions and ends[0] <= place < ends[1]
    if not is_of_this_list or not SINCE.fullmatch(since) or not is_identifier(job_id):
        raise _not_ours()
    pk, sk = job_key(organization_id, job_id)
    return {name: {"S": value} for name, value in {"pk": pk, "sk": sk, "jobs_pk": partition, "jobs_sk": place}.items()}


def _decoded(cursor: str) -> Key:
    try:
        key: Key = msgspec.json.decode(urlsafe_b64decode(cursor), type=Key)
    except (ValueError, msgspec.MsgspecError):
        raise _not_ours() from None
    return key


def _not_ours() -> Unreadable:
    return Unreadable("this cursor was not given out for this list; begin again without one")
