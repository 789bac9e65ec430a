"""Hands a table's stream to a function as Lambda does: filtered, in batches, each until it succeeds or is given up."""

import threading
from datetime import datetime
from typing import Any

from botocore.exceptions import ClientError

from local.aws.doorbell import Doorbell
from local.sources.filters import Test
from local.sources.lane import Lane

IDLE_SECONDS = 1.0
LOST_PLACE = ("ExpiredIteratorException", "TrimmedDataAccessException")


class Stream:
    """One reader's own place in a stream, starting with what comes next."""

    def __init__(self, client: Any, arn: str) -> None:
        self.arn = arn
        self._client = client
        [shard] = client.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
        self._place = {"StreamArn": arn, "ShardId": shard["ShardId"]}
        self.go_to_the_end()

    def go_to_the_end(self) -> None:
        self._after: str | None = None
        self._iterator = self._find_place()

    def read(self, limit: int) -> list[dict[str, Any]]:
        """The next records, as Lambda shows them."""
        try:
            answer = self._client.get_records(ShardIterator=self._iterator, Limit=limit)
        except ClientError as error:
            if error.response["Error"]["Code"] not in LOST_PLACE:
                raise
            self._iterator = self._find_place()
            return []
        self._iterator = answer["NextShardIterator"]
        if answer["Records"]:
            self._after = answer["Records"][-1]["dynamodb"]["SequenceNumber"]
        return [_as_lambda_shows_it(record, self.arn) for record in answer["Records"]]

    def _find_place(self) -> str:
        # An iterator lives 15 minutes; a laptop sleeps longer.
        kind = {"ShardIteratorType": "LATEST"}
        if self._after:
            kind = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": self._after}
        iterator: str = self._client.get_shard_iterator(**self._place, **kind)["ShardIterator"]
        return iterator


class StreamSource:
    """One function's share of a stream."""

    def __init__(self, *, lane: Lane, stream: Stream, accepted: Test, batch_size: int, doorbell: Doorbell) -> None:
        self._lane, self._stream, self._accepted, self._batch_size = lane, stream, accepted, batch_size
        self._doorbell = doorbell

    def wait_and_step(self, stop: threading.Event) -> None:
        heard = self._doorbell.rings
        if not self.step() and not stop.is_set():
            self._doorbell.wait(heard, IDLE_SECONDS)

    def step(self) -> bool:
        """Hand over one batch; False when there was nothing to read."""
        if self._lane.is_empty:
            records = self._stream.read(self._batch_size)
            self._lane.add([record for record in records if self._accepted({"dynamodb": record["dynamodb"]})])
            if self._lane.is_empty:
                return bool(records)
        self._lane.hand_over()
        return True

    def forget(self) -> None:
        """Go on with what comes next."""
        self._lane.forget()
        self._stream.go_to_the_end()


def _as_lambda_shows_it(record: dict[str, Any], arn: str) -> dict[str, Any]:
    created: datetime = record["dynamodb"]["ApproximateCreationDateTime"]
    change = {**record["dynamodb"], "ApproximateCreationDateTime": created.timestamp()}
    return {**record, "eventSourceARN": arn, "dynamodb": change}
