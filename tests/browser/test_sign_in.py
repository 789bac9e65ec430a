"""Signing in at the pool, in a person's words; and what happens to unsent work when somebody signs out."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.api.conftest import PASSWORD, Office
from tests.browser.phone import Phone, statuses
from tests.waiting import eventually

pytestmark = pytest.mark.accounts

TITLE = "AC blows warm air"
NEW_PASSWORD = "another horse battery"


def test_signing_in_leads_to_the_day(page: Page, office: Office) -> None:
    office.visit()
    sam = Phone(page=page, url=office.run.url)

    sam.sign_in(office.sam.email)

    sam.sees(TITLE)
    sam.sees("Desert Air")


def test_a_wrong_password_is_told_in_words(page: Page, office: Office) -> None:
    sam = Phone(page=page, url=office.run.url)

    sam.sign_in(office.sam.email, password="not this one")

    expect(page.get_by_role("alert")).to_have_text(
        "That e-mail and password do not fit together. Check both and try again."
    )


def test_who_signs_in_for_the_first_time_chooses_a_password(page: Page, office: Office, cognito: Any) -> None:
    pool = office.run.environment["USER_POOL_ID"]
    cognito.admin_set_user_password(UserPoolId=pool, Username=office.sam.email, Password=PASSWORD, Permanent=False)
    sam = Phone(page=page, url=office.run.url)

    sam.sign_in(office.sam.email)
    sam.sees("Choose a password")
    sam.write("New password", NEW_PASSWORD)
    sam.tap("Save and sign in")

    sam.sees("Nothing planned")


def test_without_an_answer_it_says_so(page: Page, office: Office) -> None:
    sam = Phone(page=page, url=office.run.url)
    sam.open()
    page.route("**/api/config", lambda route: route.abort())
    sam.write("E-mail", office.sam.email)
    sam.write("Password", PASSWORD)

    sam.tap("Sign in")

    expect(page.get_by_role("alert")).to_have_text("No answer. Check your signal and try again.")


def test_a_token_that_has_run_out_is_refreshed_without_a_word(page: Page, office: Office) -> None:
    visit = office.visit()
    sam = Phone(page=page, url=office.run.url)
    sam.sign_in(office.sam.email)
    sam.sees(TITLE)
    spoil(page, token="run.out.long ago")

    sam.open()
    sam.set_out()

    sam.queue_empties()
    assert visit.now()["status"] == "enroute"


def test_a_session_that_has_ended_keeps_what_waits_and_sends_it_after_signing_in(page: Page, office: Office) -> None:
    visit = office.visit()
    sam = Phone(page=page, url=office.run.url)
    sam.sign_in(office.sam.email)
    sam.sees(TITLE)
    sam.lose_signal()
    sam.set_out()
    sam.sees("1 waiting")
    spoil(page, token="run.out.long ago", refresh="ended")
    sam.find_signal()
    sam.open()

    sam.sees("Your session has ended. Sign in again.")
    sam.sees("1 thing is still to be sent; nothing is lost.")
    sam.write("E-mail", office.sam.email)
    sam.write("Password", PASSWORD)
    sam.tap("Sign in")

    sam.queue_empties()
    assert visit.now()["status"] == "enroute"


def test_a_sign_in_service_that_is_too_busy_to_renew_a_session_holds_back_what_waits_and_no_longer(
    page: Page, office: Office
) -> None:
    visit = office.visit()
    sam = Phone(page=page, url=office.run.url)
    sam.sign_in(office.sam.email)
    sam.follow(TITLE)
    sam.sees_button("On My Way")
    busy = {"__type": "TooManyRequestsException", "message": "Rate exceeded"}
    page.route(office.run.environment["SIGN_IN_URL"] + "**", lambda route: route.fulfill(status=400, json=busy))
    spoil(page, token="run.out.long ago")
    page.reload()

    sam.set_out()

    assert eventually(lambda: sam.queue()[0]["attempts"] > 0)
    assert not sam.queue()[0]["parked"]
    page.unroute_all()

    sam.queue_empties()
    assert statuses(visit) == ["enroute"]


def test_signing_out_ends_it(phone: Callable[[], Phone], office: Office) -> None:
    sam = phone()
    sam.sees("Nothing planned")
    sam.open("you")

    sam.tap("Sign out")

    sam.sees_button("Sign in")
    sam.page.reload()
    sam.sees_button("Sign in")


def test_signing_out_leaves_no_customer_on_the_phone(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.follow(TITLE)
    sam.sees("Rosa Delgado")
    sam.open("you")
    assert eventually(lambda: "Rosa Delgado" in json.dumps(sam.kept("copies")))

    sam.tap("Sign out")
    sam.sees_button("Sign in")

    assert eventually(lambda: sam.kept("copies") == [])


def test_signing_out_with_unsent_work_warns(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.sees(TITLE)
    sam.hold_network()
    sam.set_out()
    sam.sees("1 waiting")
    sam.page.get_by_role("link", name="You: Sam Ortiz").click()

    sam.tap("Sign out")
    sam.sees("1 thing is not sent yet.")
    sam.tap("Stay")

    sam.sees_button("Sign out")
    assert len(sam.queue()) == 1


def spoil(page: Page, **parts: str) -> None:
    """The session that is kept on the phone, with parts that no longer serve."""
    page.evaluate(
        f"""() => {{
          const kept = JSON.parse(localStorage.getItem("field.session"));
          localStorage.setItem("field.session", JSON.stringify({{ ...kept, ...{json.dumps(parts)} }}));
        }}"""
    )
