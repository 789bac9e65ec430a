"""Settings: what the office has settled, whether texts can go out and what is missing, turning them off and on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from playwright.sync_api import Locator, Route, expect

from ops import texts
from tests.api.conftest import Office
from tests.browser.desk import Desk
from tests.browser.rules import press_until

OFF = "Texts are off. No customer is told anything until they are switched on again."


@pytest.fixture
def settings(desk: Callable[[], Desk], office: Office) -> Desk:
    """Open on Dana's desk; Sam can set out."""
    office.sam.get("/me")
    dana = desk()
    dana.open("settings")
    dana.sees_button("Change")
    return dana


def settled(office: Office) -> Any:
    return office.dispatcher.get("/organization")


def told(dana: Desk, word: str) -> Locator:
    """What is settled under that word."""
    return dana.page.get_by_role("region", name="Organization", exact=True).locator(
        "div", has=dana.page.get_by_text(word)
    )


def test_what_is_settled_is_one_click_from_every_screen(desk: Callable[[], Desk], office: Office) -> None:
    office.settle(hold_seconds=1, daily_cap=1200, countries=["US", "CA"])
    dana = desk()

    dana.follow("Settings")

    expect(dana.page.get_by_role("heading", level=1, name="Settings")).to_be_focused()
    expect(told(dana, "Hold before a text")).to_contain_text("1 second")
    expect(told(dana, "Texts per day, at most")).to_contain_text("1,200")
    expect(told(dana, "Countries that may be texted")).to_contain_text("Canada, United States")
    expect(told(dana, "Number that texts come from")).to_contain_text("The provider chooses")


def test_another_brand_stands_in_the_bar_at_once(settings: Desk, office: Office) -> None:
    settings.tap("Change")
    settings.write("Brand", "Desert Air & Heat")
    settings.tap("Save")

    expect(settings.page.get_by_role("banner")).to_contain_text("Desert Air & Heat")
    assert settled(office)["brand"] == "Desert Air & Heat"


def test_a_number_may_be_written_in_groups(settings: Desk, office: Office) -> None:
    settings.tap("Change")
    settings.write("The office's phone", "+1 (602) 555-0199")
    settings.tap("Save")

    expect(told(settings, "The office's phone")).to_contain_text("+16025550199")
    assert settled(office)["phone"] == "+16025550199"


@pytest.mark.parametrize(
    ("label", "value", "said"),
    [
        ("Brand", "desert-air.com", "Brand: must not look like a link."),
        ("The office's phone", "602 555", "The office's phone: must be written as +12125550123"),
        ("Time zone", "Phoenix", "Time zone: must be an IANA zone, such as America/Phoenix"),
    ],
)
def test_what_breaks_a_rule_is_named_and_nothing_is_settled(
    settings: Desk, office: Office, label: str, value: str, said: str
) -> None:
    before = settled(office)
    settings.tap("Change")

    settings.write(label, value)
    settings.tap("Save")

    expect(settings.page.get_by_role("alert")).to_contain_text(said)
    expect(settings.page.get_by_label(label, exact=True)).to_have_value(value)
    assert settled(office) == before


def test_countries_are_added_and_taken_away(settings: Desk, office: Office) -> None:
    settings.tap("Change")
    settings.page.get_by_label("Another country").select_option("Mexico")
    settings.tap("Add")
    settings.tap("Remove United States")
    settings.tap("Save")

    expect(told(settings, "Countries that may be texted")).to_contain_text("Mexico")
    assert settled(office)["countries"] == ["MX"]


def test_turning_texts_off_asks_first(settings: Desk, office: Office) -> None:
    settings.tap("Turn texts off…")
    settings.sees("Turn texts off?")
    settings.tap("Keep texts on")

    expect(settings.dialog).to_have_count(0)
    expect(settings.button("Turn texts off…")).to_be_focused()
    assert settled(office)["texts_on"]


def test_while_texts_are_off_every_screen_says_so_and_leads_to_where_they_are_turned_on(
    settings: Desk, office: Office
) -> None:
    settings.tap("Turn texts off…")
    settings.dialog.get_by_role("button", name="Turn texts off").click()
    settings.sees(OFF)
    assert not settled(office)["texts_on"]

    settings.follow("Jobs")
    expect(settings.page.get_by_role("heading", level=1, name="Jobs")).to_be_visible()
    settings.sees(OFF)
    settings.follow("Open Settings")
    settings.sees("No text can go out: one thing is missing.")
    settings.tap("Turn texts on")

    settings.sees("Texts can go out.")
    settings.sees_no(OFF)
    assert settled(office)["texts_on"]


@pytest.fixture
def stopped(office: Office) -> Iterator[None]:
    """All texts, by the operator."""
    table, region = (office.run.environment[name] for name in ("TABLE_NAME", "AWS_REGION"))
    dynamodb = boto3.client("dynamodb", region_name=region)
    texts.switch(dynamodb, table, off=True)
    yield
    texts.switch(dynamodb, table, off=False)
    dynamodb.close()


