"""What happens to a phone's requests on their way and to their answers: by the weather, and written down."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from random import Random
from typing import Any

from playwright.sync_api import APIResponse, BrowserContext, Error, Request, Route

from tests import fates
from tests.fates import Fate, Heard, Odds, drawn
from tests.storm.hours import Hours

LONGEST_FLIGHT = timedelta(seconds=3)
"""What is longer under way is lost: the server would take the delay for an error of the phone's clock."""
AGAIN_SECONDS = 7
KEY = "idempotency-key"
SIGNAL = "x-signal"
TELL_WHETHER_THERE_IS_SIGNAL = f"""
  const fetching = window.fetch;
  window.fetch = (request, ...rest) => {{
    if (request instanceof Request) request.headers.set("{SIGNAL}", String(navigator.onLine));
    return fetching(request, ...rest);
  }};
"""
REFUSES = {Heard.THROTTLING: 429, Heard.REFUSAL: 401}

Body = dict[str, Any]


def words_of(request: Request) -> Body:
    body = request.post_data_json if request.post_data else None
    return body if isinstance(body, dict) else {}


def had_signal(request: Request) -> bool:
    """As far as the phone knew, whatever the weather has become since."""
    return request.headers.get(SIGNAL) != "false"


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A request that changes something, and what the server answered if it came there."""

    path: str
    key: str
    words: Body
    answer: tuple[int, Body] | None = None


class Sky:
    def __init__(self, *, hours: Hours, clock_error: timedelta, chance: Random, tell: Callable[[str], None]) -> None:
        self._hours, self.clock_error, self._chance, self._tell = hours, clock_error, chance, tell
        self.weather = FINE
        self.attempts: list[Attempt] = []
        self.plant: Callable[[Request], Mapping[str, Any]] = lambda _: {}
        """What a fault planted in the product does to a request: arguments of `Route.fetch`."""
        self.hanging: list[Route] = []
        self._held: list[Route] | None = None
        self.flying: list[str] = []

    def over(self, context: BrowserContext) -> None:
        context.add_init_script(TELL_WHETHER_THERE_IS_SIGNAL)
        context.route("**/api/**", self._meet)

    @property
    def is_calm(self) -> bool:
        return not self.flying

    def let_time_out(self) -> None:
        while self.hanging:
            with suppress(Error):
                self.hanging.pop().abort()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nothing is under way while it lasts: what sets out waits, and goes on afterwards."""
        self._held = []
        yield
        waiting, self._held = self._held, None
        for route in waiting:
            self._meet(route)

    def _meet(self, route: Route) -> None:
        if self._held is not None:
            self._held.append(route)
            return
        fate = self._drawn(route.request)
        name = f"{route.request.url} {fate}"
        self.flying.append(name)
        try:
            self._carry_out(fate, route)
        except Error:
            self._tell("whoever asked is gone")
        finally:
            self.flying.remove(name)

    def _drawn(self, request: Request) -> Fate:
        if not had_signal(request):
            return fates.FINDS_NO_WAY
        if self._is_stuck(request):
            return fates.IS_RESET
        return drawn(self.weather.odds, self._chance.random())

    def _is_stuck(self, request: Request) -> bool:
        said = words_of(request).get("client_now")
        if not isinstance(said, str):
            return False
        return abs(self._hours() + self.clock_error - datetime.fromisoformat(said)) > LONGEST_FLIGHT

    def _carry_out(self, fate: Fate, route: Route) -> None:
        planted = self.plant(route.request)
        answer = route.fetch(**planted) if fate.arrives else None
        self._note(route.request, planted, answer)
        if fate.heard is Heard.SILENCE:
            self.hanging.append(route)
        elif fate.heard in {Heard.RESET, Heard.UNREACHABLE}:
            route.abort("internetdisconnected" if fate.heard is Heard.UNREACHABLE else None)
        elif answer and fate.heard is Heard.ANSWER:
            route.fulfill(response=answer, headers={**answer.headers, "date": self._date()})
        else:
            self._refuse(route, REFUSES.get(fate.heard) or (500 if fate.arrives else 503))

    def _refuse(self, route: Route, status: int) -> None:
        headers = {"date": self._date(), "retry-after": str(AGAIN_SECONDS), "content-type": "application/problem+json"}
        route.fulfill(status=status, headers=headers, body=json.dumps({"code": f"http_{status}", "detail": "not now"}))

    def _note(self, request: Request, planted: Mapping[str, Any], answer: APIResponse | None) -> None:
        headers = {**request.headers, **planted.get("headers", {})}
        if request.method != "POST" or KEY not in headers:
            return
        words = {name: said for name, said in words_of(request).items() if name != "client_now"}
        heard = (answer.status, answer.json()) if answer else None
        self.attempts.append(
            Attempt(path=request.url.partition("/api")[2], key=headers[KEY], words=words, answer=heard)
        )
        self._tell(
            f"{words.get('status') or 'note'} {words.get('sequence', '')}: {answer.status if answer else 'lost'}"
        )

    def _date(self) -> str:
        return format_datetime(self._hours(), usegmt=True)


@dataclass(frozen=True, kw_only=True)
class Weather:
    """How likely each fate is. Without signal the phone knows that it has none."""

    name: str
    odds: Odds = field(default_factory=dict)
    has_signal: bool = True


FINE = Weather(name="fine")
FLAKY = Weather(
    name="flaky",
    odds={
        fates.IS_RESET: 0.2,
        fates.ARRIVES_AND_IS_RESET: 0.25,
        fates.HANGS: 0.05,
        fates.ARRIVES_AND_HANGS: 0.1,
        fates.ARRIVES_AND_FAILS: 0.1,
        fates.FAILS: 0.05,
    },
)
SILENT = Weather(name="silent", odds={fates.IS_RESET: 1})
OFFLINE = Weather(name="offline", odds={fates.FINDS_NO_WAY: 1}, has_signal=False)
BUSY = Weather(name="busy", odds={fates.IS_THROTTLED: 0.4, fates.FAILS: 0.4})
UNKNOWN = Weather(name="unknown", odds={fates.IS_REFUSED: 0.6})

WEATHERS = (FINE, FLAKY, FLAKY, SILENT, OFFLINE, OFFLINE, BUSY, UNKNOWN)
