"""Every screen of Dispatch: how a dispatcher gets there, and what must be planned for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from playwright.sync_api import expect

from tests.api.conftest import Office
from tests.browser.desk import TITLE, Desk
from tests.images import a_png

Reach = Callable[[Desk], None]


def plan(office: Office) -> None:
    """A day with one of each: done, paused, under way, to come, late, with nobody, without a number; Sam has joined."""
    now = office.clock.now
    titles = ["Furnace clicks", "Toilet runs", TITLE, "Thermostat is blank"]
    visits = [office.visit(title=title, starts_at=now + timedelta(seconds=n)) for n, title in enumerate(titles)]
    visits[0].moved(office.sam, "complete")
    visits[1].moved(office.sam, "complete", outcome="follow_up")
    visits[2].moved(office.sam, "enroute", arrival={"minutes": 20})
    office.dispatcher.post(f"/jobs/{visits[2].job_id}/notes", {"text": "Gate code 4071#. Dog in the yard, friendly."})
    office.another_visit(visits[2].job_id, phone=visits[2].phone, technician=office.bo)
    office.visit(title="Waits for hours", starts_at=now - timedelta(hours=3))
    office.visit(title="No number", phone=None)
    office.sam.get("/me")


def jobs(dana: Desk) -> None:
    dana.sees("Waits for hours")
    dana.needs_attention(1)


def finished(dana: Desk) -> None:
    dana.tap("Finished")
    dana.sees("Furnace clicks")


def nothing_fits(dana: Desk) -> None:
    dana.page.get_by_role("searchbox").fill("nobody has that")
    dana.sees("No job fits")


def unread(dana: Desk) -> None:
    dana.page.route("**/api/jobs?**", lambda route: route.abort())
    dana.page.reload()
    dana.sees("The jobs could not be loaded.")


def job(dana: Desk) -> None:
    dana.open_job()
    dana.sees("Upstairs unit, installed 2014.")


def edit(dana: Desk) -> None:
    job(dana)
    dana.tap("Edit")
    dana.sees("Customer's name")


def new_job(dana: Desk) -> None:
    dana.follow("New job")
    dana.page.get_by_label("Technician", exact=True).select_option("Sam Ortiz – booked then")
    dana.sees("Sam Ortiz is booked at that time already.")


def new_job_refused(dana: Desk) -> None:
    dana.follow("New job")
    dana.write("Mobile number", "602 555")
    dana.tap("Create job and book")
    dana.sees("Say what the job is.")


def discard(dana: Desk) -> None:
    new_job_refused(dana)
    dana.tap("Discard")
    dana.sees("Discard what you wrote?")


def new_appointment(dana: Desk) -> None:
    job(dana)
    dana.follow("New appointment")
    dana.sees("Arrival from")


def new_appointment_unanswered(dana: Desk) -> None:
    new_appointment(dana)
    dana.page.get_by_label("Technician", exact=True).select_option(index=2)
    dana.page.route("**/appointments", lambda route: route.abort())
    dana.tap("Book appointment")
    dana.sees("No answer. It may be saved already.")


def photo_refused(dana: Desk) -> None:
    job(dana)
    dana.page.route("**/photos", lambda route: route.abort())
    dana.page.get_by_label("Add photo").set_input_files(
        {"name": "a.png", "mimeType": "image/png", "buffer": a_png(40, 30)}
    )
    dana.sees("No answer.")


def cancel(dana: Desk) -> None:
    job(dana)
    dana.tap("Cancel job")
    dana.sees("Cancel this job?")


def card(dana: Desk) -> None:
    job(dana)
    dana.appointment().click()
    expect(dana.banner).to_be_visible()


def status(dana: Desk) -> None:
    dana.open_job("Thermostat is blank")
    dana.appointment().click()
    dana.banner.click()
    dana.sees(re.compile("should arrive|No text"))


def correction(dana: Desk) -> None:
    card(dana)
    dana.banner.click()
    dana.dialog.get_by_text("Correct status…").click()
    dana.dialog.get_by_label("Earlier", exact=True).check()
    dana.dialog.get_by_role("group", name="Set to").last.get_by_role("button", name="Scheduled").click()
    dana.sees("Choose a reason")


def moved(dana: Desk) -> None:
    dana.open_job("Thermostat is blank")
    dana.appointment().click()
    dana.set_to("Started")
    dana.sees_button("Undo")


def replan(dana: Desk) -> None:
    dana.open_job("Thermostat is blank")
    dana.appointment().click()
    dana.section("Technician and time").get_by_role("button", name="Change").click()
    expect(dana.page.get_by_label("Promised from")).to_be_visible()


def schedule(dana: Desk) -> None:
    dana.open_schedule()
    expect(dana.visit("Thermostat is blank")).to_be_visible()
    expect(dana.page.get_by_role("region", name="Waits for somebody")).to_be_visible()


def free_day(dana: Desk) -> None:
    """Not tomorrow: late in the evening today's appointments reach into it."""
    schedule(dana)
    dana.page.get_by_label("Day after").click(click_count=2)
    expect(dana.technician("Sam Ortiz")).to_contain_text("free")


def attention(dana: Desk) -> None:
    dana.open("attention")
    dana.sees("Cannot be texted today")


def mending(dana: Desk) -> None:
    attention(dana)
    dana.page.get_by_role("link", name="Set status").click()
    dana.sees(re.compile("should arrive|No text"))


def you(dana: Desk) -> None:
    dana.open("you")
    dana.sees_button("Sign out")


def settings(dana: Desk) -> None:
    dana.open("settings")
    dana.sees("Texts can go out.")


def settings_form(dana: Desk) -> None:
    settings(dana)
    dana.tap("Change")
    expect(dana.page.get_by_label("Brand", exact=True)).to_be_focused()


def texts_off(dana: Desk) -> None:
    settings(dana)
    dana.tap("Turn texts off…")
    dana.dialog.get_by_role("button", name="Turn texts off").click()
    dana.sees("No text can go out: one thing is missing.")


def turn_texts_off(dana: Desk) -> None:
    settings(dana)
    dana.tap("Turn texts off…")
    dana.sees("Turn texts off?")


def people(dana: Desk) -> None:
    dana.open("people")
    dana.sees_button("Change Bo Ortiz")
    dana.sees("Has not signed in yet")


def invite(dana: Desk) -> None:
    people(dana)
    dana.tap("Invite")
    dana.sees("Invite somebody")


def change_person(dana: Desk) -> None:
    people(dana)
    dana.tap("Change Bo Ortiz")
    dana.sees_button("Invite again")


def disable(dana: Desk) -> None:
    change_person(dana)
    dana.tap("Disable…")
    dana.sees("Disable Bo Ortiz?")


def disabled(dana: Desk) -> None:
    disable(dana)
    dana.tap("Disable")
    dana.sees(re.compile("Bo Ortiz is disabled.*still theirs"))


SCREENS: dict[str, Reach] = {
    reach.__name__: reach
    for reach in (
        jobs,
        finished,
        nothing_fits,
        unread,
        job,
        edit,
        cancel,
        new_job,
        new_job_refused,
        discard,
        new_appointment,
        new_appointment_unanswered,
        photo_refused,
        card,
        status,
        correction,
        moved,
        replan,
        schedule,
        free_day,
        attention,
        mending,
        you,
        settings,
        settings_form,
        turn_texts_off,
        texts_off,
        people,
        invite,
        change_person,
        disable,
        disabled,
    )
}
