"""What a function could not do: what must come again, and where that is kept which was tried in vain."""

import json
import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from local import functions

Record = dict[str, Any]
Keep = Callable[[Sequence[Record]], None]

LOG = logging.getLogger("local")


class PartlyFailed(Exception):
    """A function answered that some of what it was given must come again."""

    def __init__(self, failed: Sequence[str], handed_over: Sequence[str]) -> None:
        super().__init__(f"{len(failed)} of {len(handed_over)} must come again: {', '.join(failed)}")


class NotUnderstood(Exception):
    """A function's answer makes no sense, which counts as if it had failed altogether."""


def failed(answer: Any, handed_over: Sequence[str]) -> list[str]:
    """What the answer says must come again."""
    failures = answer.get("batchItemFailures") if isinstance(answer, Mapping) else None
    named = [failure.get("itemIdentifier") for failure in failures or ()]
    if not set(named) <= set(handed_over):
        raise NotUnderstood(f"the answer names what was not handed over: {named}")
    return named


def kept_in(bucket: str, s3: Any, function: str) -> Keep:
    """Puts records that were given up where Lambda would put them, with what ops/redrive.py needs of its report."""

    def keep(records: Sequence[Record]) -> None:
        key = f"aws/lambda/{function}/{datetime.now(UTC):%Y-%m-%dT%H.%M.%S}-{uuid.uuid4()}"
        LOG.error("%s gave up %d records: %s", function, len(records), key)
        arn = functions.Context(function).invoked_function_arn
        report = {"requestContext": {"functionArn": arn}, "payload": json.dumps({"Records": records})}
        s3.put_object(Bucket=bucket, Key=key, Body=json.dumps(report).encode())

    return keep
