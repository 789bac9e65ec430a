"""What must hold in every world (P2 to P5 of the design, and the day's count), and at the end of every way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Appointment
from tests.explorer.life import Life
from tests.explorer.world import World
from tests.promises import ENDS_WITHIN, SWEPT_EVERY, Violation, broken_by_texts, hold

RINGS = 20


@dataclass(frozen=True, kw_only=True)
class Promises:
    """`hold` is asked of every world; where no worker is left, it has the world settle first."""

    life: Life

    def hold(self, world: World) -> None:
        hold(_broken(world))
        if not world.workers:
            self._settle(world)

    def _settle(self, world: World) -> None:
        """A reachable provider, healthy workers and time: whoever the stream, the queue or the sweeper sends."""
        swept = timedelta()
        while swept < ENDS_WITHIN:
            world, swept = world.later(SWEPT_EVERY), swept + SWEPT_EVERY
            world = self._relayed(world)
        if world.appointment.unfinished_alert:
            raise Violation("P5: an alert never ends")
        hold(_broken(world))
        if not world.has_lost and world.reserved != len(world.reached):
            raise Violation("cap: a text of the day is lost, though no worker was")

    def _relayed(self, world: World) -> World:
        """Every write of an unfinished alert rings the bell again."""
        for _ in range(RINGS):
            before, world = world, self.life.run(world) if world.is_owed else world
            if world.appointment == before.appointment:
                return world
        raise Violation("P5: an alert is worked on for ever")


def _broken(world: World) -> Iterator[str]:
    yield from broken_by_texts(world.appointment, world.handed_over, is_lost=lambda _: world.has_lost, over_at=_left_at)
    if not len(world.reached) <= world.reserved <= world.cap:
        yield "cap: more texts than were reserved, or more reserved than the cap allows"


def _left_at(appointment: Appointment, alert: Alert) -> datetime | None:
    """In these worlds every move after setting out ends the trip."""
    changes = appointment.changes
    own = next(place for place, change in enumerate(changes) if change.entry_id == alert.entry_id)
    return changes[own + 1].recorded_at if own + 1 < len(changes) else None
