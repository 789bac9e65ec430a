"""Event filtering as Lambda's event source mappings do it, for the patterns that infrastructure/resources.yaml uses.

A pattern has the shape of the record; where the record has a value, the pattern has a list of conditions of which one
must hold.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

MISSING = object()

Test = Callable[[Any], bool]


class UnknownPattern(Exception):
    """A filter pattern uses something that this machine does not know how to apply."""


def accepts(patterns: Sequence[Mapping[str, Any]]) -> Test:
    """Whether a record passes: any pattern is enough, and without patterns everything does."""
    tests = [_shape(pattern) for pattern in patterns]
    return lambda record: not tests or any(test(record) for test in tests)


def _shape(pattern: Any) -> Test:
    if isinstance(pattern, list):
        return _any_of([_condition(condition) for condition in pattern])
    if not isinstance(pattern, Mapping):
        raise UnknownPattern(f"a condition stands in a list: {pattern!r}")
    parts = {key: _shape(part) for key, part in pattern.items()}
    return lambda value: all(test(_member(value, key)) for key, test in parts.items())


def _member(value: Any, key: str) -> Any:
    return value.get(key, MISSING) if isinstance(value, Mapping) else MISSING


def _any_of(conditions: Sequence[Test]) -> Test:
    def test(value: Any) -> bool:
        values = value if isinstance(value, list) else [value]
        return any(condition(each) for condition in conditions for each in values)

    return test


def _condition(condition: Any) -> Test:
    if not isinstance(condition, Mapping):
        return lambda value: type(value) is type(condition) and value == condition
    (name, argument), *others = condition.items()
    if others or name not in CONDITIONS:
        raise UnknownPattern(f"no such condition here: {dict(condition)!r}")
    return CONDITIONS[name](argument)


def _prefix(start: str) -> Test:
    return lambda value: isinstance(value, str) and value.startswith(start)


def _exists(wanted: Any) -> Test:
    return lambda value: (value is not MISSING) is wanted


def _anything_but(refused: Any) -> Test:
    several = refused if isinstance(refused, list) else [refused]
    return lambda value: value is not MISSING and value not in several


CONDITIONS: Mapping[str, Callable[[Any], Test]] = {
    "prefix": _prefix,
    "exists": _exists,
    "anything-but": _anything_but,
}
