"""API Gateway on this machine: HTTP in, the application's Lambda entry point in the middle, HTTP out.

Paths below /api are the application's; API Gateway's limits, authorizer and own errors apply to them as on AWS. Other
paths are pages of this machine only.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

from chalice.app import Chalice

from local import functions
from local.gateway.answers import Refusal, Reply, forbidden, incomplete, moved, not_for_you, too_large, unavailable
from local.gateway.isolation import isolate
from local.gateway.loopback import is_this_machine
from local.gateway.rest_event import STAGE, Request, event_of, headers_of, reply_of
from local.gateway.routes import Match, Routes
from local.gateway.tokens import Tokens

PREFIX = f"/{STAGE}"
MOST_BYTES_IN = 10 * 1024 * 1024
WORKERS = 32
LOG = logging.getLogger("local")

Page = Callable[[], Reply]
Folder = Callable[[str], Reply]


class Gateway:
    """An ASGI application around a Chalice one; `pages` and `folders` are what other paths, and paths below, answer."""

    def __init__(
        self,
        app: Chalice,
        tokens: Tokens,
        pages: Mapping[str, Page] | None = None,
        folders: Mapping[str, Folder] | None = None,
        *,
        seconds: float = functions.timeout_seconds(functions.API),
    ) -> None:
        isolate(app)
        self._app = app
        self._tokens = tokens
        self._pages = pages or {}
        self._folders = folders or {}
        self._routes = Routes(app.routes)
        self._threads = ThreadPoolExecutor(WORKERS, thread_name_prefix="gateway")
        self._seconds = seconds

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await _send(send, await self._reply(scope, receive))
        elif scope["type"] == "lifespan":
            await _live(receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008})

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def _reply(self, scope: Any, receive: Any) -> Reply:
        try:
            return await self._answer(scope, receive)
        except Refusal as refusal:
            return refusal.reply()
        except Exception:
            LOG.exception("a request could not be answered")
            return unavailable(500).reply()

    async def _answer(self, scope: Any, receive: Any) -> Reply:
        headers = headers_of(scope["headers"])
        if not is_this_machine(headers.get("host", [""])[-1], scope["server"][1]):
            raise not_for_you()
        path = scope["raw_path"].decode("latin-1")
        if path != PREFIX and not path.startswith(PREFIX + "/"):
            return await self._page(scope["method"], path)
        request = await _request(scope, headers, path.removeprefix(PREFIX) or "/", receive)
        return await self._in_a_thread(lambda: self._ask(request))

    async def _page(self, method: str, path: str) -> Reply:
        answer = self._pages.get(path) or self._below(path)
        if answer is None or method not in ("GET", "HEAD"):
            raise forbidden()
        return await self._in_a_thread(answer)

    def _below(self, path: str) -> Page | None:
        first, slash, below = path.removeprefix("/").partition("/")
        folder = self._folders.get(f"/{first}/")
        if folder is None:
            return None
        return partial(folder, below) if slash else partial(moved, f"/{first}/")

    async def _in_a_thread(self, answer: Callable[[], Reply]) -> Reply:
        waiting = asyncio.get_running_loop().run_in_executor(self._threads, answer)
        try:
            return await asyncio.wait_for(waiting, self._seconds)
        except TimeoutError as reason:
            raise unavailable(504, "This took too long; try again in a moment.") from reason

    def _ask(self, request: Request) -> Reply:
        match = self._routes.match(request.method, request.path)
        event = event_of(request, match, self._claims(request, match), self._app.api.binary_types)
        try:
            answer = self._app(event, functions.Context(functions.API))
        except Exception as reason:  # on AWS whatever leaves the function is a 502
            LOG.exception("the application failed at %s %s", request.method, match.resource)
            raise unavailable(502) from reason
        return reply_of(answer, request, self._app.api.binary_types)

    def _claims(self, request: Request, match: Match) -> Mapping[str, str] | None:
        return self._tokens.claims(request.header("authorization")) if match.entry.authorizer else None


async def _request(scope: Any, headers: Mapping[str, list[str]], path: str, receive: Any) -> Request:
    return Request(
        method=scope["method"],
        path=path,
        query=scope["query_string"].decode("latin-1"),
        headers=headers,
        body=await _body(receive, int(headers.get("content-length", ["0"])[-1])),
        client=(scope.get("client") or ("127.0.0.1",))[0],
    )


async def _body(receive: Any, announced: int) -> bytes:
    if announced > MOST_BYTES_IN:
        raise too_large()
    body, more = bytearray(), True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise incomplete()
        body += message.get("body", b"")
        if len(body) > MOST_BYTES_IN:
            raise too_large()
        more = message.get("more_body", False)
    return bytes(body)


async def _send(send: Any, reply: Reply) -> None:
    headers = [(name.encode("latin-1"), value.encode("latin-1", "replace")) for name, value in reply.headers]
    headers.append((b"content-length", b"%d" % len(reply.body)))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})


async def _live(receive: Any, send: Any) -> None:
    for expected in ("startup", "shutdown"):
        await receive()
        await send({"type": f"lifespan.{expected}.complete"})
