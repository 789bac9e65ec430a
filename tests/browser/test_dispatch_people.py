"""People: inviting, again if need be, changing, disabling and enabling them; a new organization's first steps."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from chalicelib.domain.allowance import PER_HOUR, Costly, hour_of
from chalicelib.domain.person import Role
from tests.api.conftest import DISPATCH, Office, an_invitation, found
from tests.browser.conftest import DESK
from tests.browser.desk import Desk
from tests.browser.rules import SMALL, WIDER_THAN_THE_PHONE, press_until, violations
from tests.builders import an_id, an_organization

pytestmark = pytest.mark.accounts


@pytest.fixture
def people(desk: Callable[[], Desk]) -> Desk:
    dana = desk()
    dana.open("people")
    dana.sees_button("Change Sam Ortiz")
    return dana


def row(dana: Desk, name: str) -> Locator:
    return dana.page.get_by_role("listitem").filter(has=dana.page.get_by_role("heading", name=name))


def known(office: Office, name: str) -> Any:
    everybody = office.dispatcher.get("/people")["people"]
    return next(each for each in everybody if f"{each['first_name']} {each['last_name']}" == name)


def amend(office: Office, name: str, **wanted: Any) -> Any:
    """By another dispatcher."""
    person = known(office, name)
    body = {"version": person["version"], **wanted}
    return found(office.dispatcher.ask("PATCH", f"/people/{person['id']}", body))


def mails_to(office: Office, email: str) -> int:
    return sum(mail["to"] == email for mail in office.run.mails())


def fill_in(dana: Desk, email: str) -> None:
    dana.tap("Invite")
    dana.write("First name", "Kim")
    dana.write("Last name", "Tso")
    dana.write("E-mail", email)


def test_whoever_is_invited_gets_a_mail_and_is_listed_as_not_signed_in_yet(people: Desk, office: Office) -> None:
    email = an_invitation()["email"]
    fill_in(people, email)
    people.page.get_by_role("checkbox", name="Dispatcher").check()

    people.tap("Send the invitation")

    people.sees(f"Kim Tso is invited. A first password is on its way to {email}.")
    expect(row(people, "Kim Tso")).to_contain_text("Technician, Dispatcher")
    expect(row(people, "Kim Tso")).to_contain_text("Has not signed in yet")
    assert mails_to(office, email) == 1


def test_an_address_that_a_colleague_has_is_refused_with_their_name(people: Desk, office: Office) -> None:
    fill_in(people, office.sam.email)

    people.tap("Send the invitation")

    expect(people.page.get_by_role("alert")).to_have_text("E-mail: Sam Ortiz has this address.")
    expect(people.page.get_by_label("Last name")).to_have_value("Tso")


def test_somebody_needs_a_role(people: Desk) -> None:
    fill_in(people, an_invitation()["email"])
    people.page.get_by_role("checkbox", name="Technician").uncheck()

    people.tap("Send the invitation")

    expect(people.page.get_by_role("alert")).to_have_text("Roles: must name at least one.")


def test_inviting_too_often_is_told_in_words(people: Desk, office: Office) -> None:
    place = (office.organization.organization_id, office.dispatcher.person_id, Costly.INVITATION)
    while office.services.allowances.take(*place, hour_of(office.clock.now), PER_HOUR[Costly.INVITATION]):
        pass
    fill_in(people, an_invitation()["email"])

    people.tap("Send the invitation")

    expect(people.page.get_by_role("alert")).to_have_text(
        "That was too often for one hour. Wait a little, then try again."
    )


def test_whoever_lost_their_invitation_is_invited_again(people: Desk, office: Office) -> None:
    kim = office.dispatcher.post("/people", an_invitation())
    people.look_away_and_back()
    people.page.get_by_role("button", name="Change Kim Tso").click()

    people.tap("Invite again")

    people.sees(f"Kim Tso is invited again. A new first password is on its way to {kim['email']}.")
    assert mails_to(office, kim["email"]) == 2


def test_whoever_has_signed_in_needs_no_invitation(people: Desk, office: Office) -> None:
    office.sam.get("/me")
    people.look_away_and_back()
    expect(row(people, "Sam Ortiz")).not_to_contain_text("Has not signed in yet")

    people.tap("Change Sam Ortiz")

    people.sees_button("Disable…")
    people.sees_no_button("Invite again")


def test_a_new_name_stands_at_once_on_the_cards_that_had_the_old_one(people: Desk, office: Office) -> None:
    visit = office.visit()
    people.tap("Change Sam Ortiz")
    people.write("First name", "Samuel")
    people.tap("Save")
    people.sees("Samuel Ortiz is saved.")

    people.follow("Jobs")
    people.open_job()
    expect(people.page.get_by_role("region", name="Appointments")).to_contain_text("Samuel Ortiz")
    people.appointment().click()

    expect(people.section("Technician and time")).to_contain_text("Samuel Ortiz")
    assert visit.now()["technician"]["name"] == "Sam Ortiz"


def test_a_dispatcher_takes_the_role_of_a_technician_too_and_keeps_their_own(people: Desk, office: Office) -> None:
    people.tap("Change Dana Ortiz")
    expect(people.page.get_by_role("checkbox", name="Dispatcher")).to_be_disabled()
    people.page.get_by_role("checkbox", name="Technician").check()
    people.tap("Save")

    expect(row(people, "Dana Ortiz")).to_contain_text("Technician, Dispatcher")
    assert known(office, "Dana Ortiz")["roles"] == ["dispatcher", "technician"]


def test_nobody_can_disable_themselves(people: Desk) -> None:
    people.tap("Change Dana Ortiz")

    people.sees("Another dispatcher can disable you, or take your role in the office.")
    people.sees_no_button("Disable…")


def test_disabling_asks_first_and_says_when_access_ends(people: Desk, office: Office) -> None:
    people.tap("Change Sam Ortiz")
    people.tap("Disable…")
    people.sees("What they have open ends within 15 minutes.")

    people.tap("Keep them")

    expect(people.button("Disable…")).to_be_focused()
    assert known(office, "Sam Ortiz")["active"]


def test_whoever_is_disabled_stands_apart_and_leads_to_what_is_still_theirs(people: Desk, office: Office) -> None:
    office.visit()
    people.tap("Change Sam Ortiz")
    people.tap("Disable…")
    people.tap("Disable")

    people.sees(re.compile(r"Sam Ortiz is disabled\. What they have open ends by \d+:\d\d .M\."))
    people.sees("One open appointment of the next 30 days is still theirs.")
    disabled = people.page.get_by_role("region", name="Disabled")
    expect(disabled.get_by_role("heading", name="Sam Ortiz")).to_be_visible()
    assert not known(office, "Sam Ortiz")["active"]
    people.follow("Show their jobs")
    expect(people.page.get_by_label("Technician")).to_have_value("Sam Ortiz")
    people.sees("1 job")


def test_whoever_is_enabled_again_can_sign_in(people: Desk, office: Office) -> None:
    amend(office, "Sam Ortiz", active=False)
    people.look_away_and_back()
    expect(people.page.get_by_role("region", name="Disabled")).to_be_visible()
    people.tap("Change Sam Ortiz")

    people.tap("Enable")

    people.sees("Sam Ortiz can sign in again.")
    assert known(office, "Sam Ortiz")["active"]


def test_of_two_who_change_somebody_at_once_the_second_is_shown_what_the_first_did(
    people: Desk, office: Office
) -> None:
    people.tap("Change Sam Ortiz")
    amend(office, "Sam Ortiz", last_name="Ortega")
    people.write("First name", "Samuel")
    people.tap("Save")

    expect(people.page.get_by_role("alert")).to_contain_text("Last name is now: Ortega")
    assert known(office, "Sam Ortega")["first_name"] == "Sam"
    people.tap("Save mine over it")

    people.sees("Samuel Ortega is saved.")


def test_the_last_dispatcher_stays_one_also_when_two_put_each_other_out(people: Desk, office: Office) -> None:
    kim = office.invited("Kim", Role.DISPATCHER, client=DISPATCH)
    people.look_away_and_back()
    people.page.get_by_role("button", name="Change Kim Ortiz").click()
    people.tap("Disable…")
    dana = known(office, "Dana Ortiz")
    found(kim.ask("PATCH", f"/people/{dana['id']}", {"version": dana["version"], "active": False}))

    people.tap("Disable")

    expect(people.page.get_by_role("alert")).to_have_text("Your account may not do this. A dispatcher's may.")


def test_people_who_cannot_be_read_say_so_and_can_be_read_again(desk: Callable[[], Desk]) -> None:
    dana = desk()
    dana.finds_unread("people", "**/api/people", "The people could not be loaded.")

    dana.tries_again("**/api/people")

    dana.sees_button("Invite")


def test_a_keyboard_alone_invites_changes_and_disables(people: Desk, office: Office) -> None:
    email, keyboard = an_invitation()["email"], people.page.keyboard

    press_until(people, "Invite")
    expect(people.dialog.get_by_role("heading", name="Invite somebody")).to_be_focused()
    for text in ("Kim", "Tso", email):
        keyboard.press("Tab")
        keyboard.type(text)
    keyboard.press("Enter")
    people.sees("Kim Tso is invited.")
    expect(people.dialog).to_have_count(0)
    press_until(people, re.compile(r"^Change\s+Kim Tso"))
    expect(people.dialog.get_by_role("heading", name="Change Kim Tso")).to_be_focused()
    press_until(people, re.compile("^Disable…"))
    expect(people.button("Keep them")).to_be_focused()
    press_until(people, "Disable")

    people.sees("Kim Tso is disabled.")
    assert not known(office, "Kim Tso")["active"]


@pytest.fixture
def newcomer(page: Page, office: Office) -> Desk:
    """The first dispatcher of a new organization, who is alone in it and signs in."""
    others = {name: getattr(office, name) for name in ("run", "services", "clock", "http", "cognito")}
    founded = Office(organization=an_organization(organization_id=an_id("organization")), **others)
    office.services.organizations.save(founded.organization)
    page.set_viewport_size(DESK)
    dispatcher = founded.invited("Dana", Role.DISPATCHER, client=DISPATCH)
    return Desk(page=page, url=office.run.url).signed_in(dispatcher, "Dana Ortiz")


def test_a_new_organization_is_led_from_empty_to_its_first_technician(newcomer: Desk) -> None:
    newcomer.sees("No open jobs")

    newcomer.follow("Look through the settings")
    newcomer.sees("No technician yet, so nobody can set out.")
    newcomer.page.get_by_role("region", name="Texts to customers").get_by_role("link", name="People").click()
    newcomer.sees("Nobody takes appointments yet")
    newcomer.tap("Change Dana Ortiz")
    newcomer.page.get_by_role("checkbox", name="Technician").check()
    newcomer.tap("Save")
    newcomer.sees_no("Nobody takes appointments yet")
    newcomer.page.get_by_role("banner").get_by_role("link", name="Settings").click()

    newcomer.sees("Texts can go out.")


def test_the_first_steps_break_no_rule_and_fit_a_phone(newcomer: Desk) -> None:
    newcomer.sees("First steps")

    found = {"by day": violations(newcomer.page)}
    newcomer.page.emulate_media(color_scheme="dark")
    found["by night"] = violations(newcomer.page)
    newcomer.page.set_viewport_size({"width": 320, "height": 740})
    found["wide"] = newcomer.page.evaluate(WIDER_THAN_THE_PHONE)
    found["small"] = newcomer.page.evaluate(SMALL)

    assert {what: breaches for what, breaches in found.items() if breaches} == {}
