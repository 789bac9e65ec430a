"""What really happened, as nobody in the product can know it: whose text AWS took, which answer was lost, who died."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import datetime
from threading import RLock

from chalicelib.domain.appointment import Where
from tests.promises import HandOver


class Ledger:
    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock, self._lock = clock, RLock()
        self.handed_over: dict[Where, list[HandOver]] = defaultdict(list)
        self.lost: dict[str, str] = {}
        """Why nobody may know what became of an alert."""
        self.diaries: dict[Where, list[str]] = defaultdict(list)
        self.counts: Counter[str] = Counter()

    def count(self, what: str) -> None:
        with self._lock:
            self.counts[what] += 1

    def note(self, where: Where, what: str) -> None:
        with self._lock:
            self.diaries[where].append(f"{self._clock():%H:%M:%S.%f}"[:-3] + f"  {what}")

    def hand_over(self, where: Where, handed: HandOver) -> None:
        with self._lock:
            self.handed_over[where].append(handed)
        self.note(where, f"text of alert {handed.alert_id} {'taken' if handed.reached else 'not taken'} by AWS")

    def lose(self, where: Where, alert_id: str, why: str) -> None:
        with self._lock:
            self.lost.setdefault(alert_id, why)
        self.note(where, f"alert {alert_id}: {why}")
