"""Lets one Chalice application serve several requests at once.

On Lambda a process serves one request at a time, so Chalice keeps the current request on the application itself: two
threads would see each other's. Here every thread sees its own.
"""

import threading
from typing import Any

import msgspec
from chalice.app import Chalice


class _EachThreadItsOwn:
    """Where Chalice has plain attributes, these ask the thread."""

    _calls: threading.local

    @property
    def current_request(self) -> Any:
        return getattr(self._calls, "request", None)

    @current_request.setter
    def current_request(self, request: Any) -> None:
        self._calls.request = request

    @property
    def lambda_context(self) -> Any:
        return getattr(self._calls, "context", None)

    @lambda_context.setter
    def lambda_context(self, context: Any) -> None:
        self._calls.context = context


def isolate(app: Chalice) -> None:
    """From now on every thread that calls the application has a current request of its own."""
    if not isinstance(app, _EachThreadItsOwn):
        app.__class__ = type("Isolated", (_EachThreadItsOwn, type(app)), {"_calls": threading.local()})
        _make_ready(msgspec.Struct)


def _make_ready(shape: type[msgspec.Struct]) -> None:
    # msgspec (0.22) prepares a shape when it is first read into, and not for several threads at a time.
    for each in shape.__subclasses__():
        msgspec.json.Decoder(each)
        _make_ready(each)
