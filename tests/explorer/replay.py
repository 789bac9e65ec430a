"""A worker that can be stopped after any call of a port and gone on with later, or never.

Nothing keeps a stopped worker but the log of what it was told. To go on it runs again from its start, is told the same
again, and makes its next call in the world as that is by then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from typing import Any

from chalicelib.domain.refusals import Conflict
from chalicelib.usecases.ports import Services

Answer = Any
"""What a port returned, or the type of what it raised."""

NOT_PORTS = frozenset({"clock", "chance", "new_id", "sleep", "phone_numbers", "journal"})
"""No worker sees what another does to them; but for the clock, which is a `read`, all are always alike."""


class Stopped(BaseException):
    """The worker's turn is over. No `except Exception` may keep it from ending there."""


class Replay:
    """One turn: what is in the log is told again, then `calls` more calls are made."""

    def __init__(self, log: Iterable[Answer], *, calls: int, loses_answer: bool = False) -> None:
        self.log = list(log)
        self.called: list[str] = []
        self._told, self._calls, self._loses_answer = iter(list(self.log)), calls, loses_answer

    def services(self, real: Services) -> Services:
        ports = {field.name for field in fields(real)} - NOT_PORTS
        watched: dict[str, Any] = {name: Watched(name, getattr(real, name), self) for name in ports}
        return replace(real, clock=lambda: self.read(real.clock), **watched)

    def read(self, ask: Callable[[], Answer]) -> Answer:
        """Told without a pause: nothing happens between looking at the clock and what is done upon it."""
        for answer in self._told:
            return answer
        self.log.append(ask())
        return self.log[-1]

    def call(self, name: str, act: Callable[[], Answer]) -> Answer:
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
        return Conflict if self._loses_answer and name == "appointments.save" else answer


class Watched:
    """A port, each call of which is one step of its worker."""

    def __init__(self, name: str, port: Any, replay: Replay) -> None:
        self._name, self._port, self._replay = name, port, replay

    def __getattr__(self, verb: str) -> Callable[..., Answer]:
        act, name, replay = getattr(self._port, verb), f"{self._name}.{verb}", self._replay
        return lambda *arguments, **named: replay.call(name, lambda: act(*arguments, **named))


def _given(answer: Answer) -> Answer:
    if isinstance(answer, type):
        raise answer
    return answer
