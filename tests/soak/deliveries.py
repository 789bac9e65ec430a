"""What brings records, messages and the clock to the functions: often twice, late, in another order, or not at all."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

import boto3

import app
from chalicelib.domain.appointment import Where
from local import functions
from local.aws import resources
from local.aws.doorbell import Doorbell
from local.running import LocalRun
from local.sources.failures import PartlyFailed
from local.sources.filters import accepts
from local.sources.lane import Lane
from local.sources.stream import Stream, StreamSource
from tests.soak.ledger import Ledger
from tests.wire import Died

STREAM = ("notify_customer", "refresh_job")
BATCH, MESSAGES, READ_AT_ONCE = 100, 10, 1000
RECEIVED_AT_MOST = 5
INVISIBLE, MINUTE = timedelta(seconds=180), timedelta(minutes=1)
LOST, TWICE = 0.03, 0.10
BY_THE_CLOCK = {
    **dict.fromkeys(("version", "id", "detail-type", "source", "account", "time", "region"), ""),
    "resources": [],
    "detail": {},
}

Task = Callable[[], None]
Later = Callable[[timedelta, Task], None]
Invoke = Callable[[str, Callable[[functions.Context], Any]], Any]


class Failed(Exception):
    """A function's process died, which its event source sees as a failure."""


@dataclass(frozen=True, kw_only=True)
class Message:
    where: Where
    received: int = 0


class Share(Stream):
    """One function's share of a stream that is read once for all of them."""

    def __init__(self) -> None:
        self._records: deque[dict[str, Any]] = deque()

    def add(self, records: list[dict[str, Any]]) -> None:
        self._records.extend(records)

    def read(self, limit: int) -> list[dict[str, Any]]:
        return [self._records.popleft() for _ in range(min(limit, len(self._records)))]


class Deliveries:
    def __init__(self, run: LocalRun, *, invoke: Invoke, later: Later, chance: Random, ledger: Ledger) -> None:
        self._invoke, self._later, self._chance, self._ledger = invoke, later, chance, ledger
        table = boto3.client("dynamodb").describe_table(TableName=run.environment["TABLE_NAME"])["Table"]
        self._stream = Stream(boto3.client("dynamodbstreams"), table["LatestStreamArn"])
        self._shares = {name: Share() for name in STREAM}
        self._sources = {name: self._source(name, run.aws.doorbell) for name in STREAM}
        self._doorbell, self._heard = run.aws.doorbell, -1
        self._inbox: list[Message] = []
        self.are_faithful, self.have_moved = False, False

    def tasks(self) -> Iterator[Task]:
        """All that is to be delivered now, each to be done at the same time as the others."""
        self.have_moved = self._have_read()
        yield from (partial(self._hand_over, name) for name in STREAM)
        messages, self._inbox = self._inbox, []
        self._chance.shuffle(messages)
        for first in range(0, len(messages), MESSAGES):
            yield partial(self._deliver, messages[first : first + MESSAGES])

    def remind(self, where: Where, wait: timedelta) -> None:
        """What was sent to the queue is there when its delay is over."""
        comes = partial(self._inbox.append, Message(where=where))
        self._later(wait, comes)
        if self._happens(TWICE):
            self._later(wait + 2 * MINUTE * self._chance.random(), comes)

    def sweep(self) -> None:
        """Each minute, and now and then by two at once."""
        self._later(MINUTE, self.sweep)
        if self._happens(TWICE):
            self._later(timedelta(), partial(self._try, "sweep_alerts", BY_THE_CLOCK))
        self._try("sweep_alerts", BY_THE_CLOCK)

    def _have_read(self) -> bool:
        """Whether the stream had something new."""
        if self._heard == self._doorbell.rings:
            return False
        self._heard, found = self._doorbell.rings, False
        while records := self._stream.read(READ_AT_ONCE):
            found = True
            for share in self._shares.values():
                share.add(records)
        return found

    def _hand_over(self, function: str) -> None:
        """Until there is nothing left, or something fails: then it is tried again in the next round."""
        try:
            while self._sources[function].step():
                self.have_moved = True
        except (Failed, PartlyFailed) as failure:
            self.have_moved = True
            self._ledger.count(f"{function}: batches {type(failure).__name__}")

    def _handed_over(self, function: str, event: dict[str, Any]) -> Any:
        """What a stream's function is given. Only the loss of alerts' records is made good, by the sweeper."""
        if function == "notify_customer" and self._happens(LOST):
            self._ledger.count(f"{function}: batches lost")
            return None
        if self._happens(TWICE):
            again = {"Records": list(reversed(event["Records"]))}
            self._later(2 * MINUTE * self._chance.random(), partial(self._try, function, again))
        return self._call(function, event)

    def _deliver(self, messages: list[Message]) -> None:
        event = {"Records": [{"messageId": str(n), "body": str(each.where)} for n, each in enumerate(messages)]}
        answer = self._try("send_due_alert", event)
        failed = (
            range(len(messages)) if answer is None else [int(f["itemIdentifier"]) for f in answer["batchItemFailures"]]
        )
        for number in failed:
            again = Message(where=messages[number].where, received=messages[number].received + 1)
            if again.received < RECEIVED_AT_MOST:
                self._later(INVISIBLE, partial(self._inbox.append, again))

    def _try(self, function: str, event: dict[str, Any]) -> Any:
        """None when it failed."""
        try:
            return self._call(function, event)
        except Exception as failure:  # noqa: BLE001 - whatever it is, it comes again or the sweeper does
            self._ledger.count(f"{function}: {type(failure).__name__}")
            return None

    def _call(self, function: str, event: dict[str, Any]) -> Any:
        handler = app.app.handler_map[function]
        try:
            return self._invoke(function, lambda context: handler(event, context))
        except Died:
            raise Failed(function) from None

    def _happens(self, share: float) -> bool:
        return not self.are_faithful and self._chance.random() < share

    def _source(self, function: str, doorbell: Doorbell) -> StreamSource:
        template, share = resources.read(), self._shares[function]
        return StreamSource(
            lane=Lane(
                invoke=lambda event: self._handed_over(function, event),
                retries=resources.retries(template, function),
                keep=lambda _: None,
            ),
            stream=share,
            accepted=accepts(resources.patterns(template, function)),
            batch_size=BATCH,
            doorbell=doorbell,
        )
