"""One request, and whatever came back for it: the network as a client of the scripted day knows it."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

PATIENCE_SECONDS = 15.0
GOOD = range(200, 300)
THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}


class NoAnswer(Exception):
    """Nobody answered, or not in HTTP."""


@dataclass(frozen=True, kw_only=True)
class Answer:
    """`body` is what the JSON says, or None; header names are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: Any

    @property
    def is_good(self) -> bool:
        """It worked, and says so in JSON."""
        return self.status in GOOD and self.body is not None

    @property
    def code(self) -> str:
        """What a refusal calls itself."""
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""


Network = Callable[[str, str, Any, Mapping[str, str]], Answer]
"""Takes a method, an address, what to send as JSON (None for nothing) and headers."""


def send(method: str, url: str, body: Any = None, headers: Mapping[str, str] | None = None) -> Answer:
    """Whatever the answer is, refusals included."""
    content = None if body is None else json.dumps(body).encode()
    all_headers = {"Content-Type": "application/json", **(headers or {})} if content else dict(headers or {})
    return _answer(*_sent(urllib.request.Request(url, content, all_headers, method=method)))


def send_file(url: str, fields: Mapping[str, str], content: bytes) -> Answer:
    """A form with a file, as a browser sends it."""
    mark = uuid.uuid4().hex
    head = f'--{mark}\r\nContent-Disposition: form-data; name="'
    parts = [f'{head}{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
    begun = "".join([*parts, f'{head}file"; filename="photo"\r\n\r\n']).encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={mark}"}
    form = begun + content + f"\r\n--{mark}--\r\n".encode()
    return _answer(*_sent(urllib.request.Request(url, form, headers, method="POST")))


def fetched(url: str) -> bytes:
    """What lies at an address, whoever asks."""
    _, content = _sent(urllib.request.Request(url))
    return content


def _sent(request: urllib.request.Request) -> tuple[Any, bytes]:
    try:
        with _opened(request) as reply:
            return reply, reply.read()
    except (OSError, http.client.HTTPException, ValueError) as reason:
        raise NoAnswer(f"{request.get_method()} {request.full_url} got no answer: {reason}") from reason


def _opened(request: urllib.request.Request) -> Any:
    """A proxy that is set for the world outside knows nothing of this machine."""
    proxies: dict[str, str] | None = {} if urllib.parse.urlsplit(request.full_url).hostname in THIS_MACHINE else None
    try:
        return urllib.request.build_opener(urllib.request.ProxyHandler(proxies)).open(request, timeout=PATIENCE_SECONDS)
    except urllib.error.HTTPError as refusal:
        return refusal


def _answer(reply: Any, content: bytes) -> Answer:
    try:
        body = json.loads(content)
    except ValueError:
        body = None
    headers = {name.lower(): value for name, value in reply.headers.items()}
    return Answer(status=reply.status, headers=headers, body=body)
