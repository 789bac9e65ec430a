"""What may happen next in a world: a worker's next call, its death, time, the technician, the provider's answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
from tests.explorer.world import AT_ONCE, TIME_OUT, HandOver, Worker, World, the_organization

Relay = Callable[[Services, Where, Callable[[], timedelta]], None]
Happening = tuple[str, World]

COMES_AGAIN = frozenset({"OutOfTime", "Busy"})
"""What `relay` may raise."""

OTHER_ANSWERS: tuple[Publication, ...] = (
    NotTaken(why="Throttling"),
    Rejected(why="refused"),
    AnswerLost(why="reset"),
)
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
        if turn.replay.called == ["publisher.publish"] and world.left.refusals:
            less = world.with_left(refusals=world.left.refusals - 1)
            for answer in OTHER_ANSWERS:
                after = Turn(world=less, worker=worker, answer=answer).taken(self.relay)
                yield f"worker {worker.number}: the provider answers {answer}", after
        if turn.replay.called == ["appointments.save"] and world.left.lost_answers:
            less = world.with_left(lost_answers=world.left.lost_answers - 1)
            after = Turn(world=less, worker=worker, loses_answer=True).taken(self.relay)
            yield f"worker {worker.number}: saves, its answer is lost, saves again", after


class Turn:
    """A worker makes its next call, or all until it ends."""

    def __init__(
        self,
        *,
        world: World,
        worker: Worker,
        answer: Publication | None = None,
        loses_answer: bool = False,
        calls: int = 1,
    ) -> None:
        self.world, self.worker = world, worker
        self.answer = answer
        self.handed_over = world.handed_over
        self.memory = fakes.Memory(
            appointments={world.appointment.where: world.appointment},
            organizations={ORGANIZATION: the_organization(world.cap)},
            people=PEOPLE,
            texts={(ORGANIZATION, NOON.date()): world.reserved},
        )
        self.replay = Replay(worker.log, calls=calls, loses_answer=loses_answer)

    def taken(self, relay: Relay) -> World:
        services = self.replay.services(self._services())
        ends_at = self.worker.started_at + TIME_OUT
        going_on: tuple[Worker, ...] = ()
        comes_again = False
        try:
            relay(services, self.world.appointment.where, lambda: ends_at - services.clock())
        except Stopped:
            going_on = (replace(self.worker, log=tuple(self.replay.log)),)
        except Exception as failure:
            if type(failure).__name__ not in COMES_AGAIN:
                raise
            comes_again = True
        return replace(
            self.world,
            appointment=self.memory.appointments[self.world.appointment.where],
            reserved=sum(self.memory.texts.values()),
            handed_over=self.handed_over,
            workers=self.world.workers_with(self.worker, going_on),
            has_lost=self.world.has_lost or comes_again or isinstance(self.answer, AnswerLost),
        )

    def hand_over(self, _: fakes.Text) -> Publication:
        answer = self.answer or Taken(message_id=f"message {len(self.handed_over) + 1}")
        busy_with = replace(self.worker, log=tuple(self.replay.log)).alert()
        handed_over = HandOver(
            alert_id=busy_with.alert_id,
            at=self.world.now,
            may_have_reached=isinstance(answer, Taken | AnswerLost),
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


def _deaths(world: World) -> Iterator[Happening]:
    if world.left.deaths:
        for worker in world.workers:
            if worker.log:  # before its first call there is nobody to miss
                less = world.with_left(deaths=world.left.deaths - 1)
                yield f"worker {worker.number} dies", replace(less, has_lost=True, workers=less.workers_with(worker))


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
