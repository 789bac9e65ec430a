"""What happens to requests on their way to AWS and back: most arrive, some are refused or lost, some senders die."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random, random
from typing import Any

from chalicelib.domain.appointment import Where
from tests import fates
from tests.fakes import Clock
from tests.fates import Fate, Odds, drawn
from tests.promises import handed_over
from tests.soak.ledger import Ledger
from tests.soak.process import Process, here
from tests.wire import CONNECTING, READING, Call, Died, heard_of

EVERYWHERE: Odds = {
    fates.IS_SLOW: 1,
    fates.IS_THROTTLED: 4,
    fates.FAILS: 2,
    fates.ARRIVES_AND_FAILS: 2,
    fates.FINDS_NO_WAY: 1,
    fates.FINDS_NOBODY: 1,
    fates.IS_RESET: 2,
    fates.ARRIVES_AND_IS_RESET: 3,
    fates.HANGS: 1,
    fates.ARRIVES_AND_HANGS: 1,
    fates.DIES: 2,
    fates.ARRIVES_AND_DIES: 2,
}
"""Of a thousand requests."""

USUAL: Mapping[str, Odds] = {
    "dynamodb": EVERYWHERE,
    "sqs": EVERYWHERE,
    "sns": {fate: 4 * odds for fate, odds in EVERYWHERE.items()} | {fates.IS_REFUSED: 5},
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
    ("sns", 0.05, 0.03, {fates.IS_THROTTLED: 700}),
    ("dynamodb", 0.12, 0.02, {fates.IS_THROTTLED: 600}),
    ("sns", 0.18, 0.05, {fates.FINDS_NO_WAY: 500, fates.FINDS_NOBODY: 100}),
    ("dynamodb", 0.26, 0.02, {fates.IS_THROTTLED: 300, fates.ARRIVES_AND_FAILS: 200, fates.ARRIVES_AND_HANGS: 10}),
    ("sqs", 0.32, 0.05, {fates.FINDS_NO_WAY: 900}),
    ("sns", 0.48, 0.20, {fates.FINDS_NO_WAY: 1000}),
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
        self._ledger.count(f"{call.service}: {fate}")
        if fate.is_slow:
            self._keep_waiting(call, process)
        try:
            return heard_of(self._watched(call), fate, self._clock.move)
        except Died:
            process.die()

    def _keep_waiting(self, call: Call, process: Process) -> None:
        """Before a text leaves there is no more time than it takes to connect."""
        self._clock.move((CONNECTING if call.operation == "Publish" else 2 * READING) * random())
        process.must_live()

    def _fate_of(self, call: Call) -> Fate:
        if self.are_over:
            return fates.ARRIVES
        now = self._clock()
        odds = next((s.odds for s in self._storms if s.rages(call.service, now)), USUAL[call.service])
        return drawn(odds, self._chance.random() * 1000 / self._severity)

    def _watched(self, call: Call) -> Call:
        if call.operation == "Publish":
            return replace(call, send=lambda: self._publish(call))
        return replace(call, send=lambda: self._remind(call)) if call.operation == "SendMessage" else call

    def _publish(self, call: Call) -> Any:
        answer = call.send()
        assert here.claimed
        assert here.looked_at
        where, alert_id = here.claimed
        self._ledger.hand_over(where, handed_over(alert_id, here.looked_at, answer))
        return answer

    def _remind(self, call: Call) -> Any:
        answer = call.send()
        if answer.status_code == 200 and here.reminder:
            self.message_sent(*here.reminder)
        return answer
