"""Hands a queue's messages to a function as Lambda does: those that it handled are deleted, the others come back."""

import threading
from collections.abc import Mapping
from typing import Any

from local.sources.failures import PartlyFailed, failed
from local.sources.lane import Invoke

PATIENCE_SECONDS = 1


class QueueSource:
    """One function's queue."""

    def __init__(self, *, invoke: Invoke, client: Any, arn: str, batch_size: int) -> None:
        self._invoke, self._client, self._arn, self._batch_size = invoke, client, arn, batch_size
        self._url: str = client.get_queue_url(QueueName=arn.rpartition(":")[2])["QueueUrl"]

    def wait_and_step(self, _: threading.Event) -> None:
        self._step(PATIENCE_SECONDS)

    def step(self) -> bool:
        """Hand over what is there; False when there was nothing."""
        return self._step(0)

    def forget(self) -> None:
        """Also what was handed over and would come back, and what is to come later."""
        self._client.purge_queue(QueueUrl=self._url)

    def _step(self, patience_seconds: int) -> bool:
        messages = self._client.receive_message(
            QueueUrl=self._url, MaxNumberOfMessages=self._batch_size, WaitTimeSeconds=patience_seconds
        ).get("Messages", [])
        if not messages:
            return False
        self._hand_over(messages)
        return True

    def _hand_over(self, messages: list[dict[str, Any]]) -> None:
        numbers = [message["MessageId"] for message in messages]
        answer = self._invoke({"Records": [_as_lambda_shows_it(message, self._arn) for message in messages]})
        named = failed(answer, numbers)
        self._delete([message for message in messages if message["MessageId"] not in named])
        if named:
            raise PartlyFailed(named, numbers)

    def _delete(self, messages: list[dict[str, Any]]) -> None:
        entries = [{"Id": each["MessageId"], "ReceiptHandle": each["ReceiptHandle"]} for each in messages]
        if entries:
            self._client.delete_message_batch(QueueUrl=self._url, Entries=entries)


def _as_lambda_shows_it(message: Mapping[str, Any], arn: str) -> dict[str, Any]:
    return {
        "messageId": message["MessageId"],
        "receiptHandle": message["ReceiptHandle"],
        "body": message["Body"],
        "eventSource": "aws:sqs",
        "eventSourceARN": arn,
    }
