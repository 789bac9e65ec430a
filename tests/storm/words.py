"""What a request says, and what the phone knew when it made it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Request

Body = dict[str, Any]

SIGNAL = "x-signal"
TELL_WHETHER_THERE_IS_SIGNAL = f"""
  const fetching = window.fetch;
  window.fetch = (request, ...rest) => {{
    if (request instanceof Request) request.headers.set("{SIGNAL}", String(navigator.onLine));
    return fetching(request, ...rest);
  }};
"""


def words_of(request: Request) -> Body:
    body = request.post_data_json if request.post_data else None
    return body if isinstance(body, dict) else {}


def had_signal(request: Request) -> bool:
    """As far as the phone knew, whatever the weather has become since."""
    return request.headers.get(SIGNAL) != "false"
