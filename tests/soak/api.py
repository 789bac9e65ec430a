"""The API's entry point, called as API Gateway calls it for somebody who is signed in."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import app
from chalicelib import wiring
from chalicelib.domain.person import Caller
from local.functions import Context
from local.gateway.rest_event import Request, event_of
from local.gateway.routes import Routes
from tests.soak.company import Body
from tests.soak.people import Ask

Answer = tuple[int, Body]


class Api:
    def __init__(self) -> None:
        self._routes = Routes(app.app.routes)

    def answer(self, ask: Ask, now: datetime, context: Context) -> Answer:
        headers = {"content-type": ["application/json"]} | ({"idempotency-key": [ask.key]} if ask.key else {})
        body = json.dumps(ask.says(now)).encode()
        request = Request(method=ask.method, path=ask.path, headers=headers, body=body)
        match = self._routes.match(ask.method, ask.path)
        event = event_of(request, match, claims_of(ask.who), app.app.api.binary_types)
        answer: dict[str, Any] = app.app(event, context)
        return answer["statusCode"], json.loads(answer["body"])


def claims_of(who: Caller) -> dict[str, str]:
    clients = {source: client for client, source in wiring.settings().clients.items()}
    return {
        "sub": who.person_id,
        "custom:organization": who.organization_id,
        "name": who.name,
        "cognito:groups": who.role,
        "aud": clients[who.source],
    }
