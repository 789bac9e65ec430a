"""`python -m local`: the whole product here. Two settings: PORT, and DATA (a folder; empty means in memory)."""

import importlib
import logging
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Any

from local.aws import stack
from local.aws.data_folder import InUse
from local.aws.embedded import DidNotStart
from local.aws.stack import CouldNotBuild, Stack
from local.gateway.server import NoSuchPort, listener
from local.running import LocalRun, local_run

DEFAULT_PORT = 8000
DEFAULT_DATA = str(Path(__file__).resolve().parent.parent / ".data")
LOOK_SECONDS = 0.1
JOURNAL = "journal.log"


def main() -> int:
    logging.basicConfig(format="%(asctime)s %(message)s", level=logging.WARNING)
    data = os.environ.get("DATA", DEFAULT_DATA)
    stopping = Stopping()
    try:
        with _journal(data), local_run(data, port=_port(), sources=None, prepare=seed_if_empty) as run:
            if not stopping.told:
                print(welcome(run, data), file=sys.__stdout__, flush=True)
            while run.aws.running and not stopping.told:
                time.sleep(LOOK_SECONDS)
    except (InUse, NoSuchPort, CouldNotBuild, DidNotStart) as reason:
        print(f"Not started: {reason}", file=sys.stderr)
        return 1
    if not stopping.told:
        print("Stopped: the embedded AWS has ended by itself. Its log is in the DATA folder.", file=sys.stderr)
    return 0 if stopping.told else 1


@contextmanager
def _journal(data: str) -> Iterator[None]:
    """What Lambda would take as the functions' log, beside the data; the terminal is for people."""
    if data:
        Path(data).mkdir(parents=True, exist_ok=True)
    with Path(data, JOURNAL).open("a") if data else Path(os.devnull).open("w") as log, redirect_stdout(log):
        yield


class Stopping:
    """Hears Ctrl-C and SIGTERM, however often, and leaves it to the main thread to stop in good order.

    An exception thrown from a signal's handler may leave any lock held, and the stopping would wait for it forever.
    """

    def __init__(self) -> None:
        self.told = False
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, self._hear)

    def _hear(self, *_: object) -> None:
        self.told = True


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
    return importlib.import_module("local.demo.seed")


def _python() -> str:
    """The interpreter that runs, as a person in this folder would type it."""
    here = Path(sys.executable)
    return str(here.relative_to(Path.cwd())) if here.is_relative_to(Path.cwd()) else "python"


def welcome(run: LocalRun, data: str) -> str:
    people = _demo_day().PEOPLE
    width = max(len(person.email) for person in people)
    table = [f"  {person.email:<{width}}  {person.password}  {person.role}, {person.name}" for person in people]
    return "\n".join(
        [
            "",
            f"On My Way is running: {run.url}",
            f"  the technician's app: {run.url}/field/",
            f"  the office's screens: {run.url}/dispatch/",
            f"  customers' phones: {run.url}/local/phone",
            f"  mail to people who were invited: {run.url}/local/mail",
            f"  state: {data or 'in memory, gone when this stops'}",
            *([f"  each decision about a text: {Path(data, JOURNAL)}"] if data else []),
            "",
            "Who can sign in:",
            *table,
            "",
            "Try, in another terminal:",
            f"  curl {run.url}/api/health",
            f"  {_python()} -m local.day {run.url}",
            "",
            "Ctrl-C stops everything.",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
