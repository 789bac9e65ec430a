"""Unsent work outlives whatever happens to a phone: killed tabs, other people, a full disk, a lost database."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, Route, expect

from tests.api.conftest import Office, Visit
from tests.browser.phone import Phone, statuses
from tests.images import a_png
from tests.storm.hours import Hours
from tests.storm.stage import leaping
from tests.waiting import eventually

TITLE = "AC blows warm air"
ASKS_EVERY = 30_000


@pytest.fixture
def visit(office: Office) -> Visit:
    return office.visit()


@pytest.fixture
def sam(visit: Visit, phone: Callable[[], Phone]) -> Phone:
    """Signed in, with one job on the screen."""
    sam = phone()
    sam.sees(TITLE)
    return sam


def refuse_once(sam: Phone, status: int, again_seconds: int) -> list[float]:
    """The next change, and from then on each change's time of arrival is noted."""
    at: list[float] = []

    def meet(route: Route) -> None:
        at.append(time.monotonic())
        if len(at) == 1:
            route.fulfill(status=status, headers={"Retry-After": str(again_seconds)}, json={"code": f"http_{status}"})
        else:
            route.continue_()

    sam.page.route("**/status", meet)
    return at


@pytest.fixture
def disk(page: Page, office: Office) -> CDPSession:
    """Full from the start: how much is left, the browser asks now and then only."""
    session = page.context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": office.run.url, "quotaSize": 1})
    return session


def test_when_the_tab_that_sends_is_killed_the_other_one_goes_on(sam: Phone, visit: Visit) -> None:
    other = sam.in_another_tab()
    other.sees(TITLE)
    sam.hold_network()
    sam.set_out()
    other.sees("1 waiting")

    sam.page.close()

    other.queue_empties()
    assert statuses(visit) == ["enroute"]


def test_what_another_tab_has_sent_is_known_to_this_one_before_it_asks_by_itself(sam: Phone) -> None:
    other = sam.in_another_tab()
    other.sees(TITLE)
    other.page.route("**/status", lambda route: route.abort())

    sam.set_out()
    sam.queue_empties()
    other.sees_no("1 waiting")

    card = other.page.get_by_role("listitem").filter(has_text=TITLE)
    expect(card).to_contain_text("En Route", timeout=ASKS_EVERY / 2)


def test_what_a_killed_tab_had_sent_is_sent_again_in_the_same_words(sam: Phone, visit: Visit) -> None:
    sent: list[dict[str, Any]] = []

    def lose_the_first_answer(route: Route) -> None:
        sent.append({**(route.request.post_data_json or {}), "key": route.request.headers["idempotency-key"]})
        if len(sent) == 1:
            route.fetch()
        else:
            route.continue_()

    sam.page.context.route("**/status", lose_the_first_answer)
    sam.set_out()
    assert eventually(lambda: bool(sam.queue()) and statuses(visit) == ["enroute"])
    sam.tap("Undo")
    sam.sees_button("On My Way")
    again = sam.in_another_tab()

    sam.page.close()

    again.queue_empties()
    assert statuses(visit) == ["enroute", "scheduled"]
    first, second, *_ = [{**body, "client_now": ""} for body in sent]
    assert first == second


@pytest.mark.accounts
def test_who_signs_in_next_on_this_phone_does_not_send_it(sam: Phone, visit: Visit, office: Office) -> None:
    sam.page.route("**/status", lambda route: route.abort())
    sam.set_out()
    sam.sees("1 waiting")
    sam.page.get_by_role("link", name="You: Sam Ortiz").click()
    sam.tap("Sign out")
    sam.tap("Sign out anyway")
    sam.sees_button("Sign in")
    sam.page.unroute("**/status")

    sam.sign_in(office.bo.email)
    sam.sees("Nothing planned")
    expect(sam.page.get_by_role("link", name="Waiting to send")).to_have_count(0)
    assert (len(sam.queue()), statuses(visit)) == (1, [])
    sam.open("you")
    sam.tap("Sign out")
    sam.sign_in(office.sam.email)

    sam.queue_empties()
    assert [entry["person"] for entry in visit.now()["timeline"][1:]] == [office.sam.person_id]


