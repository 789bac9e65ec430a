"""The two clocks: when a change happened, and when the server heard of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LIVE_FOR = timedelta(minutes=10)
"""A change recorded later than this after it happened is late: it keeps its true time and never texts."""

OFFLINE_AFTER = timedelta(minutes=1)
"""A mobile change sent later than this after it happened came out of the phone's queue."""


FARTHEST_BEHIND, FARTHEST_AHEAD = timedelta(hours=-12), timedelta(hours=14)
"""The world's clocks, from UTC."""

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """From `since` on, and before `until`; as it is, all that this product can have seen."""

    since: datetime = datetime(2000, 1, 1, tzinfo=UTC)
    until: datetime = datetime(2100, 1, 1, tzinfo=UTC)


ALWAYS = Span()


def corrected(
    occurred_at: datetime | None, client_now: datetime | None, *, now: datetime, created_at: datetime
) -> datetime:
    """When it happened by the server's clock: never in the future, never before the appointment existed.

    `client_now` is the device's clock at the moment of sending, so a device that is hours off still tells how long
    ago it happened.
    """
    if occurred_at is None:
        return now
    drift = now - client_now if client_now else timedelta()
    return to_milliseconds(max(created_at, min(now, occurred_at + drift)))


def is_live(occurred_at: datetime, recorded_at: datetime) -> bool:
    return recorded_at - occurred_at <= LIVE_FOR


def dates_on_earth(now: datetime) -> tuple[date, date]:
    """The earliest and the latest date that it is anywhere."""
    return (now + FARTHEST_BEHIND).date(), (now + FARTHEST_AHEAD).date()


def days_between(first: date, last: date) -> list[date]:
    """Both of them, and all between."""
    return [first + number * DAY for number in range((last - first).days + 1)]


def span_of_days(first: date | None, last: date | None, time_zone: str) -> Span:
    """From the first day's beginning to the last day's end, by the clocks of the zone; None leaves that side open."""
    return Span(
        since=_beginning(first, time_zone) if first else ALWAYS.since,
        until=_beginning(last + DAY, time_zone) if last else ALWAYS.until,
    )


def _beginning(day: date, time_zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(time_zone)).astimezone(UTC)


def to_milliseconds(instant: datetime) -> datetime:
    """Instants are kept to the millisecond, in UTC, everywhere."""
    instant = instant.astimezone(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
