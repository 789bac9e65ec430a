"""DynamoDB overloaded or out of reach, after the tries that table.py allows: that leaves storage as `Unavailable`."""

from __future__ import annotations

from typing import Any

from botocore.exceptions import ConnectionError as NoConnection
from botocore.exceptions import HTTPClientError
from botocore.hooks import BaseEventHooks

from chalicelib.domain.refusals import Unavailable

OVERLOADED = frozenset(
    {
        "InternalServerError",
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ServiceUnavailable",
        "ThrottlingError",
        "ThrottlingException",
        "TransactionInProgressException",
    }
)
"""What DynamoDB says, or says of one of a transaction's writes, when the same request may well succeed later."""

SERVER_ERROR = 500


def named(events: BaseEventHooks) -> None:
    """Watches a client's answers; pynamodb lets pass what is none of botocore's own exceptions."""
    events.register("after-call.dynamodb", _answered)
    events.register("after-call-error.dynamodb", _not_answered)


def _answered(http_response: Any, parsed: dict[str, Any], **_: Any) -> None:
    said = {problem.get("Code") for problem in (parsed.get("Error", {}), *parsed.get("CancellationReasons", ()))}
    if http_response.status_code >= SERVER_ERROR or said & OVERLOADED:
        raise Unavailable


def _not_answered(exception: Exception, **_: Any) -> None:
    if isinstance(exception, NoConnection | HTTPClientError):
        raise Unavailable from exception
