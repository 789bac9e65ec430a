"""How much of what costs money one person may cause within an hour: what goes wrong at one desk goes no further."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

HOUR = timedelta(hours=1)


class Costly(StrEnum):
    TEXT = "text"
    PHOTO = "photo"
    INVITATION = "invitation"


PER_HOUR: Mapping[Costly, int] = {Costly.TEXT: 60, Costly.PHOTO: 120, Costly.INVITATION: 60}
"""More than a dispatcher who sets out for a whole shift's technicians needs, and less than hurts."""


def hour_of(now: datetime) -> datetime:
    return now.replace(minute=0, second=0, microsecond=0)


def until_next_hour(now: datetime) -> timedelta:
    return hour_of(now) + HOUR - now
