"""The day's jobs: their order, the next action, other days, places, and what is shown when nobody answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.api.conftest import Office
from tests.browser.phone import Phone


def test_the_day_is_in_the_order_of_time_and_finished_ones_come_last(
    phone: Callable[[], Phone], office: Office
) -> None:
    now = office.clock.now
    office.visit(title="Third", starts_at=now + timedelta(seconds=3))
    office.visit(title="Done", starts_at=now).moved(office.sam, "complete")
    office.visit(title="Second", starts_at=now + timedelta(seconds=2))

    sam = phone()

    sam.sees("2 jobs to do")
    assert sam.heads() == ["Second", "Third", "Done"]


def test_the_first_unfinished_one_carries_its_next_action(phone: Callable[[], Phone], office: Office) -> None:
    office.visit(title="Done").moved(office.sam, "complete")
    office.visit(title="Next", starts_at=office.clock.now + timedelta(seconds=30))

    sam = phone()

    expect(sam.page.get_by_role("listitem").filter(has_text="Next").get_by_role("button")).to_have_text("On My Way")
    expect(sam.page.get_by_role("main").get_by_role("button", name="On My Way")).to_have_count(1)


def test_what_is_still_open_from_yesterday_comes_first(phone: Callable[[], Phone], office: Office) -> None:
    office.visit(title="Of today")
    office.visit(title="Left open", starts_at=office.clock.now - timedelta(days=1)).moved(office.sam, "started")
    office.visit(title="Never begun", starts_at=office.clock.now - timedelta(days=1))

    sam = phone()

    sam.sees("Not finished yesterday")
    assert sam.heads() == ["Left open", "Of today"]


def test_other_days_are_one_tap_away(phone: Callable[[], Phone], office: Office) -> None:
    office.visit(title="Of tomorrow", starts_at=office.clock.now + timedelta(days=1))
    sam = phone()
    sam.sees("Nothing planned")

    sam.tap("Day after")
    sam.sees("Of tomorrow")
    sam.tap("Today")

    sam.sees("Nothing planned")


def test_nobody_elses_jobs_are_shown(phone: Callable[[], Phone], office: Office) -> None:
    office.visit(title="Bo has this", technician=office.bo)

    sam = phone()

    sam.sees("Nothing planned")
    sam.sees_no("Bo has this")


def test_the_map_shows_each_place_with_its_status(phone: Callable[[], Phone], office: Office) -> None:
    office.visit(title="On the map").moved(office.sam, "started")
    sam = phone()

    sam.tap("Map")
    sam.page.get_by_role("link", name=re.compile("On the map, Started")).click()

    expect(sam.page.get_by_role("heading", level=1, name="On the map")).to_be_visible()


@pytest.mark.parametrize("zone", ["America/New_York"])
def test_times_are_the_addresss_and_named_where_the_phones_clock_differs(
    zone: str, phone: Callable[[], Phone], office: Office
) -> None:
    office.visit()

    sam = phone()

    sam.sees(re.compile("MST"))


def test_where_the_phones_clock_is_the_addresss_no_zone_is_named(phone: Callable[[], Phone], office: Office) -> None:
    office.visit(title="At home")

    sam = phone()

    sam.sees("At home")
    sam.sees_no("MST")


def test_without_signal_the_last_copy_is_shown_with_its_age(phone: Callable[[], Phone], office: Office) -> None:
    office.visit(title="Known before")
    sam = phone()
    sam.sees("Known before")
    sam.page.wait_for_load_state("networkidle")
    sam.page.route("**/api/**", lambda route: route.abort())

    sam.open()

    sam.sees("Known before")
    sam.sees(re.compile(r"No signal\. Saved \d+:\d\d"))


def test_when_nothing_is_known_and_nobody_answers_it_says_so_and_tries_again(
    phone: Callable[[], Phone], office: Office
) -> None:
    office.visit(title="Comes late")
    sam = Phone(page=phone().page, url=office.run.url)
    sam.page.evaluate("() => new Promise((done) => { indexedDB.deleteDatabase('field').onsuccess = done; done(); })")
    sam.page.route("**/api/appointments**", lambda route: route.abort())
    sam.tap("Day after")

    sam.sees("Your jobs could not be loaded.")
    with sam.page.expect_request("**/api/appointments**"):
        sam.tap("Try again")
    sam.sees("Your jobs could not be loaded.")
    sam.page.unroute("**/api/appointments**")
    sam.page.evaluate("() => dispatchEvent(new Event('online'))")

    sam.sees("Nothing planned")


def test_a_change_by_the_office_shows_on_return(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit(title="Moves on")
    sam = phone()
    sam.sees("Moves on")
    visit.moved(office.dispatcher, "started")

    sam.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    sam.sees_button("Complete")
