"""Every screen, in both themes and at every size: for all eyes, fingers and keyboards."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.conftest import Office
from tests.browser.phone import Phone
from tests.browser.rules import SMALL, WIDER_THAN_THE_PHONE, press_until, violations
from tests.browser.screens import SCREENS, TITLE, plan


@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_breaks_a_rule_of_axe_in_either_theme(
    screen: str, phone: Callable[[], Phone], office: Office
) -> None:
    plan(office)
    sam = phone()
    sam.page.emulate_media(color_scheme="light", reduced_motion="reduce")
    SCREENS[screen](sam)

    by_day = violations(sam.page)
    sam.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    by_night = violations(sam.page)

    assert (by_day, by_night) == ([], [])


def test_signing_in_breaks_no_rule_of_axe_and_fits(page: Page, office: Office) -> None:
    sam = Phone(page=page, url=office.run.url)

    sam.sign_in(office.sam.email, password="not this one")
    sam.sees("That e-mail and password do not fit together.")

    by_day = violations(page)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 740})

    assert (by_day, violations(page)) == ([], [])
    assert (page.evaluate(SMALL), page.evaluate(WIDER_THAN_THE_PHONE)) == ([], [])


@pytest.mark.parametrize("screen", SCREENS)
def test_every_screen_fits_every_phone_and_every_thumb(screen: str, phone: Callable[[], Phone], office: Office) -> None:
    plan(office)
    sam = phone()
    SCREENS[screen](sam)

    too_wide = {}
    for width in (360, 320):
        sam.page.set_viewport_size({"width": width, "height": 740})
        too_wide[width] = sam.page.evaluate(WIDER_THAN_THE_PHONE)
    small = sam.page.evaluate(SMALL)

    assert too_wide == {360: [], 320: []}
    assert small == []


def test_text_twice_as_large_still_fits(phone: Callable[[], Phone], office: Office) -> None:
    plan(office)
    sam = phone()
    SCREENS["job"](sam)

    sam.page.evaluate("() => { document.documentElement.style.fontSize = '200%' }")

    assert sam.page.evaluate(WIDER_THAN_THE_PHONE) == []


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
    plan(office)
    sam = phone()
    SCREENS["job"](sam)
    sam.page.set_viewport_size({"width": 360, "height": 500})

    sam.button("Add note").focus()

    note, bar = sam.button("Add note").bounding_box(), sam.button("Start Appointment").bounding_box()
    assert note
    assert bar
    assert note["y"] + note["height"] <= bar["y"]


def test_in_forced_colours_every_status_keeps_its_word(browser: Browser, office: Office) -> None:
    plan(office)
    context = browser.new_context(forced_colors="active", service_workers="block", timezone_id="America/Phoenix")
    sam = Phone(page=context.new_page(), url=office.run.url).signed_in(office.sam)

    sam.sees(TITLE)

    for word in ("Complete", "Paused", "En Route", "Scheduled", "Started"):
        sam.sees(word)
    context.close()
