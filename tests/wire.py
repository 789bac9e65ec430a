"""The wire to AWS: each request of the product's clients can be watched there, refused, lost, or outlive its sender."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
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
LEAVING = "before-send"


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


@contextmanager
def wired(services: Services, meets: Meeting) -> Iterator[Services]:
    """The same services, with somebody whom each of their requests meets before it leaves.

    What is sent to the queue is there at once: a test's clock does not move the queue's.
    """
    session = URLLib3Session(max_pool_connections=WIRES)

    def meet(request: Any, event_name: str, **_: Any) -> Any:
        service, operation = event_name.split(".")[1:]
        return meets(Call(service=service, operation=operation, body=request.body, send=lambda: session.send(request)))

    settings = wiring.settings()
    table = Table.connection().client.meta.events
    table.register(LEAVING, meet)
    boto3.setup_default_session()
    boto3.DEFAULT_SESSION.events.register(LEAVING, meet)
    boto3.DEFAULT_SESSION.events.register("provide-client-params.sqs.SendMessage", _at_once)
    publisher = SnsPublisher(settings.region, connections=WORKERS)
    due_queue = SqsDueQueue(settings.alert_queue_url, settings.region)
    boto3.setup_default_session()
    try:
        yield replace(services, publisher=publisher, due_queue=due_queue)
    finally:
        table.unregister(LEAVING, meet)
        publisher.forget_connections()
        session.close()


def _at_once(params: dict[str, Any], **_: Any) -> dict[str, Any]:
    return {**params, "DelaySeconds": 0}
