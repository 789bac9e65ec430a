"""Sending again what was given up: messages back to their queue, stream records to the function that gave them up.

Doing it twice harms nothing: a record only says which appointment to look at, and no text is sent twice or late.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

FOR_THIS_MANY_SECONDS = 60
MOST_AT_ONCE = 10


class FailedAgain(Exception):
    """Some records were refused once more, and stay where they are; the function's log says why."""


def waiting_messages(sqs: Any, dead_letters: str) -> int:
    asked = sqs.get_queue_attributes(QueueUrl=dead_letters, AttributeNames=["ApproximateNumberOfMessages"])
    return int(asked["Attributes"]["ApproximateNumberOfMessages"])


def return_messages(sqs: Any, dead_letters: str, queue: str) -> int:
    """How many; each is away from the dead letters only when it is back in the queue."""
    returned = 0
    while messages := _received(sqs, dead_letters):
        for message in messages:
            sqs.send_message(QueueUrl=queue, MessageBody=message["Body"])
            sqs.delete_message(QueueUrl=dead_letters, ReceiptHandle=message["ReceiptHandle"])
            returned += 1
    return returned


def kept_records(s3: Any, bucket: str) -> Iterator[str]:
    """The keys of what lies in the failure bucket, oldest first for each function."""
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        yield from (entry["Key"] for entry in page.get("Contents", ()))


def return_records(s3: Any, functions: Any, bucket: str) -> int:
    """How many batches the functions took; what they refuse again stays in the bucket."""
    keys = list(kept_records(s3, bucket))
    refused = [key for key in keys if not _taken(s3, functions, bucket, key)]
    if refused:
        raise FailedAgain(f"{len(refused)} of {len(keys)}: {', '.join(refused)}")
    return len(keys)


def _taken(s3: Any, functions: Any, bucket: str, key: str) -> bool:
    report = json.loads(s3.get_object(Bucket=bucket, Key=key)["Body"].read())
    function = report["requestContext"]["functionArn"]
    answer = functions.invoke(FunctionName=function, Payload=report["payload"].encode())
    said = json.loads(answer["Payload"].read() or b"null")
    taken = "FunctionError" not in answer and not (said or {}).get("batchItemFailures")
    if taken:
        s3.delete_object(Bucket=bucket, Key=key)
    return taken


def _received(sqs: Any, queue: str) -> list[dict[str, Any]]:
    asked = sqs.receive_message(
        QueueUrl=queue, MaxNumberOfMessages=MOST_AT_ONCE, VisibilityTimeout=FOR_THIS_MANY_SECONDS
    )
    messages: list[dict[str, Any]] = asked.get("Messages", [])
    return messages
