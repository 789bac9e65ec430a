"""Starting over when somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from chalicelib.domain.refusals import Busy, Conflict
from chalicelib.usecases.ports import Services

TRIES = 5
LONGEST_FIRST_WAIT = 0.04
"""Seconds; doubles with every lost race, and chance spreads the rivals over it."""

T = TypeVar("T")


def until_won(services: Services, attempt: Callable[[], T]) -> T:
    """Reads, decides and writes anew after each lost race; raises `Busy` when too many were lost."""
    for lost in range(TRIES):
        try:
            return attempt()
        except Conflict:
            services.sleep(services.chance() * LONGEST_FIRST_WAIT * 2**lost)
    raise Busy
