"""The Lambda invocation around an event: how long it may still run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Protocol


class Context(Protocol):
    def get_remaining_time_in_millis(self) -> int: ...


def time_left(context: Context) -> Callable[[], timedelta]:
    return lambda: timedelta(milliseconds=context.get_remaining_time_in_millis())
