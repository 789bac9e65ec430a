"""The texts of an organization's day, counted: reserving one, and giving it back."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

from chalicelib.domain.refusals import Conflict
from chalicelib.storage import items
from chalicelib.storage.keys import daily_texts_key
from chalicelib.storage.rows import DailyTextsRow

KEPT_FOR = timedelta(days=40)


class DailyTexts:
    def reserve(self, organization_id: str, day: date, cap: int) -> bool:
        if cap < 1:
            return False
        count = DailyTextsRow(*daily_texts_key(organization_id, day))
        expires_on = datetime.combine(day, time(), UTC) + KEPT_FOR
        actions = [DailyTextsRow.n.add(1), DailyTextsRow.expires_on.set(expires_on)]
        try:
            items.update(count, actions, items.is_new() | (DailyTextsRow.n < cap))
        except Conflict:
            return False
        return True

    def give_back(self, organization_id: str, day: date) -> None:
        count = DailyTextsRow(*daily_texts_key(organization_id, day))
        with suppress(Conflict):
            items.update(count, [DailyTextsRow.n.add(-1)], DailyTextsRow.n > 0)
