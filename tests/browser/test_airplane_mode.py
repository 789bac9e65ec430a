"""A whole day without signal reaches the office once, in order, with its true times; what contradicts, both see."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import BrowserContext, expect

from chalicelib import wiring
from local.running import LocalRun
from tests.api.conftest import Office, Visit
from tests.browser.airplane_mode import PAUSE, SOON, Day, RunningClock, seven_in_the_morning
from tests.browser.site import Site
from tests.images import a_png
from tests.waiting import eventually

FURNACE, THERMOSTAT, HEATER = "Furnace clicks, no flame", "Thermostat is blank", "Water heater leaks"
BOTH_SIDES = "Your office had set something else"


@pytest.fixture
def clock() -> RunningClock:
    return seven_in_the_morning()


@pytest.fixture
def office(
    run: LocalRun, http: httpx.Client, cognito: Any, clock: RunningClock, monkeypatch: pytest.MonkeyPatch
) -> Office:
    chosen = replace(wiring.services(), clock=clock)
    monkeypatch.setattr(wiring, "services", lambda: chosen)
    office = Office.opened(run=run, services=chosen, clock=clock, http=http, cognito=cognito, have_accounts=True)
    office.settle(hold_seconds=0, time_zone="America/Phoenix", brand="Desert Air")
    return office


@pytest.fixture
def site(run: LocalRun, clock: RunningClock) -> Any:
    with Site(run=run, clock=clock) as site:
        yield site


@pytest.fixture
def visits(office: Office) -> dict[str, Visit]:
    eight = office.clock.now + timedelta(hours=1)
    return {
        title: office.visit(title=title, starts_at=eight + timedelta(hours=2 * number))
        for number, title in enumerate((FURNACE, THERMOSTAT, HEATER))
    }


@pytest.fixture
def day(visits: dict[str, Visit], installed: BrowserContext, site: Site, clock: RunningClock, office: Office) -> Day:
    """Sam read his day at home; now he is in the canyon."""
    day = Day(context=installed, site=site, clock=clock)
    day.begins(office.sam.email)
    day.sam.sees("3 jobs to do")
    day.sam.is_installed()
    assert eventually(lambda: str(day.sam.kept("copies")).count("Upstairs unit") == len(visits))
    day.loses_signal()
    day.passes(60)
    return day


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    files = [tmp_path / "before.png", tmp_path / "after.png"]
    for number, file in enumerate(files):
        file.write_bytes(a_png(640 + number, 480))
    return files


def changes(visit: Visit) -> list[dict[str, Any]]:
    return [entry for entry in visit.now()["timeline"] if entry["kind"] == "change"]


def as_recorded(visit: Visit) -> list[tuple[str, str, bool]]:
    return [(change["status"], change["source"], change["applied"]) for change in changes(visit)]


def how_far_off(visit: Visit, tapped: list[tuple[str, datetime]]) -> timedelta:
    """The longest time between a tap and what the office has for it."""
    recorded = [datetime.fromisoformat(change["occurred_at"]) for change in changes(visit)]
    return max(abs(when - at) for when, (_, at) in zip(recorded, tapped, strict=True))


def photos_came_last(heard: list[str]) -> bool:
    posts = [asked for asked in heard if asked.startswith("POST /api/jobs/")]
    first_photo = next(number for number, asked in enumerate(posts) if "/photos" in asked)
    return all("/photos" in asked for asked in posts[first_photo:])


def works(day: Day, title: str, photos: list[Path]) -> None:
    """All but Complete; in between his phone is out of memory, or of battery."""
    day.sets_out(title)
    day.passes(25)
    day.starts(title)
    day.closes_and_opens()
    day.sam.sees("No signal. Saved")
    day.sam.follow(title)
    day.passes(40)
    day.leaves(f"{title}: seen to", photos)
    day.passes(5)


def finds_signal_for_one_change(day: Day, visit: Visit) -> None:
    """The office has it; the phone does not hear so."""
    day.site.keeps_to_itself = lambda path: path.endswith("/status")
    day.finds_signal()
    assert eventually(lambda: len(changes(visit)) == 1)
    day.loses_signal()
    day.site.keeps_to_itself = lambda _: False


def test_a_whole_day_reaches_the_office_once_in_order_and_with_its_true_times(
    day: Day, visits: dict[str, Visit], photos: list[Path], office: Office
) -> None:
    for title in (FURNACE, THERMOSTAT):
        works(day, title, photos)
        day.completes(title)
    works(day, HEATER, photos)
    unheard = [changes(visit) for visit in visits.values()]

    day.sam.tap("Complete")
    finds_signal_for_one_change(day, visits[FURNACE])
    day.chooses(HEATER, PAUSE)
    day.passes(15)
    day.site.heard.clear()
    day.finds_signal()
    day.sends_everything()
    day.sam.sees("All done")

    assert unheard == [[], [], []]
    for title, visit in visits.items():
        assert as_recorded(visit) == [(status, "mobile_offline", True) for status, _ in day.of(title)]
        assert how_far_off(visit, day.of(title)) < SOON
        assert [note["text"] for note in visit.job()["notes"]] == [f"{title}: seen to"]
        assert sorted(photo["width"] for photo in visit.job()["photos"]) == [640, 641]
        assert visit.texts() == []
    assert [visit.now()["outcome"] for visit in visits.values()] == ["done", "done", "follow_up"]
    assert photos_came_last(day.site.heard)
    assert office.dispatcher.get("/attention")["needs"] == []


def test_what_the_office_did_meanwhile_stands_beside_what_the_phone_sends_and_both_see_both(
    day: Day, visits: dict[str, Visit], office: Office
) -> None:
    day.sets_out(FURNACE)
    day.passes(20)
    visits[FURNACE].moved(office.dispatcher, "canceled", reason="the customer called it off")
    day.passes(10)
    day.starts(FURNACE)
    day.passes(20)
    day.completes(FURNACE)

    body = {"technician": office.bo.person_id, "version": visits[THERMOSTAT].now()["version"]}
    assert office.dispatcher.ask("PATCH", visits[THERMOSTAT].path, body).is_success
    day.passes(10)
    day.sets_out(THERMOSTAT)

    day.passes(20)
    day.sets_out(HEATER)
    day.passes(20)
    day.starts(HEATER)
    day.passes(5)
    visits[HEATER].moved(office.dispatcher, "complete", outcome="done")
    day.passes(30)
    day.completes(HEATER, PAUSE)
    day.passes(15)

    day.finds_signal()
    day.sends_everything()

    expect(day.sam.page.get_by_role("heading", name=BOTH_SIDES)).to_have_count(3)
    sides = day.sam.page.get_by_role("status").filter(has_text=THERMOSTAT).get_by_role("definition")
    expect(sides).to_contain_text(["En Route", "Given to Bo Ortiz"])
    assert {title: [each["status"] for each in changes(visit)] for title, visit in visits.items()} == {
        FURNACE: ["enroute", "canceled", "started", "complete"],
        THERMOSTAT: ["enroute"],
        HEATER: ["enroute", "started", "complete", "complete"],
    }
    standing = {title: (visit.now()["status"], visit.now()["technician"]["name"]) for title, visit in visits.items()}
    assert standing == {
        FURNACE: ("canceled", "Sam Ortiz"),
        THERMOSTAT: ("scheduled", "Bo Ortiz"),
        HEATER: ("complete", "Sam Ortiz"),
    }
    assert visits[HEATER].now()["outcome"] == "done"
    needs = [(need["kind"], need["card"]["title"]) for need in office.dispatcher.get("/attention")["needs"]]
    assert sorted(needs) == [("contradiction", title) for title in sorted(visits)]
    assert all(visit.texts() == [] for visit in visits.values())


def test_both_sides_are_shown_until_the_technician_has_seen_them(
    day: Day, visits: dict[str, Visit], office: Office
) -> None:
    visits[FURNACE].moved(office.dispatcher, "canceled", reason="the customer called it off")
    day.passes(20)
    day.sets_out(FURNACE)
    day.passes(20)
    day.starts(FURNACE)
    day.passes(15)
    day.sam.open()
    day.finds_signal()
    panel = day.sam.page.get_by_role("status").filter(has_text=BOTH_SIDES)

    expect(panel).to_contain_text(FURNACE)
    expect(panel.get_by_role("definition")).to_contain_text(["Started", "Canceled"])
    day.sends_everything()
    day.sam.open()
    panel.get_by_role("button", name="OK").click()
    expect(panel).to_have_count(0)
    day.sam.open()
    day.sam.sees("2 jobs to do")
    expect(panel).to_have_count(0)


def test_an_open_appointment_that_was_canceled_meanwhile_says_so_when_the_signal_is_back(
    day: Day, visits: dict[str, Visit], office: Office
) -> None:
    day.closes_and_opens()
    day.sam.follow(FURNACE)
    day.sam.sees("Upstairs unit, installed 2014.")
    visits[FURNACE].moved(office.dispatcher, "canceled", reason="the customer called it off")
    day.passes(15)

    day.finds_signal()

    expect(day.sam.page.get_by_role("alert")).to_have_text("Dana changed this appointment: Canceled")
    day.sam.sees_no_button("On My Way")
