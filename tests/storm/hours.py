"""The time of a storm: it runs as always, and leaps when nobody wants to wait."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from chalicelib.domain.clocks import to_milliseconds


class Hours:
    """The server's clock. A phone's is wrong by its own error, and leaps with it."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def __call__(self) -> datetime:
        return to_milliseconds(datetime.now(UTC) + self._ahead)

    @property
    def now(self) -> datetime:
        return self()

    def leap(self, lapse: timedelta) -> None:
        self._ahead += lapse
