"""Hands requests on, and their answers back: what stands before a deployed copy, and between its functions and AWS."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

OF_ONE_CONNECTION = frozenset({"connection", "content-length", "transfer-encoding", "date", "server"})


class PassesOn(BaseHTTPRequestHandler):
    """Headers go through as they are, but for those that are about one connection, or are to be left out."""

    left_out: frozenset[str] = frozenset()

    def where(self, headers: Mapping[str, str], body: bytes) -> str:
        raise NotImplementedError

    def knows(self) -> Any:
        """What it answers by itself."""
        return None

    def do_GET(self) -> None:
        if (known := self.knows()) is not None:
            self.reply(200, {"content-type": "application/json"}, json.dumps(known).encode())
            return
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        headers = dict(_of_the_request(self.headers.items(), self.left_out))
        asked = urllib.request.Request(self.where(headers, body), body or None, headers, method=self.command)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                self.reply(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refusal:
            self.reply(refusal.code, refusal.headers, refusal.read())

    def do_POST(self) -> None:
        PassesOn.do_GET(self)

    def do_PUT(self) -> None:
        PassesOn.do_GET(self)

    def do_PATCH(self) -> None:
        PassesOn.do_GET(self)

    def do_DELETE(self) -> None:
        PassesOn.do_GET(self)

    def reply(self, status: int, headers: Any, body: bytes) -> None:
        self.send_response_only(status)
        for name, value in _of_the_request(headers.items()):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(by: type[PassesOn], **known: Any) -> Iterator[str]:
    """Its address; what is `known` the handlers have as attributes."""
    with ThreadingHTTPServer(("127.0.0.1", 0), type("Here", (by,), known)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def _of_the_request(
    headers: Iterable[tuple[str, str]], left_out: frozenset[str] = frozenset()
) -> Iterator[tuple[str, str]]:
    return ((name.lower(), value) for name, value in headers if name.lower() not in OF_ONE_CONNECTION | left_out)
