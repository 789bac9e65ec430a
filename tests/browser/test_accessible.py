"""Every screen, in both themes, in forced colours and at every size: for all eyes and fingers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import Browser, expect

from local.demo.company import PHOENIX, FromNow
from local.running import LocalRun
from tests.browser.desk import Desk
from tests.browser.planned_day import DONE, LATE, NEXT, ON_THE_WAY, PAUSED
from tests.browser.rules import breaches
from tests.browser.screens import SCREENS, Screen
from tests.browser.seats import Seats, seated

BURSTS = {
    *("field-nothing-planned", "field-unread", "field-scheduled", "field-on-my-way", "field-on-my-way-without-signal"),
    *("field-both-sides", "field-job-without-signal", "field-lost", "field-refused", "field-not-kept"),
    "field-just-paused",
}
"""Text twice as large makes them wider than the phone: what they hold in one word is."""


@pytest.fixture(scope="module")
def seats(browser: Browser, run: LocalRun, http: httpx.Client, cognito: Any) -> Iterator[Seats]:
    with seated(browser, run, http, cognito) as seats:
        yield seats


@pytest.mark.parametrize("screen", SCREENS.values(), ids=str)
def test_every_screen_is_for_all_eyes_and_every_finger(screen: Screen, seats: Seats) -> None:
    with seats.at(screen) as at:
        found = breaches(at.page, is_narrow=screen.client == "field", grows=str(screen) not in BURSTS)

    assert {what: each for what, each in found.items() if each} == {}


@pytest.mark.parametrize(
    ("screen", "words"),
    [("field-jobs", ["Complete", "Started", "Scheduled"]), ("field-left-open", ["Paused", "En Route"])],
)
def test_in_forced_colours_every_status_keeps_its_word(screen: str, words: list[str], seats: Seats) -> None:
    with seats.at(SCREENS[screen]) as at:
        at.page.emulate_media(forced_colors="active")

        for word in words:
            at.sees(word)


def test_in_forced_colours_every_row_keeps_its_word(seats: Seats) -> None:
    with seats.at(SCREENS["dispatch-jobs"]) as dana:
        dana.page.emulate_media(forced_colors="active")

        for title, word in {PAUSED: "Paused", ON_THE_WAY: "In progress", NEXT: "Scheduled"}.items():
            expect(dana.row(title)).to_contain_text(word)


def test_in_forced_colours_the_schedule_keeps_every_word_and_the_outline_of_who_is_late(seats: Seats) -> None:
    with seats.at(SCREENS["dispatch-schedule"]) as dana:
        dana.page.emulate_media(forced_colors="active")
        for title, word in {PAUSED: "Paused", DONE: "Complete"}.items():
            expect(dana.visit(title)).to_contain_text(word)
        on_time = outline(dana, PAUSED)

        dana.open_schedule(FromNow(minutes=-120).instant(seats.office.clock.now, ZoneInfo(PHOENIX)))
        expect(dana.visit(LATE)).to_contain_text("Late")

        assert (on_time, outline(dana, LATE)) == ("solid", "double")


def outline(dana: Desk, title: str) -> str:
    style: str = dana.visit(title).evaluate("(each) => getComputedStyle(each).borderStyle")
    return style
