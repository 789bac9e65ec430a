"""Notes: one item each, next to their job."""

from __future__ import annotations

from chalicelib.domain.note import Note
from chalicelib.storage import items
from chalicelib.storage.keys import job_of_key, note_key
from chalicelib.storage.rows import NoteRow


class Notes:
    def get(self, organization_id: str, job_id: str, note_id: str) -> Note:
        return note_of(items.read(NoteRow, note_key(organization_id, job_id, note_id)))

    def add(self, note: Note) -> None:
        items.write(_row_of(note), items.is_new())


def _row_of(note: Note) -> NoteRow:
    pk, sk = note_key(note.organization_id, note.job_id, note.note_id)
    return NoteRow(
        pk,
        sk,
        person_id=note.person_id,
        name=note.name,
        text=note.text,
        fingerprint=note.fingerprint,
        created_at=note.created_at,
    )


def note_of(row: NoteRow) -> Note:
    organization_id, job_id = job_of_key(row.pk)
    return Note(
        note_id=row.sk.removeprefix("NOTE#"),
        organization_id=organization_id,
        job_id=job_id,
        person_id=row.person_id,
        name=row.name,
        text=row.text,
        fingerprint=row.fingerprint,
        created_at=row.created_at,
    )
