"""Queue messages, in: an alert has come due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib import wiring
from chalicelib.domain.appointment import Where
from chalicelib.events.invocation import Answer, Context, come_again, time_left
from chalicelib.usecases.failures import log_failure
from chalicelib.usecases.relay import relay_all


def send_due_alert(event: Mapping[str, Any], context: Context) -> Answer:
    """Relays what the messages name; a message that failed comes again by itself."""
    places = {message["messageId"]: _place_in(message) for message in event["Records"]}
    failures = relay_all(wiring.services(), filter(None, places.values()), time_left(context))
    return come_again(message_id for message_id, where in places.items() if where is None or where in failures)


def _place_in(message: Mapping[str, Any]) -> Where | None:
    """None when the message says nothing that can be read."""
    try:
        return Where.read(message["body"])
    except ValueError as failure:
        log_failure(f"message {message['messageId']}", failure)
        return None
