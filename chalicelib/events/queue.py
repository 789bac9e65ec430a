"""Queue messages, in: an alert has come due."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib import wiring
from chalicelib.domain.appointment import Where
from chalicelib.events.invocation import Context, time_left
from chalicelib.usecases.relay import relay_all


def send_due_alert(event: Mapping[str, Any], context: Context) -> None:
    places = [Where.read(message["body"]) for message in event["Records"]]
    relay_all(wiring.services(), places, time_left(context))
