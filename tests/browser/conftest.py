"""The clients in a real browser against a running copy; each test gets an organization and a device of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator, Iterator
from datetime import UTC, datetime
from typing import Any

import boto3
import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from chalicelib import wiring
from local.running import LocalRun, local_run
from tests.api.conftest import Clock, Office, have_accounts
from tests.browser import chromium, evidence
from tests.browser.desk import Desk
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.tokens import the_pool_and_the_tests

REQUIRED = "BROWSER_TESTS"
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1440, "height": 900}
PATIENCE = 30_000
"""Milliseconds after which nothing comes any more, on a busy machine, too; only a test that fails waits so long."""

expect.set_options(timeout=PATIENCE)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Function) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    browser = item.funcargs.get("browser")
    if report.failed and report.when == "call" and isinstance(browser, Browser):
        report.sections.append(("What the browser showed", "\n".join(evidence.left_by(item.name, browser))))
    return report


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """No longer than these tests: while Playwright runs, so does its event loop, and nobody else's can."""
    with chromium.running(one_of(*chromium.NAMES)) as browser:
        yield browser


def one_of(*names: str) -> str:
    executable = chromium.found(*names)
    if executable is None and os.environ.get(REQUIRED) == "required":
        pytest.fail(chromium.MISSING)
    if executable is None:
        pytest.skip(chromium.MISSING)
    return executable


@pytest.fixture(scope="package")
def run() -> Iterator[LocalRun]:
    with local_run(sources=None, signed_by=the_pool_and_the_tests) as running:
        yield running


@pytest.fixture(scope="package")
def http(run: LocalRun) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=run.url, timeout=10) as client:
        yield client


@pytest.fixture(scope="package")
def cognito(run: LocalRun) -> Iterator[Any]:
    client = boto3.client("cognito-idp", region_name=run.environment["AWS_REGION"])
    yield client
    client.close()


@pytest.fixture
def office(run: LocalRun, http: httpx.Client, cognito: Any, request: pytest.FixtureRequest) -> Office:
    """By the real clock, to the minute; texts are held for ten seconds unless a test settles otherwise."""
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    office = Office.opened(
        run=run,
        services=wiring.services(),
        clock=Clock(now),
        http=http,
        cognito=cognito,
        have_accounts=have_accounts(request),
    )
    office.settle(hold_seconds=10, time_zone="America/Phoenix", brand="Desert Air")
    return office


@pytest.fixture
def zone() -> str:
    """The phone's own."""
    return "America/Phoenix"


@pytest.fixture
def page(browser: Browser, zone: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport=PHONE, locale="en-US", timezone_id=zone, service_workers="block", has_touch=True
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    broken: list[str] = []
    page.on("pageerror", lambda error: broken.append(str(error)))
    yield page
    context.close()
    assert not broken


@pytest.fixture
def phone(page: Page, office: Office) -> Callable[[], Phone]:
    """Sam's phone, signed in and at the day's jobs, when a test has planned the day."""

    def opened() -> Phone:
        return Phone(page=page, url=office.run.url).signed_in(office.sam)

    return opened


@pytest.fixture
def desk(page: Page, office: Office) -> Callable[[], Desk]:
    """Dana's desk, signed in and at the Jobs view, when a test has planned what is on it."""

    def opened() -> Desk:
        page.set_viewport_size(DESK)
        return Desk(page=page, url=office.run.url).signed_in(office.dispatcher, "Dana Ortiz")

    return opened


@pytest.fixture
def installed(browser: Browser) -> Iterator[BrowserContext]:
    """A phone on which Field may keep its shell."""
    context = browser.new_context(viewport=PHONE, locale="en-US", timezone_id="America/Phoenix", has_touch=True)
    context.set_default_timeout(PATIENCE)
    broken: list[str] = []
    context.on("weberror", lambda error: broken.append(str(error.error)))
    yield context
    context.close()
    assert not broken


@pytest.fixture
def site(run: LocalRun) -> Iterator[Site]:
    with Site(run=run, clock=lambda: datetime.now(UTC)) as site:
        yield site
