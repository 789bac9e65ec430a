"""A customer asked not to be texted: a dispatcher notes it, and everybody sees it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Office, Visit, a_job_body, found, refused


def opt_out(visit: Visit, *, opted_out: bool = True) -> Any:
    body = {"version": visit.job()["version"], "customer": {"opted_out": opted_out}}
    return visit.office.dispatcher.ask("PATCH", f"/jobs/{visit.job_id}", body)


def opted_out(visit: Visit) -> list[bool]:
    """As the office and the technician see it."""
    return [
        who.get(f"/jobs/{visit.job_id}")["customer"]["opted_out"] for who in (visit.office.dispatcher, visit.office.sam)
    ]


def text_after_a_tap(visit: Visit) -> tuple[str, str | None]:
    visit.moved(visit.office.sam, "enroute")
    visit.office.catch_up()
    alert = visit.now()["alert"]
    return alert["state"], alert["reason"]


def test_who_asked_not_to_be_texted_is_not(office: Office) -> None:
    visit = office.visit()
    assert opted_out(visit) == [False, False]

    answer = found(opt_out(visit))

    assert answer["customer"] == {"name": "Rosa Delgado", "phone": visit.phone, "notify": True, "opted_out": True}
    assert answer["appointments"][0]["id"] == visit.appointment_id
    assert opted_out(visit) == [True, True]
    assert text_after_a_tap(visit) == ("skipped", "opted_out")
    assert visit.texts() == []


def test_it_is_known_of_the_number_on_every_job_also_on_the_next(office: Office) -> None:
    visit = office.visit()
    found(opt_out(visit))

    next_job = office.dispatcher.post("/jobs", a_job_body(phone=visit.phone))
    canceled = office.dispatcher.post(f"/jobs/{next_job['id']}/cancel", {})

    assert (next_job["customer"]["opted_out"], canceled["customer"]["opted_out"]) == (True, True)


def test_who_wants_texts_again_gets_them(office: Office) -> None:
    visit = office.visit()
    found(opt_out(visit))

    found(opt_out(visit, opted_out=False))

    assert opted_out(visit) == [False, False]
    assert text_after_a_tap(visit) == ("sent", None)
    assert len(visit.texts()) == 1


def test_what_was_said_after_the_tap_still_counts(office: Office) -> None:
    office.settle(hold_seconds=10)
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    office.catch_up()

    found(opt_out(visit))
    office.clock.move(seconds=10)
    office.run.sources.fire("sweep_alerts")

    assert (visit.now()["alert"]["state"], visit.now()["alert"]["reason"]) == ("skipped", "opted_out")


def test_what_another_organization_was_told_does_not_count(opened: Callable[[], Office]) -> None:
    office, other = opened(), opened()
    theirs = other.visit()
    found(opt_out(theirs))
    visit = office.visit(phone=theirs.phone)

    assert opted_out(visit) == [False, False]
    assert text_after_a_tap(visit) == ("sent", None)


def test_the_preview_tells_it_before_anybody_taps(office: Office) -> None:
    visit = office.visit()
    found(opt_out(visit))

    preview = office.sam.post(f"{visit.path}/status/preview", {"status": "enroute"})

    assert (preview["allowed"], preview["text"], preview["reason"]) == (True, None, "opted_out")


def test_without_a_number_there_is_nothing_to_opt_out_of(office: Office) -> None:
    visit = office.visit(phone=None)

    problem = refused(opt_out(visit), 422, "invalid")

    assert [error["field"] for error in problem["errors"]] == ["opted_out"]
    assert opted_out(visit) == [False, False]


def test_a_number_that_is_corrected_in_the_same_breath_is_the_one_that_opted_out(office: Office) -> None:
    visit, former = office.visit(phone="+16025550177"), office.visit(phone="+16025550177")
    body = {"version": 1, "customer": {"phone": "+16025550178", "opted_out": True}}

    found(office.dispatcher.ask("PATCH", f"/jobs/{visit.job_id}", body))

    assert (opted_out(visit), opted_out(former)) == ([True, True], [False, False])


@pytest.mark.parametrize("said", ["yes", None, 1])
def test_anything_else_than_yes_or_no_is_refused(office: Office, said: Any) -> None:
    visit = office.visit()

    answer = office.dispatcher.ask("PATCH", f"/jobs/{visit.job_id}", {"version": 1, "customer": {"opted_out": said}})

    refused(answer, 422, "invalid")
    assert opted_out(visit) == [False, False]
