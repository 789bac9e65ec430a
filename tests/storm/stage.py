"""Where storms are played: a running copy whose clock leaps, a browser, and an office for every few of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

import boto3
import httpx
import pytest
from playwright.sync_api import Browser

from chalicelib import wiring
from local.running import LocalRun
from tests.api.conftest import Office
from tests.fakes import Journal
from tests.storm.hours import Hours
from tests.storm.plants import NOTHING, Plant
from tests.storm.storm import Storm

OFFICE_LASTS = 10
"""Storms: the day of one technician must not grow without end."""


@contextmanager
def leaping(hours: Hours) -> Iterator[None]:
    chosen = replace(wiring.services(), clock=hours, journal=Journal())
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(wiring, "services", lambda: chosen)
        yield


def storms(
    run: LocalRun, browser: Browser, seeds: Iterable[int], plant: Plant = NOTHING
) -> Iterator[tuple[Storm, list[str]]]:
    """Each storm, and the promises it broke."""
    hours = Hours()
    with ExitStack() as opened:
        opened.enter_context(leaping(hours))
        http = opened.enter_context(httpx.Client(base_url=run.url, timeout=10))
        cognito = boto3.client("cognito-idp", region_name=run.environment["AWS_REGION"])
        opened.callback(cognito.close)
        office = None
        for number, seed in enumerate(seeds):
            if office is None or number % OFFICE_LASTS == 0:
                office = Office.opened(
                    run=run, services=wiring.services(), clock=hours, http=http, cognito=cognito, have_accounts=True
                )
                office.settle(hold_seconds=10 * (number // OFFICE_LASTS % 2), time_zone="America/Phoenix")
            storm = Storm(office=office, hours=hours, seed=seed, plant=plant)
            yield storm, storm.broken(browser)


def stormed(run: LocalRun, browser: Browser, seeds: range, tell: Callable[[str], None]) -> bool:
    """Whether any broke a promise; tells of those that did."""
    began, bad, taps, attempts = time.monotonic(), 0, 0, 0
    for number, (storm, broken) in enumerate(storms(run, browser, seeds), start=1):
        taps += len(storm.sam.taps)
        attempts += len(storm.sky.attempts)
        bad += bool(broken)
        if broken:
            tell("\n  ".join([f"seed {storm.seed} broke", *broken, *storm.story]))
        if number % OFFICE_LASTS == 0:
            tell(f"{time.monotonic() - began:4.0f} s  {number} storms, {taps} taps, {attempts} requests, {bad} broken")
    tell(f"{len(seeds)} storms from seed {seeds.start}: {taps} taps in {attempts} requests; {bad} broke a promise")
    return bad > 0
