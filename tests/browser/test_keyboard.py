"""Where the focus goes in Field and Dispatch, and what a keyboard alone can do."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from tests.api.conftest import Office
from tests.browser.desk import TITLE, Desk
from tests.browser.phone import Phone
from tests.browser.rules import press_until


def test_a_keyboard_alone_sets_out(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    sam = phone()
    sam.sees(TITLE)

    press_until(sam, "On My Way")
    expect(sam.page.get_by_role("heading", name="On My Way")).to_be_focused()
    press_until(sam, "Send & go")

    sam.sees("En Route")
    sam.queue_empties()
    assert visit.now()["status"] == "enroute"


def test_escape_closes_a_sheet_and_the_focus_is_where_it_was(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.button("On My Way").focus()
    sam.page.keyboard.press("Enter")
    expect(sam.page.get_by_role("dialog")).to_be_visible()

    sam.page.keyboard.press("Escape")

    expect(sam.page.get_by_role("dialog")).to_have_count(0)
    expect(sam.button("On My Way")).to_be_focused()


def test_a_new_screen_takes_the_focus_to_its_heading(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()

    sam.follow(TITLE)

    expect(sam.page.get_by_role("heading", level=1, name=TITLE)).to_be_focused()


def test_what_is_focused_is_never_under_the_fixed_bar(phone: Callable[[], Phone], office: Office) -> None:
    office.visit().moved(office.sam, "enroute")
    sam = phone()
    sam.follow(TITLE)
    sam.page.set_viewport_size({"width": 360, "height": 500})

    sam.button("Add note").focus()

    note, bar = sam.button("Add note").bounding_box(), sam.button("Start Appointment").bounding_box()
    assert note
    assert bar
    assert note["y"] + note["height"] <= bar["y"]


def test_a_card_takes_the_focus_and_gives_it_back(desk: Callable[[], Desk], office: Office) -> None:
    office.visit()
    dana = desk()
    dana.open_job()
    dana.appointment().focus()

    dana.page.keyboard.press("Enter")
    expect(dana.dialog.get_by_role("heading", level=2, name=TITLE)).to_be_focused()
    dana.page.keyboard.press("Escape")

    expect(dana.dialog).to_have_count(0)
    expect(dana.appointment()).to_be_focused()


def test_a_keyboard_alone_finds_the_appointment_sets_it_right_and_sees_the_texts_state(
    desk: Callable[[], Desk], office: Office
) -> None:
    office.settle(hold_seconds=1)
    office.visit(title="Toilet runs")
    visit = office.visit(starts_at=office.clock.now + timedelta(seconds=1))
    dana = desk()
    dana.sees("2 jobs")
    keyboard = dana.page.keyboard

    keyboard.press("/")
    keyboard.type("warm air")
    dana.sees_jobs(TITLE)
    press_until(dana, TITLE)
    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_focused()
    press_until(dana, re.compile("^Wed|^Thu|^Fri|^Sat|^Sun|^Mon|^Tue"))
    expect(dana.dialog).to_be_visible()
    press_until(dana, re.compile("Change status"), back=True)
    press_until(dana, "En Route")
    dana.stands_at("En Route")
    expect(dana.banner).to_be_focused()

    expect(dana.section("Text to the customer")).to_contain_text(re.compile(r"Text sent \d+:\d\d"))
    keyboard.press("Enter")
    press_until(dana, re.compile("Correct status"))
    press_until(dana, "Tapped too early")
    press_until(dana, "Scheduled")
    dana.stands_at("Scheduled")
    keyboard.press("Escape")
    expect(dana.dialog).to_have_count(0)
    assert visit.now()["timeline"][-1]["reason"] == "Tapped too early"
