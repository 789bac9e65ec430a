"""Field as an installed app: its shell comes from the phone, with signal or without; nobody's data lies in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext

from local.web.build import BUILT
from tests.api.conftest import Office
from tests.browser import chromium
from tests.browser.conftest import PHONE
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.waiting import eventually

TITLE = "AC blows warm air"
NEEDS_SIGNAL = ("StreetMap", ".png", "index.html", "service-worker.js")

Start = Callable[[], AbstractContextManager[BrowserContext]]


@pytest.fixture
def started(browser: Browser, tmp_path: Path) -> Start:
    """The browser of one phone, as often as somebody starts it."""

    @contextmanager
    def running() -> Iterator[BrowserContext]:
        context = browser.browser_type.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium.found(),
            args=chromium.FLAGS,
            viewport=PHONE,
            timezone_id="America/Phoenix",
        )
        yield context
        context.close()

    return running


def test_after_the_browser_was_closed_it_opens_with_no_network_at_all(
    started: Start, site: Site, office: Office
) -> None:
    office.visit()
    with started() as first:
        sam = Phone(page=first.new_page(), url=site.url).signed_in(office.sam)
        sam.sees(TITLE)
        sam.is_installed()
        assert eventually(lambda: "Upstairs unit" in str(sam.kept("copies")))
    site.fall_silent()

    with started() as again:
        sam = Phone(page=again.new_page(), url=site.url).open()
        sam.sees(TITLE)
        sam.sees("No signal. Saved")
        sam.follow(TITLE)
        sam.sees("Upstairs unit, installed 2014.")
        sam.sees("No signal. Saved")


def test_every_part_is_there_before_it_is_needed(installed: BrowserContext, site: Site, office: Office) -> None:
    office.visit()
    sam = Phone(page=installed.new_page(), url=site.url).signed_in(office.sam)
    sam.sees(TITLE)
    sam.is_installed()
    site.fall_silent()

    sam.open()
    sam.tap("Map")
    sam.sees("North is up.")
    sam.page.get_by_role("link", name=f"{TITLE}, Scheduled").click()
    sam.tap("On My Way")
    sam.tap("Send & go")
    sam.tap("Start Appointment")
    sam.tap("Complete")
    sam.tap("This job is done (Complete it)")
    sam.page.get_by_role("link", name="Waiting to send").click()
    sam.sees("No signal.")
    sam.open("you")
    sam.tap("Sign out")
    sam.tap("Sign out anyway")

    sam.sees_button("Sign in")


def test_the_first_visit_keeps_the_whole_shell_and_nothing_else(
    installed: BrowserContext, site: Site, office: Office
) -> None:
    office.visit()
    sam = Phone(page=installed.new_page(), url=site.url).signed_in(office.sam)
    sam.follow(TITLE)
    sam.sees("Upstairs unit, installed 2014.")
    sam.is_installed()

    kept = sam.shell()

    built = [f"/field/{file.relative_to(BUILT / 'field')}" for file in (BUILT / "field").rglob("*") if file.is_file()]
    wanted = [name for name in built if not any(part in name for part in NEEDS_SIGNAL)]
    assert sorted(kept) == sorted(["/field/", *wanted])


def test_a_tap_without_signal_outlives_the_closed_page(installed: BrowserContext, site: Site, office: Office) -> None:
    visit = office.visit()
    sam = Phone(page=installed.new_page(), url=site.url).signed_in(office.sam)
    sam.sees(TITLE)
    sam.is_installed()
    site.fall_silent()
    sam.set_out()
    sam.page.close()

    again = Phone(page=installed.new_page(), url=site.url).open()
    again.sees("En Route")
    site.answer()
    again.page.evaluate("() => window.dispatchEvent(new Event('online'))")

    again.queue_empties()
    assert visit.now()["status"] == "enroute"


def test_what_a_phone_needs_to_install_it_is_there(http: httpx.Client) -> None:
    manifest = http.get("/field/manifest.webmanifest").json()

    icons = [http.get(f"/field/{icon['src']}") for icon in manifest["icons"]]

    assert (manifest["start_url"], manifest["display"]) == ("/field/", "standalone")
    assert {icon["sizes"] for icon in manifest["icons"]} >= {"192x192", "512x512"}
    assert all(icon.is_success for icon in icons)