@pytest.mark.usefixtures("stopped")
def test_when_the_operator_has_stopped_all_texts_every_screen_says_who_did(desk: Callable[[], Desk]) -> None:
    dana = desk()
    dana.sees("The operator of this system has stopped all texts.")

    dana.follow("Open Settings")

    dana.sees("Only they can let them out again.")
    dana.sees("Texts are switched on.")


@pytest.mark.parametrize(
    ("differences", "said"),
    [
        ({"countries": []}, "No country is allowed, so no number can be texted."),
        ({"daily_cap": 0}, "At most 0 a day are allowed, so none goes out."),
    ],
)
def test_what_keeps_every_text_back_is_said(
    settings: Desk, office: Office, differences: dict[str, Any], said: str
) -> None:
    office.settle(**differences)
    settings.look_away_and_back()

    expect(settings.page.get_by_text(said)).to_be_visible()
    settings.sees("No text can go out: one thing is missing.")


def test_as_long_as_no_technician_has_signed_in_that_is_missing(desk: Callable[[], Desk], office: Office) -> None:
    dana = desk()
    dana.open("settings")
    dana.sees("No technician has signed in yet")

    office.sam.get("/me")
    dana.look_away_and_back()

    expect(dana.page.get_by_text("1 technician has signed in.")).to_be_visible()
    dana.sees("Texts can go out.")


def test_of_two_who_settle_at_once_the_second_is_shown_what_the_first_did_and_overwrites_nothing(
    settings: Desk, office: Office
) -> None:
    settings.tap("Change")
    office.settle(brand="Desert Air & Heat", hold_seconds=20)

    settings.write("Texts per day, at most", "50")
    settings.tap("Save")

    expect(settings.page.get_by_role("alert")).to_contain_text("Brand is now: Desert Air & Heat")
    expect(settings.page.get_by_role("alert")).to_contain_text("Hold before a text is now: 20 seconds")
    assert (settled(office)["brand"], settled(office)["daily_cap"]) == ("Desert Air & Heat", 500)


def test_mine_saved_over_it_leaves_standing_what_only_the_other_changed(settings: Desk, office: Office) -> None:
    settings.tap("Change")
    office.settle(brand="Desert Air & Heat", texts_on=False)
    settings.write("Texts per day, at most", "50")
    settings.tap("Save")
    expect(settings.page.get_by_role("alert")).to_contain_text("Texts is now: off")

    settings.tap("Save mine over it")

    expect(told(settings, "Texts per day, at most")).to_contain_text("50")
    after = settled(office)
    assert (after["brand"], after["daily_cap"], after["texts_on"]) == ("Desert Air & Heat", 50, False)


def test_theirs_taken_leaves_everything_as_the_other_settled_it(settings: Desk, office: Office) -> None:
    settings.tap("Change")
    office.settle(daily_cap=100)
    settings.write("Texts per day, at most", "50")
    settings.tap("Save")

    settings.tap("Take theirs")

    expect(told(settings, "Texts per day, at most")).to_contain_text("100")
    assert settled(office)["daily_cap"] == 100


def hears_no_news(route: Route) -> None:
    if route.request.method == "GET":
        route.abort()
    else:
        route.continue_()


def test_texts_are_not_turned_off_over_what_somebody_settled_meanwhile(settings: Desk, office: Office) -> None:
    settings.page.route("**/api/organization", hears_no_news)
    office.settle(brand="Desert Air & Heat")
    settings.tap("Turn texts off…")

    settings.dialog.get_by_role("button", name="Turn texts off").click()
    expect(settings.page.get_by_role("alert")).to_contain_text("Somebody changed the settings since you looked.")
    assert settled(office)["texts_on"]
    settings.dialog.get_by_role("button", name="Turn texts off").click()

    settings.sees(OFF)
    after = settled(office)
    assert (after["brand"], after["texts_on"]) == ("Desert Air & Heat", False)


def test_settings_that_cannot_be_read_say_so_and_can_be_read_again(desk: Callable[[], Desk]) -> None:
    dana = desk()
    dana.finds_unread("settings", "**/api/organization", "The settings could not be loaded.")

    dana.tries_again("**/api/organization")

    dana.sees_button("Change")


def test_a_keyboard_alone_settles_and_turns_texts_off_and_on(settings: Desk, office: Office) -> None:
    keyboard = settings.page.keyboard

    press_until(settings, "Change")
    expect(settings.page.get_by_label("Brand", exact=True)).to_be_focused()
    keyboard.press("Control+A")
    keyboard.type("Desert Heat")
    keyboard.press("Enter")
    expect(told(settings, "Brand")).to_contain_text("Desert Heat")
    press_until(settings, "Turn texts off…", back=True)
    press_until(settings, "Turn texts off")
    settings.sees(OFF)
    press_until(settings, re.compile("^Turn texts on"))

    settings.sees_no(OFF)
    after = settled(office)
    assert (after["brand"], after["texts_on"]) == ("Desert Heat", True)
