"""What is yet to be handed to one function, in order: what fails stays first until it succeeds or is given up.

So a record that always fails holds up those behind it, and no longer than its tries last. Their pauses grow from 0.1 to
5 seconds (sources.py): with 10 retries that is half a minute, with 20 80 s. AWS also looks for it by halves when the
function names nobody but fails altogether; here such a batch is given up whole.
"""

from collections.abc import Callable, Sequence
from typing import Any

from local.sources.failures import Keep, PartlyFailed, Record, failed

Invoke = Callable[[dict[str, Any]], Any]


class Lane:
    """One shard's lane to one function; what is given up goes to `keep`."""

    def __init__(self, *, invoke: Invoke, retries: int, keep: Keep) -> None:
        self._invoke, self._retries, self._keep = invoke, retries, keep
        self._waiting: list[Record] = []
        self._failures = 0

    @property
    def is_empty(self) -> bool:
        return not self._waiting

    def add(self, records: Sequence[Record]) -> None:
        self._waiting += records

    def forget(self) -> None:
        self._waiting, self._failures = [], 0

    def hand_over(self) -> None:
        """All that waits; whatever fails is raised, when it is settled what comes next."""
        numbers = [_number(record) for record in self._waiting]
        try:
            named = failed(self._invoke({"Records": list(self._waiting)}), numbers)
        except Exception:
            self._try_again(self._waiting)
            raise
        if named:
            lowest = min(map(int, named))
            self._try_again([record for record in self._waiting if int(_number(record)) >= lowest])
            raise PartlyFailed(named, numbers)
        self.forget()

    def _try_again(self, rest: list[Record]) -> None:
        """Getting further begins the tries anew."""
        self._failures = self._failures + 1 if len(rest) == len(self._waiting) else 1
        self._waiting = rest
        if self._failures > self._retries:
            self._keep(rest)
            self.forget()


def _number(record: Record) -> str:
    return str(record["dynamodb"]["SequenceNumber"])
