"""The clock calls functions when their schedules say so, and once at the start."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from chalice.app import Cron, Rate, ScheduleExpression

from local.sources.schedule import ScheduleSource, UnknownSchedule, following

NOON = datetime(2026, 3, 2, 12, 0, 30, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, **lapse: float) -> None:
        self.now += timedelta(**lapse)


class Calls(list[dict[str, Any]]):
    """The events a function was called with."""

    def __call__(self, event: dict[str, Any]) -> None:
        self.append(event)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("rate(1 minute)", NOON + timedelta(minutes=1)),
        ("rate(2 hours)", NOON + timedelta(hours=2)),
        ("cron(0 8 * * ? *)", datetime(2026, 3, 3, 8, tzinfo=UTC)),
        ("cron(30 13 * * ? *)", datetime(2026, 3, 2, 13, 30, tzinfo=UTC)),
        ("cron(0 12 * * ? *)", datetime(2026, 3, 3, 12, tzinfo=UTC)),
    ],
)
def test_the_next_time(expression: str, expected: datetime) -> None:
    assert following(expression, NOON) == expected


@pytest.mark.parametrize("expression", ["cron(0 8 ? * MON *)", "cron(*/5 * * * ? *)", "rate(1 week)", ""])
def test_a_schedule_that_is_not_understood_is_refused_at_once(expression: str) -> None:
    with pytest.raises(UnknownSchedule):
        ScheduleSource(function="sweep", invoke=Calls(), expression=expression)


@pytest.mark.parametrize("expression", [Rate(1, Rate.MINUTES), Cron(0, 8, "*", "*", "?", "*"), "rate(1 minute)"])
def test_the_first_turn_is_at_the_start(expression: str | ScheduleExpression) -> None:
    calls = Calls()
    source = ScheduleSource(function="sweep", invoke=calls, expression=expression, clock=Clock())

    assert source.step()
    assert not source.step()
    assert len(calls) == 1


def test_later_turns_come_when_it_is_time_and_once_for_all_that_was_slept_through() -> None:
    calls, clock = Calls(), Clock()
    source = ScheduleSource(function="sweep", invoke=calls, expression=Rate(1, Rate.MINUTES), clock=clock)
    source.step()

    clock.move(seconds=59)
    early = source.step()
    clock.move(seconds=1)
    in_time = source.step()
    clock.move(hours=8)
    after_sleep = [source.step(), source.step()]

    assert (early, in_time, after_sleep) == (False, True, [True, False])
    assert [event["time"] for event in calls][:2] == ["2026-03-02T12:00:30Z", "2026-03-02T12:01:30Z"]


def test_a_turn_that_fails_is_not_repeated_before_the_next() -> None:
    def fail(_: dict[str, Any]) -> None:
        raise RuntimeError("planted")

    source = ScheduleSource(function="sweep", invoke=fail, expression="rate(1 minute)", clock=Clock())

    with pytest.raises(RuntimeError, match="planted"):
        source.step()
    assert not source.step()
