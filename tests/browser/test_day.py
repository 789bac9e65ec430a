"""A technician's whole day in the browser, by role and visible word alone."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.api.conftest import Office
from tests.browser.phone import Phone
from tests.images import a_png
from tests.waiting import eventually

PAUSE = "This job requires follow up (Pause It)"
DONE = "This job is done (Complete it)"


def leave_what_was_found(sam: Phone, photo: Path) -> None:
    sam.tap("Add note")
    sam.write("Note for the team", "Hot surface igniter is cracked")
    sam.tap("Save note")
    sam.sees("Hot surface igniter is cracked")
    photo.write_bytes(a_png(1200, 900))
    sam.page.get_by_label("Add photo").set_input_files(photo)
    expect(sam.page.get_by_role("button", name=re.compile("Photo by Sam"))).to_be_visible(timeout=10_000)


@pytest.mark.accounts
def test_a_technicians_day(page: Page, office: Office, tmp_path: Path) -> None:
    office.settle(hold_seconds=2)
    now = office.clock.now
    furnace = office.visit(title="Furnace clicks, no flame", starts_at=now)
    thermostat = office.visit(title="Thermostat is blank", starts_at=now + timedelta(seconds=30))
    sam = Phone(page=page, url=office.run.url)

    sam.sign_in(office.sam.email)
    sam.sees("2 jobs to do")
    sam.follow("Furnace clicks, no flame")
    sam.sees("Upstairs unit, installed 2014.")

    sam.tap("On My Way")
    sam.choose("30 min")
    sam.tap("Send & go")
    sam.sees(re.compile(r"text goes in \d s"))
    sam.tap("Undo")
    sam.sees_button("On My Way")
    sam.queue_empties()
    assert furnace.now()["alert"]["reason"] == "undone"

    sam.tap("On My Way")
    sam.tap("Send & go")
    sam.sees(re.compile(r"Arriving \d"))
    expect(sam.link("Get Directions")).to_be_visible()
    sam.sees(re.compile(r"Text sent \d+:\d\d"))
    assert len(furnace.texts()) == 1

    sam.tap("Start Appointment")
    sam.sees_button("Complete")
    leave_what_was_found(sam, tmp_path / "IMG_0001.png")

    sam.tap("Complete")
    sam.tap(PAUSE)
    sam.sees("Furnace clicks, no flame: paused")
    sam.tap("Parts")
    sam.tap("Tell the office")
    sam.sees("The office will read it.")

    sam.tap("On My Way")
    sam.tap("Send & go")
    sam.sees(re.compile(r"Text sent \d+:\d\d"))
    sam.tap("Start Appointment")
    sam.tap("Complete")
    sam.tap(DONE)
    sam.sees("All done")

    assert eventually(lambda: thermostat.now()["status"] == "complete")
    assert (furnace.now()["outcome"], thermostat.now()["outcome"]) == ("follow_up", "done")
    assert {note["text"] for note in furnace.job()["notes"]} == {"Hot surface igniter is cracked", "Follow up: Parts"}
    assert [photo["width"] for photo in furnace.job()["photos"]] == [1200]
    assert len(thermostat.texts()) == 1
    assert sam.queue() == []
