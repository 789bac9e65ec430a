"""Made-up answers of AWS, and breakdowns on the way to it, for a client's `before-send` event."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from botocore.awsrequest import AWSResponse

Sent = Callable[..., AWSResponse]


def answers(status: int, code: str, **more: Any) -> Sent:
    body = json.dumps({"__type": f"com.amazonaws#{code}", "message": "no", **more}).encode()
    raw = SimpleNamespace(stream=lambda: iter([body]))
    return lambda request, **_: AWSResponse(request.url, status, {}, raw)


def breaks(failure: Exception) -> Sent:
    def send(**_: Any) -> AWSResponse:
        raise failure

    return send
