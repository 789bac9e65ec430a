"""The texts of an organization's day, counted: reserving one, and giving it back."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from chalicelib.storage import counts
from chalicelib.storage.keys import daily_texts_key

KEPT_FOR = timedelta(days=40)


class DailyTexts:
    def reserve(self, organization_id: str, day: date, cap: int) -> bool:
        expires_on = datetime.combine(day, time(), UTC) + KEPT_FOR
        return counts.take(daily_texts_key(organization_id, day), cap, expires_on)

    def give_back(self, organization_id: str, day: date) -> None:
        counts.give_back(daily_texts_key(organization_id, day))
