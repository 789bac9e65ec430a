"""What CloudFront is to a deployed copy: the API below /api on one origin; and the phones, which only ministack has."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from local.aws.embedded import EmbeddedAws
from local.pages import phone

HOP = {"host", "connection", "content-length", "transfer-encoding", "date", "server"}


class Front(BaseHTTPRequestHandler):
    """Headers go through as they are, all but Host, as the template's origin request policy says."""

    aws: EmbeddedAws
    rest_api: str

    def do_GET(self) -> None:
        if self.path == "/local/texts":
            texts = json.dumps(phone.texts(self.aws.texts())).encode()
            self._reply(200, {"content-type": "application/json"}, texts)
        else:
            self._forward()

    def do_POST(self) -> None:
        self._forward()

    def do_PUT(self) -> None:
        self._forward()

    def do_PATCH(self) -> None:
        self._forward()

    def _forward(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0"))) or None
        url = f"{self.aws.endpoint}/restapis/{self.rest_api}/api/_user_request_{self.path.removeprefix('/api')}"
        asked = urllib.request.Request(url, body, dict(_without_hop(self.headers.items())), method=self.command)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                self._reply(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refusal:
            self._reply(refusal.code, refusal.headers, refusal.read())

    def _reply(self, status: int, headers: Any, body: bytes) -> None:
        self.send_response(status)
        for name, value in _without_hop(headers.items()):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def front(aws: EmbeddedAws, rest_api: str) -> Iterator[str]:
    """Its address."""
    here = type("Here", (Front,), {"aws": aws, "rest_api": rest_api})
    with ThreadingHTTPServer(("127.0.0.1", 0), here) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


def _without_hop(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in headers if name.lower() not in HOP)
