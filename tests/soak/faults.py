"""What happens to requests on their way to AWS and back: most arrive, some are refused or lost, some senders die."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from io import BytesIO
from random import Random, random
from typing import Any, NoReturn

from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError

from chalicelib.domain.appointment import Where
from tests.fakes import Clock
from tests.soak.ledger import HandOver, Ledger
from tests.soak.process import Process, here
from tests.wire import Call

CONNECTING, READING = timedelta(seconds=2), timedelta(seconds=5)
SOMEWHERE = "http://somewhere"

Fate = Callable[[Call, Process], Any]


def arrives(call: Call, _: Process) -> Any:
    return call.send()


def is_slow(call: Call, process: Process) -> Any:
    """Before a text leaves there is no more time than it takes to connect."""
    process.clock.move((CONNECTING if call.operation == "Publish" else 2 * READING) * random())
    process.must_live()
    return call.send()


def is_throttled(call: Call, _: Process) -> Any:
    return _answer(call, 400, THROTTLED[call.service])


def is_refused(call: Call, _: Process) -> Any:
    return _answer(call, 400, "InvalidParameter")


def fails(call: Call, _: Process) -> Any:
    return _answer(call, 500, "InternalServerError")


def arrives_and_fails(call: Call, _: Process) -> Any:
    call.send()
    return _answer(call, 500, "InternalServerError")


def is_unreachable(_: Call, __: Process) -> NoReturn:
    raise EndpointConnectionError(endpoint_url=SOMEWHERE, error="refused")


def finds_nobody(_: Call, process: Process) -> NoReturn:
    process.clock.move(CONNECTING)
    raise ConnectTimeoutError(endpoint_url=SOMEWHERE)


def is_reset(_: Call, __: Process) -> NoReturn:
    raise ConnectionClosedError(endpoint_url=SOMEWHERE)


def arrives_and_is_reset(call: Call, _: Process) -> NoReturn:
    call.send()
    raise ConnectionClosedError(endpoint_url=SOMEWHERE)


def hangs(_: Call, process: Process) -> NoReturn:
    process.clock.move(READING)
    raise ReadTimeoutError(endpoint_url=SOMEWHERE)


def arrives_and_hangs(call: Call, process: Process) -> NoReturn:
    call.send()
    process.clock.move(READING)
    raise ReadTimeoutError(endpoint_url=SOMEWHERE)


def dies(_: Call, process: Process) -> NoReturn:
    process.die()


def arrives_and_dies(call: Call, process: Process) -> NoReturn:
    call.send()
    process.die()


THROTTLED = {"dynamodb": "ProvisionedThroughputExceededException", "sns": "Throttled", "sqs": "RequestThrottled"}

Odds = Mapping[Fate, float]
"""Of a thousand requests; the others arrive."""

EVERYWHERE: Odds = {
    is_slow: 1,
    is_throttled: 4,
    fails: 2,
    arrives_and_fails: 2,
    is_unreachable: 1,
    finds_nobody: 1,
    is_reset: 2,
    arrives_and_is_reset: 3,
    hangs: 1,
    arrives_and_hangs: 1,
    dies: 2,
    arrives_and_dies: 2,
}
USUAL: Mapping[str, Odds] = {
    "dynamodb": EVERYWHERE,
    "sqs": EVERYWHERE,
    "sns": {fate: 4 * odds for fate, odds in EVERYWHERE.items()} | {is_refused: 5},
}


@dataclass(frozen=True, kw_only=True)
class Storm:
    """For a while it is worse than usual."""

    service: str
    begins: datetime
    lasts: timedelta
    odds: Odds

    def rages(self, service: str, now: datetime) -> bool:
        return service == self.service and self.begins <= now < self.begins + self.lasts


STORMS: tuple[tuple[str, float, float, Odds], ...] = (
    ("sns", 0.05, 0.03, {is_throttled: 700}),
    ("dynamodb", 0.12, 0.02, {is_throttled: 600}),
    ("sns", 0.18, 0.05, {is_unreachable: 500, finds_nobody: 100}),
    ("dynamodb", 0.26, 0.02, {is_throttled: 300, arrives_and_fails: 200, arrives_and_hangs: 10}),
    ("sqs", 0.32, 0.05, {is_unreachable: 900}),
    ("sns", 0.48, 0.20, {is_unreachable: 1000}),
)
"""Whose, when in the course of a play, for how much of it, and how bad."""


def storms(begins: datetime, lasts: timedelta) -> Iterator[Storm]:
    for service, place, share, odds in STORMS:
        yield Storm(service=service, begins=begins + place * lasts, lasts=share * lasts, odds=odds)


class Faults:
    """Meets every request of a process."""

    def __init__(
        self, *, chance: Random, clock: Clock, ledger: Ledger, storms: Iterator[Storm], severity: float
    ) -> None:
        """`severity` is how many times as likely as usual everything is."""
        self._chance, self._clock, self._ledger, self._storms = chance, clock, ledger, tuple(storms)
        self._severity = severity
        self.are_over = False
        self.message_sent: Callable[[Where, timedelta], None] = lambda _, __: None

    def meet(self, call: Call) -> Any:
        process = here.process
        if process is None:  # somebody looks on
            return None
        process.must_live()
        self._clock.move(timedelta(milliseconds=self._chance.randint(1, 3)))
        fate = self._fate_of(call)
        self._ledger.count(f"{call.service}: {fate.__name__.replace('_', ' ')}")
        return fate(self._watched(call), process)

    def _fate_of(self, call: Call) -> Fate:
        if self.are_over:
            return arrives
        now = self._clock()
        odds = next((s.odds for s in self._storms if s.rages(call.service, now)), USUAL[call.service])
        at = self._chance.random() * 1000 / self._severity
        for fate, share in odds.items():
            at -= share
            if at < 0:
                return fate
        return arrives

    def _watched(self, call: Call) -> Call:
        if call.operation == "Publish":
            return replace(call, send=lambda: self._publish(call))
        return replace(call, send=lambda: self._remind(call)) if call.operation == "SendMessage" else call

    def _publish(self, call: Call) -> Any:
        answer = call.send()
        assert here.claimed
        assert here.looked_at
        claimed, at = here.claimed, here.looked_at
        reached = answer.status_code == 200
        self._ledger.hand_over(HandOver(where=claimed.where, alert_id=claimed.alert_id, at=at, reached=reached))
        return answer

    def _remind(self, call: Call) -> Any:
        answer = call.send()
        if answer.status_code == 200 and here.reminder:
            self.message_sent(*here.reminder)
        return answer


class Raw(BytesIO):
    """What botocore reads an answer from."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def _answer(call: Call, status: int, code: str) -> AWSResponse:
    if call.service == "sns":
        body = f"<ErrorResponse><Error><Code>{code}</Code><Message>no</Message></Error></ErrorResponse>"
    else:
        body = f'{{"__type": "{code}", "message": "no"}}'
    return AWSResponse(SOMEWHERE, status, {}, Raw(body.encode()))
