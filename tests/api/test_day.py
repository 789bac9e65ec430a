"""The main job, end to end: a technician's day as technician, office and customer see it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from local.day.play import Cast, play
from local.day.stage import World
from tests.api.conformance import held_to_the_contract
from tests.api.conftest import PASSWORD, Office, found


def a_world(office: Office, told: list[str]) -> World:
    """Its clock moves when somebody waits, and at each look at the technician's phone, which is three hours fast."""

    def now_on_the_phone() -> datetime:
        office.clock.move(seconds=1)
        return office.clock.now + timedelta(hours=3)

    def rest() -> None:
        office.clock.move(seconds=5)
        office.run.sources.fire("sweep_alerts")
        office.catch_up()

    return World(
        address=office.run.url,
        texts=office.run.texts,
        now=office.clock,
        now_on_the_phone=now_on_the_phone,
        rest=rest,
        network=held_to_the_contract(office.http),
        say=told.append,
    )


def the_people(office: Office) -> Cast:
    """By their whole names, as the product makes accounts."""
    office.cognito.admin_update_user_attributes(
        UserPoolId=office.run.environment["USER_POOL_ID"],
        Username=office.sam.email,
        UserAttributes=[{"Name": "name", "Value": "Sam Ortiz"}],
    )
    return Cast(
        dispatcher=office.dispatcher.email, technician=office.sam.email, colleague=office.bo.email, password=PASSWORD
    )


@pytest.mark.accounts
def test_the_scripted_day_goes_as_promised(office: Office) -> None:
    told: list[str] = []

    play(a_world(office, told), cast=the_people(office))

    assert told[-1].startswith("\nAll as promised")


def test_a_technician_sees_the_jobs_of_the_day_and_nobody_elses_and_the_office_everybodys(office: Office) -> None:
    mine, others = office.visit(), office.visit(technician=office.bo)
    office.visit(starts_at=office.clock.now + timedelta(days=1))

    def seen(day: dict[str, Any]) -> list[str]:
        return [card["id"] for card in day["appointments"]]

    path = "/appointments?date=2026-03-02"
    assert seen(office.sam.get(path)) == [mine.appointment_id]
    assert set(seen(office.dispatcher.get(path))) == {mine.appointment_id, others.appointment_id}
    assert seen(office.dispatcher.get(f"{path}&technician={office.bo.person_id}")) == [others.appointment_id]


def test_a_dispatcher_sets_any_status_by_hand(office: Office) -> None:
    visit = office.visit()

    for status in ("complete", "started", "scheduled", "canceled", "draft", "enroute"):
        office.clock.move(minutes=2)
        assert visit.moved(office.dispatcher, status, reason="as told by phone")["status"] == status


def test_me_tells_who_i_am(office: Office) -> None:
    me = office.sam.get("/me")

    assert (me["first_name"], me["role"], me["roles"]) == ("Sam", "technician", ["technician"])


def test_a_read_that_is_polled_answers_304_when_nothing_changed(office: Office) -> None:
    visit = office.visit()
    first = office.sam.ask("GET", f"/jobs/{visit.job_id}")

    unchanged = office.sam.ask("GET", f"/jobs/{visit.job_id}", If_None_Match=first.headers["etag"])
    visit.moved(office.sam, "enroute")
    changed = office.sam.ask("GET", f"/jobs/{visit.job_id}", If_None_Match=first.headers["etag"])

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert found(changed)["appointments"][0]["status"] == "enroute"
