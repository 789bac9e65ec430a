"""What needs the dispatcher: when the clock says so, since when, on whose calendar, and what mends it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

import pytest

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.arrival import Window
from chalicelib.domain.card import AlertSign, Card, card_of
from chalicelib.domain.flag import Flag
from chalicelib.domain.need import MENDED_BY, Kind, Mend, days_to_look_at, needs
from chalicelib.domain.status import Status
from tests.builders import NOON, a_dispatcher, a_plan, an_appointment, minutes, some_work, tapped

DRAFT, SCHEDULED, ENROUTE, STARTED, COMPLETE, CANCELED = Status
MOMENT = timedelta(milliseconds=1)


def promised(window: timedelta, **plan: Any) -> Appointment:
    """From noon on; the work is planned from noon to two."""
    return an_appointment(plan=a_plan(window=Window(starts=NOON, ends=NOON + window), **plan))


def told_by_the_clock(appointment: Appointment, now: datetime) -> list[tuple[Kind, datetime]]:
    return [(need.kind, need.since) for need in needs([], [card_of(appointment)], now)]


@pytest.mark.parametrize(
    ("length", "since"),
    [
        (minutes(1), NOON + minutes(15)),
        (minutes(60), NOON + minutes(15)),
        (minutes(60) + MOMENT, NOON + minutes(30) + MOMENT),
        (minutes(120), NOON + minutes(90)),
        (minutes(240), NOON + minutes(210)),
    ],
)
def test_nobody_on_the_way_is_told_early_in_a_short_window_and_before_the_end_of_a_long_one(
    length: timedelta, since: datetime
) -> None:
    appointment = promised(length, length=timedelta(hours=4))

    assert told_by_the_clock(appointment, since - MOMENT) == []
    assert told_by_the_clock(appointment, since) == [(Kind.NOBODY_ON_THE_WAY, since)]


def test_it_has_begun_when_it_began_however_late_it_is_asked() -> None:
    appointment = promised(minutes(60))

    assert told_by_the_clock(appointment, NOON + timedelta(hours=9)) == [(Kind.NOBODY_ON_THE_WAY, NOON + minutes(15))]


@pytest.mark.parametrize("status", [ENROUTE, STARTED])
def test_what_should_have_ended_half_an_hour_ago_is_told(status: Status) -> None:
    appointment, since = tapped(promised(minutes(60)), status), NOON + minutes(150)

    assert told_by_the_clock(appointment, since - MOMENT) == []
    assert told_by_the_clock(appointment, since) == [(Kind.NOT_COMPLETE, since)]


def test_a_visit_that_nobody_began_is_late_once_by_what_comes_first() -> None:
    appointment = promised(timedelta(hours=8))

    assert told_by_the_clock(appointment, NOON + timedelta(hours=9)) == [(Kind.NOT_COMPLETE, NOON + minutes(150))]


@pytest.mark.parametrize("status", [DRAFT, COMPLETE, CANCELED])
def test_what_is_no_promise_or_is_over_is_never_late(status: Status) -> None:
    appointment = tapped(an_appointment(), status, by=a_dispatcher(), reason="as told by phone")

    assert told_by_the_clock(appointment, NOON + timedelta(hours=9)) == []


def test_a_visit_without_a_technician_is_late_too() -> None:
    appointment = promised(minutes(60), technician_id=None)

    assert told_by_the_clock(appointment, NOON + minutes(15)) == [(Kind.NOBODY_ON_THE_WAY, NOON + minutes(15))]


@pytest.mark.parametrize("zone", ["America/Phoenix", "America/New_York", "Pacific/Honolulu", "Pacific/Kiritimati"])
def test_a_visit_is_late_until_the_day_after_is_over_at_its_address(zone: str) -> None:
    evening = datetime(2026, 3, 2, 22, tzinfo=ZoneInfo(zone)).astimezone(UTC)
    appointment = an_appointment(plan=a_plan(starts_at=evening), work=some_work(time_zone=zone))
    end_of_the_day_after = datetime(2026, 3, 4, tzinfo=ZoneInfo(zone)).astimezone(UTC)

    assert told_by_the_clock(appointment, end_of_the_day_after - MOMENT) != []
    assert told_by_the_clock(appointment, end_of_the_day_after) == []


@pytest.mark.parametrize("hour", range(24))
def test_every_date_that_is_today_or_yesterday_anywhere_is_looked_at_and_no_other(hour: int) -> None:
    now = datetime(2026, 3, 2, hour, 30, tzinfo=UTC)
    today = {now.astimezone(ZoneInfo(zone)).date() for zone in available_timezones()}
    yesterday = {day - timedelta(days=1) for day in today}

    days = days_to_look_at(now)

    assert today | yesterday <= set(days)
    assert len(days) == len(set(days)) == (4 if hour in {10, 11} else 3)


def test_at_the_turn_of_a_day_in_phoenix_the_addresses_ahead_and_behind_are_looked_at() -> None:
    before_midnight = datetime(2026, 3, 3, 6, 45, tzinfo=UTC)

    days = days_to_look_at(before_midnight)

    assert {date(2026, 3, 2), date(2026, 3, 3)} <= set(days)  # it is Monday there and in Honolulu, Tuesday in New York
    assert date(2026, 3, 1) in days  # yesterday in Honolulu


def flagged(
    status: Status = ENROUTE, *, alert: str = "failed", phone: str | None = "+16025550123", **raised: int
) -> Card:
    """With the flags that are named, raised so many minutes after noon."""
    card = card_of(tapped(an_appointment(work=some_work(phone=phone)), status, by=a_dispatcher(), reason="by phone"))
    flags = {Flag(name): NOON + minutes(after) for name, after in raised.items()}
    return replace(card, flags=flags, alert=AlertSign(state=alert, reason=None, at=NOON))


def test_each_flag_is_a_need_of_its_own_and_all_are_told_the_oldest_first() -> None:
    cards = [flagged(failed=7), flagged(unknown=9, told_then_changed=3)]
    late = card_of(promised(minutes(60), starts_at=NOON - minutes(11)))

    found = needs(cards, [late, *cards], NOON + minutes(20))

    assert [need.kind for need in found] == [
        Kind.TOLD_THEN_CHANGED,
        Kind.FAILED,
        Kind.UNKNOWN,
        Kind.NOBODY_ON_THE_WAY,
    ]
    assert [need.since for need in found] == [NOON + minutes(after) for after in (3, 7, 9, 15)]


def test_every_need_has_something_that_mends_it() -> None:
    assert list(MENDED_BY) == list(Kind)
    assert all(MENDED_BY.values())


def test_flags_can_be_dismissed_and_the_clock_cannot() -> None:
    dismissible = {kind for kind, mends in MENDED_BY.items() if Mend.DISMISS in mends}

    assert dismissible == {Kind(flag) for flag in Flag}


@pytest.mark.parametrize(
    ("card", "mends"),
    [
        (flagged(failed=1), [Mend.RESEND, Mend.CALL, Mend.DISMISS]),
        (flagged(failed=1, alert="pending"), [Mend.CALL, Mend.DISMISS]),
        (flagged(SCHEDULED, failed=1), [Mend.CALL, Mend.DISMISS]),
        (flagged(STARTED, unknown=1), [Mend.CALL, Mend.DISMISS]),
        (flagged(unknown=1, phone=None), [Mend.RESEND, Mend.DISMISS]),
        (flagged(SCHEDULED, told_then_changed=1), [Mend.CALL, Mend.DISMISS]),
        (flagged(CANCELED, contradiction=1), [Mend.SET_STATUS, Mend.DISMISS]),
    ],
)
def test_what_can_be_done_is_told_with_the_card(card: Card, mends: list[Mend]) -> None:
    (need,) = needs([card], [], NOON)

    assert list(need.mends) == mends
