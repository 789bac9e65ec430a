"""What of DynamoDB's answers, and of the lack of one, is an outage that passes."""

from __future__ import annotations

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from chalicelib.domain.refusals import Unavailable
from chalicelib.storage import outages
from tests.contract.made_up import Sent, answers, breaks


def write(sent: Sent) -> None:
    """One put, to a client that tries once and whose requests are sent so."""
    client = boto3.client("dynamodb", region_name="us-east-1", config=Config(retries={"total_max_attempts": 1}))
    outages.named(client.meta.events)
    client.meta.events.register("before-send.dynamodb", sent)
    client.put_item(TableName="on-my-way", Item={"pk": {"S": "a"}, "sk": {"S": "b"}})


OUTAGES: dict[str, Sent] = {
    "too much for the table": answers(400, "ProvisionedThroughputExceededException"),
    "too much for the account": answers(400, "RequestLimitExceeded"),
    "throttled": answers(400, "ThrottlingException"),
    "throttled in a transaction": answers(
        400, "TransactionCanceledException", CancellationReasons=[{"Code": "None"}, {"Code": "ThrottlingError"}]
    ),
    "an error of its own": answers(500, "InternalServerError"),
    "not there": answers(503, "ServiceUnavailable"),
    "something before it is broken": answers(502, "nothing that DynamoDB says"),
    "refused": breaks(EndpointConnectionError(endpoint_url="…")),
    "nobody accepts": breaks(ConnectTimeoutError(endpoint_url="…")),
    "nobody answers": breaks(ReadTimeoutError(endpoint_url="…")),
    "reset": breaks(ConnectionClosedError(endpoint_url="…")),
}
OTHERS: dict[str, Sent] = {
    "lost": answers(400, "ConditionalCheckFailedException"),
    "in the way": answers(400, "TransactionConflictException"),
    "lost in a transaction": answers(
        400, "TransactionCanceledException", CancellationReasons=[{"Code": "ConditionalCheckFailed"}]
    ),
    "not permitted": answers(400, "AccessDeniedException"),
    "no such table": answers(400, "ResourceNotFoundException"),
}


@pytest.mark.parametrize("sent", OUTAGES)
def test_what_may_well_succeed_later_is_unavailable(sent: str) -> None:
    with pytest.raises(Unavailable):
        write(OUTAGES[sent])


@pytest.mark.parametrize("sent", OTHERS)
def test_a_lost_race_or_a_mistake_is_none(sent: str) -> None:
    with pytest.raises(ClientError):
        write(OTHERS[sent])
