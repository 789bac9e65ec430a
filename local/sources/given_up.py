"""Records that were given up, put whole into the failure bucket in the shape that Lambda gives them there."""

import json
import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from local.sources.batch import Batch, Record

RETRIES = "RetryAttemptsExhausted"
AGE = "RecordAgeExceeded"
LOG = logging.getLogger("local")


@dataclass(frozen=True, kw_only=True)
class GivenUp:
    """Where one function's given up records go; nowhere without a bucket."""

    function: str
    shard: str
    clock: Callable[[], datetime]
    s3: Any = None
    bucket: str = ""

    def keep(self, batch: Batch, condition: str, answered: str | None = None) -> None:
        """`answered` is `Unhandled` when the function failed, and nothing when it named the records itself."""
        now = self.clock()
        key = f"aws/lambda/{self.function}/{self.shard}/{now:%Y/%m/%d/%Y-%m-%dT%H.%M.%S}-{uuid.uuid4()}"
        LOG.error("%s gave up %d records (%s): %s", self.function, len(batch.records), condition, key)
        if self.bucket:
            body = json.dumps(self._report(batch, condition, answered, now))
            self.s3.put_object(Bucket=self.bucket, Key=key, Body=body.encode(), ContentType="application/json")

    def _report(self, batch: Batch, condition: str, answered: str | None, now: datetime) -> dict[str, Any]:
        report: dict[str, Any] = {
            "requestContext": {
                "requestId": str(uuid.uuid4()),
                "functionArn": f"arn:aws:lambda:us-east-1:000000000000:function:{self.function}",
                "condition": condition,
                "approximateInvokeCount": batch.failures,
            },
            "version": "1.0",
            "timestamp": now.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "DDBStreamBatchInfo": {"shardId": self.shard, **_extent(batch)},
            "payload": json.dumps({"Records": batch.records}),
        }
        if batch.failures:
            said = {"functionError": answered} if answered else {}
            report["responseContext"] = {"statusCode": 200, "executedVersion": "$LATEST", **said}
        return report


def _extent(batch: Batch) -> dict[str, Any]:
    first, last = batch.records[0], batch.records[-1]
    return {
        "startSequenceNumber": batch.numbers[0],
        "endSequenceNumber": batch.numbers[-1],
        "approximateArrivalOfFirstRecord": _arrival(first),
        "approximateArrivalOfLastRecord": _arrival(last),
        "batchSize": len(batch.records),
        "streamArn": first["eventSourceARN"],
    }


def _arrival(record: Record) -> str | None:
    created = record["dynamodb"].get("ApproximateCreationDateTime")
    return None if created is None else datetime.fromtimestamp(created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
