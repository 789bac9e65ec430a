"""Correcting what a job says: its open appointments say the same at once, what is over stays as it was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest

from tests.api.conftest import Office, Visit, a_job_body, found, refused


def edit(visit: Visit, version: int = 1, **different: Any) -> httpx.Response:
    return visit.office.dispatcher.ask("PATCH", f"/jobs/{visit.job_id}", {"version": version, **different})


def edited(visit: Visit, **different: Any) -> Any:
    return found(edit(visit, **different))


def test_what_is_corrected_stands_on_the_job_and_on_its_open_appointments(office: Office) -> None:
    visit = office.visit()

    job = edited(
        visit, title=" Furnace ", description="Cellar.", customer={"name": "R. Delgado", "phone": "+16025550188"}
    )

    assert (job["title"], job["description"], job["version"]) == ("Furnace", "Cellar.", 2)
    assert job["customer"] == {"name": "R. Delgado", "phone": "+16025550188", "notify": True, "opted_out": False}
    (card,) = office.sam.get("/appointments?date=2026-03-02")["appointments"]
    assert (card["title"], card["customer"]["phone"], card["version"]) == ("Furnace", "+16025550188", 2)
    assert visit.job()["appointments"][0]["title"] == "Furnace"


def test_what_is_left_out_stays_as_it_is(office: Office) -> None:
    visit = office.visit()
    before = visit.job()

    after = edited(visit, customer={"notify": False})

    different = {name for name in before if before[name] != after[name]}
    assert different == {"customer", "version", "appointments"}
    assert after["customer"] == {**before["customer"], "notify": False}


def test_the_text_that_is_owed_goes_to_the_corrected_number(office: Office) -> None:
    office.settle(hold_seconds=10)
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    edited(visit, customer={"phone": "+16025550189"})
    office.clock.move(seconds=10)

    office.run.sources.fire("sweep_alerts")

    assert visit.texts() == []
    assert len(replace(visit, phone="+16025550189").texts()) == 1


def test_what_is_over_keeps_what_it_was_done_as(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "complete")
    again = office.another_visit(visit.job_id, phone=visit.phone)

    job = edited(visit, title="Another thing", version=visit.job()["version"])

    titles = {each["id"]: each["title"] for each in job["appointments"]}
    assert titles == {visit.appointment_id: "AC blows warm air", again.appointment_id: "Another thing"}


def test_in_another_zone_the_appointment_may_stand_on_another_day(office: Office) -> None:
    late = datetime(2026, 3, 3, 6, 0, tzinfo=UTC)
    visit = office.visit(starts_at=late)

    edited(visit, time_zone="America/New_York")

    days = {
        day: len(office.sam.get(f"/appointments?date={day}")["appointments"]) for day in ("2026-03-02", "2026-03-03")
    }
    assert days == {"2026-03-02": 0, "2026-03-03": 1}


def test_a_place_can_be_taken_back(office: Office) -> None:
    visit = office.visit()

    job = edited(visit, location=None)

    assert (job["location"], job["appointments"][0]["location"]) == (None, None)


def test_of_two_dispatchers_the_slower_sees_what_the_faster_wrote_and_changes_nothing(office: Office) -> None:
    visit = office.visit()
    edited(visit, title="Furnace")

    answer = edit(visit, version=1, title="Boiler", customer={"opted_out": True})

    current = refused(answer, 412, "version_mismatch")["current"]
    assert (current["title"], current["version"]) == ("Furnace", 2)
    assert visit.job()["customer"]["opted_out"] is False


def test_what_changes_nothing_is_no_edit(office: Office) -> None:
    visit = office.visit()

    job = edited(visit, title="AC blows warm air")

    assert (job["version"], job["appointments"][0]["version"]) == (1, 1)


@pytest.mark.parametrize(
    ("different", "field"),
    [
        ({"title": "  "}, "title"),
        ({"customer": {"phone": "602 555 0123"}}, "customer.phone"),
        ({"customer": {"name": None}}, "customer.name"),
        ({"address": {"city": "Phoenix"}}, "address.line1"),
        ({"time_zone": "Phoenix"}, "time_zone"),
        ({"location": {"latitude": 91, "longitude": 0}}, "location.latitude"),
        ({"status": "complete"}, "status"),
    ],
)
def test_an_edit_that_breaks_a_rule_names_the_field(office: Office, different: dict[str, Any], field: str) -> None:
    visit = office.visit()

    problem = refused(edit(visit, **different), 422, "invalid")

    assert [error["field"] for error in problem["errors"]] == [field]
    assert visit.job()["version"] == 1


def test_all_fifty_appointments_of_a_job_are_written_with_it(office: Office) -> None:
    job_id = office.dispatcher.post("/jobs", a_job_body())["id"]
    visits = [office.another_visit(job_id, phone=None) for _ in range(50)]

    job = edited(visits[0], title="A long story")

    assert {each["title"] for each in job["appointments"]} == {"A long story"}
    assert len(job["appointments"]) == len(visits)
