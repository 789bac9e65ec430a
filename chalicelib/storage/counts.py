"""Counts with a cap: taking one of so many, and giving it back. A count goes away by itself when its time is over."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from secrets import token_hex

from chalicelib.domain.refusals import Conflict
from chalicelib.storage import items
from chalicelib.storage.keys import Key
from chalicelib.storage.rows import CountRow


def take(key: Key, cap: int, expires_on: datetime) -> bool:
    """One more, or False when the cap is reached."""
    if cap < 1:
        return False
    actions = [CountRow.n.add(1), CountRow.expires_on.set(expires_on)]
    try:
        items.update(CountRow(*key), actions, items.is_new() | (CountRow.n < cap))
    except Conflict:
        return False
    return True


def give_back(key: Key) -> None:
    """Once: by its mark the same request is known again, which is sent twice when its answer was lost.

    Taking one twice only lowers the cap.
    """
    mark = token_hex(4)
    is_first = CountRow.given_back.does_not_exist() | (CountRow.given_back != mark)
    with suppress(Conflict):
        actions = [CountRow.n.add(-1), CountRow.given_back.set(mark)]
        items.update(CountRow(*key), actions, (CountRow.n > 0) & is_first)
