"""The Jobs view and the job: found by words and filters, corrected, canceled, its customer's wishes noted."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, Response, expect

from tests.api.conftest import Office
from tests.browser.desk import TITLE, Desk
from tests.images import a_png
from tests.waiting import eventually


def edited(dana: Desk) -> AbstractContextManager[object]:
    """Ends when the job's next correction is answered."""
    return dana.page.expect_response(lambda answer: answer.request.method == "PATCH")


@pytest.mark.accounts
def test_a_dispatcher_signs_in_and_sees_the_open_jobs_in_the_order_of_time(page: Page, office: Office) -> None:
    now = office.clock.now
    office.visit(title="Later", starts_at=now + timedelta(hours=3))
    office.visit(title="Sooner", starts_at=now + timedelta(hours=1))
    office.visit(title="Done").moved(office.sam, "complete")
    dana = Desk(page=page, url=office.run.url)

    dana.sign_in(office.dispatcher.email)

    dana.sees("2 jobs")
    assert dana.titles() == ["Sooner", "Later"]


@pytest.mark.accounts
def test_who_is_only_technician_is_told_so_and_shown_the_way_to_field(page: Page, office: Office) -> None:
    dana = Desk(page=page, url=office.run.url)

    dana.sign_in(office.sam.email)

    dana.sees("Dispatch is for dispatchers")
    expect(dana.link("Open Field")).to_have_attribute("href", "/field/")
    dana.tap("Sign out")
    dana.sees_button("Sign in")


def test_jobs_are_found_by_any_word_of_them_and_the_words_stand_in_the_address(
    desk: Callable[[], Desk], office: Office
) -> None:
    office.visit(title="Furnace clicks", customer={"name": "José Núñez", "phone": None})
    office.visit(title="Toilet runs", technician=office.bo)
    dana = desk()
    dana.sees("2 jobs")
    dana.page.keyboard.press("/")
    expect(dana.page.get_by_role("searchbox", name="Search")).to_be_focused()

    dana.page.keyboard.type("nunez furnace")

    dana.sees_jobs("Furnace clicks")
    expect(dana.page).to_have_url(re.compile(r"\?q=nunez\+furnace$"))
    dana.page.reload()
    dana.sees_jobs("Furnace clicks")


def test_filters_hold_together_and_are_there_again_after_a_look_at_a_job(
    desk: Callable[[], Desk], office: Office
) -> None:
    office.visit(title="Furnace clicks")
    office.visit(title="Toilet runs", technician=office.bo).moved(office.bo, "started")
    office.visit(title="No hot water", technician=office.bo)
    dana = desk()
    dana.page.get_by_label("Technician", exact=True).select_option("Bo Ortiz")
    dana.sees_jobs("Toilet runs", "No hot water")

    dana.page.get_by_role("button", name=re.compile("In progress")).click()
    dana.sees_jobs("Toilet runs")
    dana.open_job("Toilet runs")
    dana.page.get_by_role("main").get_by_role("link", name="Jobs").click()

    dana.sees_jobs("Toilet runs")
    expect(dana.link("Toilet runs")).to_be_focused()


def test_late_jobs_are_marked_with_the_word_and_can_be_shown_alone(desk: Callable[[], Desk], office: Office) -> None:
    office.visit(title="In time")
    office.visit(title="Waiting for hours", starts_at=office.clock.now - timedelta(hours=3))
    dana = desk()
    expect(dana.row("Waiting for hours")).to_contain_text("Late")

    dana.tap("Late")

    dana.sees_jobs("Waiting for hours")


def test_what_fits_no_filter_says_so_and_clears_them(desk: Callable[[], Desk], office: Office) -> None:
    office.visit()
    dana = desk()

    dana.tap("Text problem")
    dana.sees("No job fits")
    dana.tap("Clear filters")

    dana.sees_jobs(TITLE)


