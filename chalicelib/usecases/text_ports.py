"""What sending texts, and telling of them, needs from the outside world: one small protocol each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Protocol

from chalicelib.domain.appointment import Where
from chalicelib.domain.decision import TextDecided
from chalicelib.domain.phone_number import PhoneNumber
from chalicelib.domain.publication import Publication


class OptOuts(Protocol):
    """Numbers that asked an organization not to text them; another's record does not count."""

    def is_opted_out(self, organization_id: str, number: str) -> bool: ...

    def among(self, organization_id: str, numbers: Collection[str]) -> frozenset[str]:
        """Those of the numbers that opted out; never consistent."""

    def record(self, organization_id: str, number: str, *, opted_out: bool, by: str, at: datetime) -> None:
        """The last word counts; `by` is the person who noted it."""


class DailyTexts(Protocol):
    """How many texts an organization has left on a day of its own calendar."""

    def reserve(self, organization_id: str, day: date, cap: int) -> bool:
        """Takes one, or says that the cap is reached."""

    def give_back(self, organization_id: str, day: date) -> None: ...


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