def test_who_signs_in_while_a_photo_is_handed_over_does_not_finish_it(
    sam: Phone, visit: Visit, office: Office, tmp_path: Any
) -> None:
    file = tmp_path / "IMG_0001.png"
    file.write_bytes(a_png(64, 48))
    said: list[str] = []
    uploading: list[Route] = []
    sam.page.on("request", lambda request: said.append(request.url))
    sam.page.route(re.compile(r"^(?!.*/(api|field)/).*$"), lambda route: uploading.append(route))  # noqa: PLW0108 - see phone.py
    sam.follow(TITLE)
    sam.page.get_by_label("Add photo").set_input_files(file)
    assert eventually(lambda: bool(sam.queue()) and bool(uploading))

    sam.in_another_tab().signed_in(office.bo, "Bo Ortiz").sees("Nothing planned")
    uploading[0].continue_()

    assert eventually(lambda: sam.queue()[0]["attempts"] == 1)
    assert not [url for url in said if url.endswith("/uploaded")]


def test_a_full_disk_takes_no_tap_and_says_what_to_do(disk: CDPSession, sam: Phone, visit: Visit) -> None:
    sam.tap("On My Way")
    sam.tap("Send & go")
    sam.sees("Not saved")
    sam.sees(re.compile("was not saved and will not be sent. Free some space"))
    assert sam.queue() == []
    sam.tap("I understand")
    sam.tap("Not yet")
    sam.sees_button("On My Way")

    disk.send("Storage.overrideQuotaForOrigin", {"origin": sam.url})
    sam.set_out()

    sam.queue_empties()
    assert statuses(visit) == ["enroute"]


def test_a_note_that_a_full_disk_did_not_take_stays_where_it_was_written(disk: CDPSession, sam: Phone) -> None:
    sam.follow(TITLE)
    sam.tap("Add note")
    sam.write("Note for the team", "Compressor is loud")

    sam.tap("Save note")
    sam.tap("I understand")

    expect(sam.page.get_by_label("Note for the team")).to_have_value("Compressor is loud")
    assert sam.queue() == []


def test_a_lost_database_is_noticed_and_said_until_it_is_understood(sam: Phone) -> None:
    sam.page.route("**/status", lambda route: route.abort())
    sam.set_out()
    sam.sees("1 waiting")
    sam.lose_database_while_closed()

    sam.open()
    sam.sees("Unsent work is gone")
    sam.sees(re.compile("with it 1 thing not sent yet"))
    sam.open()
    sam.sees("Unsent work is gone")
    sam.tap("I understand")
    sam.open()

    sam.sees(TITLE)
    sam.sees_no("Unsent work is gone")


def test_a_database_that_is_lost_while_field_is_open_is_noticed_when_somebody_looks(sam: Phone) -> None:
    sam.lose_signal()
    sam.set_out()
    sam.sees("1 waiting")

    sam.lose_database()
    sam.look_away_and_back()

    sam.sees("Unsent work is gone")
    sam.tap("I understand")
    sam.sees_button("On My Way")
    sam.set_out()
    sam.sees("1 waiting")


def test_a_database_lost_when_everything_was_sent_is_nobodys_loss(sam: Phone) -> None:
    sam.set_out()
    sam.queue_empties()
    sam.lose_database_while_closed()

    sam.open()

    sam.sees("En Route")
    sam.sees_no("Unsent work is gone")


def test_what_arrived_although_there_seemed_to_be_no_signal_keeps_its_words(sam: Phone, visit: Visit) -> None:
    def arrive(route: Route) -> None:
        route.fetch()
        route.abort()

    sam.lose_signal()
    sam.page.route("**/status", arrive)
    sam.set_out()
    assert eventually(lambda: sam.queue()[0]["attempts"] == 1)
    assert statuses(visit) == ["enroute"]
    sam.page.unroute("**/status")
    sam.tap("Undo")
    sam.sees_button("On My Way")

    sam.find_signal()

    sam.queue_empties()
    assert statuses(visit) == ["enroute", "scheduled"]


