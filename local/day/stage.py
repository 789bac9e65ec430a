"""What a scripted day is played with: its people, its one customer's phone, its job and visits, and the taps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from local.day.cast import Actor, Diary, Surprise
from local.day.client import Answer, new_key, send

MARK_SECONDS = 300
CLEAR_SECONDS = 15


@dataclass(frozen=True, kw_only=True)
class Phones:
    """The customers' phones as a local run shows them; `number` is this day's customer, `known` what came before."""

    address: str
    number: str
    can_be_read: bool
    known: frozenset[str] = frozenset()

    def texts(self) -> list[dict[str, Any]]:
        """Today's texts to the customer, oldest first."""
        return [text for text in reversed(self._all()) if text["message_id"] not in self.known]

    def _all(self) -> list[dict[str, Any]]:
        answer = send("GET", f"{self.address}/local/texts")
        if not answer.is_good:
            raise Surprise(f"/local/texts should tell the texts, but was answered {answer.status}: try --without-texts")
        return [text for text in answer.body if text["to"] == self.number]


def phones_at(address: str, number: str, *, can_be_read: bool) -> Phones:
    fresh = Phones(address=address, number=number, can_be_read=can_be_read)
    known = {text["message_id"] for text in fresh.texts()} if can_be_read else set()
    return Phones(address=address, number=number, can_be_read=can_be_read, known=frozenset(known))


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The technician's phone is one device, and counts what it does."""

    office: Actor
    technician: Actor
    colleague: Actor
    phones: Phones
    diary: Diary
    device: str = field(default_factory=new_key)
    sequence: Iterator[int] = field(default_factory=lambda: count(1))


@dataclass(frozen=True, kw_only=True)
class Visit:
    job_id: str
    appointment_id: str

    @property
    def path(self) -> str:
        return f"/jobs/{self.job_id}/appointments/{self.appointment_id}"

    def seen_by(self, actor: Actor) -> Any:
        """The appointment as the job shows it now."""
        job = actor.get(f"/jobs/{self.job_id}")
        return next(each for each in job["appointments"] if each["id"] == self.appointment_id)


@dataclass(frozen=True, kw_only=True)
class Tap:
    """A change as the phone queued it; when it is sent, the phone's clock is read anew."""

    visit: Visit
    body: dict[str, Any]
    key: str

    def sent_by(self, actor: Actor) -> Answer:
        body = {**self.body, "client_now": written(datetime.now(UTC))}
        return actor.post(f"{self.visit.path}/status", body, key=self.key)


def a_tap(stage: Stage, visit: Visit, status: str, **more: Any) -> Tap:
    now = datetime.now(UTC)
    ordinary = {"status": status, "occurred_at": written(now), "device": stage.device, "sequence": next(stage.sequence)}
    return Tap(visit=visit, body={**ordinary, **more}, key=new_key())


def clear_of_a_mark(now: datetime) -> datetime:
    """The moment of a tap whose preview is compared: arrival is told to five minutes, and a mark between would show."""
    left = MARK_SECONDS - now.timestamp() % MARK_SECONDS
    return now - timedelta(seconds=CLEAR_SECONDS) if left < CLEAR_SECONDS else now


def written(instant: datetime) -> str:
    return instant.isoformat(timespec="milliseconds").replace("+00:00", "Z")
