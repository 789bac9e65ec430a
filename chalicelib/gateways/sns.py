"""Handing a text to Amazon SNS: exactly one request, and what its answer, or the lack of one, means.

What a failure means is one table. Only what certainly left nothing behind may be tried again; whatever may have
arrived is `AnswerLost`.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import boto3
from botocore import exceptions
from botocore.config import Config

from chalicelib.domain.publication import AnswerLost, NotTaken, Publication, Rejected, Taken

ONE_REQUEST = Config(retries={"total_max_attempts": 1}, connect_timeout=2, read_timeout=5, tcp_keepalive=False)
"""botocore's default sends up to three requests for one Publish."""

NOTHING_LEFT: tuple[type[Exception], ...] = (
    exceptions.ConnectTimeoutError,
    exceptions.EndpointConnectionError,
    exceptions.NoCredentialsError,
    exceptions.ProxyConnectionError,
    exceptions.SSLError,
)
"""The connection never stood: refused, timed out, name not found."""

THROTTLED = frozenset({"Throttling", "ThrottlingException", "ThrottledException", "TooManyRequestsException"})

REJECTED: Mapping[str, str] = {
    "AuthorizationError": "not_authorized",
    "AuthorizationErrorException": "not_authorized",
    "AccessDenied": "not_authorized",
    "InvalidParameter": "invalid_parameter",
    "InvalidParameterException": "invalid_parameter",
    "InvalidParameterValue": "invalid_parameter",
    "OptedOut": "opted_out",
    "OptedOutException": "opted_out",
    "UserError": "invalid_parameter",
    "UserErrorException": "invalid_parameter",
    "ValidationException": "invalid_parameter",
}
"""SNS's words for a no that stays one, as the card shows it."""


class SnsPublisher:
    """Publishes to phone numbers. A connection is never older than the invocation that uses it."""

    def __init__(self, region: str, *, connections: int) -> None:
        config = ONE_REQUEST.merge(Config(max_pool_connections=connections))
        self._client = boto3.client("sns", region_name=region, config=config)

    def forget_connections(self) -> None:
        """An older connection's death would read as a lost answer."""
        self._client.close()

    def publish(self, *, phone: str, text: str, origination_number: str | None) -> Publication:
        try:
            answer = self._client.publish(
                PhoneNumber=phone, Message=text, MessageAttributes=_attributes(origination_number)
            )
        except NOTHING_LEFT as failure:
            return NotTaken(why=type(failure).__name__)
        except exceptions.ClientError as refusal:
            return _meaning(refusal)
        except exceptions.BotoCoreError as failure:
            return AnswerLost(why=type(failure).__name__)
        return Taken(message_id=answer["MessageId"])


def _meaning(refusal: exceptions.ClientError) -> Publication:
    code = refusal.response.get("Error", {}).get("Code", "")
    status = refusal.response.get("ResponseMetadata", {}).get("HTTPStatusCode", HTTPStatus.INTERNAL_SERVER_ERROR)
    if code in THROTTLED:
        return NotTaken(why=code)
    if code in REJECTED:
        return Rejected(why=REJECTED[code])
    if HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR:
        return Rejected(why="refused")
    return AnswerLost(why=code or "server_error")


def _attributes(origination_number: str | None) -> dict[str, Any]:
    attributes = {"AWS.SNS.SMS.SMSType": "Transactional"}
    if origination_number:
        attributes["AWS.MM.SMS.OriginationNumber"] = origination_number
    return {name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()}
