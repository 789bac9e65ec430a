"""What sending texts, and telling of them, needs from the outside world: one small protocol each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from chalicelib.domain.appointment import Where
from chalicelib.domain.decision import TextDecided
from chalicelib.domain.phone_number import PhoneNumber
from chalicelib.domain.publication import Publication


class Publisher(Protocol):
    def forget_connections(self) -> None:
        """Called as an invocation begins: a connection from an earlier one may be dead, and nobody could tell."""

    def is_opted_out(self, phone: str) -> bool | None:
        """By the provider's own list; None when it does not say."""

    def publish(self, *, phone: str, text: str, origination_number: str | None) -> Publication:
        """Exactly one request leaves."""


class DueQueue(Protocol):
    def remind(self, where: Where, wait: timedelta) -> None:
        """Somebody looks at the alert again after the wait (rounded up to seconds, at most 15 minutes)."""


class Journal(Protocol):
    """What operators read and count: ids, outcomes and reasons, and nobody's data."""

    def text_decided(self, decision: TextDecided, at: datetime) -> None: ...

    def swept(self, *, overdue: int, oldest: timedelta, at: datetime) -> None:
        """The sweeper came: so many alerts were overdue, and so old the oldest unfinished one (0: there is none)."""


class PhoneNumbers(Protocol):
    def look_up(self, number: str) -> PhoneNumber: ...
