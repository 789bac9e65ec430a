"""Needs attention: every kind with one click to mend or dismiss it, and a count that reaches zero."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, expect

from chalicelib.domain.alert import AlertState
from tests.api.conftest import Office, Visit
from tests.browser.desk import Desk
from tests.waiting import eventually


def need(dana: Desk, kind: str) -> Locator:
    return dana.page.get_by_role("listitem").filter(has=dana.page.get_by_role("heading", name=re.compile(kind)))


def told_then_canceled(office: Office) -> Visit:
    office.settle(hold_seconds=0)
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    assert eventually(lambda: len(visit.texts()) == 1)
    assert eventually(lambda: visit.now()["alert"]["state"] == "sent")
    visit.moved(office.dispatcher, "canceled")
    return visit


def contradicted(office: Office) -> Visit:
    """Sam's phone sends late that he had begun before the office sent him."""
    visit = office.visit()
    created_at = visit.now()["created_at"]
    visit.moved(office.dispatcher, "enroute", notify=False)
    visit.moved(office.sam, "started", occurred_at=created_at)
    assert visit.now()["flags"] == ["contradiction"]
    return visit


def went_wrong(office: Office, state: AlertState) -> Visit:
    """As the relay leaves an alert whose text the provider refused, or whose answer was lost."""
    office.settle(hold_seconds=60)
    visit = office.visit()
    visit.moved(office.sam, "enroute", arrival={"minutes": 20})
    appointments, now = office.services.appointments, datetime.now(UTC)
    appointment = appointments.get(visit.where)
    claimed = appointment.alerts[-1].claimed(owner="relay", text="Desert Air: Sam is on the way.", now=now)
    ended = claimed.failed("invalid", now) if state is AlertState.FAILED else claimed.unknown(now)
    appointments.save(appointment.with_alert(ended))
    return visit


def test_nobody_on_the_way_is_mended_by_setting_the_status_and_the_count_reaches_zero(
    desk: Callable[[], Desk], office: Office
) -> None:
    visit = office.visit(starts_at=office.clock.now - timedelta(hours=3))
    dana = desk()
    dana.needs_attention(1)
    dana.page.get_by_role("navigation").get_by_role("link", name=re.compile("Needs attention")).click()

    need(dana, "Nobody on the way").get_by_role("link", name="Set status").click()
    dana.tap("This job is done (Complete it)")
    dana.stands_at("Complete")
    dana.page.keyboard.press("Escape")

    dana.needs_attention(0)
    dana.sees("Nothing needs you")
    expect(dana.page.get_by_role("heading", level=1, name="Needs attention")).to_be_focused()
    assert visit.now()["status"] == "complete"


def test_nobody_on_the_way_is_mended_by_another_time_too(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit(starts_at=office.clock.now - timedelta(hours=3))
    dana = desk().open("attention")
    tomorrow = datetime.fromisoformat(visit.now()["starts_at"]) + timedelta(days=2)

    need(dana, "Nobody on the way").get_by_role("link", name="Change technician or time").click()
    expect(dana.page.get_by_label("Technician", exact=True)).to_be_focused()
    dana.write("Day", f"{tomorrow:%Y-%m-%d}")
    dana.tap("Save")

    dana.needs_attention(0)


def test_what_is_open_long_after_its_end_can_be_completed(desk: Callable[[], Desk], office: Office) -> None:
    visit = office.visit(starts_at=office.clock.now - timedelta(hours=4))
    visit.moved(office.sam, "started")
    dana = desk().open("attention")

    need(dana, "Not complete").get_by_role("link", name="Set status").click()
    dana.tap("This job requires follow up (Pause It)")

    dana.needs_attention(0)
    assert visit.now()["outcome"] == "follow_up"


def test_a_customer_who_was_told_in_vain_is_called_and_then_knows(desk: Callable[[], Desk], office: Office) -> None:
    visit = told_then_canceled(office)
    dana = desk().open("attention")
    told = need(dana, "Customer was told, then it changed")
    expect(told.get_by_role("link", name="Call Rosa Delgado")).to_have_attribute("href", f"tel:{visit.phone}")

    told.get_by_role("button", name="Customer knows").click()

    dana.needs_attention(0)
    dana.sees("Nothing needs you")
    assert visit.now()["flags"] == []


def test_who_dismissed_what_stands_in_the_history(desk: Callable[[], Desk], office: Office) -> None:
    visit = told_then_canceled(office)
    dana = desk()
    dana.open_card(visit)

    dana.tap("Customer knows")

    expect(dana.section("History")).to_contain_text("Dismissed: The customer was told, then it changed")
    dana.needs_attention(0)


def test_a_late_entry_that_contradicts_the_office_can_be_dismissed(desk: Callable[[], Desk], office: Office) -> None:
    visit = contradicted(office)
    dana = desk().open("attention")
    late = need(dana, "Late entry contradicts the office")
    expect(late.get_by_role("link", name="Set status")).to_be_visible()

    late.get_by_role("button", name="Dismiss").click()

    dana.needs_attention(0)
    assert visit.now()["flags"] == []


@pytest.mark.parametrize(
    ("state", "kind"), [(AlertState.FAILED, "Text failed"), (AlertState.UNKNOWN, "Text may not have arrived")]
)
def test_a_text_that_went_wrong_is_sent_again_with_one_click(
    desk: Callable[[], Desk], office: Office, state: AlertState, kind: str
) -> None:
    visit = went_wrong(office, state)
    dana = desk().open("attention")

    need(dana, kind).get_by_role("button", name="Resend").click()

    dana.needs_attention(0)
    assert eventually(lambda: len(visit.texts()) == 1)


def test_customers_who_cannot_be_texted_stand_below_and_are_not_counted(
    desk: Callable[[], Desk], office: Office
) -> None:
    office.visit(phone=None, title="No number")

    dana = desk().open("attention")

    dana.needs_attention(0)
    below = dana.page.get_by_role("region", name="Cannot be texted today")
    expect(below).to_contain_text("No text: no phone number")
    below.get_by_role("link", name="Open job").click()
    expect(dana.page.get_by_role("heading", level=1, name="No number")).to_be_visible()
