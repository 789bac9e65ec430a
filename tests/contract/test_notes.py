"""What the store of notes promises, in memory and in DynamoDB."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chalicelib.domain.refusals import Conflict, NotFound
from tests.builders import ORGANIZATION, a_job, a_note, an_id
from tests.contract.conftest import Store


def test_what_was_added_is_what_is_read(store: Store) -> None:
    note = a_note(a_job(), text="¿Perro? 🐕\n\tSí")

    store.notes.add(note)

    assert store.notes.get(ORGANIZATION, note.job_id, note.note_id) == note


def test_an_id_is_given_once(store: Store) -> None:
    note = a_note(a_job())
    store.notes.add(note)

    with pytest.raises(Conflict):
        store.notes.add(replace(note, text="another"))

    assert store.notes.get(ORGANIZATION, note.job_id, note.note_id) == note


def test_a_note_is_found_only_in_its_own_place(store: Store) -> None:
    note = a_note(a_job())
    store.notes.add(note)

    for place in (
        (an_id("organization"), note.job_id, note.note_id),
        (ORGANIZATION, an_id("job"), note.note_id),
        (ORGANIZATION, note.job_id, an_id("note")),
    ):
        with pytest.raises(NotFound):
            store.notes.get(*place)
