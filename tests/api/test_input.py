"""Bad input gets a clear error, never a 500, and nothing of it is kept."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.api.conftest import Office, a_job_body, found, instant, refused


def sent(office: Office, path: str, content: bytes, content_type: str = "application/json") -> Any:
    headers = {
        "Authorization": f"Bearer {office.dispatcher.token}",
        "Idempotency-Key": "once",
        "Content-Type": content_type,
    }
    return office.http.post(f"/api{path}", content=content, headers=headers)


@pytest.mark.parametrize(
    ("status", "body", "field"),
    [
        ("complete", {"outcome": None}, "outcome"),
        ("enroute", {"outcome": "done"}, "outcome"),
        ("enroute", {"occurred_at": "yesterday"}, "occurred_at"),
        ("enroute", {"occurred_at": "2026-03-02T10:00:00"}, "occurred_at"),
        ("enroute", {"occurred_at": "0001-01-01T00:00:00+14:00"}, "occurred_at"),
        ("enroute", {"arrival": {"minutes": 25, "latitude": 1, "longitude": 1}}, "arrival"),
        ("enroute", {"arrival": {"minutes": -1}}, "arrival.minutes"),
        ("enroute", {"arrival": {"latitude": 91, "longitude": 0}}, "arrival.latitude"),
        ("enroute", {"notify": True}, "notify"),
        ("enroute", {"organization": "0" * 26}, "organization"),
        ("enroute", {"revision": 7}, "revision"),
        ("enroute", {"source": "system"}, "source"),
        ("enroute", {"version": "7"}, "version"),
        ("enroute", {"sequence": 1.5}, "sequence"),
        ("enroute", {"reason": "nul \x00"}, "reason"),
        ("asleep", {}, "status"),
    ],
)
def test_a_change_that_breaks_a_rule_names_the_field(
    office: Office, status: str, body: dict[str, Any], field: str
) -> None:
    visit = office.visit()

    problem = refused(visit.move(office.sam, status, **body), 422, "invalid")

    assert [error["field"] for error in problem["errors"]] == [field]
    assert (visit.now()["status"], visit.now()["version"]) == ("scheduled", 1)


def test_a_time_in_the_future_becomes_now(office: Office) -> None:
    visit = office.visit()

    moved = visit.moved(office.sam, "enroute", occurred_at="2026-03-09T10:00:00Z")

    assert moved["since"] == instant(office.clock.now)


def test_a_clock_three_hours_off_still_tells_how_long_ago_it_was(office: Office) -> None:
    visit = office.visit()
    office.clock.move(minutes=30)

    moved = visit.moved(office.sam, "started", occurred_at="2026-03-02T22:15:00Z", client_now="2026-03-02T22:20:00Z")

    assert moved["since"] == "2026-03-02T19:25:01Z"
    assert moved["timeline"][-1]["source"] == "mobile_offline"


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        (b"", 400, "unreadable"),
        (b"{", 400, "unreadable"),
        (b"\xff\xfe{}", 400, "unreadable"),
        (b'{"text": "\\ud800"}', 400, "unreadable"),
        (b'{"text": "a", "text": "b"}', 400, "unreadable"),
        (b'{"text": NaN}', 400, "unreadable"),
        (b'{"text": 1e400}', 422, "invalid"),
        (b'{"text":' * 5000, 413, "too_large"),
        (b"[]", 422, "invalid"),
        (b'"text"', 422, "invalid"),
        (b'{"text": 5}', 422, "invalid"),
        (b'{"text": ""}', 422, "invalid"),
        (b'{"text": "   "}', 422, "invalid"),
        (b'{"text": "\\u001d\\ufeff"}', 422, "invalid"),
        (b'{"text": "nul \\u0000"}', 422, "invalid"),
        (json.dumps({"text": "x" * 2001}).encode(), 422, "invalid"),
        (json.dumps({"text": "x" * 1_000_000}).encode(), 413, "too_large"),
    ],
)
def test_a_body_that_cannot_be_read_is_refused(office: Office, content: bytes, status: int, code: str) -> None:
    visit = office.visit()

    answer = sent(office, f"/jobs/{visit.job_id}/notes", content)

    refused(answer, status, code)
    assert visit.job()["notes"] == []


@pytest.mark.parametrize("content", [b"[" * 5000 + b"]" * 5000, b'{"text":' * 3000 + b"1" + b"}" * 3000])
def test_a_body_nested_without_end_is_refused(office: Office, content: bytes) -> None:
    visit = office.visit()

    answer = sent(office, f"/jobs/{visit.job_id}/notes", content)

    assert (answer.status_code, answer.json()["code"]) in {(400, "unreadable"), (422, "invalid")}


def test_a_body_of_another_type_is_refused(office: Office) -> None:
    visit = office.visit()

    answer = sent(office, f"/jobs/{visit.job_id}/notes", b"text=hello", "application/x-www-form-urlencoded")

    refused(answer, 415, "unsupported_media_type")


def test_a_note_is_kept_and_shown_as_it_was_written(office: Office) -> None:
    visit = office.visit()
    text = "<img src=x onerror=alert(1)> ⚡ \u202e naïve\nsecond line"

    office.sam.post(f"/jobs/{visit.job_id}/notes", {"text": text})
    answer = office.dispatcher.ask("GET", f"/jobs/{visit.job_id}")

    assert [note["text"] for note in found(answer)["notes"]] == [text]
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("differences", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"customer": {"name": "Rosa", "phone": "602 555 0123"}}, "customer.phone"),
        ({"customer": {"name": ""}}, "customer.name"),
        ({"location": {"latitude": 33.4}}, "location"),
        ({"title": "x" * 121}, "title"),
        ({"status": "complete"}, "status"),
    ],
)
def test_a_job_that_breaks_a_rule_names_the_field(office: Office, differences: dict[str, Any], field: str) -> None:
    answer = office.dispatcher.ask("POST", "/jobs", a_job_body() | differences)

    problem = refused(answer, 422, "invalid")
    assert problem["errors"][0]["field"].startswith(field)


@pytest.mark.parametrize(
    "query",
    [
        "status=scheduled&cursor=tampered",
        "status=scheduled&cursor=eyJwayI6ICJPUkcjMSJ9",
        "status=scheduled&limit=1000000",
        "status=scheduled&limit=0",
        "status=asleep",
        "status=scheduled&status=paused",
        "status=scheduled&page=2",
        "status=",
        "status=null",
        "limit=null",
        "status=complete&until=Null",
        "status=scheduled&cursor=null",
    ],
)
def test_a_query_that_makes_no_sense_is_refused(office: Office, query: str) -> None:
    answer = office.dispatcher.ask("GET", f"/jobs?{query}")

    refused(answer, 400, "unreadable")


@pytest.mark.parametrize("query", ["", "date=today", "date=2026-02-30", "date=2026-03-02&who=me"])
def test_a_day_that_does_not_exist_is_refused(office: Office, query: str) -> None:
    refused(office.sam.ask("GET", f"/appointments?{query}"), 400, "unreadable")


@pytest.mark.parametrize(
    "path", ["/jobs/nonsense", "/jobs/..%2f..%2fetc", "/jobs/%00", "/jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV%0A"]
)
def test_an_id_of_another_form_is_not_found(office: Office, path: str) -> None:
    refused(office.dispatcher.ask("GET", path), 404, "not_found")


@pytest.mark.parametrize(
    ("hold", "cap", "brand"), [(61, 5, "A"), (-1, 5, "A"), (5, -1, "A"), (5, 5, "李"), (5, 5, " ")]
)
def test_settings_that_break_a_rule_are_refused(office: Office, hold: int, cap: int, brand: str) -> None:
    now = office.dispatcher.get("/organization")

    answer = office.dispatcher.ask(
        "PUT", "/organization", now | {"hold_seconds": hold, "daily_cap": cap, "brand": brand}
    )

    refused(answer, 422, "invalid")
    assert office.dispatcher.get("/organization") == now


def test_of_two_dispatchers_the_slower_sees_what_the_faster_settled(office: Office) -> None:
    seen = office.dispatcher.get("/organization")
    office.settle(brand="Desert Breeze")

    answer = office.dispatcher.ask("PUT", "/organization", seen | {"brand": "Mine"})

    assert refused(answer, 412, "version_mismatch")["current"]["brand"] == "Desert Breeze"
