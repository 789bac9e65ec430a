"""On My Way: two taps, nothing to wait for, undone within the hold, and what became of the text."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.api.conftest import Office, Visit
from tests.browser.phone import Phone
from tests.waiting import eventually

TITLE = "AC blows warm air"


def opt_out(visit: Visit, *, opted_out: bool) -> None:
    body = {"version": visit.job()["version"], "customer": {"opted_out": opted_out}}
    assert visit.office.dispatcher.ask("PATCH", f"/jobs/{visit.job_id}", body).is_success


def test_two_taps_are_all(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    sam = phone()

    sam.tap("On My Way")
    sam.tap("Send & go")

    sam.sees(re.compile(r"text goes in \d+ s"))
    sam.sees_button("Undo")
    assert visit.now()["status"] == "enroute"


def test_it_tells_the_minutes_that_were_right_last_time(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.tap("On My Way")
    sam.choose("45 min")
    sam.tap("Send & go")
    sam.tap("Undo")
    sam.sees_button("On My Way")
    sam.queue_empties()

    sam.open()
    sam.tap("On My Way")

    expect(sam.page.get_by_role("radio", name="45 min")).to_be_checked()


def test_the_preview_shows_the_very_text(phone: Callable[[], Phone], office: Office) -> None:
    office.settle(hold_seconds=0)
    visit = office.visit()
    sam = phone()

    sam.tap("On My Way")
    sam.sees("Sam is on the way and should arrive")
    shown = sam.page.get_by_role("figure").inner_text()
    sam.tap("Send & go")
    sam.sees(re.compile("Text sent"))

    assert visit.texts()[0] in shown


def test_the_preview_is_never_waited_for(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    sam = phone()
    unanswered: list[Route] = []
    sam.page.route("**/status/preview", lambda route: unanswered.append(route))  # noqa: PLW0108 - see phone.py

    sam.tap("On My Way")
    sam.tap("Send & go")

    sam.sees(re.compile(r"text goes in \d+ s"))
    assert visit.now()["status"] == "enroute"


def test_undo_within_the_hold_means_no_text(phone: Callable[[], Phone], office: Office) -> None:
    office.settle(hold_seconds=3)
    visit = office.visit()
    sam = phone()
    sam.set_out()

    sam.tap("Undo")

    sam.sees_button("On My Way")
    sam.queue_empties()
    assert visit.now()["alert"]["reason"] == "undone"
    assert visit.texts() == []


def test_a_text_that_went_out_says_when_and_offers_a_new_time(phone: Callable[[], Phone], office: Office) -> None:
    office.settle(hold_seconds=0)
    visit = office.visit()
    sam = phone()
    sam.set_out()

    sam.sees(re.compile(r"Text sent \d+:\d\d"))
    sam.tap("New time")
    sam.choose("60 min")
    sam.tap("Send")

    assert eventually(lambda: len(visit.texts()) == 2)
    sam.sees(re.compile(r"Text sent \d+:\d\d"))


def test_who_has_no_number_is_set_out_for_without_a_text(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit(phone=None)
    sam = phone()

    sam.tap("On My Way")
    sam.sees("No text: no phone number.")
    sam.tap("Go")

    sam.sees("Not texted: no phone number")
    assert visit.now()["status"] == "enroute"


def test_a_text_that_was_not_sent_says_why_and_is_sent_when_asked(phone: Callable[[], Phone], office: Office) -> None:
    office.settle(hold_seconds=2)
    visit = office.visit()
    sam = phone()
    sam.set_out()
    opt_out(visit, opted_out=True)
    sam.sees("Not texted: the customer asked for no texts")
    opt_out(visit, opted_out=False)

    sam.tap("Send now")
    sam.tap("Send")

    sam.sees(re.compile(r"Text sent \d+:\d\d"))
    assert len(visit.texts()) == 1


def test_another_one_still_open_is_offered_first_and_blocks_nothing(phone: Callable[[], Phone], office: Office) -> None:
    begun = office.visit(title="Leaking valve")
    begun.moved(office.sam, "started")
    visit = office.visit()
    sam = phone()
    sam.follow(TITLE)

    sam.tap("On My Way")
    sam.sees("Leaking valve is still open.")
    sam.tap("Send & go")

    sam.sees("En Route")
    sam.queue_empties()
    assert (visit.now()["status"], begun.now()["status"]) == ("enroute", "started")


def test_another_one_still_open_is_completed_from_there(phone: Callable[[], Phone], office: Office) -> None:
    begun = office.visit(title="Leaking valve")
    begun.moved(office.sam, "started")
    office.visit()
    sam = phone()
    sam.follow(TITLE)

    sam.tap("On My Way")
    sam.tap("Complete it")
    sam.tap("This job is done (Complete it)")

    sam.queue_empties()
    assert begun.now()["outcome"] == "done"


def test_without_signal_it_says_when_the_text_goes(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.sees(TITLE)
    sam.lose_signal()

    sam.tap("On My Way")
    sam.sees("Goes out when you have signal, within 10 minutes.")
    sam.tap("Send & go")

    sam.sees("Waiting for signal")
    sam.sees_button("Start Appointment")
