"""The wire to AWS: each request of the product's clients can be watched there, refused, lost, or outlive its sender."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl

import boto3
from botocore.awsrequest import AWSResponse
from botocore.exceptions import ConnectionClosedError, ConnectTimeoutError, EndpointConnectionError, ReadTimeoutError
from botocore.httpsession import URLLib3Session

from chalicelib import wiring
from chalicelib.gateways.due_queue import SqsDueQueue
from chalicelib.gateways.sns import SnsPublisher
from chalicelib.storage.table import Table
from chalicelib.usecases.ports import WORKERS, Services
from tests.fates import Fate, Heard

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


SOMEWHERE = "http://somewhere"
CONNECTING, READING = timedelta(seconds=2), timedelta(seconds=5)
"""So long a client waits for somebody, and for an answer."""

RAISES: Mapping[Heard, Callable[[str], BaseException]] = {
    Heard.UNREACHABLE: lambda url: EndpointConnectionError(endpoint_url=url, error="refused"),
    Heard.NOBODY: lambda url: ConnectTimeoutError(endpoint_url=url),
    Heard.RESET: lambda url: ConnectionClosedError(endpoint_url=url),
    Heard.SILENCE: lambda url: ReadTimeoutError(endpoint_url=url),
    Heard.DEATH: Died,
}
WAITS = {Heard.NOBODY: CONNECTING, Heard.SILENCE: READING}
REFUSES = {Heard.REFUSAL: (400, "InvalidParameter"), Heard.FAILURE: (500, "InternalServerError")}
THROTTLES = {
    "dynamodb": (400, "ProvisionedThroughputExceededException"),
    "sns": (400, "Throttled"),
    "sqs": (400, "RequestThrottled"),
}


def heard_of(call: Call, fate: Fate, wait: Callable[[timedelta], None] = lambda _: None) -> Any:
    """What its client hears of a request to which this happens."""
    answer = call.send() if fate.arrives else None
    wait(WAITS.get(fate.heard, timedelta()))
    if fate.heard in RAISES:
        raise RAISES[fate.heard](SOMEWHERE)
    if fate.heard is Heard.ANSWER:
        return answer
    return _answer(call, *(REFUSES.get(fate.heard) or THROTTLES[call.service]))


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
