"""Small worlds, each explored whole: together they let everything happen that the relay must stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from chalicelib.domain.status import Status
from tests.explorer.world import World, a_world

AGED, SLOW, LEASE_OVER, EXPIRED = (timedelta(seconds=seconds) for seconds in (6, 14, 41, 960))
"""Longer than a claim stays fresh, a text may outlast its trip, a claim's owner lives, a text is worth sending."""

UNDO = (Status.SCHEDULED,)
UNDO_AND_AWAY_AGAIN = (Status.SCHEDULED, Status.ENROUTE)

CROWDED: Mapping[str, World] = {
    "two workers": a_world(),
    "a death": a_world(deaths=1, redeliveries=1),
    "an answer is lost": a_world(lost_answers=1, redeliveries=1),
    "undo and a new departure": a_world(moves=UNDO_AND_AWAY_AGAIN),
    "undo while two workers are slow and one dies": a_world(deaths=1, moves=UNDO, jumps=1, lapses=(SLOW,), refusals=0),
    "a claim grows old, an answer is lost, a third comes": a_world(
        jumps=1, lapses=(AGED,), lost_answers=1, redeliveries=1, refusals=0
    ),
    "workers stopped by their time-out": a_world(jumps=1, lapses=(LEASE_OVER, EXPIRED), redeliveries=1),
}
"""Where workers are in each other's way."""

QUIET: Mapping[str, World] = {
    "a spent day": a_world(cap=0),
    "undo while a worker is slow": a_world(workers=1, moves=UNDO_AND_AWAY_AGAIN, jumps=1, lapses=(SLOW,)),
    "a text about to expire": a_world(wait=timedelta(minutes=14, seconds=48), jumps=1, lapses=(SLOW,), workers=1),
    "a text not yet due": a_world(
        wait=timedelta(seconds=5), workers=1, jumps=1, lapses=(SLOW,), redeliveries=1, moves=UNDO
    ),
    "one worker, whatever may happen": a_world(
        workers=1, moves=UNDO_AND_AWAY_AGAIN, jumps=1, lapses=(SLOW, LEASE_OVER), deaths=1, lost_answers=1
    ),
}

WORLDS = {**CROWDED, **QUIET}
