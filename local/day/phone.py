"""A technician's phone: what is tapped waits on it, and leaves in order until it is answered, signal or not."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from typing import Any

from local.day.client import Client, new_key
from local.day.network import Answer, NoAnswer
from local.day.visit import Visit

LATER = {401, 429, 503}
"""Worth the same request again."""


@dataclass(kw_only=True)
class Queued:
    """Something that was done, under its key; `answer` is the last one it got."""

    path: str
    body: dict[str, Any]
    key: str = field(default_factory=new_key)
    answer: Answer | None = None

    @property
    def told(self) -> Any:
        """What that says."""
        return self.answer and self.answer.body


@dataclass(kw_only=True)
class Phone:
    """`now` is its clock, however wrong: it is read anew whenever a tap is sent."""

    client: Client
    now: Callable[[], datetime]
    device: str = field(default_factory=new_key)
    queue: deque[Queued] = field(default_factory=deque)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def tap(self, visit: Visit, status: str, **more: Any) -> Queued:
        ordinary = {"status": status, "occurred_at": written(self.now()), "device": self.device}
        return self.keep(f"{visit.path}/status", {**ordinary, "sequence": next(self._numbers), **more})

    def note(self, job_id: str, text: str) -> Queued:
        return self.keep(f"/jobs/{job_id}/notes", {"text": text})

    def keep(self, path: str, body: dict[str, Any]) -> Queued:
        self.queue.append(Queued(path=path, body=body))
        return self.queue[-1]

    def as_sent_now(self, queued: Queued) -> dict[str, Any]:
        return queued.body | ({"client_now": written(self.now())} if "occurred_at" in queued.body else {})

    def flush(self) -> bool:
        """Sends what waits; whether all of it was answered."""
        while self.queue:
            first = self.queue[0]
            try:
                first.answer = self.client.ask("POST", first.path, self.as_sent_now(first), key=first.key)
            except NoAnswer:
                return False
            if first.answer.status in LATER:
                return False
            self.queue.popleft()
        return True


def written(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
