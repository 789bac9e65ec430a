"""The customers' phones: every text that was sent, as JSON and as the messages people would see."""

from collections.abc import Iterable, Mapping
from typing import Any


def texts(log: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The texts in ministack's log, newest first."""
    sent = [
        {"to": text["PhoneNumber"], "text": text["Message"], "at": text["SentAt"], "message_id": text["MessageId"]}
        for text in log
    ]
    return sorted(sent, key=lambda text: str(text["at"]), reverse=True)
