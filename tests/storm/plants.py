"""Faults planted into the product as it is shipped, each of which a storm must find."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from playwright.sync_api import Request

from tests.storm.sky import words_of


@dataclass(frozen=True, kw_only=True)
class Plant:
    """What runs in the page before anything else, what becomes of each request, and which promises break: a pattern."""

    script: str = ""
    request: Callable[[Request], Mapping[str, Any]] = lambda _: {}
    breaks: str = ""


NOTHING = Plant()

WRITING = """
  const { put, add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (item, key) {
    return this.name === "queue" ? (%s) : put.call(this, item, key);
  };
"""


def with_a_new_key(request: Request) -> Mapping[str, Any]:
    return {"headers": {**request.headers, "idempotency-key": str(uuid4())}} if request.post_data else {}


def with_the_clock_of_the_tap(request: Request) -> Mapping[str, Any]:
    body = words_of(request)
    if "client_now" not in body:
        return {}
    return {"post_data": json.dumps({**body, "client_now": body["occurred_at"]})}


PLANTS = {
    "each try has a key of its own": Plant(request=with_a_new_key, breaks="under another key"),
    "the phone's clock is read at the tap": Plant(request=with_the_clock_of_the_tap, breaks="stands there"),
    "what went out is forgotten before it is answered": Plant(
        script=WRITING % "item.hasLeft ? this.delete(item.key) : put.call(this, item)", breaks="is lost"
    ),
    "what was tapped last goes out first": Plant(
        script="""
          const { sort } = Array.prototype;
          Array.prototype.sort = function (compare) {
            return sort.call(this, this[0]?.sequence && compare ? (one, other) => -compare(one, other) : compare);
          };
        """,
        breaks="stands there|was set already",
    ),
}
