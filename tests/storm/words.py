"""What a request says."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Request

Body = dict[str, Any]


def words_of(request: Request) -> Body:
    body = request.post_data_json if request.post_data else None
    return body if isinstance(body, dict) else {}
