"""What others change shows within one poll, touches nothing else, and is never overwritten."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.api.conftest import Office, Visit
from tests.browser import large_day
from tests.browser.desk import ONE_POLL, Desk
from tests.browser.watching import touched, watch

MOST_NODES = 12
"""That a card may touch when its status changes."""


def polled(dana: Desk, path: str) -> int:
    """The status that the path is answered with when it is asked anew."""
    with dana.page.expect_response(lambda answer: path in answer.url and answer.request.method == "GET") as answer:
        dana.look_away_and_back()
    return answer.value.status


def replanned(office: Office, visit: Visit, **plan: Any) -> None:
    assert office.dispatcher.ask("PATCH", visit.path, {"version": visit.now()["version"], **plan}).is_success


def test_what_a_technician_taps_shows_on_the_open_card_within_one_poll(
    desk: Callable[[], Desk], office: Office
) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)

    visit.moved(office.sam, "started")

    expect(dana.banner).to_contain_text("Started", timeout=ONE_POLL)


def test_a_poll_that_changes_one_row_touches_that_row_alone_and_one_that_changes_nothing_touches_nothing(
    desk: Callable[[], Desk], office: Office
) -> None:
    visits = [office.visit(title=f"Job {number}") for number in range(6)]
    dana = desk()
    dana.sees("6 jobs")
    expect(dana.page.get_by_text("Scheduled 6")).to_be_visible()
    polled(dana, "/api/jobs?")
    watch(dana.page)

    assert polled(dana, "/api/jobs?") == 304
    untouched = touched(dana.page)
    replanned(office, visits[3], technician=office.bo.person_id)
    dana.look_away_and_back()
    expect(dana.row("Job 3")).to_contain_text("Bo Ortiz")

    assert untouched == set()
    rows = {each for each in touched(dana.page) if not each.startswith("<option") and not each.startswith("<select")}
    assert rows == {visits[3].job_id}


def test_a_poll_that_changes_one_appointment_touches_its_card_alone(desk: Callable[[], Desk], office: Office) -> None:
    first = office.visit()
    second = office.another_visit(first.job_id, phone=first.phone)
    dana = desk()
    dana.open(f"jobs/{first.job_id}")
    expect(dana.page.get_by_role("region", name="Appointments").get_by_role("listitem")).to_have_count(2)
    polled(dana, f"/jobs/{first.job_id}")
    watch(dana.page)

    replanned(office, second, technician=office.bo.person_id)
    dana.look_away_and_back()
    expect(dana.page.get_by_role("region", name="Appointments")).to_contain_text("Bo Ortiz")

    assert touched(dana.page) == {second.appointment_id}


def test_a_change_elsewhere_leaves_the_focus_and_what_is_typed_alone(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)
    dana.section("Notes from the team").get_by_role("button", name="Add note").click()
    note = dana.page.get_by_label("Note for the team")
    note.fill("Half a sentence")

    visit.moved(office.sam, "started")
    dana.look_away_and_back()
    expect(dana.banner).to_contain_text("Started")

    expect(note).to_be_focused()
    expect(note).to_have_value("Half a sentence")


def test_of_two_who_set_the_status_the_second_is_shown_the_firsts_and_nothing_is_overwritten(
    desk: Callable[[], Desk], office: Office
) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)
    dana.page.route("**/api/jobs/*", lambda route: route.abort())
    dana.banner.click()
    visit.moved(office.dispatcher, "canceled")

    dana.tap("Started")

    expect(dana.dialog.get_by_role("alert")).to_contain_text("it is now Canceled. Nothing was overwritten")
    expect(dana.banner).to_contain_text("Canceled")
    assert visit.now()["status"] == "canceled"


def test_of_two_who_set_technician_and_time_the_second_decides_knowingly(
    desk: Callable[[], Desk], office: Office
) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)
    plan = dana.section("Technician and time")
    plan.get_by_role("button", name="Change").click()
    dana.write("Starts", "23:15")
    dana.write("Ends", "23:45")
    replanned(office, visit, technician=office.bo.person_id)

    dana.tap("Save")

    expect(plan.get_by_role("alert")).to_contain_text("Nothing was overwritten")
    expect(plan.get_by_role("alert")).to_contain_text("It is now: Bo Ortiz")
    dana.tap("Save mine over it")
    expect(plan).to_contain_text("11:15 – 11:45 PM")
    assert visit.now()["technician"]["name"] == "Bo Ortiz"


def test_of_two_who_correct_a_customer_the_second_is_shown_the_firsts(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job()
    dana.tap("Edit")
    dana.write("Customer's name", "Rosa Diaz")
    body = {"version": visit.job()["version"], "customer": {"name": "Rosa D. Flores"}}
    assert office.dispatcher.ask("PATCH", f"/jobs/{visit.job_id}", body).is_success

    dana.tap("Save")

    expect(dana.dialog.get_by_role("alert")).to_contain_text("Customer's name is now: Rosa D. Flores")
    dana.tap("Take theirs")
    dana.sees("Rosa D. Flores")
    assert visit.job()["customer"]["name"] == "Rosa D. Flores"


def test_silence_is_told_and_what_was_read_stays(desk: Callable[[], Desk], office: Office) -> None:
    office.visit()
    dana = desk()
    dana.sees("1 job")

    dana.lose_signal()

    silence = dana.page.get_by_text(re.compile("^No answer since"))
    expect(silence).to_be_visible(timeout=ONE_POLL)
    dana.sees("AC blows warm air")
    dana.find_signal()
    expect(silence).to_have_count(0, timeout=ONE_POLL)


def test_while_nobody_looks_nothing_is_asked(desk: Callable[[], Desk], page: Page, office: Office) -> None:
    office.visit()
    page.clock.install()
    dana = desk()
    dana.sees("1 job")
    looks_away(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.clock.run_for(60_000)

    assert asked == []
    with page.expect_request(re.compile("/api/jobs")):
        looks_again(page)


def looks_away(page: Page) -> None:
    page.evaluate(
        "() => Object.defineProperty(document, 'visibilityState', { get: () => 'hidden', configurable: true })"
    )


def looks_again(page: Page) -> None:
    page.evaluate("() => { delete document.visibilityState; document.dispatchEvent(new Event('visibilitychange')) }")


def test_of_150_appointments_a_poll_touches_the_one_that_changed_and_one_that_changes_nothing_touches_nothing(
    desk: Callable[[], Desk], office: Office
) -> None:
    visits = large_day.plan(office, technicians=15)
    changed = visits[77]
    path = f"/appointments?date={large_day.yesterday(office):%Y-%m-%d}"
    dana = desk()
    dana.open_schedule(large_day.yesterday(office))
    cards = dana.page.get_by_role("region", name="Appointments of").get_by_role("link")
    expect(cards).to_have_count(150)
    dana.needs_attention(15)
    polled(dana, path)
    watch(dana.page)

    assert polled(dana, path) == 304
    untouched = touched(dana.page)
    office.services.appointments.save(large_day.paused(changed))
    dana.look_away_and_back()
    expect(dana.visit(changed.work.title)).to_contain_text("Paused")

    assert untouched == set()
    assert touched(dana.page) == {changed.where.appointment_id}
    assert dana.page.evaluate("() => window.touched.length") <= MOST_NODES
