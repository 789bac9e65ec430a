"""The wire to AWS: each request of the product's clients can be watched there, refused, lost, or outlive its sender."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qsl

import boto3
from botocore.httpsession import URLLib3Session

from chalicelib import wiring
from chalicelib.gateways.due_queue import SqsDueQueue
from chalicelib.gateways.sns import SnsPublisher
from chalicelib.storage.table import Table
from chalicelib.usecases.ports import WORKERS, Services

WIRES = 64
TRIES = 3
"""Of the table's client, and of the queue's."""

AS_BOTOCORE_DOES = [(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)]

LEAVING, FAILED = "before-send", "needs-retry"
"""Events of botocore's. Who names a service, too, hears before all who do not, even the first of these."""


class Died(BaseException):
    """The process ended here: no `except Exception` of its own may hear of it, and no client tries again."""


@dataclass(frozen=True, kw_only=True)
class Call:
    """A request that is about to leave. `send` has it leave now, and returns its answer."""

    service: str
    operation: str
    body: bytes | str
    send: Callable[[], Any]

    def __str__(self) -> str:
        return f"{self.service}.{self.operation}"

    @property
    def form(self) -> Mapping[str, str]:
        """What a request to SNS says."""
        return dict(parse_qsl(self.body.decode() if isinstance(self.body, bytes) else self.body))


Meeting = Callable[[Call], Any]
"""What is answered instead of AWS, or None: then the request goes its way. What is raised is what the client sees."""

OnTheWire = Callable[[Services], Services]


@contextmanager
def wired(meets: Meeting) -> Iterator[OnTheWire]:
    """How to put services on the wire, where each of their requests meets somebody before it leaves.

    They get clients of their own for texts and for the queue, as each process has them. A test's clock is not theirs:
    what is sent to the queue is there at once, and what botocore tries again it tries again without a pause.
    """
    with ExitStack() as ending:
        session = URLLib3Session(max_pool_connections=WIRES, socket_options=AS_BOTOCORE_DOES)
        ending.callback(session.close)

        def meet(request: Any, event_name: str, **_: Any) -> Any:
            service, operation = event_name.split(".")[1:]
            return meets(
                Call(service=service, operation=operation, body=request.body, send=lambda: session.send(request))
            )

        def on_the_wire(services: Services) -> Services:
            settings = wiring.settings()
            publisher = SnsPublisher(settings.region, connections=WORKERS)
            ending.callback(publisher.forget_connections)
            due_queue = SqsDueQueue(settings.alert_queue_url, settings.region)
            return replace(services, publisher=publisher, due_queue=due_queue)

        table = Table.connection().client.meta.events
        for event, handler in ((LEAVING, meet), (f"{FAILED}.dynamodb", _again_at_once)):
            table.register_first(event, handler)
            ending.callback(table.unregister, event, handler)
        boto3.setup_default_session()
        ending.callback(boto3.setup_default_session)
        clients = boto3.DEFAULT_SESSION.events
        clients.register(LEAVING, meet)
        clients.register_first(f"{FAILED}.sqs", _again_at_once)
        clients.register("provide-client-params.sqs.SendMessage", _without_delay)
        yield on_the_wire


def _without_delay(params: dict[str, Any], **_: Any) -> dict[str, Any]:
    return {**params, "DelaySeconds": 0}


def _again_at_once(attempts: int, response: Any, caught_exception: Exception | None, **_: Any) -> int | None:
    """The pause before the next try; None leaves it to botocore whether there is one."""
    failed = caught_exception is not None or response[0].status_code >= 500 or _is_throttled(response[1])
    return 0 if failed and attempts < TRIES else None


def _is_throttled(answer: Mapping[str, Any]) -> bool:
    code = str(answer.get("Error", {}).get("Code", ""))
    return "Throttl" in code or "Exceeded" in code
