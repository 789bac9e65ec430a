"""Runs the examples of docs/api.md: sends each request, and holds the answer against the one that the page shows.

In a shown answer `…` stands for anything, `{name}` for what is learnt here or was learnt before; what it leaves out may
be there. In a request `{name}` is what was learnt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from tests.api.conformance import agrees_with_the_contract

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
BLOCK = re.compile(r"^```http\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PLACE = re.compile(r"{(\w+)}")
BARE = re.compile(r"(?<=: ){(\w+)}")
FORM = "multipart/form-data"


@dataclass(frozen=True, kw_only=True)
class Message:
    """A request or an answer, as the page shows it."""

    start: str
    headers: dict[str, str]
    body: str

    @classmethod
    def read(cls, block: str) -> Message:
        head, _, body = block.strip().partition("\n\n")
        start, *lines = head.split("\n")
        headers = {name: value for name, _, value in (line.partition(": ") for line in lines)}
        return cls(start=start, headers=headers, body=body)


def examples(page: str) -> list[tuple[Message, Message]]:
    messages = [Message.read(block) for block in BLOCK.findall(page)]
    return list(zip(messages[::2], messages[1::2], strict=True))


@dataclass(kw_only=True)
class Reader:
    """Somebody who does what the page says; `now` is the time by their phone."""

    http: httpx.Client
    now: Callable[[], str]
    file: bytes
    known: dict[str, Any]
    sent: list[str] = field(default_factory=list)

    def follow(self, request: Message, shown: Message) -> None:
        answer = self._send(request)
        where = f"{request.start}\n{answer.status_code} {answer.text}"
        assert answer.status_code == int(shown.start.split()[0]), where
        for name, value in shown.headers.items():
            self._agree(value, answer.headers.get(name), f"{where}: {name}")
        if shown.body:
            self._agree(json.loads(BARE.sub(r'"{\1}"', shown.body)), answer.json(), where)

    def _send(self, request: Message) -> httpx.Response:
        self.known["now"] = self.now()
        method, url = self._filled(request.start).split()
        headers = {name: self._filled(value) for name, value in request.headers.items()}
        if headers.get("Content-Type") == FORM:
            return self.http.post(url, data=self.known["fields"], files={"file": self.file})
        answer = self.http.request(method, url, headers=headers, content=self._filled(request.body).encode())
        if url.startswith("/api/"):
            agrees_with_the_contract(answer)
        if "Idempotency-Key" in headers:
            self.known["then"] = self.known["now"]
        self.sent.append(f"{method} {url}")
        return answer

    def _filled(self, text: str) -> str:
        return PLACE.sub(lambda place: str(self.known[place[1]]), text)

    def _agree(self, shown: Any, real: Any, where: str) -> None:
        if isinstance(shown, str):
            self._agree_in_words(shown, real, where)
        elif isinstance(shown, dict):
            for name in shown:
                assert name in real, f"{where}: no {name}"
                self._agree(shown[name], real[name], f"{where}: {name}")
        elif isinstance(shown, list):
            assert len(shown) == len(real), where
            for part, real_part in zip(shown, real, strict=True):
                self._agree(part, real_part, where)
        else:
            assert shown == real, where

    def _agree_in_words(self, shown: str, real: Any, where: str) -> None:
        if place := PLACE.fullmatch(shown):
            assert self.known.setdefault(place[1], real) == real, where
        else:
            likeness = ".*".join(map(re.escape, shown.split("…")))
            assert re.fullmatch(likeness, str(real)), f"{where}: {shown!r} is not like {real!r}"


def routes_in(page: str) -> Iterator[str]:
    """The routes that its examples ask."""
    for request, _ in examples(page):
        method, _, url = request.start.partition(" ")
        if url.startswith("/api/"):
            yield f"{method} {url.removeprefix('/api').partition('?')[0]}"
