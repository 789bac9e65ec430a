"""Hands a queue's messages to a function as Lambda does: those that it handled are deleted, the others come back."""

import threading
from collections.abc import Mapping
from typing import Any

from local.sources.lane import Invoke
from local.sources.rules import PartlyFailed, Rules

PATIENCE_SECONDS = 1


class QueueSource:
    """One function's queue."""

    drains = True

    def __init__(self, *, invoke: Invoke, client: Any, arn: str, batch_size: int, rules: Rules) -> None:
        self._invoke, self._client, self._arn, self._batch_size = invoke, client, arn, batch_size
        self._rules = rules
        self._url: str = client.get_queue_url(QueueName=arn.rpartition(":")[2])["QueueUrl"]

    def wait_and_step(self, _: threading.Event) -> None:
        self._step(PATIENCE_SECONDS)

    def step(self) -> bool:
        """Hand over what is there; False when there was nothing."""
        return self._step(0)

    def _step(self, patience_seconds: int) -> bool:
        messages = self._client.receive_message(
            QueueUrl=self._url,
            MaxNumberOfMessages=self._batch_size,
            WaitTimeSeconds=patience_seconds,
            MessageSystemAttributeNames=["All"],
            MessageAttributeNames=["All"],
        ).get("Messages", [])
        if not messages:
            return False
        self._hand_over(messages)
        return True

    def _hand_over(self, messages: list[dict[str, Any]]) -> None:
        numbers = [message["MessageId"] for message in messages]
        answer = self._invoke({"Records": [_as_lambda_shows_it(message, self._arn) for message in messages]})
        failed = self._rules.failed(answer, numbers)
        self._delete([message for message in messages if message["MessageId"] not in failed])
        if failed:
            raise PartlyFailed(failed, numbers)

    def _delete(self, messages: list[dict[str, Any]]) -> None:
        if not messages:
            return
        entries = [
            {"Id": str(number), "ReceiptHandle": message["ReceiptHandle"]} for number, message in enumerate(messages)
        ]
        self._client.delete_message_batch(QueueUrl=self._url, Entries=entries)


def _as_lambda_shows_it(message: Mapping[str, Any], arn: str) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "attributes": message.get("Attributes", {}),
        "messageAttributes": {
            name: {key[0].lower() + key[1:]: part for key, part in attribute.items()}
            for name, attribute in message.get("MessageAttributes", {}).items()
        },
        "md5OfBody": message["MD5OfBody"],
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
        "awsRegion": arn.split(":")[3],
    }
