"""What calls the application's functions besides HTTP: the table's stream, the queue, the clock.

Each function has a thread of its own; in tests nothing needs to run, `drain` handles what is there and returns.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

from chalice.app import Chalice, DynamoDBEventConfig, ScheduledEventConfig, SQSEventConfig

from local import functions
from local.aws import resources
from local.aws.doorbell import Doorbell
from local.aws.stack import Clients, Stack
from local.gateway.isolation import isolate
from local.sources.filters import accepts
from local.sources.gate import Gate
from local.sources.given_up import GivenUp
from local.sources.lane import Invoke, Lane
from local.sources.queue import QueueSource
from local.sources.rules import rules
from local.sources.schedule import ScheduleSource
from local.sources.stream import Stream, StreamSource

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 5.0
MOST_ROUNDS = 1000
LOG = logging.getLogger("local")


class Source(Protocol):
    """Something that calls a function when there is a reason to."""

    drains: bool

    def step(self) -> bool:
        """Do what there is to do now; False when there was nothing."""

    def wait_and_step(self, stop: threading.Event) -> None:
        """The same, but rest when there is nothing."""


class NeverDone(Exception):
    """What the functions do keeps giving them more to do."""


class EventSources:
    """The event sources that the application's decorators declare."""

    def __init__(
        self,
        app: Chalice,
        stack: Stack,
        client: Clients,
        doorbell: Doorbell,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        isolate(app)
        self._clock, self._gate = clock, Gate()
        self._app, self._stack, self._client, self._doorbell = app, stack, client, doorbell
        self.sources: dict[str, Source] = {config.name: self._source(config) for config in app.event_sources}
        self._stop = threading.Event()
        self._threads: list[threading.Thread] = []

    @contextmanager
    def running(self, only: Collection[str] | None = None) -> Iterator[None]:
        """All sources, or some, run by themselves until the context ends."""
        self.start(only)
        try:
            yield
        finally:
            self.stop()

    def start(self, only: Collection[str] | None = None) -> None:
        """Have all sources, or some, run by themselves until `stop`."""
        for name, source in self._chosen(only):
            thread = threading.Thread(target=keep_going, args=(name, source, self._stop), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Returns when no function is running any more."""
        self._stop.set()
        self._doorbell.ring()
        for thread in self._threads:
            thread.join()

    def drain(self, only: Collection[str] | None = None) -> None:
        """Handle, here and now, what stream and queue hold, and what comes of it; exceptions are the caller's."""
        sources = [source for _, source in self._chosen(only) if source.drains]
        for _ in range(MOST_ROUNDS):
            busy = [source.step() for source in sources]
            if not any(busy):
                return
        raise NeverDone(f"still busy after {MOST_ROUNDS} rounds")

    def fire(self, function: str) -> Any:
        """Call a scheduled function now."""
        source = self.sources[function]
        if not isinstance(source, ScheduleSource):
            raise TypeError(f"{function} is not called by the clock")
        return source.fire()

    def at_rest(self) -> AbstractContextManager[None]:
        """No function that a source calls runs until the context ends; it waits for those that do."""
        return self._gate.shut()

    def _chosen(self, only: Collection[str] | None) -> Iterator[tuple[str, Source]]:
        return ((name, source) for name, source in self.sources.items() if only is None or name in only)

    def _source(self, config: Any) -> Source:
        invoke = self._invoker(config.name)
        if isinstance(config, DynamoDBEventConfig):
            return self._stream_source(config, invoke)
        if isinstance(config, SQSEventConfig):
            arn = self._stack.resolve(config.queue_arn)
            told = rules(self._stack.template, config.name)
            return QueueSource(
                invoke=invoke, client=self._client("sqs"), arn=arn, batch_size=config.batch_size, rules=told
            )
        if isinstance(config, ScheduledEventConfig):
            return ScheduleSource(function=config.name, invoke=invoke, expression=config.schedule_expression)
        raise NotImplementedError(f"{config.name}: no such event source on this machine")

    def _stream_source(self, config: DynamoDBEventConfig, invoke: Invoke) -> StreamSource:
        template = self._stack.template
        stream = Stream(self._client("dynamodbstreams"), self._stack.resolve(config.stream_arn))
        told = rules(template, config.name)
        bucket = self._stack.resolve(told.destination).rpartition(":")[2] if told.destination else ""
        given_up = GivenUp(
            function=config.name,
            shard=stream.shard,
            clock=self._clock,
            s3=self._client("s3") if bucket else None,
            bucket=bucket,
        )
        return StreamSource(
            lane=Lane(invoke=invoke, rules=told, given_up=given_up, clock=self._clock),
            stream=stream,
            accepted=accepts(resources.patterns(template, config.name)),
            batch_size=config.batch_size,
            doorbell=self._doorbell,
        )

    def _invoker(self, function: str) -> Invoke:
        handler = self._app.handler_map[function]

        def invoke(event: dict[str, Any]) -> Any:
            with self._gate.passed():
                return handler(event, functions.Context(function))

        return invoke


def keep_going(function: str, source: Source, stop: threading.Event) -> None:
    """Step until told to stop; after a failure pause, longer each time, and try again."""
    pause = FIRST_PAUSE_SECONDS
    while not stop.is_set():
        try:
            source.wait_and_step(stop)
            pause = FIRST_PAUSE_SECONDS
        except Exception:
            LOG.exception("%s failed and is tried again in %.1f s", function, pause)
            stop.wait(pause)
            pause = min(2 * pause, LONGEST_PAUSE_SECONDS)
