"""The relay keeps its promises however workers, deaths, time, undo and lost answers come together."""

from __future__ import annotations

import pytest

from chalicelib.usecases.relay import relay
from tests.explorer.bugs import BUGS
from tests.explorer.life import Life
from tests.explorer.promises import Promises
from tests.explorer.search import explore
from tests.explorer.worlds import CROWDED, WORLDS
from tests.promises import Violation

RELAY = Life(relay=relay)


@pytest.mark.parametrize("world", WORLDS)
def test_every_promise_holds_however_it_comes(world: str) -> None:
    explored = explore(WORLDS[world], RELAY.goes_on, Promises(life=RELAY).hold)

    assert explored.interleavings > (10_000 if world in CROWDED else 1)


@pytest.mark.parametrize("bug", BUGS)
def test_a_seeded_bug_is_found(bug: str) -> None:
    seeded = BUGS[bug]
    life = Life(relay=seeded.relay())

    with pytest.raises(Violation, match=f"^{seeded.breaks}: ") as found:
        explore(WORLDS[seeded.where], life.goes_on, Promises(life=life).hold)

    assert found.value.way
