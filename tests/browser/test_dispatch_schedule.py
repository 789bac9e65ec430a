"""The Schedule: a day's appointments by technician and time, each a card; what waits for somebody; what happened."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.api.conftest import Office, found
from tests.browser.desk import ONE_POLL, PHOENIX, TITLE, Desk
from tests.waiting import eventually


def today_at(office: Office, hour: int, minute: int = 0, *, day: int = 0) -> datetime:
    """By the clocks of Phoenix, so many days from today."""
    now = office.clock.now.astimezone(PHOENIX) + timedelta(days=day)
    return now.replace(hour=hour, minute=minute)


def booked(office: Office, title: str, starts_at: datetime, *, minutes: int = 120, **plan: Any) -> None:
    """For Sam, unless somebody else is named."""
    job = office.dispatcher.post("/jobs", {**A_JOB, "title": title, **plan.pop("job", {})})
    ends_at = starts_at.astimezone(UTC) + timedelta(minutes=minutes)
    times = {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}
    technician = plan.pop("technician", office.sam)
    body = {"technician": technician and technician.person_id, **times, **plan}
    office.dispatcher.post(f"/jobs/{job['id']}/appointments", body)


A_JOB = {
    "customer": {"name": "Rosa Delgado"},
    "address": {"line1": "41 E Palm Ln", "city": "Phoenix", "region": "AZ", "country": "US"},
    "time_zone": "America/Phoenix",
}


def test_each_technician_has_a_row_and_each_appointment_stands_in_its_own(
    desk: Callable[[], Desk], office: Office
) -> None:
    booked(office, "Second", today_at(office, 13))
    booked(office, "First", today_at(office, 9))
    dana = desk()

    dana.follow("Schedule")

    expect(dana.page.get_by_role("heading", level=1, name="Schedule")).to_be_focused()
    expect(dana.page.get_by_role("heading", level=2)).to_have_text(["Bo Ortiz", "Sam Ortiz"])
    expect(dana.technician("Bo Ortiz")).to_contain_text("free")
    expect(dana.technician("Sam Ortiz").get_by_role("link")).to_have_text([re.compile("First"), re.compile("Second")])


@pytest.mark.accounts
def test_whoever_was_disabled_keeps_a_row_as_long_as_appointments_are_in_it(
    desk: Callable[[], Desk], office: Office
) -> None:
    booked(office, TITLE, today_at(office, 9), technician=office.bo)
    found(office.dispatcher.ask("PATCH", f"/people/{office.bo.person_id}", {"version": 1, "active": False}))
    dana = desk()

    dana.open_schedule()

    expect(dana.technician("Bo Ortiz")).to_contain_text("Disabled")
    expect(dana.visit(TITLE)).to_be_visible()
    dana.page.get_by_label("Day after").click()
    expect(dana.page.get_by_role("heading", level=2)).to_have_text(["Sam Ortiz"])


def test_one_day_back_and_on_and_the_day_stands_in_the_address(desk: Callable[[], Desk], office: Office) -> None:
    booked(office, "Today", today_at(office, 9))
    booked(office, "Tomorrow", today_at(office, 9, day=1))
    dana = desk()
    dana.open_schedule()
    expect(dana.visit("Today")).to_be_visible()

    dana.page.get_by_label("Day after").click()

    expect(dana.visit("Tomorrow")).to_be_visible()
    expect(dana.visit("Today")).to_have_count(0)
    expect(dana.page.get_by_label("Day after")).to_be_focused()
    expect(dana.page).to_have_url(re.compile(rf"schedule\?date={today_at(office, 9, day=1):%Y-%m-%d}$"))
    dana.page.reload()
    expect(dana.visit("Tomorrow")).to_be_visible()
    dana.follow("Today")
    expect(dana.visit("Today")).to_be_visible()
    dana.page.go_back()
    expect(dana.visit("Tomorrow")).to_be_visible()


def test_any_day_can_be_chosen(desk: Callable[[], Desk], office: Office) -> None:
    booked(office, "Next week", today_at(office, 9, day=7))
    dana = desk()
    dana.open_schedule()

    dana.write("Day", f"{today_at(office, 9, day=7):%Y-%m-%d}")

    expect(dana.visit("Next week")).to_be_visible()


def test_from_the_schedule_a_status_is_three_clicks_away(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit(starts_at=today_at(office, 9))
    dana = desk()
    dana.open_schedule()

    dana.visit(TITLE).click()
    dana.banner.click()
    dana.dialog.get_by_role("button", name="Started", exact=True).click()

    dana.stands_at("Started")
    assert visit.now()["status"] == "started"
    dana.dialog.get_by_role("button", name="Close").click()
    expect(dana.visit(TITLE)).to_contain_text("Started")


def test_a_card_has_an_address_and_back_and_escape_return_to_the_day_and_the_focus(
    desk: Callable[[], Desk], office: Office
) -> None:
    booked(office, "Tomorrow", today_at(office, 9, day=1))
    dana = desk()
    dana.open_schedule(today_at(office, 9, day=1))

    for leave in (dana.page.go_back, lambda: dana.page.keyboard.press("Escape")):
        dana.visit("Tomorrow").click()
        expect(dana.dialog).to_be_visible()
        expect(dana.page).to_have_url(re.compile("/jobs/[0-9A-Z]{26}/[0-9A-Z]{26}$"))
        dana.page.reload()
        expect(dana.banner).to_be_visible()
        leave()
        expect(dana.dialog).to_have_count(0)
        expect(dana.page).to_have_url(re.compile(r"schedule\?date="))
        expect(dana.visit("Tomorrow")).to_be_visible()

    dana.visit("Tomorrow").click()
    expect(dana.dialog).to_be_visible()
    dana.page.keyboard.press("Escape")
    expect(dana.visit("Tomorrow")).to_be_focused()


def test_the_focus_follows_a_card_that_was_given_to_somebody_else(desk: Callable[[], Desk], office: Office) -> None:
    booked(office, TITLE, today_at(office, 9))
    dana = desk()
    dana.open_schedule()
    dana.visit(TITLE).click()
    dana.section("Technician and time").get_by_role("button", name="Change").click()

    dana.page.get_by_label("Technician", exact=True).select_option("Bo Ortiz")
    dana.tap("Save")
    expect(dana.section("Technician and time").get_by_role("button", name="Change")).to_be_visible()
    dana.page.keyboard.press("Escape")

    expect(dana.technician("Bo Ortiz").get_by_role("link")).to_be_focused()


def test_the_focus_follows_a_card_that_somebody_else_gives_away(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit(starts_at=today_at(office, 9))
    dana = desk()
    dana.open_schedule()
    dana.visit(TITLE).focus()

    plan = {"version": visit.now()["version"], "technician": office.bo.person_id}
    found(office.dispatcher.ask("PATCH", visit.path, plan))
    dana.look_away_and_back()

    expect(dana.technician("Bo Ortiz").get_by_role("link")).to_be_focused()


def test_arrows_go_on_in_time_and_to_the_next_technician_who_has_something(
    desk: Callable[[], Desk], office: Office
) -> None:
    office.hired("Cy")
    booked(office, "Bo's", today_at(office, 14), technician=office.bo)
    booked(office, "Morning", today_at(office, 9))
    booked(office, "Afternoon", today_at(office, 13))
    dana = desk()
    dana.open_schedule()
    dana.visit("Bo's").focus()

    for key, title in {"ArrowDown": "Afternoon", "ArrowLeft": "Morning", "ArrowRight": "Afternoon"}.items():
        dana.page.keyboard.press(key)
        expect(dana.visit(title)).to_be_focused()
    dana.page.keyboard.press("Enter")

    expect(dana.dialog.get_by_role("heading", level=2, name="Afternoon")).to_be_focused()


def test_equal_times_stand_below_each_other_and_what_overlaps_side_by_side(
    desk: Callable[[], Desk], office: Office
) -> None:
    booked(office, "First", today_at(office, 9))
    booked(office, "Overlaps", today_at(office, 10))
    booked(office, "Follows", today_at(office, 11))
    booked(office, "Bo's", today_at(office, 9), technician=office.bo)
    dana = desk()
    dana.open_schedule()

    first, overlaps, follows, bos = boxes(*map(dana.visit, ("First", "Overlaps", "Follows", "Bo's")))

    assert (first["x"], first["width"]) == (bos["x"], bos["width"])
    assert abs(overlaps["x"] - first["x"] - first["width"] / 2) < 2
    assert overlaps["y"] >= first["y"] + first["height"]
    assert follows["y"] == first["y"]
    assert 0 <= follows["x"] - first["x"] - first["width"] < 4


def boxes(*those: Locator) -> list[FloatRect]:
    """At one moment: what arrives between two looks may move everything."""
    found: list[FloatRect] = those[0].page.evaluate(
        "(those) => those.map((each) => each.getBoundingClientRect().toJSON())",
        [each.element_handle() for each in those],
    )
    return found


def test_what_happened_is_drawn_on_what_was_planned_and_said(desk: Callable[[], Desk], office: Office) -> None:
    now = office.clock.now
    visit = office.visit(starts_at=now - timedelta(hours=1))
    visit.moved(office.sam, "started")
    dana = desk()
    dana.open_schedule(now - timedelta(hours=1))

    card, work = boxes(dana.visit(TITLE), dana.visit(TITLE).locator("xpath=..").locator(".work"))

    expect(dana.visit(TITLE)).to_contain_text(re.compile(r"began \d+:\d\d"))
    middle = card["x"] + card["width"] / 2
    assert abs(work["x"] - middle) < card["width"] / 10
    assert work["y"] > card["y"] + card["height"] / 2


def test_a_line_shows_what_time_it_is_today_alone(desk: Callable[[], Desk], office: Office) -> None:
    now = office.clock.now
    booked(office, TITLE, now, minutes=15)
    dana = desk()
    dana.open_schedule()

    line, visit = boxes(dana.page.locator(".Grid .now"), dana.visit(TITLE))

    assert abs(line["x"] - visit["x"]) < visit["width"]
    dana.page.get_by_label("Day after").click()
    expect(dana.page.locator(".Grid .now")).to_have_count(0)


def test_who_is_late_is_outlined_and_called_so(desk: Callable[[], Desk], office: Office) -> None:
    starts_at = office.clock.now - timedelta(hours=3)
    booked(office, "Waits for hours", starts_at)
    booked(office, "In time", starts_at + timedelta(days=1))
    dana = desk()

    dana.open_schedule(starts_at)

    expect(dana.visit("Waits for hours")).to_contain_text("Late")
    late = dana.visit("Waits for hours").evaluate("(each) => getComputedStyle(each).borderColor")
    dana.open_schedule(starts_at + timedelta(days=1))
    expect(dana.visit("In time")).not_to_contain_text("Late")
    assert dana.visit("In time").evaluate("(each) => getComputedStyle(each).borderColor") != late


@pytest.mark.parametrize("minutes", [30, 15])
def test_what_a_short_card_says_of_its_status_is_seen_whole(
    desk: Callable[[], Desk], office: Office, minutes: int
) -> None:
    starts_at = (office.clock.now - timedelta(hours=3)).astimezone(PHOENIX)
    booked(office, "Waits for hours", starts_at, minutes=minutes)
    for hour in (6, 20):
        booked(office, "Makes the day long", starts_at.replace(hour=hour), technician=office.bo)
    dana = desk()

    dana.open_schedule(starts_at)

    card = dana.visit("Waits for hours")
    expect(card).to_contain_text("Late")
    edges, *badges = boxes(card, card.get_by_text("Late"), card.get_by_text("Scheduled"))
    for badge in badges:
        assert edges["x"] <= badge["x"]
        assert badge["x"] + badge["width"] <= edges["x"] + edges["width"]


def test_a_card_elsewhere_tells_its_own_time_and_stands_at_its_instant(
    desk: Callable[[], Desk], office: Office
) -> None:
    starts_at = today_at(office, 9)
    booked(office, "Here", starts_at, technician=office.bo)
    booked(office, "In New York", starts_at, job={"time_zone": "America/New_York"})
    there = starts_at.astimezone(ZoneInfo("America/New_York"))
    dana = desk()

    dana.open_schedule()

    expect(dana.visit("In New York")).to_contain_text(f"{there:%I:%M}".lstrip("0"))
    expect(dana.visit("In New York")).to_contain_text(f"{there:%Z}")
    expect(dana.visit("Here")).not_to_contain_text(f"{starts_at:%Z}")
    card_here, card_there = boxes(dana.visit("Here"), dana.visit("In New York"))
    assert card_here["x"] == card_there["x"]


def test_hours_stretch_to_what_is_there(desk: Callable[[], Desk], office: Office) -> None:
    booked(office, "Night call", today_at(office, 3, 30))
    dana = desk()
    dana.open_schedule()
    expect(dana.visit("Night call")).to_be_visible()

    assert dana.hours()[0] == "3 AM"

    dana.page.get_by_label("Day after").click()
    assert eventually(lambda: dana.hours()[:1] == ["7 AM"])
    expect(dana.visit("Night call")).to_have_count(0)


def test_a_night_call_of_the_day_before_reaches_into_the_day(desk: Callable[[], Desk], office: Office) -> None:
    booked(office, "Over midnight", today_at(office, 23, day=-1), minutes=180)
    dana = desk()

    dana.open_schedule()

    expect(dana.visit("Over midnight")).to_be_visible()
    assert dana.hours()[0] == "12 AM"


def test_a_day_on_which_clocks_go_back_has_an_hour_twice(desk: Callable[[], Desk], office: Office) -> None:
    office.settle(time_zone="America/Denver")
    denver = ZoneInfo("America/Denver")
    night = datetime(2027, 11, 7, 0, 30, tzinfo=denver)
    booked(office, "In the night", night, minutes=180, job={"time_zone": "America/Denver"})
    dana = desk()

    dana.open(f"schedule?date={night:%Y-%m-%d}")

    expect(dana.visit("In the night")).to_be_visible()
    assert dana.hours()[:4] == ["12 AM", "1 AM MDT", "1 AM MST", "2 AM"]
    visit, hours = boxes(dana.visit("In the night"), dana.page.locator(".Grid .hours"))
    hours_shown = 20  # from midnight to seven in the evening, one of them twice
    assert abs(visit["width"] / hours["width"] * hours_shown - 3) < 0.05


def test_in_the_tray_lies_what_nobody_has_and_assigning_it_takes_it_out(
    desk: Callable[[], Desk], office: Office
) -> None:
    booked(office, "Nobody's", today_at(office, 9), technician=None)
    paused = office.visit(title="Needs a part", starts_at=today_at(office, 11))
    paused.moved(office.sam, "complete", outcome="follow_up")
    office.dispatcher.post("/jobs", {**A_JOB, "title": "Just called in"})
    dana = desk()
    dana.open_schedule()
    tray = dana.page.get_by_role("region", name="Waits for somebody")
    expect(tray.get_by_role("link")).to_have_text(["Nobody's", "Needs a part", "Just called in"], timeout=ONE_POLL)
    expect(tray.get_by_role("listitem").nth(1)).to_contain_text("Paused")

    tray.get_by_role("link", name="Nobody's").click()
    dana.page.get_by_label("Technician", exact=True).select_option("Bo Ortiz")
    dana.tap("Save")
    expect(dana.section("Technician and time").get_by_role("button", name="Change")).to_be_visible()
    dana.page.keyboard.press("Escape")

    expect(dana.technician("Bo Ortiz").get_by_role("link")).to_be_focused()
    expect(tray.get_by_role("link")).to_have_text(["Needs a part", "Just called in"])
    tray.get_by_role("link", name="Needs a part").click()
    expect(dana.page.get_by_role("heading", level=1, name="Needs a part")).to_be_visible()


def test_a_day_that_cannot_be_read_says_so_and_can_be_read_again(desk: Callable[[], Desk], office: Office) -> None:
    booked(office, TITLE, today_at(office, 9))
    dana = desk()
    dana.finds_unread("schedule", "**/api/appointments?**", "The day could not be loaded.")

    dana.tries_again("**/api/appointments?**")

    expect(dana.visit(TITLE)).to_be_visible()


def test_what_a_technician_taps_shows_within_one_poll(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit(starts_at=today_at(office, 9))
    dana = desk()
    dana.open_schedule()
    expect(dana.visit(TITLE)).to_contain_text("Scheduled")

    visit.moved(office.sam, "started")

    expect(dana.visit(TITLE)).to_contain_text("Started", timeout=ONE_POLL)
    expect(dana.visit(TITLE)).to_contain_text("began")
