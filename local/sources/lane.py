"""What is yet to be handed to one function, in order: what fails stays first until it succeeds or is given up.

So a record that always fails holds up those behind it, and no longer than its tries last. Their pauses grow from 0.1 to
5 seconds (sources.py): with 10 retries that is half a minute (with 20, 80 s), and another half where the function names
nobody but fails altogether: up to 7 tries more find it in a batch of 100.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from local.sources.batch import Batch, Record
from local.sources.given_up import AGE, RETRIES, GivenUp
from local.sources.rules import PartlyFailed, Rules

Invoke = Callable[[dict[str, Any]], Any]


class Lane:
    """One shard's lane to one function."""

    def __init__(self, *, invoke: Invoke, rules: Rules, given_up: GivenUp, clock: Callable[[], datetime]) -> None:
        self._invoke, self._rules, self._given_up, self._clock = invoke, rules, given_up, clock
        self._waiting: list[Batch] = []

    @property
    def is_empty(self) -> bool:
        return not self._waiting

    def add(self, records: Sequence[Record]) -> None:
        if records:
            self._waiting.append(Batch(tuple(records)))

    def hand_over(self) -> None:
        """The first batch; whatever fails is raised, when it is settled what comes next."""
        if not (batch := self._young_enough()).records:
            return
        try:
            failed = self._rules.failed(self._invoke({"Records": list(batch.records)}), batch.numbers)
        except Exception:
            self._go_on_with(batch.after_failure(self._rules), answered="Unhandled")
            raise
        if failed:
            self._go_on_with([batch.from_lowest(failed)])
            raise PartlyFailed(failed, batch.numbers)
        del self._waiting[0]

    def _young_enough(self) -> Batch:
        old, young = self._waiting[0].split_by_age(self._rules, self._clock())
        if old.records:
            self._given_up.keep(old, AGE)
            self._waiting[:1] = [young] if young.records else []
        return young

    def _go_on_with(self, batches: Sequence[Batch], answered: str | None = None) -> None:
        first, *others = batches
        if first.is_beyond(self._rules):
            self._given_up.keep(first, RETRIES, answered)
        self._waiting[:1] = others if first.is_beyond(self._rules) else batches
