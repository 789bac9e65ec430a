"""An organization: the service business, and what it has settled about its texts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

LONGEST_HOLD = timedelta(seconds=60)
DEFAULT_HOLD = timedelta(seconds=10)
DEFAULT_DAILY_CAP = 500
HIGHEST_DAILY_CAP = 10_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Organization:
    """`brand` opens every text; `time_zone` is the office's; `daily_cap` is texts per day in that zone."""

    organization_id: str
    brand: str
    phone: str | None = None
    time_zone: str
    hold: timedelta = DEFAULT_HOLD
    daily_cap: int = DEFAULT_DAILY_CAP
    texts_on: bool = True
    countries: frozenset[str] = frozenset({"US"})
    origination_number: str | None = None
    version: int = 1
