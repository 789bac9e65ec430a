"""Sending a text once more: who may, when, and once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.conftest import Client, Office, Visit, refused


def resend(visit: Visit, who: Client, *, alert: str = "", key: str | None = None, **body: Any) -> Any:
    alert = alert or visit.now()["alert"]["id"]
    return who.ask("POST", f"{visit.path}/alerts/{alert}/resend", body, key=key)


def told(office: Office) -> Visit:
    """A visit whose customer was texted ten minutes ago."""
    visit = office.visit()
    visit.moved(office.sam, "enroute", arrival={"minutes": 25})
    office.catch_up()
    office.clock.move(minutes=10)
    return visit


def test_a_new_time_is_told_in_a_text_of_its_own(office: Office) -> None:
    visit = told(office)

    answer = resend(visit, office.sam, arrival={"minutes": 45})
    office.catch_up()

    assert answer.status_code == 200
    assert [text.split("arrive ")[1].split(".")[0] for text in visit.texts()] == ["12:50-1:05 PM", "12:20-12:35 PM"]
    now = visit.now()
    assert (now["arrival"]["from"], now["arrival"]["to"]) == ("2026-03-02T19:50:00Z", "2026-03-02T20:05:00Z")
    first, second = now["alerts"]
    assert (second["resends"], second["resent_by"], second["state"]) == (first["id"], office.sam.person_id, "sent")


def test_without_a_new_time_the_one_that_was_told_stands_while_it_lies_ahead(office: Office) -> None:
    visit = told(office)

    resend(visit, office.dispatcher)
    office.catch_up()

    assert len(set(visit.texts())) == 1
    assert len(visit.texts()) == 2


def test_what_was_held_back_can_be_sent_now(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.dispatcher, "enroute", notify=False)

    resend(visit, office.dispatcher)
    office.catch_up()

    assert len(visit.texts()) == 1


def test_the_same_request_again_sends_nothing_more(office: Office) -> None:
    visit = told(office)
    alert = visit.now()["alert"]["id"]

    first = resend(visit, office.sam, alert=alert, key="again")
    replay = resend(visit, office.sam, alert=alert, key="again")
    mismatch = resend(visit, office.sam, alert=alert, key="again", arrival={"minutes": 5})
    office.catch_up()

    assert replay.headers["idempotency-replayed"] == "true"
    assert replay.json() == first.json()
    refused(mismatch, 422, "idempotency_mismatch")
    assert len(visit.texts()) == 2


def test_an_alert_is_resent_once_and_only_when_none_is_on_its_way(office: Office) -> None:
    visit = told(office)
    alert = visit.now()["alert"]["id"]
    resend(visit, office.sam)

    while_pending = resend(visit, office.sam)
    office.catch_up()
    second_time = resend(visit, office.sam, alert=alert)

    refused(while_pending, 409, "not_allowed")
    refused(second_time, 409, "not_allowed")


def test_after_a_start_that_was_undone_the_trip_goes_on_and_can_be_told_again(office: Office) -> None:
    visit = told(office)
    visit.moved(office.sam, "started")
    visit.moved(office.sam, "enroute")

    resend(visit, office.sam)
    office.catch_up()

    assert len(visit.texts()) == 2
    assert visit.now()["alert"]["state"] == "sent"


@pytest.mark.parametrize("status", ["started", "scheduled", "complete"])
def test_nothing_is_resent_once_the_trip_is_over(office: Office, status: str) -> None:
    visit = told(office)
    visit.moved(office.sam, status)

    refused(resend(visit, office.dispatcher), 409, "not_allowed")


def test_after_three_texts_a_day_the_fourth_says_why_it_does_not_go(office: Office) -> None:
    visit = told(office)
    for _ in range(2):
        resend(visit, office.sam)
        office.catch_up()

    resend(visit, office.sam)

    assert (visit.now()["alert"]["state"], visit.now()["alert"]["reason"]) == ("skipped", "too_many")
    assert len(visit.texts()) == 3


def test_another_technician_does_not_resend(office: Office) -> None:
    visit = told(office)

    refused(resend(visit, office.bo), 404, "not_found")


def test_an_alert_that_does_not_exist_is_not_found(office: Office) -> None:
    visit = told(office)

    refused(resend(visit, office.sam, alert="0" * 26), 404, "not_found")
