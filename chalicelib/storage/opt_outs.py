"""Who asked an organization not to text them: one item each, under a keyed hash of the number."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from datetime import datetime

from chalicelib.domain.refusals import NotFound
from chalicelib.storage import items
from chalicelib.storage.keys import Key, opt_out_key
from chalicelib.storage.rows import OptOutRow


class OptOuts:
    """`key` is a secret: there are so few numbers that a plain hash of each could be looked up."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def is_opted_out(self, organization_id: str, number: str) -> bool:
        try:
            return items.read(OptOutRow, self.place(organization_id, number)).opted_out
        except NotFound:
            return False

    def among(self, organization_id: str, numbers: Collection[str]) -> frozenset[str]:
        number_at = {self.place(organization_id, number): number for number in numbers}
        rows = OptOutRow.batch_get(number_at) if number_at else ()
        return frozenset(number_at[row.pk, row.sk] for row in rows if row.opted_out)

    def record(self, organization_id: str, number: str, *, opted_out: bool, by: str, at: datetime) -> None:
        OptOutRow(*self.place(organization_id, number), opted_out=opted_out, person_id=by, recorded_at=at).save()

    def place(self, organization_id: str, number: str) -> Key:
        """The organization is hashed, too: else the table would tell whose customers are also another's."""
        said = f"{organization_id}#{number}".encode()
        return opt_out_key(organization_id, hmac.new(self._key, said, "sha256").hexdigest())
