"""What must hold in every world (P2 to P5 of the design, and the day's count), and at the end of every way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations

from chalicelib.domain.alert import MAY_HAVE_REACHED, AlertState
from tests.explorer.life import Life
from tests.explorer.search import Violation
from tests.explorer.world import HandOver, World

CONNECTING = timedelta(seconds=2)
"""A request leaves at most so long after the call; then connecting is given up."""

OVERLAP = timedelta(seconds=10)
"""So long after the end of a trip its text may still be handed over."""

QUIET = timedelta(minutes=30)
RINGS = 20
SWEPT_EVERY, ENDS_WITHIN = timedelta(minutes=1), timedelta(minutes=2)


@dataclass(frozen=True, kw_only=True)
class Promises:
    """`hold` is asked of every world; where no worker is left, it has the world settle first."""

    life: Life

    def hold(self, world: World) -> None:
        _never_twice(world)
        for handed in world.handed_over:
            _in_time(world, handed)
            _on_the_trip(world, handed)
        _counted(world)
        _recorded_truly(world)
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
        _never_twice(world)
        for handed in world.handed_over:
            _in_time(world, handed)
            _on_the_trip(world, handed)
        _told_on_the_card(world)
        _counted(world)
        _recorded_truly(world)
        if not world.has_lost and world.reserved != len(world.reached):
            raise Violation("cap: a text of the day is lost, though no worker was")

    def _relayed(self, world: World) -> World:
        """Every write of an unfinished alert rings the bell again."""
        for _ in range(RINGS):
            before, world = world, self.life.run(world) if world.is_owed else world
            if world.appointment == before.appointment:
                return world
        raise Violation("P5: an alert is worked on for ever")


def _never_twice(world: World) -> None:
    for first, second in combinations(world.reached, 2):
        if first.alert_id == second.alert_id:
            raise Violation("P2: a trip was texted twice")
        if abs(second.at - first.at) < QUIET:
            raise Violation("P2: the customer was texted twice within half an hour")


def _in_time(world: World, handed: HandOver) -> None:
    alert = next(alert for alert in world.appointment.alerts if alert.alert_id == handed.alert_id)
    if handed.at + CONNECTING >= alert.expires_at:
        raise Violation("P3: a text was handed over when it had expired")


def _on_the_trip(world: World, handed: HandOver) -> None:
    over_at = _trip_over_at(world, handed)
    if over_at and handed.at + CONNECTING > over_at + OVERLAP:
        raise Violation("P4: a text was handed over when the trip was over")


def _trip_over_at(world: World, handed: HandOver) -> datetime | None:
    """In these worlds every move after setting out ends the trip."""
    alert = next(alert for alert in world.appointment.alerts if alert.alert_id == handed.alert_id)
    changes = world.appointment.changes
    own = next(place for place, change in enumerate(changes) if change.entry_id == alert.entry_id)
    return changes[own + 1].recorded_at if own + 1 < len(changes) else None


def _counted(world: World) -> None:
    if not len(world.reached) <= world.reserved <= world.cap:
        raise Violation("cap: more texts than were reserved, or more reserved than the cap allows")


def _recorded_truly(world: World) -> None:
    for alert in world.appointment.alerts:
        taken = {handed.message_id for handed in world.reached if handed.alert_id == alert.alert_id}
        if alert.state is AlertState.SENT and (alert.message_id is None or alert.message_id not in taken):
            raise Violation("record: sent, but the provider did not take it")
        if alert.state is AlertState.UNKNOWN and not world.has_lost:
            raise Violation("record: unknown, though neither a worker nor an answer was lost")


def _told_on_the_card(world: World) -> None:
    shown = {alert.alert_id for alert in world.appointment.alerts if alert.state in MAY_HAVE_REACHED}
    if not {handed.alert_id for handed in world.reached} <= shown:
        raise Violation("record: the customer may have been texted and the card says no")
