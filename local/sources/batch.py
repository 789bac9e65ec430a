"""Records of a stream that are handed over together, and what becomes of them when that fails."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from local.sources.rules import Rules

Record = dict[str, Any]


@dataclass(frozen=True)
class Batch:
    """`failures` counts how often it has failed as it is; making it smaller begins anew."""

    records: tuple[Record, ...]
    failures: int = 0

    @property
    def numbers(self) -> list[str]:
        return [record["dynamodb"]["SequenceNumber"] for record in self.records]

    def is_beyond(self, rules: Rules) -> bool:
        """Whether it has used up its retries."""
        return rules.retries is not None and self.failures > rules.retries

    def after_failure(self, rules: Rules) -> list[Self]:
        """The function failed: both halves are tried, which is no retry yet, or the same again."""
        if not rules.bisects or len(self.records) == 1:
            return [replace(self, failures=self.failures + 1)]
        middle = len(self.records) // 2
        return [replace(self, records=self.records[:middle]), replace(self, records=self.records[middle:])]

    def from_lowest(self, failed: Collection[str]) -> Self:
        """The function named what failed: the lowest of it, and all that is later, come again."""
        lowest = min(map(int, failed))
        rest = tuple(record for record in self.records if int(record["dynamodb"]["SequenceNumber"]) >= lowest)
        return replace(self, records=rest, failures=self.failures + 1 if rest == self.records else 1)

    def split_by_age(self, rules: Rules, now: datetime) -> tuple[Self, Self]:
        """What is too old to be handed over, and the rest."""
        old = [record for record in self.records if _is_too_old(record, rules, now)]
        young = [record for record in self.records if record not in old]
        return replace(self, records=tuple(old)), replace(self, records=tuple(young))


def _is_too_old(record: Record, rules: Rules, now: datetime) -> bool:
    created = record["dynamodb"].get("ApproximateCreationDateTime")
    if rules.longest_age is None or created is None:
        return False
    return now.timestamp() - float(created) > rules.longest_age.total_seconds()
