"""Every screen of Dispatch, in both themes and at every size: for all eyes, fingers and keyboards."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.api.conftest import Office
from tests.browser.conftest import DESK
from tests.browser.desk import TITLE, Desk
from tests.browser.office_screens import SCREENS, plan
from tests.browser.rules import SMALL, WIDER_THAN_THE_PHONE, press_until, violations

LATE_AND_NOT = ("Waits for hours", "Toilet runs")


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_breaks_a_rule_of_axe_in_either_theme_or_is_too_small_for_a_finger(
    screen: str, desk: Callable[[], Desk], office: Office
) -> None:
    plan(office)
    dana = desk()
    dana.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    SCREENS[screen](dana)

    found = {"by day": violations(dana.page)}
    dana.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    found["by night"] = violations(dana.page)
    for width in (360, 320):
        dana.page.set_viewport_size({"width": width, "height": 740})
        found[f"wider than {width}"] = dana.page.evaluate(WIDER_THAN_THE_PHONE)
    found["at 320"] = violations(dana.page)
    found["small"] = dana.page.evaluate(SMALL)

    assert {what: breaches for what, breaches in found.items() if breaches} == {}


def test_text_twice_as_large_still_fits(desk: Callable[[], Desk], office: Office) -> None:
    plan(office)
    dana = desk()
    SCREENS["status"](dana)

    dana.page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")

    assert dana.page.evaluate(WIDER_THAN_THE_PHONE) == []


def test_in_forced_colours_every_status_keeps_its_word(browser: Browser, office: Office) -> None:
    plan(office)
    context = browser.new_context(forced_colors="active", timezone_id="America/Phoenix")
    dana = Desk(page=context.new_page(), url=office.run.url).signed_in(office.dispatcher, "Dana Ortiz")

    for title, word in {"Toilet runs": "Paused", TITLE: "In progress", "Thermostat is blank": "Scheduled"}.items():
        expect(dana.row(title)).to_contain_text(word)
    context.close()


def test_in_forced_colours_the_schedule_keeps_every_word_and_the_outline_of_who_is_late(
    browser: Browser, office: Office
) -> None:
    plan(office)
    context = browser.new_context(forced_colors="active", timezone_id="America/Phoenix", viewport=DESK)
    dana = Desk(page=context.new_page(), url=office.run.url).signed_in(office.dispatcher, "Dana Ortiz")
    dana.open_schedule()

    for title, word in {"Toilet runs": "Paused", "Furnace clicks": "Complete", "Waits for hours": "Late"}.items():
        expect(dana.visit(title)).to_contain_text(word)
    styles = [dana.visit(title).evaluate("(each) => getComputedStyle(each).borderStyle") for title in LATE_AND_NOT]
    assert styles == ["double", "solid"]
    context.close()


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
