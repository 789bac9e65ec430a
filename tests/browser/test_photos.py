"""Photos: taken on the job, made small on the phone, waiting in the queue, and seen by the team."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.api.conftest import Office
from tests.browser.phone import Phone
from tests.images import a_png
from tests.waiting import eventually

TITLE = "AC blows warm air"


@pytest.fixture
def camera(tmp_path: Path) -> Path:
    """A photo as a camera leaves it: larger than needed."""
    file = tmp_path / "IMG_0001.png"
    file.write_bytes(a_png(2400, 1800))
    return file


def at_the_job(phone: Callable[[], Phone]) -> Phone:
    sam = phone()
    sam.follow(TITLE)
    sam.sees("No photos yet.")
    return sam


def take(sam: Phone, file: Path) -> None:
    sam.page.get_by_label("Add photo").set_input_files(file)


def test_a_photo_reaches_the_team_made_small(phone: Callable[[], Phone], office: Office, camera: Path) -> None:
    visit = office.visit()
    sam = at_the_job(phone)

    take(sam, camera)

    assert eventually(lambda: len(visit.job()["photos"]) == 1)
    photo = visit.job()["photos"][0]
    assert (photo["content_type"], photo["width"], photo["height"]) == ("image/jpeg", 1600, 1200)


def test_a_photo_that_was_sent_is_seen_large(phone: Callable[[], Phone], office: Office, camera: Path) -> None:
    office.visit()
    sam = at_the_job(phone)
    take(sam, camera)

    sam.page.get_by_role("button", name=re.compile("Photo by Sam")).click()

    image = sam.page.get_by_role("dialog").get_by_role("img", name=re.compile("Photo by Sam"))
    expect(image).to_be_visible()
    assert eventually(lambda: bool(image.evaluate("image => image.naturalWidth") == 1600))


def test_without_signal_a_photo_waits_and_is_shown(phone: Callable[[], Phone], office: Office, camera: Path) -> None:
    visit = office.visit()
    sam = at_the_job(phone)
    sam.lose_signal()

    take(sam, camera)
    expect(sam.page.get_by_role("img", name="Photo that waits to be sent")).to_be_visible()
    sam.find_signal()

    assert eventually(lambda: len(visit.job()["photos"]) == 1)
    sam.queue_empties()


def test_a_file_that_is_no_photo_is_told_so(phone: Callable[[], Phone], office: Office, tmp_path: Path) -> None:
    office.visit()
    sam = at_the_job(phone)
    other = tmp_path / "invoice.png"
    other.write_text("no image at all")

    take(sam, other)

    expect(sam.page.get_by_role("alert")).to_have_text("That file is no photo that this device can read.")
    assert sam.queue() == []
