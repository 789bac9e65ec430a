"""The two clocks: when a change happened, and when the server heard of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

LIVE_FOR = timedelta(minutes=10)
"""A change recorded later than this after it happened is late: it keeps its true time and never texts."""

OFFLINE_AFTER = timedelta(minutes=1)
"""A mobile change sent later than this after it happened came out of the phone's queue."""


FARTHEST_BEHIND, FARTHEST_AHEAD = timedelta(hours=-12), timedelta(hours=14)
"""The world's clocks, from UTC."""

DAY = timedelta(days=1)


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


def to_milliseconds(instant: datetime) -> datetime:
    """Instants are kept to the millisecond, in UTC, everywhere."""
    instant = instant.astimezone(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)
