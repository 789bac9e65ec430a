"""How large DynamoDB takes an item to be, by the rules it publishes."""

from __future__ import annotations

from decimal import Decimal
from typing import Any


def item_size(item: dict[str, dict[str, Any]]) -> int:
    """Of an item as the wire carries it."""
    return sum(len(name.encode()) + value_size(value) for name, value in item.items())


def value_size(typed: dict[str, Any]) -> int:
    ((kind, value),) = typed.items()
    match kind:
        case "S":
            return len(value.encode())
        case "N":
            return number_size(value)
        case "SS":
            return sum(len(text.encode()) for text in value)
        case "L":
            return 3 + sum(1 + value_size(element) for element in value)
        case "M":
            return 3 + sum(1 + len(name.encode()) + value_size(element) for name, element in value.items())
        case _:
            return 1


def number_size(text: str) -> int:
    """A byte for each two significant digits, one more, and one for the sign."""
    sign, digits, _ = Decimal(text).normalize().as_tuple()
    return (len(digits) + 1) // 2 + 1 + sign
