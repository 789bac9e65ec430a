"""Which taps text the customer, through the stream, the queue and the sweeper."""

from __future__ import annotations

from typing import Any

import pytest

import app
from chalicelib.domain.person import Role
from local.functions import Context
from tests.api.conftest import Office, Visit, instant


def alert_of(visit: Visit) -> tuple[str, str | None]:
    alert = visit.now()["alert"]
    return alert["state"], alert["reason"]


def test_with_a_hold_the_text_waits_and_the_sweeper_finds_it_when_it_is_due(office: Office) -> None:
    office.settle(hold_seconds=10)
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    office.catch_up()
    assert (visit.texts(), alert_of(visit)) == ([], ("pending", None))

    office.clock.move(seconds=10)
    office.run.sources.fire("sweep_alerts")

    assert len(visit.texts()) == 1
    assert alert_of(visit) == ("sent", None)


def test_with_a_hold_the_queue_brings_the_text_when_it_is_due(office: Office) -> None:
    office.settle(hold_seconds=10)
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    office.clock.move(seconds=10)

    due = f"{office.organization.organization_id}/{visit.job_id}/{visit.appointment_id}"
    for _ in range(2):
        app.send_due_alert({"Records": [{"messageId": "1", "body": due}]}, Context("send_due_alert"))

    assert len(visit.texts()) == 1


def test_an_undo_within_the_hold_means_no_text(office: Office) -> None:
    office.settle(hold_seconds=10)
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    office.catch_up()
    office.clock.move(seconds=6)

    visit.moved(office.sam, "scheduled")
    office.clock.move(minutes=1)
    office.catch_up()
    office.run.sources.fire("sweep_alerts")

    assert visit.texts() == []
    assert alert_of(visit) == ("skipped", "undone")


def test_an_undo_after_the_text_moves_back_and_keeps_what_was_told(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    office.catch_up()
    office.clock.move(minutes=2)

    undone = visit.moved(office.sam, "scheduled")

    assert undone["status"] == "scheduled"
    assert undone["alert"]["state"] == "sent"
    assert undone["alert"]["ended_at"] == "2026-03-02T19:00:01Z"
    assert undone["flags"] == ["told_then_changed"]


@pytest.mark.parametrize(("minutes", "texts"), [(5, 1), (29, 1), (31, 2), (40, 2)])
def test_setting_out_again_texts_again_only_half_an_hour_later(office: Office, minutes: int, texts: int) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    office.catch_up()
    visit.moved(office.sam, "scheduled")
    office.clock.move(minutes=minutes)

    visit.moved(office.sam, "enroute")
    office.catch_up()

    assert len(visit.texts()) == texts


def test_a_late_departure_is_recorded_with_its_true_time_and_never_texts(office: Office) -> None:
    visit = office.visit()
    happened = instant(office.clock.now)
    office.clock.move(minutes=11)

    moved = visit.moved(office.sam, "enroute", occurred_at=happened, client_now=instant(office.clock.now))
    office.catch_up()

    assert moved["since"] == "2026-03-02T19:00:01Z"  # the request took a second
    assert (visit.texts(), alert_of(visit)) == ([], ("skipped", "stale"))


def test_a_text_that_was_due_while_nobody_worked_is_sent_in_time_or_not_at_all(office: Office) -> None:
    in_time, too_late = office.visit(), office.visit()
    too_late.moved(office.sam, "enroute")
    office.clock.move(minutes=9)
    in_time.moved(office.sam, "enroute")
    office.clock.move(minutes=6)

    office.run.sources.fire("sweep_alerts")

    assert (len(in_time.texts()), alert_of(in_time)) == (1, ("sent", None))
    assert (too_late.texts(), alert_of(too_late)) == ([], ("skipped", "stale"))


def test_canceling_the_job_cancels_its_open_appointments_and_their_texts(office: Office) -> None:
    office.settle(hold_seconds=10)
    visit = office.visit()
    done = office.another_visit(visit.job_id, phone=visit.phone)
    done.moved(office.sam, "complete")
    visit.moved(office.sam, "enroute")

    job = office.dispatcher.post(f"/jobs/{visit.job_id}/cancel", {"reason": "customer moved away"})
    office.clock.move(minutes=1)
    office.catch_up()

    assert job["status"] == "canceled"
    assert sorted(each["status"] for each in job["appointments"]) == ["canceled", "complete"]
    assert (visit.texts(), alert_of(visit)) == ([], ("skipped", "canceled"))


def test_booking_again_lifts_the_cancellation(office: Office) -> None:
    visit = office.visit()
    office.dispatcher.post(f"/jobs/{visit.job_id}/cancel", {})
    office.clock.move(minutes=1)

    office.another_visit(visit.job_id, phone=visit.phone)

    assert visit.job()["status"] == "scheduled"


def test_reassigning_on_the_way_ends_the_trip_and_its_text(office: Office) -> None:
    office.settle(hold_seconds=10)
    visit = office.visit()
    version = visit.moved(office.sam, "enroute")["version"]

    office.dispatcher.ask("PATCH", visit.path, {"version": version, "technician": office.bo.person_id})
    office.catch_up()

    assert visit.now()["status"] == "scheduled"
    assert visit.now()["technician"]["id"] == office.bo.person_id
    assert alert_of(visit) == ("skipped", "reassigned")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({}, ("sent", None)),
        ({"notify": False}, ("skipped", "not_requested")),
        ({"notify": True}, ("sent", None)),
    ],
)
def test_a_dispatcher_who_sets_en_route_now_texts_as_ticked(
    office: Office, body: dict[str, Any], expected: tuple[str, str | None]
) -> None:
    visit = office.visit()

    visit.moved(office.dispatcher, "enroute", **body)
    office.catch_up()

    assert alert_of(visit) == expected


