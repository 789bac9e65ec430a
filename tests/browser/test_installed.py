"""Field as an installed app: its shell comes from the phone, with signal or without."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.api.conftest import Office
from tests.browser.phone import Phone

TITLE = "AC blows warm air"
IS_READY = "() => navigator.serviceWorker.ready.then(() => true)"


@pytest.fixture
def installed(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 360, "height": 740}, timezone_id="America/Phoenix")
    yield context
    context.close()


def test_without_signal_it_starts_and_shows_the_last_copy(installed: BrowserContext, office: Office) -> None:
    office.visit()
    sam = Phone(page=installed.new_page(), url=office.run.url).signed_in(office.sam)
    sam.sees(TITLE)
    assert sam.page.evaluate(IS_READY)
    sam.lose_signal()

    sam.open()

    sam.sees(TITLE)
    sam.sees("No signal. Saved")


def test_a_tap_without_signal_outlives_the_closed_page(installed: BrowserContext, office: Office) -> None:
    visit = office.visit()
    sam = Phone(page=installed.new_page(), url=office.run.url).signed_in(office.sam)
    sam.sees(TITLE)
    assert sam.page.evaluate(IS_READY)
    sam.lose_signal()
    sam.set_out()
    sam.page.close()

    again = Phone(page=installed.new_page(), url=office.run.url).open()
    again.sees("En Route")
    again.find_signal()

    again.queue_empties()
    assert visit.now()["status"] == "enroute"


def test_what_a_phone_needs_to_install_it_is_there(http: httpx.Client) -> None:
    manifest = http.get("/field/manifest.webmanifest").json()

    icons = [http.get(f"/field/{icon['src']}") for icon in manifest["icons"]]

    assert (manifest["start_url"], manifest["display"]) == ("/field/", "standalone")
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert all(icon.is_success for icon in icons)
