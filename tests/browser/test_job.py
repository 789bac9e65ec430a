"""One job: the map and what lies over and below it, the one action at the bottom, what the team knows."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import FloatRect, Locator, expect

from tests.api.conftest import Office
from tests.browser.phone import Phone

TITLE = "AC blows warm air"


def at_the_job(phone: Callable[[], Phone]) -> Phone:
    sam = phone()
    sam.follow(TITLE)
    expect(sam.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()
    return sam


def box(shown: Locator) -> FloatRect:
    found = shown.bounding_box()
    assert found
    return found


def test_the_en_route_alert_lies_over_the_map_and_get_directions_directly_below(
    phone: Callable[[], Phone], office: Office
) -> None:
    office.visit().moved(office.sam, "enroute", arrival={"minutes": 20})
    sam = at_the_job(phone)
    place = sam.page.get_by_role("region", name="41 E Palm Ln")

    alert, address, directions = (
        box(each)
        for each in (place.get_by_text("En Route"), place.get_by_text("41 E Palm Ln"), sam.link("Get Directions"))
    )

    sam.sees(re.compile(r"Arriving \d"))
    assert alert["y"] < address["y"] < directions["y"]
    assert directions["y"] - (address["y"] + address["height"]) < 60


def test_off_the_way_there_is_no_alert(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()

    sam = at_the_job(phone)

    sam.sees_no("En Route")


def test_get_directions_leads_to_the_place_in_the_app_of_choice(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = at_the_job(phone)
    google = "https://www.google.com/maps/dir/?api=1&destination=33.4672%2C-112.0729"
    expect(sam.link("Get Directions")).to_have_attribute("href", google)

    sam.open("you")
    sam.choose("Waze")
    sam.open()
    sam.follow(TITLE)

    expect(sam.link("Get Directions")).to_have_attribute("href", re.compile(r"^https://waze\.com/ul\?navigate=yes&ll="))


def test_without_a_place_the_address_stands_where_the_map_was(phone: Callable[[], Phone], office: Office) -> None:
    office.visit(location=None).moved(office.sam, "enroute")

    sam = at_the_job(phone)

    sam.sees("41 E Palm Ln")
    sam.sees("En Route")
    expect(sam.link("Get Directions")).to_have_attribute("href", re.compile("destination=41%20E%20Palm%20Ln"))


def test_one_action_is_fixed_at_the_bottom_as_wide_as_the_phone(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = at_the_job(phone)

    action = box(sam.button("On My Way"))

    assert 56 <= action["height"] <= 64
    assert action["width"] >= 320
    assert 740 - (action["y"] + action["height"]) < 20


def test_the_customer_is_one_tap_away(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()

    sam = at_the_job(phone)

    sam.sees("Rosa Delgado")
    expect(sam.link("Call")).to_have_attribute("href", f"tel:{visit.phone}")
    expect(sam.link("Text")).to_have_attribute("href", f"sms:{visit.phone}")


def test_the_description_and_the_teams_notes_are_there(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    office.dispatcher.post(f"/jobs/{visit.job_id}/notes", {"text": "Gate code 4071#"})

    sam = at_the_job(phone)

    sam.sees("Upstairs unit, installed 2014.")
    sam.sees("Gate code 4071#")


def test_a_note_reaches_the_office(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    sam = at_the_job(phone)

    sam.tap("Add note")
    sam.write("Note for the team", "Compressor is loud")
    sam.tap("Save note")

    sam.sees("Compressor is loud")
    sam.queue_empties()
    assert [note["text"] for note in visit.job()["notes"]] == ["Compressor is loud"]


def test_a_note_is_text_and_nothing_else(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    evil = "<img src=x onerror=alert(1)>"
    office.dispatcher.post(f"/jobs/{visit.job_id}/notes", {"text": evil})

    sam = at_the_job(phone)

    sam.sees(evil)
    expect(sam.page.get_by_role("main").locator("img")).to_have_count(0)


def test_start_is_one_tap_and_can_be_undone(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    sam = at_the_job(phone)

    sam.tap("Start Appointment")
    sam.sees_button("Complete")
    sam.tap("Undo")

    sam.sees_button("Start Appointment")
    sam.queue_empties()
    assert visit.now()["status"] == "enroute"


def test_the_history_tells_who_did_what(phone: Callable[[], Phone], office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "started")
    visit.moved(office.dispatcher, "scheduled", reason="the wrong job")

    sam = at_the_job(phone)

    sam.sees("Reason: the wrong job")
    history = sam.page.get_by_role("region", name="History")
    expect(history).to_contain_text("Started")
    expect(history).to_contain_text("Dana")


def test_what_the_office_does_to_an_open_appointment_is_said_across_the_screen(
    phone: Callable[[], Phone], office: Office
) -> None:
    visit = office.visit()
    sam = at_the_job(phone)
    visit.moved(office.dispatcher, "canceled", reason="the customer called it off")

    sam.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    expect(sam.page.get_by_role("alert")).to_have_text("Dana changed this appointment: Canceled")
    sam.tap("OK")
    expect(sam.page.get_by_role("alert")).to_have_count(0)


def test_an_appointment_that_was_given_to_somebody_else_offers_no_action(
    phone: Callable[[], Phone], office: Office
) -> None:
    visit = office.visit()
    sam = at_the_job(phone)
    version = visit.now()["version"]
    body = {"technician": office.bo.person_id, "version": version}
    assert office.dispatcher.ask("PATCH", visit.path, body).is_success

    sam.page.reload()

    sam.sees("This appointment was given to somebody else.")
    sam.sees_no_button("On My Way")
