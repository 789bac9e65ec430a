"""The screens of Dispatch with the demo's day, for `make screenshots`."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.office_screens import settings, settings_form, turn_texts_off

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


def new_job(dana: Desk) -> None:
    dana.follow("New job")
    fields = {
        "What is it?": "No hot water",
        "Customer's name": "Jo Park",
        "Mobile number": "(602) 555-0142",
        "Street": "9 W Mango St",
        "City": "Phoenix",
        "State": "AZ",
    }
    for label, text in fields.items():
        dana.write(label, text)
    dana.page.get_by_label("Technician", exact=True).select_option("Maria Begay – booked then")
    dana.sees("Maria Begay is booked at that time already.")


def new_job_refused(dana: Desk) -> None:
    dana.follow("New job")
    dana.write("State", "TN")
    dana.tap("Create job and book")


def new_appointment(dana: Desk) -> None:
    job(dana)
    dana.follow("New appointment")
    dana.sees("Promised to the customer")


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
    expect(dana.visit(LATE)).to_contain_text("Late")
    dana.sees("Waits for somebody")


def attention(dana: Desk) -> None:
    dana.open("attention")
    dana.sees("Cannot be texted today")


def mending(dana: Desk) -> None:
    attention(dana)
    dana.page.get_by_role("link", name="Set status").click()
    expect(dana.banner).to_be_focused()


def people(dana: Desk) -> None:
    dana.open("people")
    dana.sees_button("Change Dana Whitfield")


def invite(dana: Desk) -> None:
    people(dana)
    dana.tap("Invite")
    dana.write("First name", "Nina")
    dana.write("Last name", "Tsosie")
    dana.write("E-mail", "nina@desertair.example")


def invited(dana: Desk) -> None:
    invite(dana)
    dana.tap("Send the invitation")
    dana.sees("Nina Tsosie is invited.")


def change_person(dana: Desk) -> None:
    people(dana)
    dana.tap("Change Nina Tsosie")


def disable(dana: Desk) -> None:
    people(dana)
    dana.tap("Change Luis Romero")
    dana.tap("Disable…")


SCREENS: tuple[Callable[[Desk], None], ...] = (
    jobs,
    finished,
    job,
    edit,
    cancel,
    new_job,
    new_job_refused,
    new_appointment,
    card,
    status,
    correction,
    plan,
    schedule,
    attention,
    mending,
    settings,
    settings_form,
    turn_texts_off,
    people,
    invite,
    invited,
    change_person,
    disable,
)
