"""What a scripted day is played with: a copy and its clock, who plays, and how they expect, wait and tell."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from local.day.client import Client
from local.day.network import Answer, Network, send
from local.day.phone import Phone, Queued

ZONE = ZoneInfo("America/Phoenix")
Clock = Callable[[], datetime]
T = TypeVar("T")

the_time = partial(datetime.now, UTC)
a_moment = partial(time.sleep, 0.05)
at_once = partial(print, flush=True)


class Surprise(Exception):
    """Something came that the product does not promise; one sentence says what was expected and what came."""


@dataclass(frozen=True, kw_only=True)
class World:
    """A copy at an address. `texts` tells every text, newest first; without it nobody can look at the phones.

    The technician's phone goes by a clock of its own. `rest` lets a moment pass. `say` hears what is told while the day
    goes on, `seen` is kept for its last line.
    """

    address: str
    texts: Callable[[], list[Any]] | None = None
    now: Clock = the_time
    now_on_the_phone: Clock = the_time
    rest: Callable[[], object] = a_moment
    network: Network = send
    say: Callable[[str], object] = at_once
    seen: list[str] = field(default_factory=list)

    def tell(self, who: str, sentence: str) -> None:
        self.say(f"{self.now().astimezone(ZONE):%H:%M:%S}  {who:<9} {sentence}")


def copy_at(address: str, *, texts: bool = True, **differently: Any) -> World:
    """A running copy that shows its customers' phones, unless it is said to have none."""

    def read() -> list[Any]:
        answer = send("GET", f"{address}/local/texts")
        if not answer.is_good:
            raise Surprise(f"/local/texts should tell the texts, but was answered {answer.status}: try --without-texts")
        return list(answer.body)

    return World(address=address, texts=read if texts else None, **differently)


@dataclass(kw_only=True)
class Actor(Client):
    """Somebody who is signed in, and is surprised by whatever is not promised."""

    world: World
    me: dict[str, Any] = field(default_factory=dict)

    @property
    def first_name(self) -> str:
        return str(self.me.get("first_name", self.email))

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.me['last_name']}"

    def tells(self, sentence: str) -> None:
        self.world.tell(self.first_name, sentence)

    def get(self, path: str) -> Any:
        return self.asks("GET", path).body

    def asks(self, method: str, path: str, body: Any = None, *, status: int = 200) -> Answer:
        return promised(self.ask(method, path, body), status, f"{self.first_name}'s {method} {path}")


@dataclass(frozen=True, kw_only=True)
class Stage:
    """`number` is this day's customer's; `known` are the texts that came before the day began."""

    world: World
    office: Actor
    technician: Actor
    colleague: Actor
    phone: Phone
    number: str
    known: frozenset[str]

    def texts(self) -> list[str] | None:
        """Today's to the customer, oldest first; None where nobody can look."""
        if self.world.texts is None:
            return None
        sent = [text for text in self.world.texts() if text["to"] == self.number]
        return [text["text"] for text in reversed(sent) if text["message_id"] not in self.known]

    def sent(self, queued: Queued, *, status: int = 200) -> Answer:
        """What the technician's phone is told of it."""
        self.phone.flush()
        return promised(queued.answer, status, f"{self.technician.first_name}'s POST {queued.path}")

    def eventually(self, what: str, look: Callable[[], T | None], *, within: float) -> tuple[T, float]:
        """What is seen as soon as there is something to see, and after how many seconds."""
        begun = self.world.now()
        while (seen := look()) is None:
            if self.since(begun) > within:
                raise Surprise(f"{what} was expected within {within:g} s, but did not come")
            self.world.rest()
        return seen, self.since(begun)

    def since(self, moment: datetime) -> float:
        return (self.world.now() - moment).total_seconds()


def expect(what: str, came: object, expected: object) -> None:
    if came != expected:
        raise Surprise(f"{what} should be {expected!r}, but is {came!r}")


def promised(answer: Answer | None, status: int, what: str) -> Answer:
    if answer is None:
        raise Surprise(f"{what} should be answered {status}, but nobody answered")
    if answer.status != status or answer.body is None:
        raise Surprise(f"{what} should be answered {status}, but was answered {answer.status}{_detail(answer)}")
    return answer


def _detail(answer: Answer) -> str:
    if not isinstance(answer.body, dict):
        return " without JSON"
    return f" {answer.code}: {answer.body.get('detail')}" if answer.code else ""
