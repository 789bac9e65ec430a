"""Which of the application's routes a path and a method mean, as API Gateway decides it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from local.gateway.answers import forbidden


@dataclass(frozen=True, kw_only=True)
class Match:
    """A route and what its parameters are in this path, percent-encoding and all: API Gateway does not decode them."""

    resource: str
    parameters: dict[str, str]
    entry: Any


class Routes:
    """A Chalice application's routes by the number of their segments; fixed segments win over parameters."""

    def __init__(self, routes: Mapping[str, Mapping[str, Any]]) -> None:
        self._methods = routes
        self._by_length: dict[int, list[tuple[str, list[str]]]] = defaultdict(list)
        for resource in sorted(routes, key=lambda resource: [_is_parameter(part) for part in _segments(resource)]):
            segments = _segments(resource)
            self._by_length[len(segments)].append((resource, segments))

    def match(self, method: str, path: str) -> Match:
        """The route; API Gateway's answer is the same whether the path or only the method is unknown."""
        segments = _segments(path)
        for resource, pattern in self._by_length[len(segments)]:
            if all(_fits(part, segment) for part, segment in zip(pattern, segments, strict=True)):
                return self._match(method, resource, dict(zip(pattern, segments, strict=True)))
        raise forbidden()

    def _match(self, method: str, resource: str, pairs: Mapping[str, str]) -> Match:
        entry = self._methods[resource].get(method)
        if not entry:
            raise forbidden()
        parameters = {part[1:-1]: segment for part, segment in pairs.items() if _is_parameter(part)}
        return Match(resource=resource, parameters=parameters, entry=entry)


def _segments(path: str) -> list[str]:
    # One slash at the end makes no difference to API Gateway.
    return path.removesuffix("/").split("/")


def _fits(part: str, segment: str) -> bool:
    return bool(segment) if _is_parameter(part) else part == segment


def _is_parameter(part: str) -> bool:
    return part.startswith("{")
