"""Services each call of which meets somebody before it is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

from chalicelib.usecases.ports import Services

NOT_PORTS = frozenset({"clock", "chance", "new_id", "sleep", "phone_numbers", "journal"})
"""No worker sees what another does to them."""

PORTS = tuple(field.name for field in fields(Services) if field.name not in NOT_PORTS)

Meet = Callable[[str, tuple[Any, ...], Callable[[], Any]], Any]
"""Is told the call, as `port.verb`, and what with; makes it, or not, and answers it."""


def met(services: Services, meet: Meet) -> Services:
    ports: dict[str, Any] = {name: Port(name, getattr(services, name), meet) for name in PORTS}
    return replace(services, **ports)


class Port:
    def __init__(self, name: str, port: Any, meet: Meet) -> None:
        self._name, self._port, self._meet = name, port, meet

    def __getattr__(self, verb: str) -> Callable[..., Any]:
        act, meet, call = getattr(self._port, verb), self._meet, f"{self._name}.{verb}"
        return lambda *arguments, **named: meet(call, arguments, lambda: act(*arguments, **named))
