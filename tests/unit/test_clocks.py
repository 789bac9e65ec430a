"""The two clocks: when a change happened, and when the server heard of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.clocks import ALWAYS, Span, corrected, is_live, span_of_days, to_milliseconds
from tests.builders import MORNING, NOON, minutes

spans = st.timedeltas(timedelta(days=-400), timedelta(days=400))
instants = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def when(occurred_at: datetime | None, client_now: datetime | None = None) -> datetime:
    return corrected(occurred_at, client_now, now=NOON, created_at=MORNING)


def test_what_came_without_a_time_happened_as_it_was_heard() -> None:
    assert when(None) == NOON
    assert when(None, NOON - timedelta(hours=3)) == NOON


def test_a_time_without_the_devices_clock_is_believed() -> None:
    assert when(NOON - minutes(7)) == NOON - minutes(7)


@pytest.mark.parametrize("ahead", [timedelta(hours=3), -timedelta(hours=3), timedelta(days=365), timedelta()])
def test_a_clock_hours_off_still_tells_how_long_ago_it_was(ahead: timedelta) -> None:
    said, read = NOON - minutes(4) + ahead, NOON + ahead

    assert when(said, read) == NOON - minutes(4)


def test_what_took_long_to_arrive_is_not_corrected_for_the_way() -> None:
    tapped = NOON - timedelta(seconds=4)

    assert when(tapped, tapped) == NOON


def test_the_future_is_now() -> None:
    assert when(NOON + timedelta(milliseconds=1)) == NOON
    assert when(NOON + timedelta(hours=3), NOON) == NOON


def test_nothing_happens_before_the_appointment_exists() -> None:
    assert when(MORNING - timedelta(milliseconds=1)) == MORNING
    assert when(NOON - timedelta(days=3), NOON) == MORNING


@given(said=instants, read=st.none() | instants, lived=st.timedeltas(timedelta(), timedelta(days=99)), now=instants)
def test_whatever_the_device_says_it_happened_while_the_appointment_existed(
    said: datetime, read: datetime | None, lived: timedelta, now: datetime
) -> None:
    now, created_at = to_milliseconds(now), to_milliseconds(now - lived)

    assert created_at <= corrected(said, read, now=now, created_at=created_at) <= now


@given(ago=st.timedeltas(timedelta(), timedelta(hours=3)), drift=spans)
def test_the_devices_drift_does_not_matter(ago: timedelta, drift: timedelta) -> None:
    assert when(NOON - ago + drift, NOON + drift) == when(NOON - ago, NOON)


@pytest.mark.parametrize(
    ("ago", "live"),
    [(timedelta(), True), (minutes(10), True), (minutes(10) + timedelta(milliseconds=1), False), (minutes(60), False)],
)
def test_a_change_is_live_for_ten_minutes(ago: timedelta, live: bool) -> None:
    assert is_live(NOON - ago, NOON) is live


def test_instants_are_kept_to_the_millisecond_in_utc() -> None:
    in_phoenix = datetime(2026, 3, 2, 12, 0, 1, 234_999, tzinfo=ZoneInfo("America/Phoenix"))

    kept = to_milliseconds(in_phoenix)

    assert (kept, kept.tzinfo) == (datetime(2026, 3, 2, 19, 0, 1, 234_000, tzinfo=UTC), UTC)
    assert when(NOON - timedelta(microseconds=1_500)) == NOON - timedelta(milliseconds=2)


@given(instant=instants)
def test_a_kept_instant_stays_as_it_is(instant: datetime) -> None:
    kept = to_milliseconds(instant)

    assert to_milliseconds(kept) == kept
    assert timedelta() <= instant - kept < timedelta(milliseconds=1)


@pytest.mark.parametrize(
    ("zone", "day", "since", "hours"),
    [
        ("America/Phoenix", date(2026, 3, 2), "2026-03-02T07:00:00+00:00", 24),
        ("America/Denver", date(2026, 3, 8), "2026-03-08T07:00:00+00:00", 23),
        ("America/Denver", date(2026, 11, 1), "2026-11-01T06:00:00+00:00", 25),
        ("Asia/Beirut", date(2026, 3, 29), "2026-03-28T22:00:00+00:00", 23),
        ("Pacific/Kiritimati", date(2026, 3, 2), "2026-03-01T10:00:00+00:00", 24),
    ],
)
def test_a_day_is_as_long_as_it_is_in_its_zone(zone: str, day: date, since: str, hours: int) -> None:
    span = span_of_days(day, day, zone)

    assert span.since.isoformat() == since
    assert span.until - span.since == timedelta(hours=hours)


def test_days_are_both_included_and_either_side_may_be_open() -> None:
    first, last = date(2026, 3, 2), date(2026, 3, 4)

    whole = span_of_days(first, last, "America/Phoenix")

    assert whole.until - whole.since == timedelta(days=3)
    assert span_of_days(first, None, "America/Phoenix") == Span(since=whole.since)
    assert span_of_days(None, last, "America/Phoenix") == Span(until=whole.until)
    assert span_of_days(None, None, "America/Phoenix") == ALWAYS
