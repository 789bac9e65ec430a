"""What calls the application's functions besides HTTP: the table's stream, the queue, the clock.

Each function has a thread of its own. In tests nothing needs to run: `drain` handles what is there and returns,
`forget` has none of it handled.
"""

import logging
import threading
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from chalice.app import Chalice, DynamoDBEventConfig, ScheduledEventConfig, SQSEventConfig

from local import functions
from local.aws import resources
from local.aws.doorbell import Doorbell
from local.aws.stack import Clients, Stack
from local.gateway.isolation import isolate
from local.sources.failures import kept_in
from local.sources.filters import accepts
from local.sources.gate import Gate
from local.sources.lane import Invoke, Lane
from local.sources.queue import QueueSource
from local.sources.schedule import ScheduleSource
from local.sources.stream import Stream, StreamSource

FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.1, 5.0
MOST_ROUNDS = 1000
LOG = logging.getLogger("local")

Source = StreamSource | QueueSource | ScheduleSource


class NeverDone(Exception):
    """What the functions do keeps giving them more to do."""


class EventSources:
    """The event sources that the application's decorators declare."""

    def __init__(self, app: Chalice, stack: Stack, client: Clients, doorbell: Doorbell) -> None:
        isolate(app)
        self._gate = Gate()
        self._app, self._stack, self._client, self._doorbell = app, stack, client, doorbell
        self.sources: dict[str, Source] = {config.name: self._source(config) for config in app.event_sources}

    @contextmanager
    def running(self, only: Collection[str] | None = None) -> Iterator[None]:
        """All sources, or some, run by themselves until the context ends; no function is running any more then."""
        stop = threading.Event()
        threads = [
            threading.Thread(target=keep_going, args=(name, source, stop), name=name, daemon=True)
            for name, source in self._chosen(only)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            stop.set()
            self._doorbell.ring()
            for thread in threads:
                thread.join()

    def drain(self, only: Collection[str] | None = None) -> None:
        """Handle, here and now, what stream and queue hold, and what comes of it; exceptions are the caller's."""
        sources = self._fillable(only)
        for _ in range(MOST_ROUNDS):
            busy = [source.step() for source in sources]
            if not any(busy):
                return
        raise NeverDone(f"still busy after {MOST_ROUNDS} rounds")

    def forget(self) -> None:
        """Nothing that stream and queue hold is handled any more, nor what was to come again."""
        for source in self._fillable():
            source.forget()

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

    def _fillable(self, only: Collection[str] | None = None) -> list[StreamSource | QueueSource]:
        return [source for _, source in self._chosen(only) if not isinstance(source, ScheduleSource)]

    def _source(self, config: Any) -> Source:
        invoke = self._invoker(config.name)
        if isinstance(config, DynamoDBEventConfig):
            return self._stream_source(config, invoke)
        if isinstance(config, SQSEventConfig):
            arn = self._stack.resolve(config.queue_arn)
            return QueueSource(invoke=invoke, client=self._client("sqs"), arn=arn, batch_size=config.batch_size)
        if isinstance(config, ScheduledEventConfig):
            return ScheduleSource(function=config.name, invoke=invoke, expression=config.schedule_expression)
        raise NotImplementedError(f"{config.name}: no such event source on this machine")

    def _stream_source(self, config: DynamoDBEventConfig, invoke: Invoke) -> StreamSource:
        template = self._stack.template
        destination = resources.event_source(template, config.name)["DestinationConfig"]["OnFailure"]["Destination"]
        bucket = self._stack.resolve(destination).rpartition(":")[2]
        return StreamSource(
            lane=Lane(
                invoke=invoke,
                retries=resources.retries(template, config.name),
                keep=kept_in(bucket, self._client("s3"), config.name),
            ),
            stream=Stream(self._client("dynamodbstreams"), self._stack.resolve(config.stream_arn)),
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
