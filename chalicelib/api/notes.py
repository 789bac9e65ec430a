"""Notes over HTTP."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.api.asked import Answer, Asked
from chalicelib.api.bodies import Body, Instant
from chalicelib.api.routes import Routes
from chalicelib.api.sentences import SOMETHING
from chalicelib.domain.note import LONGEST_NOTE, Note
from chalicelib.usecases import notes

routes = Routes(__name__)


class NoteBody(Body):
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST_NOTE, pattern=SOMETHING)]


class NoteView(msgspec.Struct, kw_only=True):
    id: str
    text: str
    person: str
    name: str
    created_at: Instant


@routes.post("/jobs/{job_id}/notes", body=NoteBody, creates=True)
def leave(asked: Asked, job_id: str) -> Answer[NoteView]:
    """Leave a note for the team; customers never see it."""
    left = notes.leave(asked.services, asked.caller, job_id, asked.keyed, asked.body.text)
    return Answer(body=note_view(left.note), replayed=left.replayed)


def note_view(note: Note) -> NoteView:
    return NoteView(id=note.note_id, text=note.text, person=note.person_id, name=note.name, created_at=note.created_at)
