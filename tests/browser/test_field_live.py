"""What the office changes shows on the phone; while nothing changes, asking costs no body and touches nothing."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.api.conftest import Office, Visit
from tests.browser.phone import Phone
from tests.browser.watching import touched, watch
from tests.waiting import eventually

TITLE = "AC blows warm air"
COME_BACK = "() => document.dispatchEvent(new Event('visibilitychange'))"


def asked_anew(page: Page, path: str) -> int:
    """The status of its answer when somebody comes back to the screen."""
    with page.expect_response(lambda answer: path in answer.url) as answer:
        page.evaluate(COME_BACK)
    return answer.value.status


def at_the_job(phone: Callable[[], Phone]) -> Phone:
    sam = phone()
    sam.follow(TITLE)
    sam.sees("Upstairs unit, installed 2014.")
    sam.page.wait_for_load_state("networkidle")
    return sam


def given_to(office: Office, visit: Visit, technician: str | None) -> None:
    body = {"technician": technician, "version": visit.now()["version"]}
    assert office.dispatcher.ask("PATCH", visit.path, body).is_success


def test_while_nothing_changes_asking_costs_no_body_and_touches_nothing(
    phone: Callable[[], Phone], office: Office
) -> None:
    visit = office.visit()
    sam = at_the_job(phone)
    watch(sam.page)

    statuses = [asked_anew(sam.page, path) for path in ("/appointments?date=", f"/jobs/{visit.job_id}") * 2]

    assert statuses == [304, 304, 304, 304]
    assert touched(sam.page) == set()


def test_after_an_answer_that_nothing_changed_the_copy_is_as_old_as_that_answer(
    phone: Callable[[], Phone], office: Office
) -> None:
    office.visit()
    sam = at_the_job(phone)
    before = {copy["at"] for copy in sam.kept("copies")}

    assert asked_anew(sam.page, "/appointments?date=") == 304

    assert eventually(lambda: max(copy["at"] for copy in sam.kept("copies")) > max(before))


def test_what_the_office_changed_is_answered_whole_and_shown(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    sam = at_the_job(phone)
    visit.moved(office.dispatcher, "started")

    assert asked_anew(sam.page, f"/jobs/{visit.job_id}") == 200

    sam.sees_button("Complete")


def test_an_open_appointment_that_was_given_to_somebody_else_says_so_across_the_screen(
    phone: Callable[[], Phone], office: Office
) -> None:
    visit = office.visit()
    sam = at_the_job(phone)
    given_to(office, visit, office.bo.person_id)

    sam.page.evaluate(COME_BACK)

    expect(sam.page.get_by_role("alert")).to_have_text("Dana changed this appointment: Given to Bo Ortiz")
    sam.page.mouse.wheel(0, 2000)
    expect(sam.page.get_by_role("alert")).to_be_in_viewport()


def test_what_the_office_did_while_the_app_was_closed_is_said_when_it_is_open_again(
    phone: Callable[[], Phone], office: Office
) -> None:
    visit = office.visit()
    sam = at_the_job(phone)
    sam.page.goto("about:blank")
    visit.moved(office.dispatcher, "canceled", reason="the customer called it off")

    sam.open(f"jobs/{visit.job_id}/{visit.appointment_id}")

    expect(sam.page.get_by_role("alert")).to_have_text("Dana changed this appointment: Canceled")


def test_what_the_office_did_is_said_at_the_job_also_where_the_list_had_read_it_before(
    phone: Callable[[], Phone], office: Office
) -> None:
    visit = office.visit()
    sam = at_the_job(phone)
    sam.follow("Jobs")
    visit.moved(office.dispatcher, "canceled", reason="the customer called it off")
    with sam.page.expect_response(lambda answer: answer.url.endswith(visit.job_id)):
        sam.look_away_and_back()
    sam.page.wait_for_load_state("networkidle")

    sam.follow(TITLE)

    expect(sam.page.get_by_role("alert")).to_have_text("Dana changed this appointment: Canceled")


def test_what_was_seen_is_no_news_when_it_is_open_again(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    sam = at_the_job(phone)
    visit.moved(office.dispatcher, "started")
    sam.look_away_and_back()
    sam.sees("Dana changed this appointment: Started")

    sam.tap("OK")

    expect(sam.page.get_by_role("alert")).to_have_count(0)
    sam.open(f"jobs/{visit.job_id}/{visit.appointment_id}").sees_button("Complete")
    expect(sam.page.get_by_role("alert")).to_have_count(0)
