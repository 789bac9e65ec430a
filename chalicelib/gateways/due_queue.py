"""The queue that brings an appointment back when its alert is due."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

import boto3
from botocore.config import Config

from chalicelib.domain.appointment import Where

LONGEST_DELAY = timedelta(minutes=15)
"""SQS takes no more; whoever gets a message too early sends another."""

PATIENCE = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 3})


class SqsDueQueue:
    def __init__(self, queue_url: str, region: str) -> None:
        self._queue_url = queue_url
        self._client = boto3.client("sqs", region_name=region, config=PATIENCE)

    def remind(self, where: Where, wait: timedelta) -> None:
        delay = ceil(min(wait, LONGEST_DELAY).total_seconds())
        self._client.send_message(QueueUrl=self._queue_url, MessageBody=str(where), DelaySeconds=max(delay, 0))
