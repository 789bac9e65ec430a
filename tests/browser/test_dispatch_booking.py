"""New job and New appointment: written once, saved once, refused in words at the field, lost by nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.api.conftest import PASSWORD, Office, found
from tests.browser.desk import Desk
from tests.browser.rules import press_until, type_into

TITLE = "No hot water"
JOBS, BOOKINGS = re.compile(r"/api/jobs$"), re.compile(r"/api/jobs/\w+/appointments$")
PHOENIX = ZoneInfo("America/Phoenix")
ENDED = """() => {
  const session = JSON.parse(localStorage["dispatch.session"]);
  localStorage["dispatch.session"] = JSON.stringify({ ...session, refresh: "ended" });
}"""


def tomorrow(office: Office) -> datetime:
    """Nine in the morning at the address."""
    day = office.clock.now.astimezone(PHOENIX) + timedelta(days=1)
    return day.replace(hour=9, minute=0)


def writing(dana: Desk, **differences: str) -> None:
    """A whole job, at the form."""
    dana.follow("New job")
    fields = {
        "What is it?": TITLE,
        "Customer's name": "Jo Park",
        "Mobile number": "(602) 555-0142",
        "Street": "9 W Mango St",
        "City": "Phoenix",
        "State": "AZ",
    }
    for label, text in (fields | differences).items():
        dana.write(label, text)


def at(dana: Desk, moment: datetime) -> None:
    dana.write("Day", f"{moment:%Y-%m-%d}")
    dana.write("Starts", f"{moment:%H:%M}")


def technicians(dana: Desk) -> Locator:
    return dana.page.get_by_label("Technician", exact=True)


def made(office: Office) -> list[dict[str, Any]]:
    """All jobs that there are."""
    rows = [
        row
        for status in ("unscheduled", "scheduled")
        for row in office.dispatcher.get(f"/jobs?status={status}")["jobs"]
    ]
    return [office.dispatcher.get(f"/jobs/{row['id']}") for row in rows]


def lose_the_answer(page: Page, path: re.Pattern[str]) -> None:
    """What is sent arrives, and what is answered does not: the first time."""

    def lost(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(path, lost, times=1)


def refusal(field: Locator) -> str:
    """What is said at a field, as a screen reader says it with the field."""
    said: str = field.evaluate(
        "(field) => document.getElementById(field.getAttribute('aria-describedby').split(' ')[0]).innerText"
    )
    return said


def test_a_job_for_tomorrow_is_created_with_its_technician_and_stands_in_jobs(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    writing(dana)
    at(dana, tomorrow(office))
    dana.write("Minutes of work", "90")
    dana.write("Arrival until", "09:30")
    technicians(dana).select_option("Sam Ortiz")

    dana.tap("Create job and book")

    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_focused()
    dana.page.go_back()
    expect(dana.row(TITLE)).to_contain_text("Sam Ortiz")
    expect(dana.row(TITLE)).to_contain_text("9:00 – 10:30 AM")
    [job] = made(office)
    [visit] = job["appointments"]
    assert (job["customer"]["phone"], job["customer"]["notify"]) == ("+16025550142", True)
    assert (job["time_zone"], visit["technician"]["name"]) == ("America/Phoenix", "Sam Ortiz")
    assert datetime.fromisoformat(visit["window"]["from"]) == tomorrow(office)
    assert datetime.fromisoformat(visit["window"]["to"]) == tomorrow(office) + timedelta(minutes=30)


def test_a_keyboard_alone_creates_a_job_for_tomorrow_with_its_technician(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    dana.sees("No open jobs")

    press_until(dana, "New job")
    expect(dana.page.get_by_role("heading", level=1, name="New job")).to_be_focused()
    fields = {
        "What is it?": TITLE,
        "Mobile number": "6025550142",
        "Street": "9 W Mango St",
        "City": "Phoenix",
        "State": "AZ",
        "Technician": "Sam",
        "Day": f"{tomorrow(office):%m%d%Y}",
        "Starts": "0900AM",
        "Minutes of work": "60",
    }
    for label, text in fields.items():
        type_into(dana, label, text)
    dana.page.keyboard.press("Enter")
    expect(dana.page.get_by_label("Customer's name")).to_be_focused()
    dana.page.keyboard.type("Jo Park")
    dana.page.keyboard.press("Enter")

    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_focused()
    press_until(dana, "Jobs")
    expect(dana.row(TITLE)).to_contain_text("Sam Ortiz")
    [visit] = made(office)[0]["appointments"]
    assert datetime.fromisoformat(visit["starts_at"]) == tomorrow(office)
    assert datetime.fromisoformat(visit["ends_at"]) == tomorrow(office) + timedelta(hours=1)


def test_a_job_can_wait_without_an_appointment_and_its_customer_without_texts(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    writing(dana)
    dana.page.get_by_label("Text this customer").uncheck()
    dana.page.get_by_label("Book the first appointment now").uncheck()

    dana.tap("Create job")

    dana.sees("None booked yet.")
    [job] = made(office)
    assert (job["customer"]["notify"], job["appointments"]) == (False, [])


def test_a_number_is_read_back_while_it_is_typed(desk: Callable[[], Desk], office: Office) -> None:
    dana = desk()
    dana.follow("New job")
    number = dana.page.get_by_label("Mobile number")
    assert refusal(number) == "No number: no texts."

    number.press_sequentially("602 555")
    dana.sees("4 digits are missing.")
    number.press_sequentially("-0142")

    dana.sees("Saved as +1 602 555 0142.")


def test_the_zone_follows_the_state_and_is_asked_for_where_that_leaves_it_open(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    writing(dana, State="NM")
    zone = dana.page.get_by_label("Time zone")
    expect(zone).to_have_value("America/Denver")

    dana.write("State", "TN")
    expect(zone).to_have_value("")
    dana.tap("Create job and book")
    expect(zone).to_be_focused()
    assert refusal(zone) == "Choose the time zone of the address."
    zone.select_option("America/Chicago")
    dana.sees("TN has 2 time zones. Check that this is the one of this address.")
    dana.tap("Create job and book")

    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    assert [job["time_zone"] for job in made(office)] == ["America/Chicago"]


def test_a_zone_that_does_not_fit_the_state_is_kept_and_said_to_be_odd(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    writing(dana)
    dana.sees("AZ has 2 time zones. Check that this is the one of this address.")

    dana.page.get_by_label("Time zone").select_option("Asia/Tokyo")

    dana.sees("AZ has another time zone. Check which is right.")
    expect(dana.page.get_by_label("Time zone")).to_have_value("Asia/Tokyo")


def test_every_zone_that_is_offered_is_one_that_the_api_knows(desk: Callable[[], Desk], office: Office) -> None:
    dana = desk()
    dana.follow("New job")

    offered = dana.page.get_by_label("Time zone").evaluate("(field) => [...field.options].map(({ value }) => value)")

    assert len(offered) > 400
    assert set(offered) - {""} <= available_timezones()


def test_a_technician_who_is_booked_then_is_shown_before_saving_and_may_be_booked_all_the_same(
    desk: Callable[[], Desk], office: Office
) -> None:
    office.visit(title="Furnace clicks", starts_at=tomorrow(office))
    dana = desk()
    writing(dana)
    at(dana, tomorrow(office) + timedelta(hours=2))
    technicians(dana).select_option("Sam Ortiz")
    expect(dana.page.get_by_role("listitem").filter(has_text="Furnace clicks")).not_to_contain_text("Same time")

    at(dana, tomorrow(office) + timedelta(hours=1))

    dana.sees("Sam Ortiz is booked at that time already. You can book it all the same.")
    expect(dana.page.get_by_role("listitem").filter(has_text="Furnace clicks")).to_contain_text("Same time")
    expect(technicians(dana).get_by_role("option")).to_have_text(["Nobody yet", "Bo Ortiz", "Sam Ortiz – booked then"])
    dana.tap("Create job and book")
    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    assert len(made(office)) == 2


def test_what_the_technician_has_on_that_day_opens_over_the_form(desk: Callable[[], Desk], office: Office) -> None:
    office.visit(title="Furnace clicks", starts_at=tomorrow(office))
    dana = desk()
    writing(dana)
    at(dana, tomorrow(office))
    technicians(dana).select_option("Sam Ortiz – booked then")

    dana.page.get_by_role("listitem").filter(has_text="Furnace clicks").get_by_role("link").click()
    expect(dana.dialog).to_contain_text("Furnace clicks")
    dana.page.keyboard.press("Escape")

    expect(dana.dialog).to_have_count(0)
    expect(dana.page.get_by_label("What is it?")).to_have_value(TITLE)


def test_all_that_is_missing_is_said_at_once_and_the_first_has_the_focus(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    dana.follow("New job")
    dana.write("Day", "")

    dana.tap("Create job and book")

    expect(dana.page.get_by_label("What is it?")).to_be_focused()
    said = {
        label: refusal(dana.page.get_by_label(label, exact=True))
        for label in ("What is it?", "Customer's name", "Street", "City", "Time zone", "Day")
    }
    assert said == {
        "What is it?": "Say what the job is.",
        "Customer's name": "Say who the customer is.",
        "Street": "Say which street and number.",
        "City": "Say which city.",
        "Time zone": "Choose the time zone of the address.",
        "Day": "Choose a day.",
    }
    dana.write("City", "Phoenix")
    expect(dana.page.get_by_label("City")).not_to_have_attribute("aria-invalid", "true")
    assert made(office) == []


@pytest.mark.parametrize(
    ("label", "text", "said"),
    [
        (
            "Mobile number",
            "call the neighbour",
            "Must be written as +12125550123: a plus sign, the country's code, the number.",
        ),
        ("Mobile number", "602 555", "Must be written as +12125550123: a plus sign, the country's code, the number."),
        ("Country", "U", "Must be a country's two capital letters, such as US."),
    ],
)
def test_a_refusal_stands_at_its_field_in_the_servers_words_and_nothing_written_is_lost(
    desk: Callable[[], Desk], office: Office, label: str, text: str, said: str
) -> None:
    dana = desk()
    writing(dana, **{"Mobile number": "+1 602 555 0142"})
    dana.page.get_by_label("Time zone").select_option("America/Phoenix")
    dana.write(label, text)

    dana.tap("Create job and book")

    field = dana.page.get_by_label(label, exact=True)
    expect(field).to_be_focused()
    assert refusal(field) == said
    expect(field).to_have_value(text)
    expect(dana.page.get_by_label("What is it?")).to_have_value(TITLE)
    assert made(office) == []


def disable(office: Office, person_id: str) -> None:
    [person] = [each for each in office.dispatcher.get("/people")["people"] if each["id"] == person_id]
    found(office.dispatcher.ask("PATCH", f"/people/{person_id}", {"version": person["version"], "active": False}))


@pytest.mark.accounts
def test_when_only_the_appointment_is_refused_the_job_stays_and_it_goes_on_from_there(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    writing(dana)
    at(dana, tomorrow(office))
    technicians(dana).select_option("Bo Ortiz")
    disable(office, office.bo.person_id)

    dana.tap("Create job and book")

    expect(dana.page.get_by_role("heading", level=1, name="New appointment")).to_be_visible()
    dana.sees("The job is created. Its appointment is not booked yet.")
    assert refusal(technicians(dana)) == "Bo Ortiz does not take appointments."
    technicians(dana).select_option("Sam Ortiz")
    dana.tap("Book appointment")
    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    [job] = made(office)
    [visit] = job["appointments"]
    assert visit["technician"]["name"] == "Sam Ortiz"
    assert datetime.fromisoformat(visit["starts_at"]) == tomorrow(office)


@pytest.mark.accounts
def test_an_appointment_that_is_refused_says_so_at_its_field(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job("AC blows warm air")
    dana.follow("New appointment")
    technicians(dana).select_option(office.bo.person_id)
    disable(office, office.bo.person_id)

    dana.tap("Book appointment")

    expect(technicians(dana)).to_be_focused()
    assert refusal(technicians(dana)) == "Bo Ortiz does not take appointments."
    assert len(visit.job()["appointments"]) == 1


@pytest.mark.parametrize("lost", [JOBS, BOOKINGS], ids=["the job's", "the appointment's"])
def test_after_a_lost_answer_the_same_is_sent_again_and_there_is_one_job(
    desk: Callable[[], Desk], office: Office, lost: re.Pattern[str]
) -> None:
    dana = desk()
    writing(dana)
    technicians(dana).select_option("Bo Ortiz")
    lose_the_answer(dana.page, lost)

    dana.tap("Create job and book")
    dana.sees("No answer. It may be saved already. Try again: it is never saved twice.")
    expect(dana.page.get_by_label("What is it?")).to_be_disabled()
    dana.page.reload()
    dana.tap("Try again")

    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    [job] = made(office)
    assert [visit["technician"]["name"] for visit in job["appointments"]] == ["Bo Ortiz"]


def test_a_double_click_makes_one_job(desk: Callable[[], Desk], office: Office) -> None:
    dana = desk()
    writing(dana)

    dana.button("Create job and book").dblclick()

    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    [job] = made(office)
    assert len(job["appointments"]) == 1


def test_what_is_written_survives_a_reload_and_a_look_elsewhere_until_it_is_discarded(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    writing(dana)
    dana.page.reload()
    expect(dana.page.get_by_label("What is it?")).to_have_value(TITLE)
    dana.page.get_by_role("navigation").get_by_role("link", name="Jobs").click()
    dana.follow("New job")
    dana.sees("What you wrote is still here.")

    dana.tap("Discard")
    dana.tap("Keep writing")
    expect(dana.page.get_by_label("What is it?")).to_have_value(TITLE)
    dana.tap("Discard")
    dana.dialog.get_by_role("button", name="Discard").click()

    expect(dana.page.get_by_role("heading", level=1, name="Jobs")).to_be_visible()
    dana.follow("New job")
    expect(dana.page.get_by_label("What is it?")).to_have_value("")


def test_whoever_closes_the_tab_in_mid_typing_is_asked(desk: Callable[[], Desk], office: Office) -> None:
    dana = desk()
    writing(dana)

    with dana.page.expect_event("dialog") as asked:
        dana.page.close(run_before_unload=True)

    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(dana.page.get_by_label("What is it?")).to_have_value(TITLE)


def test_whoever_signs_out_leaves_no_customer_in_the_browser(desk: Callable[[], Desk], office: Office) -> None:
    dana = desk()
    writing(dana)
    assert "Jo Park" in dana.page.evaluate("() => JSON.stringify(sessionStorage)")
    dana.page.get_by_role("link", name="You: Dana Ortiz").click()

    dana.tap("Sign out")

    dana.sees_button("Sign in")
    assert "Jo Park" not in dana.page.evaluate("() => JSON.stringify(sessionStorage)")


def test_a_job_gets_another_appointment_and_the_way_back_leads_to_jobs(
    desk: Callable[[], Desk], office: Office
) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job("AC blows warm air")
    dana.follow("New appointment")
    at(dana, tomorrow(office))
    technicians(dana).select_option("Bo Ortiz")

    dana.tap("Book appointment")

    expect(dana.page.get_by_role("region", name="Appointments").get_by_role("listitem")).to_have_count(2)
    dana.sees("Bo Ortiz")
    assert datetime.fromisoformat(visit.job()["appointments"][1]["starts_at"]) == tomorrow(office)
    dana.page.go_back()
    expect(dana.page.get_by_role("heading", level=1, name="Jobs")).to_be_visible()


def test_an_appointment_of_a_canceled_job_opens_it_again_and_says_so(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    office.dispatcher.post(f"/jobs/{visit.job_id}/cancel")
    dana = desk()
    dana.open(f"new/{visit.job_id}")
    dana.sees("This job is canceled. Booking an appointment opens it again.")

    dana.tap("Book appointment")

    expect(dana.page.get_by_role("heading", level=1, name="AC blows warm air")).to_be_visible()
    assert visit.job()["status"] == "scheduled"


def test_when_the_day_cannot_be_read_that_is_said_and_nothing_is_in_the_way(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    dana.page.route("**/api/appointments?**", lambda route: route.abort())
    writing(dana)

    technicians(dana).select_option("Sam Ortiz")

    dana.sees("What is booked on that day could not be loaded.")
    dana.tap("Create job and book")
    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


@pytest.mark.accounts
def test_a_session_that_ends_in_mid_typing_loses_nothing(desk: Callable[[], Desk], office: Office) -> None:
    dana = desk()
    dana.page.evaluate(ENDED)
    dana.page.reload()
    writing(dana)
    dana.page.route(JOBS, lambda route: route.fulfill(status=401), times=1)

    dana.tap("Create job and book")

    dana.sees("Your session has ended. Sign in again.")
    dana.write("E-mail", office.dispatcher.email)
    dana.write("Password", PASSWORD)
    dana.tap("Sign in")
    expect(dana.page.get_by_label("What is it?")).to_have_value(TITLE)
    dana.tap("Create job and book")
    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    assert len(made(office)) == 1


def test_a_tab_that_was_doubled_says_that_the_job_was_saved_in_the_other(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    writing(dana)
    doubled = dana.page.evaluate("() => ({ ...sessionStorage })")
    dana.tap("Create job and book")
    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    dana.page.evaluate("(kept) => Object.assign(sessionStorage, kept)", doubled)
    dana.open("new")
    dana.write("What is it?", "Toilet runs")

    dana.tap("Create job and book")

    dana.sees(re.compile("This was saved before in other words, perhaps from another tab."))
    assert [job["title"] for job in made(office)] == [TITLE]
    dana.tap("Create job and book")
    expect(dana.page.get_by_role("heading", level=1, name="Toilet runs")).to_be_visible()
    assert len(made(office)) == 2


def test_whoever_signs_out_before_the_answer_leaves_no_customer_either(
    desk: Callable[[], Desk], office: Office
) -> None:
    dana = desk()
    writing(dana)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    dana.page.route(JOBS, hold)
    dana.tap("Create job and book")
    dana.sees_button("Saving…")
    dana.page.get_by_role("link", name="You: Dana Ortiz").click()
    dana.tap("Sign out")
    dana.sees_button("Sign in")

    with dana.page.expect_event("requestfailed"):
        held[0].abort()
    dana.page.evaluate("() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")

    assert "Jo Park" not in dana.page.evaluate("() => JSON.stringify(sessionStorage)")


def test_what_is_booked_far_away_is_told_by_the_clock_of_the_new_address(
    desk: Callable[[], Desk], office: Office
) -> None:
    office.visit(title="Furnace clicks", starts_at=tomorrow(office))
    dana = desk()
    writing(dana, City="New York", State="NY")
    at(dana, tomorrow(office))

    technicians(dana).select_option("Sam Ortiz")

    noon = tomorrow(office).astimezone(ZoneInfo("America/New_York"))
    booked = dana.page.get_by_role("listitem").filter(has_text="Furnace clicks")
    expect(booked).to_contain_text(f"{noon:%-I:%M}")
    expect(booked).not_to_contain_text("Same time")
