"""A new organization: from its first dispatcher alone to a full Schedule, statused there, by screens alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count, product

import pytest
from playwright.sync_api import Page, expect

from chalicelib import wiring
from local.running import LocalRun
from ops.organization import Founding, found
from tests.browser.conftest import DESK
from tests.browser.desk import PHOENIX, Desk
from tests.builders import an_id
from tests.waiting import eventually

PASSWORD = "the first of our own"
CODES = count(300)


@dataclass(frozen=True, kw_only=True)
class NewOwner:
    """`email` of the first dispatcher, whom only the operator has invited."""

    run: LocalRun
    email: str

    def first_password(self) -> str:
        [text] = [mail["text"] for mail in self.run.mails() if mail["to"] == self.email]
        found = re.search(r"password is (\S+?)\.?$", text, re.MULTILINE)
        assert found, text
        return found[1]


@pytest.fixture
def owner(run: LocalRun) -> NewOwner:
    email = f"{an_id('founder').lower()}@example.com"
    founding = Founding(
        brand="Mesa Heating", phone=None, time_zone="America/Phoenix", email=email, first_name="Ines", last_name="Park"
    )
    found(wiring.settings(), founding)
    return NewOwner(run=run, email=email)


def soon_today() -> datetime:
    """When three hours more are still today, in Phoenix."""
    now = datetime.now(PHOENIX).replace(second=0, microsecond=0)
    return min(now + timedelta(minutes=5), now.replace(hour=20, minute=30))


def sign_in_first(ines: Desk, owner: NewOwner) -> None:
    ines.sign_in(owner.email, owner.first_password())
    ines.write("New password", PASSWORD)
    ines.tap("Save and sign in")
    ines.sees("First steps")


def invite_a_technician(ines: Desk, first_name: str) -> None:
    ines.tap("Invite")
    ines.write("First name", first_name)
    ines.write("Last name", "Tso")
    ines.write("E-mail", f"{an_id('kim').lower()}@example.com")
    ines.page.get_by_role("checkbox", name="Technician").check()
    ines.tap("Send the invitation")
    ines.sees_button(f"Change {first_name} Tso")


def book(ines: Desk, title: str, technician: str, starts_at: datetime) -> None:
    ines.page.get_by_role("navigation").get_by_role("link", name="Jobs").click()
    ines.follow("New job")
    fields = {
        "What is it?": title,
        "Customer's name": "Rosa Delgado",
        "Mobile number": f"602 555 0{next(CODES)}",
        "Street": "41 E Palm Ln",
        "City": "Phoenix",
        "State": "AZ",
        "Day": f"{starts_at:%Y-%m-%d}",
        "Starts": f"{starts_at:%H:%M}",
        "Minutes of work": "60",
    }
    for label, text in fields.items():
        ines.write(label, text)
    ines.page.get_by_label("Technician", exact=True).select_option(technician)
    ines.tap("Create job and book")
    expect(ines.page.get_by_role("heading", level=1, name=title)).to_be_visible()


def test_from_empty_to_a_full_schedule_that_is_statused_there(page: Page, run: LocalRun, owner: NewOwner) -> None:
    page.set_viewport_size(DESK)
    ines = Desk(page=page, url=run.url)
    sign_in_first(ines, owner)

    ines.follow("Look through the settings")
    ines.sees("No technician yet, so nobody can set out.")
    ines.follow("Open People")
    invite_a_technician(ines, "Kim")
    invite_a_technician(ines, "Lou")
    first = soon_today()
    for technician, number in product(("Kim", "Lou"), range(3)):
        book(ines, f"{technician}'s visit {number}", f"{technician} Tso", first + timedelta(minutes=61 * number))
    ines.follow("Schedule")
    expect(ines.technician("Kim Tso").get_by_role("link")).to_have_count(3)
    expect(ines.technician("Lou Tso").get_by_role("link")).to_have_count(3)
    ines.visit("Kim's visit 0").click()
    ines.set_to("En Route")
    ines.stands_at("En Route")

    expect(ines.section("Text to the customer")).to_contain_text(re.compile(r"Text sent \d+:\d\d"), timeout=20_000)
    ines.page.keyboard.press("Escape")
    expect(ines.visit("Kim's visit 0")).to_contain_text("En Route")
    ines.visit("Lou's visit 0").click()
    ines.set_to("This job is done (Complete it)")
    ines.stands_at("Complete")
    assert eventually(lambda: any("Mesa Heating: Kim is on the way" in text["text"] for text in run.texts()))
