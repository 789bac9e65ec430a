"""A request as a view sees it, and what a view answers."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime
from functools import singledispatch
from typing import Any, Generic, TypeVar

import msgspec
from chalice.app import Request

from chalicelib import wiring
from chalicelib.api.callers import caller_of
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import Unreadable
from chalicelib.usecases.jobs import Request as KeyedRequest
from chalicelib.usecases.ports import Services

KEY = re.compile(r"[A-Za-z0-9._~-]{1,64}")

Shown = TypeVar("Shown")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A request as a view sees it: checked, with who asks and what is needed to answer."""

    services: Services
    request: Request
    query: Any = None
    body: Any = None

    @property
    def caller(self) -> Caller:
        return caller_of(self.request, wiring.settings().clients)

    @property
    def now(self) -> datetime:
        return self.services.clock()

    @property
    def key(self) -> str:
        """The Idempotency-Key; required wherever something is created or changed."""
        return str(self.request.headers.get("idempotency-key", ""))

    def must_have_key(self) -> None:
        if not KEY.fullmatch(self.key):
            raise Unreadable("send an Idempotency-Key header: 1 to 64 letters, digits, or any of . _ ~ -")

    @property
    def fingerprint(self) -> str:
        """Of the body, but for the clock that is read anew for each attempt."""
        content = msgspec.to_builtins(self.body)
        content.pop("client_now", None)
        return hashlib.sha256(msgspec.json.encode(content, order="deterministic")).hexdigest()[:16]

    @property
    def keyed(self) -> KeyedRequest:
        return KeyedRequest(key=self.key, fingerprint=self.fingerprint)


@dataclass(frozen=True, kw_only=True)
class Answer(Generic[Shown]):
    """What to show, and how: a view that has nothing to add returns what to show alone."""

    body: Shown
    replayed: bool = False


@singledispatch
def present(thing: object, _: Asked) -> Any:
    """What clients see of a thing of the domain; each noun's module registers its own."""
    raise TypeError(f"nobody presents {type(thing).__name__}")
