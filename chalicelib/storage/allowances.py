"""What each person has caused within an hour, counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from chalicelib.domain.allowance import Costly
from chalicelib.storage import counts
from chalicelib.storage.keys import allowance_key

KEPT_FOR = timedelta(days=1)


class Allowances:
    def take(self, organization_id: str, person_id: str, costly: Costly, hour: datetime, cap: int) -> bool:
        return counts.take(allowance_key(organization_id, person_id, costly, hour), cap, hour + KEPT_FOR)
