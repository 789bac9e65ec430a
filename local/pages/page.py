"""The pages that only this machine shows: each is one file, complete in itself."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from local.gateway.answers import Reply

FOLDER = Path(__file__).resolve().parent / "html"
# Styles and scripts are in the page itself; it may load nothing else, and ask nobody but us.
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def page(name: str) -> Callable[[], Reply]:
    """A page of the folder, read each time: who changes it sees it."""

    def read() -> Reply:
        return Reply(
            headers=(
                ("content-type", "text/html; charset=utf-8"),
                ("content-security-policy", POLICY),
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
                ("cache-control", "no-cache"),
            ),
            body=(FOLDER / name).read_bytes(),
        )

    return read


def as_json(read: Callable[[], Any]) -> Callable[[], Reply]:
    """What is read each time, for a page and for scripts."""

    def answer() -> Reply:
        headers = (("content-type", "application/json"), ("cache-control", "no-store"))
        return Reply(headers=headers, body=json.dumps(read(), ensure_ascii=False).encode())

    return answer
