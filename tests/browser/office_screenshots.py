"""The screens of Dispatch with the demo's day, for `make screenshots`."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.desk import Desk

LATE, NEXT, ON_THE_WAY = "Kitchen drain backs up", "Thermostat is blank", "No cooling upstairs"


def jobs(dana: Desk) -> None:
    dana.sees(LATE)
    dana.needs_attention(1)


def finished(dana: Desk) -> None:
    dana.tap("Finished")
    dana.sees("AC blows warm air")


def job(dana: Desk) -> None:
    dana.open_job(ON_THE_WAY)
    dana.sees("Two-zone system")


def edit(dana: Desk) -> None:
    job(dana)
    dana.tap("Edit")


def cancel(dana: Desk) -> None:
    job(dana)
    dana.tap("Cancel job")


def card(dana: Desk) -> None:
    job(dana)
    dana.appointment().click()
    dana.sees("Text to the customer")


def status(dana: Desk) -> None:
    dana.open_job(NEXT)
    dana.appointment().click()
    dana.banner.click()
    dana.sees(re.compile("should arrive"))


def correction(dana: Desk) -> None:
    card(dana)
    dana.banner.click()
    dana.dialog.get_by_text("Correct status…").click()
    dana.tap("Tapped too early")


def plan(dana: Desk) -> None:
    dana.open_job(NEXT)
    dana.appointment().click()
    dana.section("Technician and time").get_by_role("button", name="Change").click()


def schedule(dana: Desk) -> None:
    dana.follow("Schedule")
    expect(dana.visit(NEXT)).to_be_visible()


def attention(dana: Desk) -> None:
    dana.open("attention")
    dana.sees("Cannot be texted today")


def mending(dana: Desk) -> None:
    attention(dana)
    dana.page.get_by_role("link", name="Set status").click()
    expect(dana.banner).to_be_focused()


SCREENS: tuple[Callable[[Desk], None], ...] = (
    jobs,
    finished,
    job,
    edit,
    cancel,
    card,
    status,
    correction,
    plan,
    schedule,
    attention,
    mending,
)
