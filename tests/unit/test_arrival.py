"""When the technician should arrive."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.arrival import (
    Arrival,
    ArrivalSource,
    Estimate,
    Point,
    Window,
    expected_arrival,
    expires_at,
    straight_line_drive,
)

NOON = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
TIMES_SQUARE = Point(latitude=40.7580, longitude=-73.9855)
KENNEDY_AIRPORT = Point(latitude=40.6413, longitude=-73.7781)

instants = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))
points = st.builds(Point, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180))
drives = st.integers(0, 720)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def a_window(starts: datetime, lasting: timedelta) -> Window:
    return Window(starts=starts, ends=starts + lasting)


FROM_ONE_TO_THREE = a_window(NOON + minutes(60), minutes(120))


def an_arrival(latest: datetime, source: ArrivalSource) -> Arrival:
    return Arrival(earliest=latest - minutes(15), latest=latest, source=source, as_of=NOON)


def arrival_of(
    estimate: Estimate,
    *,
    occurred_at: datetime = NOON,
    now: datetime = NOON,
    destination: Point | None = KENNEDY_AIRPORT,
    window: Window | None = None,
) -> Arrival | None:
    return expected_arrival(
        estimate=estimate, occurred_at=occurred_at, now=now, destination=destination, window=window or FROM_ONE_TO_THREE
    )


def times_of(arrival: Arrival | None) -> tuple[str, str, str] | None:
    if arrival is None:
        return None
    return (f"{arrival.earliest:%H:%M}", f"{arrival.latest:%H:%M}", arrival.source.value)


def test_the_range_begins_five_minutes_before_the_arrival_and_is_fifteen_wide() -> None:
    estimate = Estimate(minutes=25)

    arrival = arrival_of(estimate)

    assert times_of(arrival) == ("12:20", "12:35", "given")


def test_the_beginning_is_rounded_down_to_five_minutes() -> None:
    estimate = Estimate(minutes=29)

    arrival = arrival_of(estimate, occurred_at=NOON + timedelta(seconds=59), now=NOON + minutes(1))

    assert times_of(arrival) == ("12:20", "12:35", "given")


@pytest.mark.parametrize(("now", "begins"), [(minutes(0), "12:00"), (minutes(0.01), "12:05"), (minutes(3), "12:05")])
def test_the_beginning_is_never_before_now_but_the_next_mark(now: timedelta, begins: str) -> None:
    estimate = Estimate(minutes=2)

    arrival = arrival_of(estimate, occurred_at=NOON, now=NOON + now)

    assert arrival is not None
    assert f"{arrival.earliest:%H:%M}" == begins
    assert arrival.latest - arrival.earliest == minutes(15)


def test_minutes_given_count_from_when_the_technician_left() -> None:
    estimate = Estimate(minutes=40)

    arrival = arrival_of(estimate, occurred_at=NOON - minutes(9), now=NOON)

    assert times_of(arrival) == ("12:25", "12:40", "given")


def test_minutes_given_win_over_a_position() -> None:
    estimate = Estimate(minutes=25, position=TIMES_SQUARE)

    arrival = arrival_of(estimate)

    assert arrival is not None
    assert arrival.source is ArrivalSource.GIVEN


def test_a_straight_line_is_driven_at_forty_with_a_detour_of_a_third() -> None:
    kilometres = 21.83

    drive = straight_line_drive(TIMES_SQUARE, KENNEDY_AIRPORT)

    assert abs(drive - timedelta(hours=kilometres * 1.3 / 40)) < timedelta(seconds=10)


def test_a_position_counts_from_when_the_technician_left() -> None:
    estimate = Estimate(position=TIMES_SQUARE)

    arrival = arrival_of(estimate, occurred_at=NOON - minutes(6), now=NOON)

    assert times_of(arrival) == ("12:30", "12:45", "straight_line")


def test_without_a_destination_a_position_says_nothing() -> None:
    estimate = Estimate(position=TIMES_SQUARE)

    arrival = arrival_of(estimate, destination=None)

    assert times_of(arrival) == ("13:00", "15:00", "window")


def test_a_position_too_far_to_drive_from_is_not_believed() -> None:
    estimate = Estimate(position=Point(latitude=0, longitude=0))

    arrival = arrival_of(estimate)

    assert times_of(arrival) == ("13:00", "15:00", "window")


def test_without_an_estimate_the_promised_window_answers() -> None:
    window = a_window(NOON + minutes(7), minutes(50))

    arrival = arrival_of(Estimate(), window=window)

    assert arrival == Arrival(earliest=window.starts, latest=window.ends, source=ArrivalSource.WINDOW, as_of=NOON)


@pytest.mark.parametrize(("left", "is_told"), [(minutes(15), True), (minutes(14.99), False), (minutes(-60), False)])
def test_the_window_answers_while_fifteen_minutes_of_it_are_left(left: timedelta, is_told: bool) -> None:
    window = a_window(NOON - minutes(105) + left, minutes(105))

    arrival = arrival_of(Estimate(), window=window)

    assert (arrival is not None) is is_told


@pytest.mark.parametrize(
    ("starts", "lasting"),
    [(minutes(0), timedelta(hours=25)), (timedelta(hours=23), minutes(90)), (-minutes(90), timedelta(days=1))],
)
def test_a_window_that_clock_times_alone_cannot_name_is_not_told(starts: timedelta, lasting: timedelta) -> None:
    window = a_window(NOON + starts, lasting + minutes(1))

    arrival = arrival_of(Estimate(), window=window)

    assert arrival is None


def test_an_arrival_says_when_it_was_computed() -> None:
    now = NOON + minutes(4)

    arrival = arrival_of(Estimate(minutes=25), now=now)

    assert arrival is not None
    assert arrival.as_of == now


def test_hours_repeated_in_autumn_do_not_bend_the_arithmetic() -> None:
    new_york = ZoneInfo("America/New_York")
    before_the_clocks_go_back = datetime(2026, 11, 1, 1, 50, tzinfo=new_york)
    window = Window(starts=before_the_clocks_go_back, ends=datetime(2026, 11, 1, 1, 5, fold=1, tzinfo=new_york))

    given = arrival_of(Estimate(minutes=25), occurred_at=before_the_clocks_go_back, now=before_the_clocks_go_back)
    at_once = arrival_of(Estimate(minutes=0), occurred_at=before_the_clocks_go_back, now=before_the_clocks_go_back)
    promised = arrival_of(Estimate(), now=before_the_clocks_go_back, window=window)

    assert times_of(given) == ("06:10", "06:25", "given")
    assert times_of(at_once) == ("05:50", "06:05", "given")
    assert times_of(promised) == ("05:50", "06:05", "window")


@given(occurred_at=instants, waited=st.integers(0, 600_000), drive=drives)
def test_every_given_range_is_fifteen_minutes_on_marks_and_ahead(
    occurred_at: datetime, waited: int, drive: int
) -> None:
    now = occurred_at + timedelta(milliseconds=waited)

    arrival = arrival_of(Estimate(minutes=drive), occurred_at=occurred_at, now=now)

    assert arrival is not None
    assert arrival.latest - arrival.earliest == minutes(15)
    assert (arrival.earliest.minute % 5, arrival.earliest.second, arrival.earliest.microsecond) == (0, 0, 0)
    assert now <= arrival.earliest
    assert arrival.earliest <= max(occurred_at + minutes(drive), now + minutes(5))


@given(occurred_at=instants, drive=drives)
def test_the_expected_moment_lies_in_the_range(occurred_at: datetime, drive: int) -> None:
    moment = occurred_at + minutes(drive)

    arrival = arrival_of(Estimate(minutes=drive), occurred_at=occurred_at, now=occurred_at)

    assert arrival is not None
    assert arrival.earliest - minutes(5) < moment < arrival.latest


@given(
    estimate=st.builds(Estimate, minutes=st.none() | drives, position=st.none() | points),
    destination=st.none() | points,
    ahead=st.integers(-3000, 3000),
    lasting=st.integers(1, 3000),
)
def test_every_estimate_has_an_answer(estimate: Estimate, destination: Point | None, ahead: int, lasting: int) -> None:
    window = a_window(NOON + minutes(ahead), minutes(lasting))

    arrival = arrival_of(estimate, destination=destination, window=window)

    assert arrival is None or NOON < arrival.latest <= NOON + timedelta(days=1)


@given(start=points, end=points)
def test_a_drive_takes_as_long_there_as_back(start: Point, end: Point) -> None:
    there, back = straight_line_drive(start, end), straight_line_drive(end, start)

    assert timedelta() <= there < timedelta(days=28)
    assert abs(there - back) < timedelta(seconds=1)


def test_a_text_expires_fifteen_minutes_after_it_happened() -> None:
    arrival = an_arrival(NOON + minutes(40), ArrivalSource.GIVEN)

    assert expires_at(occurred_at=NOON, arrival=arrival) == NOON + minutes(15)
    assert expires_at(occurred_at=NOON, arrival=None) == NOON + minutes(15)


@pytest.mark.parametrize("source", [ArrivalSource.GIVEN, ArrivalSource.ROUTE, ArrivalSource.STRAIGHT_LINE])
def test_a_text_expires_when_its_range_is_over(source: ArrivalSource) -> None:
    arrival = an_arrival(NOON + minutes(10), source)

    expires = expires_at(occurred_at=NOON, arrival=arrival)

    assert expires == NOON + minutes(10)


def test_the_end_of_a_promised_window_does_not_shorten_a_text() -> None:
    arrival = an_arrival(NOON + minutes(10), ArrivalSource.WINDOW)

    expires = expires_at(occurred_at=NOON, arrival=arrival)

    assert expires == NOON + minutes(15)


@pytest.mark.parametrize("ends", [NOON, NOON - minutes(1), NOON.replace(tzinfo=None) + minutes(5)])
def test_a_range_ends_after_it_starts_and_knows_its_zone(ends: datetime) -> None:
    with pytest.raises(ValueError, match=r"range must end|needs its zone"):
        Window(starts=NOON, ends=ends)
    with pytest.raises(ValueError, match=r"range must end|needs its zone"):
        Arrival(earliest=NOON, latest=ends, source=ArrivalSource.GIVEN, as_of=NOON)


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90.1, 0), (-90.1, 0), (0, 180.1), (0, -180.1), (float("nan"), 0), (0, float("nan")), (float("inf"), 0)],
)
def test_a_point_is_on_earth(latitude: float, longitude: float) -> None:
    with pytest.raises(ValueError, match="no such place"):
        Point(latitude=latitude, longitude=longitude)


@pytest.mark.parametrize("count", [-1, 721, 10**12])
def test_minutes_are_those_of_a_drive(count: int) -> None:
    with pytest.raises(ValueError, match="0 to 720"):
        Estimate(minutes=count)
