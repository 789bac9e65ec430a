"""The Lambda invocation around an event: how long it may still run, and how it says what must come again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Protocol

Answer = dict[str, list[dict[str, str]]]


class Context(Protocol):
    def get_remaining_time_in_millis(self) -> int: ...


def time_left(context: Context) -> Callable[[], timedelta]:
    return lambda: timedelta(milliseconds=context.get_remaining_time_in_millis())


def come_again(identifiers: Iterable[str]) -> Answer:
    """The answer that has these records come again: of a stream the lowest and all after it, of a queue only these."""
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in identifiers]}