@pytest.mark.parametrize(("ticked", "expected"), [(None, ("skipped", "correction")), (True, ("sent", None))])
def test_a_correction_texts_only_when_ticked(
    office: Office, ticked: bool | None, expected: tuple[str, str | None]
) -> None:
    visit = office.visit()
    visit.moved(office.dispatcher, "complete")
    office.clock.move(minutes=2)

    visit.moved(office.dispatcher, "enroute", reason="wrong card", notify=ticked)
    office.catch_up()

    assert alert_of(visit) == expected


@pytest.mark.parametrize(
    ("customer", "reason"),
    [
        ({"phone": None}, "no_number"),
        ({"phone": "+16021234567"}, "invalid_number"),
        ({"phone": "+442079460000", "notify": True}, "invalid_number"),
        ({"phone": "+447911123456"}, "country"),
        ({"phone": "+16022301234", "notify": False}, "notify_off"),
    ],
)
def test_a_customer_who_cannot_be_texted_is_named_at_the_tap(
    office: Office, customer: dict[str, Any], reason: str
) -> None:
    visit = office.visit(phone=None, customer={"name": "Rosa", "notify": True, **customer})

    moved = visit.moved(office.sam, "enroute")

    assert (moved["status"], moved["alert"]["state"], moved["alert"]["reason"]) == ("enroute", "skipped", reason)


def test_an_organization_that_switched_texts_off_or_spent_its_cap_texts_nobody(office: Office) -> None:
    office.settle(daily_cap=1)
    first, second, third = office.visit(), office.visit(), office.visit()
    for visit in (first, second):
        visit.moved(office.sam, "enroute")
        office.catch_up()
    office.settle(texts_on=False)
    third.moved(office.sam, "enroute")
    office.catch_up()

    assert alert_of(first) == ("sent", None)
    assert alert_of(second) == ("skipped", "budget")
    assert alert_of(third) == ("skipped", "paused")


def test_a_strange_name_is_harmless_in_the_text(office: Office) -> None:
    visit = office.visit(technician=office.hired("Sam http://evil.tk\n+1900", Role.TECHNICIAN))

    visit.moved(office.dispatcher, "enroute")
    office.catch_up()

    assert visit.texts() == ["Desert Air: Sam is on the way and should arrive 12:00-2:00 PM. Reply STOP to opt out."]


def test_the_preview_shows_the_very_words_and_writes_nothing(office: Office) -> None:
    visit = office.visit()

    preview = office.sam.post(f"{visit.path}/status/preview", {"status": "enroute", "arrival": {"minutes": 25}})

    assert preview == {
        "allowed": True,
        "refusal": None,
        "text": "Desert Air: Sam is on the way and should arrive 12:20-12:35 PM. Reply STOP to opt out.",
        "parts": 1,
        "to_last_digits": (visit.phone or "")[-4:],
        "reason": None,
    }
    assert (visit.now()["status"], visit.now()["version"]) == ("scheduled", 1)


def test_the_preview_tells_why_no_text_would_go(office: Office) -> None:
    visit = office.visit(phone=None)

    silent = office.sam.post(f"{visit.path}/status/preview", {"status": "enroute"})
    impossible = office.sam.post(f"{visit.path}/status/preview", {"status": "canceled"})

    assert (silent["allowed"], silent["text"], silent["reason"]) == (True, None, "no_number")
    assert impossible["allowed"] is False
