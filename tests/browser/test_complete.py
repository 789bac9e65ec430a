"""Complete: exactly two choices, one tap on either, Undo, and why a paused job waits."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.api.conftest import Office, Visit
from tests.browser.phone import Phone

PAUSE = "This job requires follow up (Pause It)"
DONE = "This job is done (Complete it)"


def a_started_visit(office: Office) -> Visit:
    visit = office.visit()
    visit.moved(office.sam, "started")
    return visit


def test_there_are_exactly_two_choices(phone: Callable[[], Phone], office: Office) -> None:
    a_started_visit(office)
    sam = phone()

    sam.tap("Complete")

    choices = sam.page.get_by_role("dialog").get_by_role("button")
    expect(choices).to_have_text([PAUSE, DONE, "Not yet"])


def test_one_tap_completes_it_and_leads_on(phone: Callable[[], Phone], office: Office) -> None:
    visit = a_started_visit(office)
    sam = phone()
    sam.tap("Complete")

    sam.tap(DONE)

    sam.sees("All done")
    sam.queue_empties()
    assert (visit.now()["status"], visit.now()["outcome"]) == ("complete", "done")


def test_pause_it_is_one_tap_too(phone: Callable[[], Phone], office: Office) -> None:
    visit = a_started_visit(office)
    sam = phone()
    sam.tap("Complete")

    sam.tap(PAUSE)

    sam.sees("Paused")
    sam.queue_empties()
    assert visit.now()["outcome"] == "follow_up"
    assert visit.job()["status"] == "paused"


def test_after_pause_it_the_office_may_be_told_why(phone: Callable[[], Phone], office: Office) -> None:
    visit = a_started_visit(office)
    sam = phone()
    sam.tap("Complete")
    sam.tap(PAUSE)

    sam.tap("Parts")
    sam.write("Anything the office should know", "Igniter, 120 V")
    sam.tap("Tell the office")

    sam.sees("The office will read it.")
    sam.queue_empties()
    assert [note["text"] for note in visit.job()["notes"]] == ["Follow up: Parts: Igniter, 120 V"]


def test_complete_can_be_undone(phone: Callable[[], Phone], office: Office) -> None:
    visit = a_started_visit(office)
    sam = phone()
    sam.tap("Complete")
    sam.tap(DONE)

    sam.tap("Undo")

    sam.sees_button("Complete")
    sam.queue_empties()
    assert visit.now()["status"] == "started"


def test_not_yet_changes_nothing(phone: Callable[[], Phone], office: Office) -> None:
    visit = a_started_visit(office)
    sam = phone()
    sam.tap("Complete")

    sam.tap("Not yet")

    expect(sam.page.get_by_role("dialog")).to_have_count(0)
    assert sam.queue() == []
    assert visit.now()["status"] == "started"
