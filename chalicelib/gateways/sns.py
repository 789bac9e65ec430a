"""Handing a text to Amazon SNS: exactly one request, and what its answer, or the lack of one, means.

`MEANING` is the one table of it. Only what certainly left nothing behind may be tried again; whatever may have arrived,
and whatever the table does not know, is a lost answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import boto3
from botocore import exceptions
from botocore.config import Config

from chalicelib.domain.publication import AnswerLost, NotTaken, Publication, Rejected, Taken

CONNECT_SECONDS, READ_SECONDS = 2.0, 5.0

INVALID, THROTTLED = Rejected(why="invalid_parameter"), NotTaken(why="throttled")

MEANING: Mapping[type[Exception] | str, Publication] = {
    # Not sent: no connection stood (refused or no such name; nobody accepted), or there was nothing to sign with.
    exceptions.EndpointConnectionError: NotTaken(why="unreachable"),
    exceptions.ConnectTimeoutError: NotTaken(why="connect_timeout"),
    exceptions.NoCredentialsError: NotTaken(why="no_credentials"),
    exceptions.PartialCredentialsError: NotTaken(why="no_credentials"),
    exceptions.CredentialRetrievalError: NotTaken(why="no_credentials"),
    # Not sent: turned away for the rate. `Throttled` is SNS's own word, the others are those of AWS's front doors.
    "Throttled": THROTTLED,
    "Throttling": THROTTLED,
    "ThrottlingException": THROTTLED,
    "ThrottledException": THROTTLED,
    "TooManyRequestsException": THROTTLED,
    "RequestLimitExceeded": THROTTLED,
    "KMSThrottling": THROTTLED,
    "429": THROTTLED,
    # Refused, and would be again. Opted out, blocked, landline and spend limit are not here: SNS takes such a text.
    "InvalidParameter": INVALID,
    "ParameterValueInvalid": INVALID,
    "UserError": INVALID,
    "ValidationError": INVALID,
    "ValidationException": INVALID,
    "OptedOut": Rejected(why="opted_out"),
    "403": Rejected(why="not_authorized"),
    "4xx": Rejected(why="refused"),
    # Ambiguous: the request may have arrived. botocore says SSLError also for a record that it cannot decrypt, and
    # ProxyConnectionError also for a proxy that hangs up, when the text has long left.
    exceptions.ReadTimeoutError: AnswerLost(why="timeout"),
    exceptions.ConnectionClosedError: AnswerLost(why="reset"),
    exceptions.SSLError: AnswerLost(why="tls"),
    exceptions.ProxyConnectionError: AnswerLost(why="proxy"),
    "408": AnswerLost(why="timeout"),
    "5xx": AnswerLost(why="server_error"),
    # An answer that cannot be read is none of botocore's own errors, but its parser's or a KeyError.
    Exception: AnswerLost(why="unreadable"),
}
"""By what botocore raises, or by SNS's code, HTTP status and its hundred; the narrowest row counts."""


class SnsPublisher:
    """Publishes to phone numbers. A connection is never older than the invocation that uses it."""

    def __init__(
        self,
        region: str,
        *,
        connections: int,
        connect_seconds: float = CONNECT_SECONDS,
        read_seconds: float = READ_SECONDS,
    ) -> None:
        config = Config(
            # botocore's default sends up to three requests for one Publish, and AWS_RETRY_MODE could make it wait.
            retries={"total_max_attempts": 1, "mode": "standard"},
            connect_timeout=connect_seconds,
            read_timeout=read_seconds,
            max_pool_connections=connections,
            tcp_keepalive=False,
        )
        self._client = boto3.client("sns", region_name=region, config=config)

    def forget_connections(self) -> None:
        """An older connection's death would read as a lost answer."""
        self._client.close()

    def is_opted_out(self, phone: str) -> bool | None:
        """None when SNS does not say, as the embedded AWS does not: it would not deliver to such a number anyway."""
        try:
            return bool(self._client.check_if_phone_number_is_opted_out(phoneNumber=phone)["isOptedOut"])
        except Exception:  # noqa: BLE001 - whatever is wrong with the question, it is not the text's fault
            return None

    def publish(self, *, phone: str, text: str, origination_number: str | None) -> Publication:
        attributes = _attributes(origination_number)
        try:
            answer = self._client.publish(PhoneNumber=phone, Message=text, MessageAttributes=attributes)
            return Taken(message_id=answer["MessageId"])
        except Exception as failure:  # noqa: BLE001 - whatever it was, the text may have left before
            return meaning_of(failure)


def meaning_of(failure: Exception) -> Publication:
    return next(MEANING[row] for row in _rows(failure) if row in MEANING)


def _rows(failure: Exception) -> Iterator[type[Any] | str]:
    """Where to look, the narrowest row first."""
    if isinstance(failure, exceptions.ClientError):
        status = str(failure.response.get("ResponseMetadata", {}).get("HTTPStatusCode", ""))
        yield from (failure.response.get("Error", {}).get("Code", ""), status, f"{status[:1]}xx")
    yield from type(failure).__mro__


def _attributes(origination_number: str | None) -> dict[str, Any]:
    attributes = {"AWS.SNS.SMS.SMSType": "Transactional"}
    if origination_number:
        attributes["AWS.MM.SMS.OriginationNumber"] = origination_number
    return {name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()}
