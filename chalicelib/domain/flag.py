"""Flags of an appointment, and a dispatcher's word that one of them needs nobody any more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Flag(StrEnum):
    FAILED = "failed"
    UNKNOWN = "unknown"
    TOLD_THEN_CHANGED = "told_then_changed"
    CONTRADICTION = "contradiction"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dismissal:
    """Who dismissed a flag, when, with which request."""

    flag: Flag
    key: str
    person_id: str
    name: str
    fingerprint: str
    at: datetime
    until: datetime
    """The latest cause that was known: a cause that is written later raises the flag anew, whatever its clock says."""

    def covers(self, flag: Flag, since: datetime) -> bool:
        return flag is self.flag and since <= self.until
