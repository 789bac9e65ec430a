"""The card: its banner sets any status, with a reason, a time and a text where they belong; nobody's work is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import expect

from tests.api.conftest import Office
from tests.browser.desk import TITLE, Desk
from tests.waiting import eventually

PAUSE = "This job requires follow up (Pause It)"
DONE = "This job is done (Complete it)"
PHOENIX = ZoneInfo("America/Phoenix")


def test_from_the_jobs_view_a_status_is_four_clicks_away(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()

    dana.follow(TITLE)
    dana.appointment().click()
    dana.banner.click()
    dana.dialog.get_by_role("button", name="Started", exact=True).click()

    dana.stands_at("Started")
    assert visit.now()["status"] == "started"


def test_complete_is_two_choices_in_the_very_words(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "started")
    dana = desk()
    dana.open_card(visit)

    dana.set_to(PAUSE)

    dana.stands_at("Paused")
    assert visit.now()["outcome"] == "follow_up"
    dana.set_to(DONE)
    dana.stands_at("Complete")
    assert visit.now()["outcome"] == "done"


def test_a_move_can_be_undone_without_a_reason(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)
    dana.set_to(DONE)
    dana.stands_at("Complete")

    dana.tap("Undo")

    dana.stands_at("Scheduled")
    dana.sees_no_button("Undo")
    assert visit.now()["status"] == "scheduled"


def test_a_move_can_be_undone_after_the_page_was_loaded_anew(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)
    dana.set_to(DONE)
    dana.stands_at("Complete")
    dana.page.reload()

    dana.tap("Undo")

    dana.stands_at("Scheduled")
    assert visit.now()["status"] == "scheduled"


def test_going_back_wants_a_reason(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "started")
    dana = desk()
    dana.open_card(visit)
    dana.banner.click()
    dana.dialog.get_by_text("Correct status…").click()

    dana.tap("Scheduled")

    dana.sees("Choose a reason, or write one, to go back.")
    assert visit.now()["status"] == "started"
    dana.tap("Wrong job tapped")
    dana.tap("Scheduled")
    dana.stands_at("Scheduled")
    assert visit.now()["timeline"][-1]["reason"] == "Wrong job tapped"
    expect(dana.section("History")).to_contain_text("Reason: Wrong job tapped")


def test_a_reason_can_be_given_in_other_words(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "complete")
    dana = desk()
    dana.open_card(visit)
    dana.banner.click()
    dana.dialog.get_by_text("Correct status…").click()

    dana.write("In other words", "Sam is still there")
    dana.tap("Started")

    dana.stands_at("Started")
    assert visit.now()["timeline"][-1]["reason"] == "Sam is still there"


def test_it_can_have_happened_earlier_by_the_clock_of_the_address(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    created = datetime.fromisoformat(visit.now()["created_at"])
    dana = desk()
    dana.open_card(visit)
    dana.banner.click()

    dana.dialog.get_by_label("Earlier", exact=True).check()
    dana.write("Day", f"{created.astimezone(PHOENIX):%Y-%m-%d}")
    dana.write("Time", f"{created.astimezone(PHOENIX):%H:%M}")
    dana.tap("Started")

    dana.stands_at("Started")
    change = visit.now()["timeline"][-1]
    assert datetime.fromisoformat(change["occurred_at"]) <= created + timedelta(seconds=1)
    assert change["recorded_at"] > change["occurred_at"]


def test_a_time_before_the_last_change_is_refused_and_says_which_that_was(
    desk: Callable[[], Desk], office: Office
) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    dana = desk()
    dana.open_card(visit)
    dana.banner.click()

    dana.dialog.get_by_label("Earlier", exact=True).check()
    dana.write("Time", "00:01")
    dana.tap("Started")

    expect(dana.dialog.get_by_role("alert")).to_contain_text("Sam set enroute at")
    assert visit.now()["status"] == "enroute"


def test_notify_is_ticked_for_a_visit_of_today_and_shows_the_very_text(
    desk: Callable[[], Desk], office: Office
) -> None:
    office.settle(hold_seconds=1)
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)
    dana.banner.click()
    expect(dana.dialog.get_by_label("Notify customer")).to_be_checked()
    dana.page.get_by_label("Arrives in").select_option("20 min")
    text = dana.dialog.get_by_text(re.compile(r"^Desert Air: Sam is on the way and should arrive \d")).inner_text()

    dana.tap("En Route")

    dana.stands_at("En Route")
    expect(dana.section("Text to the customer")).to_contain_text(re.compile(r"Text sent \d+:\d\d"))
    assert visit.texts() == [text]


def test_unticked_nobody_is_texted_and_the_card_says_why(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)
    dana.banner.click()
    expect(dana.dialog.get_by_label("Notify customer")).to_be_checked()

    dana.dialog.get_by_label("Notify customer").uncheck()
    dana.sees("The customer is not texted.")
    dana.tap("En Route")

    dana.stands_at("En Route")
    expect(dana.section("Text to the customer")).to_contain_text("Not texted: nobody asked for a text")
    assert visit.now()["alert"] is None or visit.now()["alert"]["state"] == "skipped"


def test_a_correction_texts_only_when_it_is_ticked(desk: Callable[[], Desk], office: Office) -> None:
    office.settle(hold_seconds=0)
    visit = office.visit()
    visit.moved(office.sam, "started")
    dana = desk()
    dana.open_card(visit)
    dana.banner.click()
    dana.dialog.get_by_text("Correct status…").click()
    dana.tap("Tapped too early")
    dana.sees("No text: it was a correction.")
    expect(dana.dialog.get_by_label("Notify customer")).not_to_be_checked()

    dana.dialog.get_by_label("Notify customer").check()
    dana.sees(re.compile("^Desert Air: Sam is on the way"))
    dana.tap("En Route")

    dana.stands_at("En Route")
    assert eventually(lambda: len(visit.texts()) == 1)


def test_a_customer_without_a_number_cannot_be_notified(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit(phone=None)
    dana = desk()
    dana.open_card(visit)

    dana.banner.click()

    dana.sees("No text: no phone number.")
    expect(dana.dialog.get_by_label("Notify customer")).to_be_disabled()


def test_a_text_can_be_sent_once_more(desk: Callable[[], Desk], office: Office) -> None:
    office.settle(hold_seconds=2)
    visit = office.visit()
    visit.moved(office.sam, "enroute", arrival={"minutes": 20})
    dana = desk()
    dana.open_card(visit)
    text = dana.section("Text to the customer")
    expect(text).to_contain_text(re.compile(r"Text sent \d+:\d\d"))

    text.get_by_role("button", name="Resend").click()

    assert eventually(lambda: len(visit.texts()) == 2)


def test_without_a_technician_work_cannot_begin_and_one_can_be_set_here(
    desk: Callable[[], Desk], office: Office
) -> None:
    visit = office.visit()
    assert office.dispatcher.ask("PATCH", visit.path, {"version": 1, "technician": None}).is_success
    dana = desk()
    dana.open_card(visit)
    dana.banner.click()
    dana.sees("Set a technician below; then every status can be set.")
    dana.sees_no_button("Started")

    dana.section("Technician and time").get_by_role("button", name="Change").click()
    dana.page.get_by_label("Technician", exact=True).select_option("Bo Ortiz")
    dana.tap("Save")

    dana.sees_button("Started")
    assert visit.now()["technician"]["name"] == "Bo Ortiz"


def test_a_visit_is_moved_to_another_time(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)

    dana.section("Technician and time").get_by_role("button", name="Change").click()
    for label, time in {"Starts": "13:00", "Ends": "15:30", "Promised from": "13:00", "to": "14:00"}.items():
        dana.write(label, time)
    dana.tap("Save")

    expect(dana.section("Technician and time")).to_contain_text("1:00 – 3:30 PM")
    planned = visit.now()
    assert f"{datetime.fromisoformat(planned['ends_at']).astimezone(PHOENIX):%H:%M}" == "15:30"
    assert f"{datetime.fromisoformat(planned['window']['to']).astimezone(PHOENIX):%H:%M}" == "14:00"


def test_the_history_tells_both_clocks_who_and_from_where(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "started")
    dana = desk()

    dana.open_card(visit)

    history = dana.section("History")
    expect(history).to_contain_text("Sam, technician · on the phone")
    expect(history).to_contain_text(re.compile(r"Happened \w+, \w+ \d+, \d+:\d\d [AP]M, recorded \d+:\d\d"))
    expect(history).to_contain_text("Planned: Sam Ortiz")


def test_a_note_from_the_card_reaches_the_team(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)

    dana.section("Notes from the team").get_by_role("button", name="Add note").click()
    dana.write("Note for the team", "Gate code 4071#")
    dana.tap("Save note")

    expect(dana.section("Notes from the team")).to_contain_text("Gate code 4071#")
    assert [note["text"] for note in visit.job()["notes"]] == ["Gate code 4071#"]


def test_a_card_has_an_address_and_back_leads_out_of_it(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job()
    dana.appointment().click()
    expect(dana.page).to_have_url(re.compile(f"{visit.job_id}/{visit.appointment_id}$"))
    expect(dana.dialog).to_be_visible()

    dana.page.go_back()

    expect(dana.dialog).to_have_count(0)
    expect(dana.appointment()).to_be_focused()
    dana.page.go_forward()
    expect(dana.dialog).to_be_visible()


def test_escape_closes_a_card_that_was_opened_by_its_address_and_leaves_its_job(
    desk: Callable[[], Desk], office: Office
) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_card(visit)

    dana.page.keyboard.press("Escape")

    expect(dana.dialog).to_have_count(0)
    expect(dana.page).to_have_url(re.compile(f"jobs/{visit.job_id}$"))
    expect(dana.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