def test_finished_jobs_are_read_by_date(desk: Callable[[], Desk], office: Office) -> None:
    office.visit(title="Done").moved(office.sam, "complete")
    office.visit(title="Open")
    dana = desk()

    dana.tap("Finished")

    dana.sees_jobs("Done")
    yesterday = f"{datetime.now(UTC) - timedelta(days=2):%Y-%m-%d}"
    dana.write("To", yesterday)
    dana.page.get_by_label("From", exact=True).fill(yesterday)
    dana.sees("No job fits")


def test_more_jobs_than_one_page_are_all_loaded(desk: Callable[[], Desk], office: Office) -> None:
    for number in range(103):
        office.dispatcher.post("/jobs", {**A_JOB, "title": f"Job {number}"})

    dana = desk()

    dana.sees("103 jobs")
    expect(dana.page.get_by_role("table").get_by_role("link")).to_have_count(103)


A_JOB = {
    "customer": {"name": "Rosa Delgado"},
    "address": {"line1": "41 E Palm Ln", "city": "Phoenix", "region": "AZ", "country": "US"},
    "time_zone": "America/Phoenix",
}


def test_a_job_is_corrected(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job()

    dana.tap("Edit")
    dana.write("Customer's name", "Rosa Diaz")
    dana.write("Street", "9 W Mango St")
    dana.tap("Save")

    dana.sees("Rosa Diaz")
    dana.sees("9 W Mango St")
    job = visit.job()
    assert (job["customer"]["name"], job["address"]["line1"]) == ("Rosa Diaz", "9 W Mango St")


def test_a_number_that_is_none_is_refused_in_words(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job()

    dana.tap("Edit")
    dana.write("Mobile number", "call the neighbour")
    dana.tap("Save")

    expect(dana.dialog.get_by_role("alert")).to_be_visible()
    assert visit.job()["customer"]["phone"] == visit.phone


@pytest.mark.parametrize(
    ("label", "field", "expected"),
    [
        ("Asked for no texts, on all jobs with this number", "opted_out", True),
        ("Cannot be texted (landline, or the office decided so)", "notify", False),
    ],
)
def test_what_is_known_about_texting_a_customer_is_noted(
    desk: Callable[[], Desk], office: Office, label: str, field: str, expected: bool
) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job()

    with edited(dana):
        dana.page.get_by_label(label).check()

    expect(dana.page.get_by_label(label)).to_be_checked()
    assert visit.job()["customer"][field] is expected
    with edited(dana):
        dana.page.get_by_label(label).uncheck()
    assert visit.job()["customer"][field] is not expected


def test_who_ticks_and_unticks_at_once_is_taken_at_their_last_word(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job()
    box = dana.page.get_by_label("Cannot be texted")
    answers: list[Response] = []
    dana.page.on("response", lambda answer: answers.append(answer) if answer.request.method == "PATCH" else None)

    box.evaluate("(box) => { box.click(); box.click(); }")

    assert eventually(lambda: box.is_visible() and len(answers) == 2)
    expect(box).not_to_be_checked()
    expect(dana.page.get_by_role("alert")).to_have_count(0)
    assert visit.job()["customer"]["notify"] is True


def test_canceling_a_job_asks_first(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job()
    dana.tap("Cancel job")
    dana.tap("Keep it")
    assert visit.job()["status"] == "scheduled"

    dana.tap("Cancel job")
    dana.write("Why? (optional)", "the customer sold the house")
    dana.dialog.get_by_role("button", name="Cancel job").click()

    expect(dana.page.get_by_role("article")).to_contain_text("Canceled")
    assert visit.job()["status"] == "canceled"


def test_arrows_go_from_row_to_row_and_enter_opens(desk: Callable[[], Desk], office: Office) -> None:
    now = office.clock.now
    for number, title in enumerate(["First", "Second", "Third"]):
        office.visit(title=title, starts_at=now + timedelta(minutes=number))
    dana = desk()
    dana.link("First").focus()

    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        dana.page.keyboard.press(key)

    expect(dana.page.get_by_role("heading", level=1, name="Second")).to_be_focused()


def test_while_texts_are_off_every_screen_says_so(desk: Callable[[], Desk], office: Office) -> None:
    office.visit()
    office.settle(texts_on=False)
    dana = desk()

    for below in ("", "attention", "you"):
        dana.open(below)
        dana.sees("Texts are off. No customer is told anything until they are switched on again.")
        expect(dana.page.get_by_role("heading", level=1)).to_be_visible()


def test_a_list_that_cannot_be_read_says_so_and_can_be_read_again(desk: Callable[[], Desk], office: Office) -> None:
    office.visit()
    dana = desk()
    dana.finds_unread("", "**/api/jobs?**", "The jobs could not be loaded.")

    dana.tries_again("**/api/jobs?**")

    dana.sees_jobs(TITLE)


def test_the_zone_of_an_address_is_corrected_and_its_times_are_told_in_it(
    desk: Callable[[], Desk], office: Office
) -> None:
    visit = office.visit(starts_at=datetime(2026, 7, 1, 17, tzinfo=UTC))
    dana = desk()
    dana.open_job()
    dana.tap("Edit")
    dana.write("State", "NM")
    dana.sees("NM has another time zone. Check which is right.")

    dana.page.get_by_label("Time zone").select_option("America/Denver")
    dana.tap("Save")

    expect(dana.appointment()).to_contain_text("11:00 AM – 1:00 PM MDT")
    assert visit.job()["time_zone"] == "America/Denver"


def test_a_number_is_corrected_however_it_is_written(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit()
    dana = desk()
    dana.open_job()

    dana.tap("Edit")
    dana.write("Mobile number", "+1 (602) 555-0199")
    dana.tap("Save")

    dana.sees("+16025550199")
    assert visit.job()["customer"]["phone"] == "+16025550199"


def test_a_photo_from_the_desk_reaches_the_team_made_small(
    desk: Callable[[], Desk], office: Office, tmp_path: Path
) -> None:
    visit = office.visit()
    file = tmp_path / "roof.png"
    file.write_bytes(a_png(2400, 1800))
    dana = desk()
    dana.open_job()

    dana.page.get_by_label("Add photo").set_input_files(file)

    expect(dana.page.get_by_role("button", name=re.compile("Photo by Dana"))).to_be_visible()
    [photo] = visit.job()["photos"]
    assert (photo["content_type"], photo["width"], photo["height"]) == ("image/jpeg", 1600, 1200)


def test_a_photo_that_was_refused_waits_on_the_screen_and_is_one_when_it_is_tried_again(
    desk: Callable[[], Desk], office: Office, tmp_path: Path
) -> None:
    visit = office.visit()
    file = tmp_path / "roof.png"
    file.write_bytes(a_png(40, 30))
    dana = desk()
    dana.open_job()
    dana.page.route("**/uploaded", lambda route: (route.fetch(), route.abort())[1], times=1)
    dana.page.get_by_label("Add photo").set_input_files(file)
    expect(dana.page.get_by_role("alert")).to_have_text("No answer. Check the connection and try again.")

    dana.tap("Try again")

    expect(dana.page.get_by_role("alert")).to_have_count(0)
    expect(dana.page.get_by_role("button", name=re.compile("Photo by Dana"))).to_have_count(1)
    assert len(visit.job()["photos"]) == 1


def test_a_file_that_is_no_photo_is_told_so(desk: Callable[[], Desk], office: Office, tmp_path: Path) -> None:
    visit = office.visit()
    file = tmp_path / "invoice.png"
    file.write_text("no image at all")
    dana = desk()
    dana.open_job()

    dana.page.get_by_label("Add photo").set_input_files(file)

    expect(dana.page.get_by_role("alert")).to_have_text("That file is no photo that this device can read.")
    assert visit.job()["photos"] == []
