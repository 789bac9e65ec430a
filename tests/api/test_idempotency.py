"""The same request twice, two requests at once, and answers that got lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from tests.api.conftest import Client, Office, Visit, a_job_body, found, instant, refused


def test_the_same_key_and_body_make_one_change_and_the_same_answer(office: Office) -> None:
    visit = office.visit()

    first = visit.move(office.sam, "enroute", key="tap-1")
    again = visit.move(office.sam, "enroute", key="tap-1")
    office.catch_up()

    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()
    assert len(visit.texts()) == 1


def test_a_replay_tells_what_its_key_did_long_after(office: Office) -> None:
    visit = office.visit()
    first = visit.moved(office.sam, "enroute", key="tap-1")
    visit.moved(office.sam, "started")
    office.clock.move(days=3)

    again = visit.move(office.sam, "enroute", key="tap-1")

    assert again.json()["status"] == "started"
    assert again.json()["change"]["id"] == first["change"]["id"]


def test_only_the_clock_of_the_attempt_may_differ_between_attempts(office: Office) -> None:
    visit = office.visit()
    happened = instant(office.clock.now)
    visit.moved(office.sam, "enroute", key="tap-1", occurred_at=happened, client_now=happened)
    office.clock.move(minutes=3)

    later = visit.move(office.sam, "enroute", key="tap-1", occurred_at=happened, client_now=instant(office.clock.now))

    assert later.headers["idempotency-replayed"] == "true"


def test_the_same_key_with_another_body_is_refused(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute", key="tap-1")

    answer = visit.move(office.sam, "started", key="tap-1")

    refused(answer, 422, "idempotency_mismatch")
    assert visit.now()["status"] == "enroute"


@pytest.mark.parametrize("key", ["", "x" * 65, "two words", "schlüssel", "a/b"])
def test_a_key_of_another_form_is_refused(office: Office, key: str) -> None:
    visit = office.visit()

    headers = [(b"Authorization", f"Bearer {office.sam.token}".encode())]
    headers += [(b"Idempotency-Key", key.encode())] if key else []
    answer = office.http.post(f"/api{visit.path}/status", json={"status": "enroute"}, headers=headers)

    refused(answer, 400, "unreadable")
    assert visit.now()["status"] == "scheduled"


def test_a_double_tap_with_two_keys_is_one_change_and_one_text(office: Office) -> None:
    visit = office.visit()

    first, second = visit.move(office.sam, "enroute"), visit.move(office.sam, "enroute")
    office.catch_up()

    assert (first.status_code, second.status_code) == (200, 200)
    assert second.json()["change"] is None
    assert len([entry for entry in visit.now()["timeline"] if entry["kind"] == "change"]) == 1
    assert len(visit.texts()) == 1


def test_a_request_that_changed_nothing_still_changes_nothing_when_it_is_sent_again(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    visit.moved(office.sam, "enroute", key="second-tap")
    visit.moved(office.sam, "scheduled")

    again = visit.move(office.sam, "enroute", key="second-tap")

    assert again.headers["idempotency-replayed"] == "true"
    assert again.json()["status"] == "scheduled"


@pytest.mark.parametrize("same_key", [True, False])
def test_twenty_taps_at_once_are_one_change_and_one_text(office: Office, same_key: bool) -> None:
    visit = office.visit()

    def tap(number: int) -> httpx.Response:
        key = "tap" if same_key else f"tap-{number}"
        answer = visit.move(office.sam, "enroute", key=key)
        while answer.status_code == 503:
            answer = visit.move(office.sam, "enroute", key=key)
        return answer

    with ThreadPoolExecutor(20) as phones:
        answers = list(phones.map(tap, range(20)))
    office.catch_up()

    assert {answer.status_code for answer in answers} == {200}
    assert len([entry for entry in visit.now()["timeline"] if entry["kind"] == "change"]) == 1
    assert len(visit.texts()) == 1


def test_a_key_belongs_to_the_person_who_sent_it(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute", key="one")

    moved = visit.move(office.dispatcher, "started", key="one")

    assert "idempotency-replayed" not in moved.headers
    assert moved.json()["status"] == "started"


Create = Callable[[Office, Visit, Client, str], tuple[str, dict[str, Any], dict[str, Any]]]

CREATIONS = {
    "job": ("/jobs", a_job_body(), a_job_body(title="Another")),
    "note": ("/jobs/{job}/notes", {"text": "Gate code 4411"}, {"text": "Another"}),
    "photo": (
        "/jobs/{job}/photos",
        {"content_type": "image/png", "size": 100},
        {"content_type": "image/jpeg", "size": 100},
    ),
    "appointment": (
        "/jobs/{job}/appointments",
        {"starts_at": "2026-03-03T16:00:00Z"},
        {"starts_at": "2026-03-04T16:00:00Z"},
    ),
    "cancel": ("/jobs/{job}/cancel", {"reason": "moved away"}, {"reason": "another"}),
}


@pytest.mark.parametrize("thing", CREATIONS)
def test_whatever_is_created_is_created_once_per_key(office: Office, thing: str) -> None:
    visit = office.visit()
    path, body, other = CREATIONS[thing]
    path = path.format(job=visit.job_id)

    first = office.dispatcher.ask("POST", path, body, key="once")
    again = office.dispatcher.ask("POST", path, body, key="once")
    mismatch = office.dispatcher.ask("POST", path, other, key="once")

    assert found(first)["id"] == found(again)["id"]
    assert again.status_code == first.status_code
    assert again.headers["idempotency-replayed"] == "true"
    refused(mismatch, 422, "idempotency_mismatch")
