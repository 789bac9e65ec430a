"""`python -m local`: the whole product here. Two settings: PORT, and DATA (a folder; empty means in memory)."""

import importlib
import logging
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

from local import stack
from local.data_folder import InUse
from local.embedded_aws import DidNotStart
from local.running import LocalRun, local_run
from local.server import NoSuchPort, listener
from local.stack import CouldNotBuild, Stack

DEFAULT_PORT = 8000
DEFAULT_DATA = str(Path(__file__).resolve().parent.parent / ".data")
LOOK_SECONDS = 0.5


def main() -> int:
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING)
    data = os.environ.get("DATA", DEFAULT_DATA)
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, stop)
    try:
        with local_run(data, port=_port(), sources=None, prepare=seed_if_empty) as run:
            print(welcome(run, data), flush=True)
            while run.aws.running:
                time.sleep(LOOK_SECONDS)
            print("Stopped: the embedded AWS has ended by itself. Its log is in the DATA folder.", file=sys.stderr)
            return 1
    except (InUse, NoSuchPort, CouldNotBuild, DidNotStart) as reason:
        print(f"Not started: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def stop(*_: object) -> None:
    """The first Ctrl-C or SIGTERM stops everything; further ones do not disturb the stopping."""
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_IGN)
    raise KeyboardInterrupt


def _port() -> int:
    asked = os.environ.get("PORT", "")
    if asked:
        return int(asked) if asked.isdecimal() else -1
    try:
        listener(DEFAULT_PORT).close()
    except NoSuchPort:
        return 0
    return DEFAULT_PORT


def seed_if_empty(built: Stack) -> None:
    table = stack.clients(built.environment)("dynamodb")
    pages = table.get_paginator("scan").paginate(
        TableName=built.environment["TABLE_NAME"],
        FilterExpression="sk = :organization",
        ExpressionAttributeValues={":organization": {"S": "ORG"}},
        ProjectionExpression="pk",
    )
    if not any(page["Count"] for page in pages):
        _demo_day().seed(built.environment)


def _demo_day() -> Any:
    return importlib.import_module("local.seed")


def welcome(run: LocalRun, data: str) -> str:
    people = _demo_day().PEOPLE
    width = max(len(person.email) for person in people)
    table = [f"  {person.email:<{width}}  {person.password}  {person.role}, {person.name}" for person in people]
    return "\n".join(
        [
            "",
            f"On My Way is running: {run.url}",
            f"  customers' phones: {run.url}/local/phone",
            f"  state: {data or 'in memory, gone when this stops'}",
            "",
            "Who can sign in:",
            *table,
            "",
            "Try, in another terminal:",
            f"  curl {run.url}/api/health",
            f"  python -m local.day {run.url}",
            "",
            "Ctrl-C stops everything.",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
