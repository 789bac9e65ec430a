"""`make fuzz`: the same as in `make test`, but random and for minutes; prints the seed that repeats it.

python -m tests.fuzz [--minutes 10] [--seed 1]
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import boto3
import httpx

from chalicelib import wiring
from local.running import LocalRun, local_run
from tests.api.conftest import Client, Clock, Office
from tests.fuzz.fuzzing import Fuzzed, Ids, fuzzed, ids_of, strangers
from tests.tokens import the_pool_and_the_tests


@dataclass
class Now(Clock):
    """The real time: it moves by itself."""

    def __call__(self) -> datetime:
        return datetime.now(UTC)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Send what the contract allows, and not.")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(2**32))
    told = parser.parse_args()
    say = partial(print, file=sys.stdout, flush=True)
    say(f"seed {told.seed}: for {told.minutes:g} minutes, as a dispatcher and as a technician")
    with (
        no_journal(),
        local_run(signed_by=the_pool_and_the_tests) as run,
        httpx.Client(base_url=run.url, timeout=10) as http,
    ):
        office, other = opened(run, http), opened(run, http)
        ids, options = ids_of(office, other), told_to_schemathesis(told)
        with run.sources.running():
            found = {name: asked(people, run.url, ids, options) for name, people in strangers(office, other).items()}
    for name, what in found.items():
        say(f"as a {name}: {what.requests} requests, {'nothing found' if what.passed else what.report}")
    return 0 if all(what.passed for what in found.values()) else 1


@contextmanager
def no_journal() -> Iterator[None]:
    """On this machine nobody reads what operators read."""
    with Path(os.devnull).open("w") as nowhere, redirect_stdout(nowhere):
        yield


def told_to_schemathesis(told: argparse.Namespace) -> list[str]:
    """Half of the time for each who asks."""
    return ["--max-time", str(round(told.minutes * 30)), "--seed", str(told.seed), "--generation-database", "none"]


def opened(run: LocalRun, http: httpx.Client) -> Office:
    cognito = boto3.client("cognito-idp", region_name=run.environment["AWS_REGION"])
    clock = Now(datetime.now(UTC))
    return Office.opened(run=run, services=wiring.services(), clock=clock, http=http, cognito=cognito)


def asked(people: Mapping[str, Client], url: str, ids: Ids, options: list[str]) -> Fuzzed:
    with tempfile.TemporaryDirectory() as folder:
        return fuzzed(url, Path(folder), people, ids, *options)


if __name__ == "__main__":
    sys.exit(main())
