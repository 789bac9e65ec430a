"""The queue: a tap lies in it first and shows at once, goes out once and in order, and nothing is lost in silence."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Route, expect

from tests.api.conftest import Office
from tests.browser.phone import Phone, statuses

TITLE = "AC blows warm air"


def at_odds_with_the_office(phone: Callable[[], Phone], office: Office) -> Phone:
    """Sam set out for what the office had canceled, and looks at what waits."""
    visit = office.visit()
    sam = phone()
    sam.sees(TITLE)
    visit.moved(office.dispatcher, "canceled", reason="the customer called it off")
    sam.tap("On My Way")
    sam.tap("Send & go")
    sam.sees("1 to look at")
    sam.see_what_waits()
    return sam


def test_a_tap_shows_while_nobody_answers_and_lies_in_the_queue(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.sees(TITLE)
    sam.hold_network()

    sam.set_out()
    sam.sees_button("Start Appointment")
    sam.tap("Start Appointment")
    sam.sees_button("Complete")

    assert [item["wish"]["status"] for item in sam.queue()] == ["enroute", "started"]
    assert [item["sequence"] for item in sam.queue()] == [1, 2]


def test_what_waited_goes_out_once_and_in_order_when_answers_come_again(
    phone: Callable[[], Phone], office: Office
) -> None:
    visit = office.visit()
    sam = phone()
    sam.sees(TITLE)
    sam.hold_network()
    sam.set_out()
    sam.tap("Start Appointment")
    sam.sees_button("Complete")

    sam.release_network()

    sam.queue_empties()
    assert statuses(visit) == ["enroute", "started"]


def test_a_lost_answer_is_asked_for_again_under_the_same_key(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    sam = phone()
    keys: list[str] = []

    def lose_the_first_answer(route: Route) -> None:
        keys.append(route.request.headers["idempotency-key"])
        if len(keys) == 1:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    sam.page.route("**/status", lose_the_first_answer)
    sam.set_out()

    sam.queue_empties()
    assert len(keys) == 2
    assert len(set(keys)) == 1
    assert statuses(visit) == ["enroute"]


def test_a_read_that_was_asked_before_a_tap_does_not_undo_it_on_screen(
    phone: Callable[[], Phone], office: Office
) -> None:
    visit = office.visit()
    sam = phone()
    sam.sees(TITLE)
    late: list[tuple[Route, bytes]] = []
    sam.page.route(f"**/jobs/{visit.job_id}", lambda route: late.append((route, route.fetch().body())), times=1)
    sam.follow(TITLE)
    sam.set_out()
    sam.queue_empties()

    for route, before in late:
        route.fulfill(body=before, content_type="application/json")

    sam.sees("Upstairs unit, installed 2014.")
    sam.sees_button("Start Appointment")
    assert late


def test_without_signal_the_bar_says_how_much_waits(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.sees(TITLE)
    sam.lose_signal()

    sam.set_out()
    sam.sees("1 waiting")
    sam.find_signal()

    sam.queue_empties()
    sam.sees_no("1 waiting")


def test_what_waits_is_listed_with_its_reason(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.sees(TITLE)
    sam.lose_signal()
    sam.set_out()

    sam.sees("1 waiting")
    sam.see_what_waits()

    expect(sam.page.get_by_role("heading", name="On My Way")).to_be_visible()
    sam.sees("No signal.")
    sam.find_signal()
    sam.sees("Everything is sent")


def test_what_the_office_forbade_meanwhile_shows_both_sides(phone: Callable[[], Phone], office: Office) -> None:
    sam = at_odds_with_the_office(phone, office)

    sam.sees("The office changed this appointment in the meantime.")
    item = sam.page.get_by_role("listitem").filter(has_text=TITLE)
    expect(item).to_contain_text("En Route")
    expect(item).to_contain_text("Canceled")


def test_discarding_asks_first(phone: Callable[[], Phone], office: Office) -> None:
    sam = at_odds_with_the_office(phone, office)

    sam.tap("Discard")
    sam.tap("Keep it")
    assert len(sam.queue()) == 1
    sam.tap("Discard")
    sam.page.get_by_role("dialog").get_by_role("button", name="Discard").click()

    sam.sees("Everything is sent")
    assert sam.queue() == []


def test_of_two_tabs_one_sends(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    sam = phone()
    sam.sees(TITLE)
    other = sam.in_another_tab()
    sam.lose_signal()
    sam.set_out()
    sam.sees("1 waiting")
    other.sees("1 waiting")

    sam.find_signal()

    other.queue_empties()
    other.sees_no("1 waiting")
    assert statuses(visit) == ["enroute"]


def test_an_undo_that_waits_with_its_departure_means_no_text(phone: Callable[[], Phone], office: Office) -> None:
    office.settle(hold_seconds=0)
    visit = office.visit()
    sam = phone()
    sam.sees(TITLE)
    sam.lose_signal()
    sam.set_out()
    sam.tap("Undo")
    sam.sees_button("On My Way")

    sam.find_signal()

    sam.queue_empties()
    assert statuses(visit) == ["enroute", "scheduled"]
    assert visit.texts() == []
