"""A worker that can be stopped after any call of a port and gone on with later, or never.

Nothing keeps a stopped worker but the log of what it was told. To go on it runs again from its start, is told the same
again, and makes its next call in the world as that is by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from chalicelib.domain.refusals import Conflict
from chalicelib.usecases.ports import Services
from tests.fates import ARRIVES, ARRIVES_AND_IS_RESET, Fate
from tests.ports import met

Answer = Any
"""What a port returned, or the type of what it raised."""


class Stopped(BaseException):
    """The worker's turn is over. No `except Exception` may keep it from ending there."""


class Replay:
    """One turn: what is in the log is told again, then `calls` more calls are made."""

    def __init__(self, log: Iterable[Answer], *, calls: int, fate: Fate = ARRIVES) -> None:
        self.log = list(log)
        self.called: list[str] = []
        self._told, self._calls, self._fate = iter(list(self.log)), calls, fate

    def services(self, real: Services) -> Services:
        """Each call of a port is a step; but for the clock, which is a `read`, the others are always alike."""
        return replace(met(real, self.call), clock=lambda: self.read(real.clock))

    def read(self, ask: Callable[[], Answer]) -> Answer:
        """Told without a pause: nothing happens between looking at the clock and what is done upon it."""
        for answer in self._told:
            return answer
        self.log.append(ask())
        return self.log[-1]

    def call(self, name: str, _: tuple[Any, ...], act: Callable[[], Answer]) -> Answer:
        for answer in self._told:
            return _given(answer)
        self.called.append(name)
        self.log.append(self._answer(name, act))
        if len(self.called) >= self._calls:
            raise Stopped
        return _given(self.log[-1])

    def _answer(self, name: str, act: Callable[[], Answer]) -> Answer:
        try:
            answer = act()
        except Conflict:
            return Conflict
        # botocore sends a write again whose answer was lost; the second finds the first one's work.
        is_lost = self._fate is ARRIVES_AND_IS_RESET and name == "appointments.save"
        return Conflict if is_lost else answer


def _given(answer: Answer) -> Answer:
    if isinstance(answer, type):
        raise answer
    return answer
