"""A text that is owed, as the index of unfinished alerts knows it: where, since when, and when to look at it again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.appointment import Where


@dataclass(frozen=True, kw_only=True, slots=True)
class Owed:
    where: Where
    next_at: datetime
    since: datetime
    """The tap, or the request to send it once more."""

    def is_overdue(self, now: datetime) -> bool:
        return self.next_at <= now
