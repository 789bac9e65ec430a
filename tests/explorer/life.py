"""What may happen next in a world: a worker's next call, its death, time, the technician, the provider's answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count

from chalicelib.domain.appointment import Where
from chalicelib.domain.phone_number import PhoneNumber
from chalicelib.domain.publication import AnswerLost, NotTaken, Publication, Rejected, Taken
from chalicelib.usecases.ports import Services
from tests import fakes
from tests.builders import NOON, ORGANIZATION, PHONE, SAM, a_person
from tests.explorer.replay import Replay, Stopped
from tests.explorer.world import AT_ONCE, TIME_OUT, Worker, World, the_organization
from tests.fates import ARRIVES, ARRIVES_AND_IS_RESET, DIES, IS_REFUSED, IS_THROTTLED, Fate
from tests.promises import HandOver

Relay = Callable[[Services, Where, Callable[[], timedelta]], None]
Happening = tuple[str, World]

COMES_AGAIN = frozenset({"OutOfTime", "Busy"})
"""What `relay` may raise."""

OTHER_ANSWERS: Mapping[Fate, Publication] = {
    IS_THROTTLED: NotTaken(why="Throttling"),
    IS_REFUSED: Rejected(why="refused"),
    ARRIVES_AND_IS_RESET: AnswerLost(why="reset"),
}
"""What the publisher makes of what it hears of a text."""
PEOPLE = {(ORGANIZATION, SAM): a_person()}
AT_MOST = 3
"""Texts of one worker; a sound one hands over one."""

NUMBER = PhoneNumber(number=PHONE, valid=True, country="US", can_be_texted=True)


class Numbers:
    """Looking one up is a rule, not a call of anybody: always the same answer, for speed."""

    def look_up(self, _: str) -> PhoneNumber:
        return NUMBER


@dataclass(frozen=True, kw_only=True)
class Life:
    """What happens where the workers run this `relay`."""

    relay: Relay

    def goes_on(self, world: World) -> Iterator[Happening]:
        for worker in _able_to_go_on(world):
            yield from self._steps(world, worker)
        yield from _deaths(world)
        yield from _lapses(world)
        yield from _moves(world)
        yield from _redeliveries(world)

    def run(self, world: World) -> World:
        """One more worker comes, and ends undisturbed."""
        delivered = world.delivered()
        return Turn(world=delivered, worker=delivered.workers[-1], calls=1_000).taken(self.relay)

    def _steps(self, world: World, worker: Worker) -> Iterator[Happening]:
        turn = Turn(world=world, worker=worker)
        after = turn.taken(self.relay)
        yield f"worker {worker.number}: {turn.replay.called or 'ends'}", after
        for fate, less in _other_fates(world, turn.replay.called):
            after = Turn(world=less, worker=worker, fate=fate).taken(self.relay)
            yield f"worker {worker.number}: {turn.replay.called} {fate}", after


class Turn:
    """A worker makes its next call, or all until it ends."""

    def __init__(
        self,
        *,
        world: World,
        worker: Worker,
        fate: Fate = ARRIVES,
        calls: int = 1,
    ) -> None:
        self.world, self.worker, self.fate = world, worker, fate
        self.has_lost = world.has_lost
        self.handed_over = world.handed_over
        self.memory = fakes.Memory(
            appointments={world.appointment.where: world.appointment},
            organizations={ORGANIZATION: the_organization(world.cap)},
            people=PEOPLE,
            texts={(ORGANIZATION, NOON.date()): world.reserved},
        )
        self.replay = Replay(worker.log, calls=calls, fate=fate)

    def taken(self, relay: Relay) -> World:
        services = self.replay.services(self._services())
        ends_at = self.worker.started_at + TIME_OUT
        going_on: tuple[Worker, ...] = ()
        try:
            relay(services, self.world.appointment.where, lambda: ends_at - services.clock())
        except Stopped:
            going_on = (replace(self.worker, log=tuple(self.replay.log)),)
        except Exception as failure:
            if type(failure).__name__ not in COMES_AGAIN:
                raise
            self.has_lost = True
        return replace(
            self.world,
            appointment=self.memory.appointments[self.world.appointment.where],
            reserved=sum(self.memory.texts.values()),
            handed_over=self.handed_over,
            workers=self.world.workers_with(self.worker, going_on),
            has_lost=self.has_lost,
        )

    def hand_over(self, _: fakes.Text) -> Publication:
        answer = OTHER_ANSWERS.get(self.fate) or Taken(message_id=f"message {len(self.handed_over) + 1}")
        self.has_lost = self.has_lost or isinstance(answer, AnswerLost)
        busy_with = replace(self.worker, log=tuple(self.replay.log)).alert()
        handed_over = HandOver(
            alert_id=busy_with.alert_id,
            at=self.world.now,
            reached=self.fate.arrives,
            message_id=answer.message_id if isinstance(answer, Taken) else None,
        )
        self.handed_over = (*self.handed_over, handed_over)
        return answer

    def _services(self) -> Services:
        claims = count(1)
        return fakes.services(
            self.memory,
            clock=fakes.Clock(self.world.now),
            publisher=fakes.Publisher(answers=[self.hand_over] * AT_MOST),
            phone_numbers=Numbers(),
            sleep=lambda _: None,
            new_id=lambda: f"worker {self.worker.number}, claim {next(claims)}",
        )


def _able_to_go_on(world: World) -> list[Worker]:
    """Of those that have not begun, the first stands for all: they are alike."""
    fresh = [worker for worker in world.workers if not worker.log]
    return [worker for worker in world.workers if worker.log] + fresh[:1]


def _other_fates(world: World, called: list[str]) -> Iterator[tuple[Fate, World]]:
    if called == ["publisher.publish"] and world.left.refusals:
        less = world.with_left(refusals=world.left.refusals - 1)
        yield from ((fate, less) for fate in OTHER_ANSWERS)
    if called == ["appointments.save"] and world.left.lost_answers:
        yield ARRIVES_AND_IS_RESET, world.with_left(lost_answers=world.left.lost_answers - 1)


def _deaths(world: World) -> Iterator[Happening]:
    if world.left.deaths:
        for worker in world.workers:
            if worker.log:  # before its first call there is nobody to miss
                less = world.with_left(deaths=world.left.deaths - 1)
                yield f"worker {worker.number} {DIES}", replace(less, has_lost=True, workers=less.workers_with(worker))


def _lapses(world: World) -> Iterator[Happening]:
    if world.left.jumps:
        for lapse in world.left.lapses:
            yield f"{lapse} later", world.with_left(jumps=world.left.jumps - 1).later(lapse)


def _moves(world: World) -> Iterator[Happening]:
    if world.left.moves:
        status, *others = world.left.moves
        yield f"the technician sets {status}", world.with_left(moves=tuple(others)).moved(status)


def _redeliveries(world: World) -> Iterator[Happening]:
    if world.left.redeliveries and len(world.workers) < AT_ONCE:
        less = world.with_left(redeliveries=world.left.redeliveries - 1)
        yield f"worker {world.started + 1} comes", less.delivered()
