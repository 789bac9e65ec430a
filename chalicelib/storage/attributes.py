"""How values are written in the table: instants in milliseconds or ISO 8601, what is None, or as usual, not at all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Self, TypeVar, cast, overload

from pynamodb.attributes import Attribute, BooleanAttribute, MapAttribute
from pynamodb.constants import BOOLEAN, LIST, MAP, NUMBER, STRING

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)
SMALLEST_NUMBER = 1e-130
"""DynamoDB refuses numbers that are nearer to zero."""

Value = TypeVar("Value")
Map = TypeVar("Map", bound="Group")
Usual = TypeVar("Usual", bound=str | int | bool)


class Group(MapAttribute[str, Any]):
    """Attributes that stand together, under short names."""

    def __init__(self, **values: Any) -> None:
        super().__init__(**values)  # type: ignore[no-untyped-call] # so that nothing else has to say this

    def deserialize(self, values: dict[str, Any]) -> Self:
        return self._instantiate(values)


@overload
def maybe(attribute: Map) -> Attribute[Map | None]: ...
@overload
def maybe(attribute: Attribute[Value]) -> Attribute[Value | None]: ...
def maybe(attribute: Any) -> Any:
    """Not written when it is None. pynamodb's own `null=True` does that too, but hides it from the type checker."""
    attribute.null = True
    return attribute


class Groups(Attribute[list[Map]]):
    """A list; not written when it is empty.

    pynamodb's own ListAttribute copies the description of all its groups for each list it reads: half of all the time.
    """

    attr_type = LIST

    def __init__(self, kind: type[Map]) -> None:
        super().__init__(null=True, default=list)
        self.kind = kind

    def serialize(self, value: list[Map]) -> list[dict[str, Any]] | None:
        return [{MAP: group.serialize(group)} for group in value] or None

    def deserialize(self, value: list[dict[str, Any]]) -> list[Map]:
        blank = self.kind()
        return [blank.deserialize(group[MAP]) for group in value]


class Whole(Attribute[int]):
    attr_type = NUMBER

    def serialize(self, value: int) -> str:
        return str(value)

    def deserialize(self, value: str) -> int:
        return int(value)


class Degrees(Attribute[float]):
    """Exact: DynamoDB keeps 38 digits, a float has 17."""

    attr_type = NUMBER

    def serialize(self, value: float) -> str:
        return repr(value) if abs(value) >= SMALLEST_NUMBER else "0"

    def deserialize(self, value: str) -> float:
        return float(value)


class Milliseconds(Attribute[datetime]):
    """Since 1970; what programs compare."""

    attr_type = NUMBER

    def serialize(self, value: datetime) -> str:
        return str(milliseconds_of(value))

    def deserialize(self, value: str) -> datetime:
        return instant_at(int(value))


class Iso(Attribute[datetime]):
    """What people read in the console."""

    attr_type = STRING

    def serialize(self, value: datetime) -> str:
        return iso(value, timespec="auto")

    def deserialize(self, value: str) -> datetime:
        return datetime.fromisoformat(value)


class Instants(Attribute[Mapping[str, datetime]]):
    """Each under a name; not written when there are none."""

    attr_type = MAP

    def __init__(self) -> None:
        super().__init__(null=True, default=dict)

    def serialize(self, value: Mapping[str, datetime]) -> dict[str, dict[str, str]] | None:
        return {name: {NUMBER: str(milliseconds_of(instant))} for name, instant in value.items()} or None

    def deserialize(self, value: dict[str, dict[str, str]]) -> dict[str, datetime]:
        return {name: instant_at(int(count[NUMBER])) for name, count in value.items()}


class Usually(Attribute[Usual]):
    """Not written when it is as usual."""

    def __init__(self, usual: Usual) -> None:
        super().__init__(null=True, default=usual)
        self.attr_type = BOOLEAN if isinstance(usual, bool) else NUMBER if isinstance(usual, int) else STRING

    def serialize(self, value: Usual) -> Usual | str | None:
        if value == self.default:
            return None
        return str(value) if self.attr_type == NUMBER else value

    def deserialize(self, value: Any) -> Usual:
        return cast("Usual", int(value) if self.attr_type == NUMBER else value)


class EmergencySwitch(BooleanAttribute):
    """Set by hand, in a hurry: whatever is written means yes, but for a plain false."""

    def get_value(self, value: dict[str, Any]) -> bool:
        return value != {BOOLEAN: False}


def milliseconds_of(instant: datetime) -> int:
    return (instant - EPOCH) // MILLISECOND


def instant_at(count: int) -> datetime:
    return EPOCH + count * MILLISECOND


def iso(instant: datetime, *, timespec: str = "milliseconds") -> str:
    """In UTC; of one length, and so in order of time when sorted as text, unless `timespec` is `auto`."""
    kept = instant_at(milliseconds_of(instant))
    return kept.isoformat(timespec=timespec).replace("+00:00", "Z")
