"""Field at an address of its own: which build is served, what time its answers tell, and whether anybody answers."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any, Self

import boto3

from local.gateway.answers import Refusal, Reply
from local.gateway.server import listener, served
from local.running import LocalRun, origin_of
from local.web.build import BUILT
from local.web.files import Client

BELOW = "/field/"


@dataclass(kw_only=True)
class Site:
    """`clock` is the server's. Of what `keeps_to_itself` fits, the answer is made and never told.

    `heard` is what was asked of the API, as `POST /api/jobs`, in order.
    """

    run: LocalRun
    clock: Callable[[], datetime]
    keeps_to_itself: Callable[[str], bool] = lambda _: False
    heard: list[str] = field(default_factory=list)
    port: int = 0
    _running: ExitStack = field(default_factory=ExitStack)
    _files: Client = field(init=False)

    def __post_init__(self) -> None:
        self.publish(BUILT / "field")

    def __enter__(self) -> Self:
        self.answer()
        self._may_send_photos()
        return self

    def __exit__(self, *_: object) -> None:
        self.fall_silent()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def publish(self, build: Path) -> None:
        origins = [origin_of(self.run.environment[name]) for name in ("SIGN_IN_URL", "PHOTOS_ORIGIN")]
        self._files = Client(build, asks=origins, shows=origins)

    def answer(self) -> None:
        listening = listener(self.port)
        self.port = listening.getsockname()[1]
        self._running.enter_context(served(self, listening, is_dated=False))

    def fall_silent(self) -> None:
        """Nobody listens at the address any more, and whoever waits for an answer loses the connection."""
        self._running.close()

    def _may_send_photos(self) -> None:
        """From this address, as from the one that the bucket was built for."""
        s3, bucket = boto3.client("s3"), self.run.environment["PHOTOS_BUCKET"]
        [rule] = s3.get_bucket_cors(Bucket=bucket)["CORSRules"]
        rule["AllowedOrigins"].append(self.url)
        s3.put_bucket_cors(Bucket=bucket, CORSConfiguration={"CORSRules": [rule]})
        s3.close()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        path = scope.get("path", "")

        async def tell(message: Any) -> None:
            if message["type"] == "http.response.start":
                if self.keeps_to_itself(path):
                    await asyncio.Event().wait()
                date = format_datetime(self.clock(), usegmt=True).encode()
                message = {**message, "headers": [*message["headers"], (b"date", date)]}
            await send(message)

        if path.startswith(BELOW):
            await self._serve(path.removeprefix(BELOW), tell)
        else:
            self.heard.append(f"{scope.get('method')} {path}")
            await self.run.gateway(scope, receive, tell)

    async def _serve(self, file: str, tell: Any) -> None:
        reply = self._reply(file)
        headers = [(name.encode(), value.encode()) for name, value in reply.headers]
        await tell({"type": "http.response.start", "status": reply.status, "headers": headers})
        await tell({"type": "http.response.body", "body": reply.body})

    def _reply(self, file: str) -> Reply:
        try:
            return self._files(file)
        except Refusal as refusal:
            return refusal.reply()
