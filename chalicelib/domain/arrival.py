"""When the technician should arrive, as a range and where it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from math import asin, cos, radians, sin, sqrt

MARK = timedelta(minutes=5)
RANGE_WIDTH = timedelta(minutes=15)
EARLY_BY = timedelta(minutes=5)
"""The range begins this long before the expected arrival."""

WINDOW_LEFT = timedelta(minutes=15)
"""A promised window with less than this ahead of it is no longer told."""

TELLABLE_WITHIN = timedelta(days=1)
"""A text names clock times and no day: a window that does not fit into one day would be read wrongly."""

LONGEST_DRIVE = timedelta(hours=12)
"""More is a slip of the finger or a position that is not the technician's."""

TEXT_LIFETIME = timedelta(minutes=15)
"""A text that could not leave by then is no longer worth reading."""

LATITUDE_DEGREES = 90
LONGITUDE_DEGREES = 180
EARTH_RADIUS_KM = 6371.0088
DETOUR = 1.3
SPEED_KM_PER_HOUR = 40.0
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class ArrivalSource(StrEnum):
    """What a range was made from."""

    GIVEN = "given"
    ROUTE = "route"
    STRAIGHT_LINE = "straight_line"
    WINDOW = "window"


@dataclass(frozen=True, kw_only=True, slots=True)
class Window:
    """The arrival promised to the customer when the appointment was booked."""

    starts: datetime
    ends: datetime

    def __post_init__(self) -> None:
        _check_order(self.starts, self.ends)


@dataclass(frozen=True, kw_only=True, slots=True)
class Point:
    """A place on earth, in degrees."""

    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        # Written so that NaN, which compares false with everything, is refused too.
        if not (abs(self.latitude) <= LATITUDE_DEGREES and abs(self.longitude) <= LONGITUDE_DEGREES):
            raise ValueError("no such place: latitude is -90 to 90, longitude -180 to 180")


@dataclass(frozen=True, kw_only=True, slots=True)
class Estimate:
    """What the person who set out gave: minutes of driving, a position, or nothing."""

    minutes: int | None = None
    position: Point | None = None

    def __post_init__(self) -> None:
        if self.minutes is not None and not 0 <= self.minutes <= LONGEST_DRIVE // timedelta(minutes=1):
            raise ValueError("minutes must be 0 to 720")


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """The range the customer is told, what it was made from, and when."""

    earliest: datetime
    latest: datetime
    source: ArrivalSource
    as_of: datetime

    def __post_init__(self) -> None:
        _check_order(self.earliest, self.latest)


def expected_arrival(
    *, estimate: Estimate, occurred_at: datetime, now: datetime, destination: Point | None, window: Window
) -> Arrival | None:
    """The first that answers: the minutes given, the straight line, what is left of the window, nothing."""
    if estimate.minutes is not None:
        return _range(occurred_at, timedelta(minutes=estimate.minutes), now, ArrivalSource.GIVEN)
    if estimate.position is not None and destination is not None:
        drive = straight_line_drive(estimate.position, destination)
        if drive <= LONGEST_DRIVE:
            return _range(occurred_at, drive, now, ArrivalSource.STRAIGHT_LINE)
    return _window_left(window, now)


def expires_at(*, occurred_at: datetime, arrival: Arrival | None) -> datetime:
    """When the text is no longer sent. The end of a promised window is a promise, not news: it does not count."""
    lifetime_over = occurred_at.astimezone(UTC) + TEXT_LIFETIME
    if arrival is None or arrival.source is ArrivalSource.WINDOW:
        return lifetime_over
    return min(lifetime_over, arrival.latest.astimezone(UTC))


def straight_line_drive(start: Point, end: Point) -> timedelta:
    """How long the drive takes if nobody can be asked for the roads."""
    return timedelta(hours=_kilometres(start, end) * DETOUR / SPEED_KM_PER_HOUR)


def _range(occurred_at: datetime, drive: timedelta, now: datetime, source: ArrivalSource) -> Arrival:
    now = now.astimezone(UTC)
    earliest = _rounded_down(occurred_at.astimezone(UTC) + drive - EARLY_BY)
    if earliest < now:
        earliest = _rounded_up(now)
    return Arrival(earliest=earliest, latest=earliest + RANGE_WIDTH, source=source, as_of=now)


def _window_left(window: Window, now: datetime) -> Arrival | None:
    now, starts, ends = (instant.astimezone(UTC) for instant in (now, window.starts, window.ends))
    if ends - now < WINDOW_LEFT or ends - min(now, starts) > TELLABLE_WITHIN:
        return None
    return Arrival(earliest=starts, latest=ends, source=ArrivalSource.WINDOW, as_of=now)


def _rounded_down(instant: datetime) -> datetime:
    # The marks are those of the hour in UTC. They are the customer's too: every zone in use today differs from UTC
    # by a multiple of 15 minutes.
    return instant - (instant - EPOCH) % MARK


def _rounded_up(instant: datetime) -> datetime:
    return instant + (EPOCH - instant) % MARK


def _kilometres(start: Point, end: Point) -> float:
    """The great circle, by the haversine formula."""
    north, other_north = radians(start.latitude), radians(end.latitude)
    up, across = sin((other_north - north) / 2), sin(radians(end.longitude - start.longitude) / 2)
    chord = up * up + cos(north) * cos(other_north) * across * across
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))


def _check_order(starts: datetime, ends: datetime) -> None:
    if starts.utcoffset() is None or ends.utcoffset() is None:
        raise ValueError("a time needs its zone")
    # Two times of one zone compare by the clock on the wall, which repeats an hour in autumn.
    if ends.astimezone(UTC) <= starts.astimezone(UTC):
        raise ValueError("a range must end after it starts")
