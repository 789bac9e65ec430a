"""An exhaustive search through everything that may happen: each state is visited once, each way to its end counted."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from tests.promises import Violation

State = TypeVar("State", bound=Hashable)
Moves = Callable[[State], Iterable[tuple[str, State]]]


@dataclass(frozen=True, kw_only=True)
class Explored:
    states: int
    interleavings: int
    """Ways from the start to a state where nothing more happens."""


def explore(start: State, moves: Moves[State], check: Callable[[State], None]) -> Explored:
    """`check` raises `Violation`. States are values: what two ways have made alike goes on alike."""
    ways: dict[State, int] = {}
    way: list[str] = []

    def ways_on(state: State) -> int:
        if (known := ways.get(state)) is not None:
            return known
        check(state)
        ways[state] = number = sum(ways_by(name, following) for name, following in moves(state)) or 1
        return number

    def ways_by(name: str, state: State) -> int:
        way.append(name)
        number = ways_on(state)
        way.pop()
        return number

    try:
        return Explored(interleavings=ways_on(start), states=len(ways))
    except Violation as violation:
        raise Violation(violation.promise, way) from None
