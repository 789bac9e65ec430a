"""Every screen of Field: how a technician gets there, and what must be planned for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

from tests.api.conftest import Office
from tests.browser.phone import Phone

TITLE = "AC blows warm air"

Reach = Callable[[Phone], None]


def plan(office: Office) -> None:
    """A day with one of each: finished, paused, under way, to come, left open yesterday."""
    now = office.clock.now
    visits = [
        office.visit(title=title, starts_at=now + timedelta(seconds=number))
        for number, title in enumerate(["Furnace clicks", "Toilet runs", TITLE, "Thermostat is blank"])
    ]
    visits[0].moved(office.sam, "complete")
    visits[1].moved(office.sam, "complete", outcome="follow_up")
    visits[2].moved(office.sam, "enroute", arrival={"minutes": 20})
    office.dispatcher.post(f"/jobs/{visits[2].job_id}/notes", {"text": "Gate code 4071#. Dog in the yard, friendly."})
    contradicted = office.visit(title="Both went ahead", starts_at=now + timedelta(seconds=9))
    created_at = contradicted.now()["created_at"]
    contradicted.moved(office.dispatcher, "enroute", notify=False)
    contradicted.moved(office.sam, "started", occurred_at=created_at)
    office.visit(title="Left open", starts_at=now - timedelta(days=1)).moved(office.sam, "started")


def jobs(sam: Phone) -> None:
    sam.sees(TITLE)


def places(sam: Phone) -> None:
    sam.tap("Map")
    sam.sees("North is up.")


def empty(sam: Phone) -> None:
    sam.tap("Day after")
    sam.sees("Nothing planned")


def job(sam: Phone) -> None:
    sam.follow(TITLE)
    sam.sees("Upstairs unit, installed 2014.")
    sam.sees(re.compile("Text|text"))


def note(sam: Phone) -> None:
    job(sam)
    sam.tap("Add note")
    sam.sees("Note for the team")


def on_my_way(sam: Phone) -> None:
    sam.follow("Thermostat is blank")
    sam.tap("On My Way")
    sam.sees("should arrive")


def complete(sam: Phone) -> None:
    sam.follow("Left open")
    sam.tap("Complete")
    sam.sees("This job is done (Complete it)")


def just_paused(sam: Phone) -> None:
    complete(sam)
    sam.tap("This job requires follow up (Pause It)")
    sam.sees("What is it waiting for?")


def waiting(sam: Phone) -> None:
    leave_a_note(sam)
    sam.sees("1 waiting")
    sam.see_what_waits()
    sam.sees("No signal.")


def leave_a_note(sam: Phone) -> None:
    """That does not get through."""
    sam.sees(TITLE)
    sam.page.route("**/notes", lambda route: route.abort())
    job(sam)
    sam.tap("Add note")
    sam.write("Note for the team", "Compressor is loud")
    sam.tap("Save note")


def refused(sam: Phone) -> None:
    on_my_way(sam)
    sam.send_in_vain()
    sam.sees("The office changed this appointment in the meantime.")
    sam.sees("Office")


def not_kept(sam: Phone) -> None:
    on_my_way(sam)
    sam.find_no_room()
    sam.tap("Send & go")
    sam.sees("Not saved")


def lost(sam: Phone) -> None:
    leave_a_note(sam)
    sam.sees("1 waiting")
    sam.lose_database()
    sam.look_away_and_back()
    sam.sees("Unsent work is gone")


def nothing_waiting(sam: Phone) -> None:
    sam.open("waiting")
    sam.sees("Everything is sent")


def job_without_signal(sam: Phone) -> None:
    job(sam)
    sam.page.route("**/api/**", lambda route: route.abort())
    sam.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    sam.sees("No signal. Saved")


def both_sides(sam: Phone) -> None:
    sam.follow("Both went ahead")
    sam.sees("Your office had set something else")


def suggested(sam: Phone) -> None:
    sam.sees(TITLE)
    sam.page.evaluate("() => window.dispatchEvent(new Event('beforeinstallprompt'))")
    sam.sees("Field on your home screen")


def you(sam: Phone) -> None:
    sam.open("you")
    sam.sees("Get Directions opens")


def unread(sam: Phone) -> None:
    sam.sees(TITLE)
    sam.page.route("**/api/appointments**", lambda route: route.abort())
    sam.tap("Day after")
    sam.sees("Your jobs could not be loaded.")


SCREENS: dict[str, Reach] = {
    reach.__name__: reach
    for reach in (
        jobs,
        places,
        empty,
        unread,
        job,
        note,
        on_my_way,
        complete,
        just_paused,
        waiting,
        nothing_waiting,
        refused,
        not_kept,
        lost,
        you,
        job_without_signal,
        both_sides,
        suggested,
    )
}
