"""Calls a function by the clock as EventBridge does; the first time at once, to make up for the time it was off."""

import re
import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from chalice.app import ScheduleExpression

from local.sources.lane import Invoke

RATE = re.compile(r"rate\((\d+) (minute|hour|day)s?\)")
DAILY = re.compile(r"cron\((\d+) (\d+) \* \* \? \*\)")
LONGEST_REST_SECONDS = 60.0


class UnknownSchedule(Exception):
    """A schedule is written in a way that this machine does not know."""


class ScheduleSource:
    """One function's schedule."""

    def __init__(
        self,
        *,
        function: str,
        invoke: Invoke,
        expression: str | ScheduleExpression,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._function, self._invoke, self._clock = function, invoke, clock
        self._expression = expression if isinstance(expression, str) else expression.to_string()
        self._due = self._clock()
        following(self._expression, self._due)

    def wait_and_step(self, stop: threading.Event) -> None:
        if not self.step():
            stop.wait(min(LONGEST_REST_SECONDS, max(0.0, (self._due - self._clock()).total_seconds())))

    def step(self) -> bool:
        """Call the function if it is time; one that fails has its next turn at its next time."""
        now = self._clock()
        if now < self._due:
            return False
        self._due = following(self._expression, now)
        self.fire()
        return True

    def fire(self) -> Any:
        """Call the function now."""
        return self._invoke(_event(self._function, self._clock()))


def following(expression: str, now: datetime) -> datetime:
    """When it is time again after now."""
    if rate := RATE.fullmatch(expression):
        return now + timedelta(**{rate[2] + "s": int(rate[1])})
    if daily := DAILY.fullmatch(expression):
        today = now.replace(hour=int(daily[2]), minute=int(daily[1]), second=0, microsecond=0)
        return today if today > now else today + timedelta(days=1)
    raise UnknownSchedule(expression)


def _event(function: str, now: datetime) -> dict[str, Any]:
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "000000000000",
        "time": now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": "us-east-1",
        "resources": [f"arn:aws:events:us-east-1:000000000000:rule/{function}"],
        "detail": {},
    }
