"""The back-up job from the Jobs view, whole: once by mouse alone, once by keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.api.conftest import Office
from tests.browser.desk import TITLE, Desk
from tests.browser.hands import Hands, Keyboard, Mouse
from tests.waiting import eventually

BANNER = re.compile("Change status")
VISIT = re.compile("(Mon|Tue|Wed|Thu|Fri|Sat|Sun),")
PAUSE, COMPLETE = "This job requires follow up (Pause It)", "This job is done (Complete it)"


@pytest.fixture(params=[Mouse, Keyboard], ids=["mouse", "keyboard"])
def hands(request: pytest.FixtureRequest, desk: Callable[[], Desk]) -> Callable[[], Hands]:
    """At the Jobs view, when a test has planned what is on it."""
    return lambda: request.param(desk())


def set_ahead(hands: Hands, choice: str, shown: str) -> None:
    hands.press(BANNER)
    hands.press(choice)
    hands.dana.stands_at(shown)


def set_back(hands: Hands, reason: str, choice: str, shown: str) -> None:
    hands.press(BANNER)
    correct(hands, reason, choice, shown)


def correct(hands: Hands, reason: str, choice: str, shown: str) -> None:
    if not hands.dana.dialog.get_by_role("button", name=reason).is_visible():  # it is unfolded where nothing lies ahead
        hands.press("Correct status…")
    hands.press(reason)
    set_to = hands.dana.dialog.get_by_role("group", name="Set to").last
    expect(set_to.get_by_role("button", name=choice, exact=True)).to_be_visible()
    hands.press(choice)
    hands.dana.stands_at(shown)


def test_an_appointment_is_found_and_given_every_status(hands: Callable[[], Hands], office: Office) -> None:
    office.visit(title="Toilet runs")
    visit = office.visit(starts_at=office.clock.now + timedelta(seconds=1))
    by = hands()

    by.press(TITLE)
    expect(by.dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_focused()
    by.press(VISIT)
    set_ahead(by, "En Route", "En Route")
    set_ahead(by, "Started", "Started")
    set_ahead(by, PAUSE, "Paused")
    set_back(by, "Wrong job tapped", "Scheduled", "Scheduled")
    set_ahead(by, COMPLETE, "Complete")
    set_back(by, "Visit fell through", "Canceled", "Canceled")
    set_back(by, "Technician called in", "Draft", "Draft")
    by.press("Close")

    expect(by.dana.dialog).to_have_count(0)
    statuses = [entry["status"] for entry in visit.now()["timeline"] if entry["kind"] == "change"]
    assert statuses == ["enroute", "started", "complete", "scheduled", "complete", "canceled", "draft"]


def test_the_text_is_seen_to_go_and_sent_again_with_another_time(hands: Callable[[], Hands], office: Office) -> None:
    office.settle(hold_seconds=1)
    visit = office.visit(starts_at=office.clock.now + timedelta(seconds=1))
    visit.moved(office.sam, "enroute", arrival={"minutes": 20})
    by = hands()
    text = by.dana.section("Text to the customer")

    by.press(TITLE)
    by.press(VISIT)
    expect(text).to_contain_text(re.compile(r"Text sent \d+:\d\d"))
    told = visit.now()["arrival"]
    text.get_by_label("Arrives in").select_option("45 min")
    by.press("Resend")

    assert eventually(lambda: len(visit.texts()) == 2)
    assert visit.now()["arrival"]["from"] > told["to"]


def test_a_job_is_corrected_and_then_canceled(hands: Callable[[], Hands], office: Office) -> None:
    visit = office.visit()
    by = hands()

    by.press(TITLE)
    by.press("Edit")
    by.write("Customer's name", "Rosa Diaz")
    by.press("Save")
    expect(by.dana.dialog).to_have_count(0)
    by.dana.sees("Rosa Diaz")
    by.press("Cancel job")
    by.write("Why? (optional)", "sold the house")
    by.press("Cancel job")
    expect(by.dana.page.get_by_role("article")).to_contain_text("Canceled")

    job = visit.job()
    assert (job["customer"]["name"], job["status"]) == ("Rosa Diaz", "canceled")


def test_what_needs_attention_is_set_right_until_nothing_does(hands: Callable[[], Hands], office: Office) -> None:
    visit = office.visit(starts_at=office.clock.now - timedelta(hours=3))
    by = hands()

    by.press(re.compile("Needs attention"))
    by.press("Set status")
    correct(by, "Visit fell through", "Draft", "Draft")
    by.press("Close")

    by.dana.needs_attention(0)
    assert visit.now()["status"] == "draft"


def test_on_the_schedule_an_appointment_is_found_and_set_right_and_the_texts_state_is_seen(
    hands: Callable[[], Hands], office: Office
) -> None:
    office.settle(hold_seconds=1)
    office.visit(title="Toilet runs", technician=office.bo)
    visit = office.visit()
    by = hands()

    by.press("Schedule")
    expect(by.dana.page.get_by_role("heading", level=1, name="Schedule")).to_be_focused()
    expect(by.dana.visit(TITLE)).to_be_visible()
    by.press(re.compile(f"^Scheduled\\s+{TITLE}"))
    set_ahead(by, "En Route", "En Route")

    expect(by.dana.section("Text to the customer")).to_contain_text(re.compile(r"Text sent \d+:\d\d"))
    by.press("Close")
    expect(by.dana.visit(TITLE)).to_be_focused()
    expect(by.dana.visit(TITLE)).to_contain_text("En Route")
    assert visit.now()["status"] == "enroute"
