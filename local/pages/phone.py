"""The customers' phones: every text that was sent, as JSON and as the messages people would see."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from local.gateway.answers import Reply

Texts = Callable[[], Iterable[Mapping[str, Any]]]


def texts(log: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The texts in ministack's log, newest first."""
    sent = [
        {"to": text["PhoneNumber"], "text": text["Message"], "at": text["SentAt"], "message_id": text["MessageId"]}
        for text in log
    ]
    return sorted(sent, key=lambda text: str(text["at"]), reverse=True)


def texts_page(read: Texts) -> Callable[[], Reply]:
    """The texts as JSON, for the page and for scripts."""

    def page() -> Reply:
        headers = (("content-type", "application/json"), ("cache-control", "no-store"))
        return Reply(headers=headers, body=json.dumps(texts(read()), ensure_ascii=False).encode())

    return page
