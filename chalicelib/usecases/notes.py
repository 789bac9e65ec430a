"""Leaving a note on a job."""

from __future__ import annotations

from dataclasses import dataclass

from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.note import Note
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import Conflict, IdempotencyMismatch
from chalicelib.usecases.jobs import Request
from chalicelib.usecases.permits import visible
from chalicelib.usecases.ports import Services


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    note: Note
    replayed: bool = False


def leave(services: Services, caller: Caller, job_id: str, request: Request, text: str) -> Left:
    visible(caller, services.jobs.get(caller.organization_id, job_id))
    note = Note(
        note_id=derived_identifier("note", job_id, caller.person_id, request.key),
        organization_id=caller.organization_id,
        job_id=job_id,
        person_id=caller.person_id,
        name=caller.name,
        text=text,
        fingerprint=request.fingerprint,
        created_at=services.clock(),
    )
    try:
        services.notes.add(note)
    except Conflict:
        return _left_before(services, note)
    return Left(note=note)


def _left_before(services: Services, note: Note) -> Left:
    earlier = services.notes.get(note.organization_id, note.job_id, note.note_id)
    if earlier.fingerprint != note.fingerprint:
        raise IdempotencyMismatch
    return Left(note=earlier, replayed=True)
