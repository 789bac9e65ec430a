"""Who plays in a scripted day, and how they ask, expect, wait and tell."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from local.day.client import Answer, Client, id_token

LOOK_SECONDS = 0.05

Say = Callable[[str], object]
T = TypeVar("T")


class Surprise(Exception):
    """Something came that the product does not promise; one sentence says what was expected and what came."""


@dataclass(frozen=True, kw_only=True)
class Diary:
    """What is told while the day goes on, and what is kept for its last line."""

    say: Say
    zone: str
    seen: list[str] = field(default_factory=list)

    def tell(self, who: str, sentence: str) -> None:
        self.say(f"{datetime.now(ZoneInfo(self.zone)):%H:%M:%S}  {who:<9} {sentence}")


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A signed-in person at one of the app clients."""

    client: Client
    me: dict[str, Any]
    diary: Diary

    @property
    def first_name(self) -> str:
        return str(self.me["first_name"])

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.me['last_name']}"

    def tells(self, sentence: str) -> None:
        self.diary.tell(self.first_name, sentence)

    def get(self, path: str) -> Any:
        return self.ask("GET", path, None).body

    def post(self, path: str, body: Any, *, status: int = 200, key: str | None = None) -> Answer:
        return self.ask("POST", path, body, status=status, key=key)

    def ask(self, method: str, path: str, body: Any, *, status: int = 200, key: str | None = None) -> Answer:
        answer = self.client.ask(method, path, body, key=key)
        if answer.status != status or answer.body is None:
            came = f"{answer.status}{_detail(answer)}"
            raise Surprise(f"{self.first_name}'s {method} {path} should be answered {status}, but was answered {came}")
        return answer


def signed_in(address: str, app: str, email: str, password: str, diary: Diary) -> Actor:
    """Somebody who came in by the front door: what /config says, the pool, then /me."""
    config = Client(address=address).ask("GET", "/config")
    if not config.is_good:
        raise Surprise(f"{address}/api/config should tell how to sign in, but was answered {config.status}")
    token = id_token(config.body["sign_in_url"], config.body["clients"][app], email, password)
    client = Client(address=address, token=token)
    answer = client.ask("GET", "/me")
    if not answer.is_good:
        raise Surprise(f"{email} should be known after signing in, but /me was answered {answer.status} {answer.code}")
    return Actor(client=client, me=answer.body, diary=diary)


def expect(what: str, came: object, expected: object) -> None:
    if came != expected:
        raise Surprise(f"{what} should be {expected!r}, but is {came!r}")


def eventually(what: str, look: Callable[[], T | None], *, within: float) -> tuple[T, float]:
    """What is seen as soon as there is something to see, and after how many seconds."""
    begun = time.monotonic()
    while True:
        if (seen := look()) is not None:
            return seen, time.monotonic() - begun
        if time.monotonic() - begun > within:
            raise Surprise(f"{what} was expected within {within:g} s, but did not come")
        time.sleep(LOOK_SECONDS)


def _detail(answer: Answer) -> str:
    if not isinstance(answer.body, dict):
        return " without JSON"
    return f" {answer.code}: {answer.body.get('detail')}" if answer.code else ""
