"""Event filtering as Lambda's event source mappings do it, for the patterns that infrastructure/resources.yaml uses.

A pattern has the shape of the record; where the record has a value, the pattern has a list of conditions of which one
must hold: a text that it is, or {"prefix": a text that it begins with}.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

Test = Callable[[Any], bool]


class UnknownPattern(Exception):
    """A filter pattern uses something that this machine does not know how to apply."""


def accepts(patterns: Sequence[Mapping[str, Any]]) -> Test:
    """Whether a record passes: any pattern is enough, and without patterns everything does."""
    tests = [_shape(pattern) for pattern in patterns]
    return lambda record: not tests or any(test(record) for test in tests)


def _shape(pattern: Any) -> Test:
    if isinstance(pattern, list):
        conditions = [_condition(condition) for condition in pattern]
        return lambda value: any(condition(value) for condition in conditions)
    if not isinstance(pattern, Mapping):
        raise UnknownPattern(f"a condition stands in a list: {pattern!r}")
    parts = {key: _shape(part) for key, part in pattern.items()}
    return lambda value: isinstance(value, Mapping) and all(test(value.get(key)) for key, test in parts.items())


def _condition(condition: Any) -> Test:
    match condition:
        case str():
            return lambda value: bool(value == condition)
        case {"prefix": str(start), **others} if not others:
            return lambda value: isinstance(value, str) and value.startswith(start)
    raise UnknownPattern(f"no such condition here: {condition!r}")