def test_an_undo_that_is_discarded_before_anything_left_costs_nobody_their_text(sam: Phone, visit: Visit) -> None:
    sam.lose_signal()
    sam.set_out()
    sam.tap("Undo")
    assert eventually(lambda: sam.queue()[0]["wish"].get("notify") is False)
    sam.see_what_waits()
    undo = sam.page.get_by_role("listitem").filter(has=sam.page.get_by_role("heading", name="Undo"))
    undo.get_by_role("button", name="Discard").click()
    sam.page.get_by_role("dialog").get_by_role("button", name="Discard").click()
    assert eventually(lambda: len(sam.queue()) == 1)

    sam.find_signal()

    sam.queue_empties()
    assert visit.now()["alert"]["state"] == "pending"


def test_a_success_without_a_word_is_not_taken_for_the_offices(sam: Phone, visit: Visit) -> None:
    sam.page.route("**/status", lambda route: route.fulfill(status=200), times=1)

    sam.set_out()

    sam.queue_empties()
    assert statuses(visit) == ["enroute"]


def test_one_request_too_many_holds_everything_back_for_as_long_as_it_says(sam: Phone, visit: Visit) -> None:
    at = refuse_once(sam, 429, again_seconds=3)
    sam.set_out()
    sam.sees("1 waiting")
    sam.look_away_and_back()
    sam.see_what_waits()
    sam.sees(re.compile(r"The office's system is busy. Next try in \d s."))

    sam.queue_empties()

    assert at[1] - at[0] >= 3
    assert statuses(visit) == ["enroute"]


def test_a_server_that_is_away_for_a_while_gets_it_once_when_it_is_back(sam: Phone, visit: Visit) -> None:
    at = refuse_once(sam, 503, again_seconds=1)

    sam.set_out()

    sam.queue_empties()
    assert at[1] - at[0] >= 1
    assert statuses(visit) == ["enroute"]


def test_back_on_the_screen_nobody_waits_for_the_next_try(sam: Phone, visit: Visit) -> None:
    sam.page.route("**/status", lambda route: route.abort())
    sam.set_out()
    assert eventually(lambda: sam.queue()[0]["attempts"] >= 3)
    sam.page.unroute("**/status")

    sam.look_away_and_back()

    assert eventually(lambda: sam.queue() == [], seconds=2)
    assert statuses(visit) == ["enroute"]


def test_what_waits_behind_something_says_so_and_goes_when_it_is_told_to(sam: Phone, visit: Visit) -> None:
    sam.page.route("**/status", lambda route: route.abort())
    sam.set_out()
    sam.tap("Start Appointment")
    sam.sees("2 waiting")
    sam.see_what_waits()
    first, second = sam.page.get_by_role("listitem").all()[-2:]
    expect(first).to_contain_text("No signal.")
    expect(second).to_contain_text(re.compile("No signal.|Goes out after what is above."))
    sam.page.unroute("**/status")

    first.get_by_role("button", name="Try now").click()

    sam.sees("Everything is sent")
    assert statuses(visit) == ["enroute", "started"]


def test_discarding_what_may_have_arrived_says_so(sam: Phone) -> None:
    sam.page.route("**/status", lambda route: route.abort())
    sam.set_out()
    assert eventually(lambda: sam.queue()[0]["attempts"] > 0)
    sam.see_what_waits()

    sam.tap("Discard")

    sam.sees(re.compile("It may have reached them already; then it stays there."))


def test_what_came_late_and_contradicts_the_office_shows_both_sides_until_it_was_seen(
    phone: Callable[[], Phone], office: Office
) -> None:
    hours = Hours()
    hours.leap(timedelta(minutes=-40))
    with leaping(hours):
        visit = office.visit(starts_at=office.clock.now)
        sam = phone()
        sam.page.clock.install()
        sam.open()
        sam.sees(TITLE)
        sam.lose_signal()
        sam.set_out()
        visit.moved(office.dispatcher, "canceled", reason="the customer called it off")
    sam.page.clock.fast_forward("20:00")
    sam.find_signal()

    both = sam.page.get_by_role("status").filter(has_text="Your office had set something else")
    expect(both).to_contain_text("En Route")
    expect(both).to_contain_text("Canceled")
    sam.open()
    expect(both).to_contain_text("Canceled")
    sam.tap("OK")

    expect(both).to_have_count(0)
    assert sam.queue() == []
    assert sorted(statuses(visit)) == ["canceled", "enroute"]
