"""With Field closed the browser calls its service worker when there is signal, and what waits is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.api.conftest import Office, Visit
from tests.browser import chromium
from tests.browser.conftest import one_of
from tests.browser.phone import Phone, statuses
from tests.browser.site import Site
from tests.waiting import eventually

pytestmark = pytest.mark.accounts

TITLE = "AC blows warm air"
CALLS = "async () => (await (await navigator.serviceWorker.ready).sync.getTags())"
HOURS_PASS = """() => new Promise((done) => {
  indexedDB.open("field").onsuccess = ({ target: { result } }) => {
    const settings = result.transaction("settings", "readwrite").objectStore("settings");
    settings.get("session").onsuccess = ({ target }) => settings.put({ ...target.result, until: 0 }, "session");
    settings.transaction.oncomplete = () => done(result.close());
  };
})"""


@dataclass
class Pocket:
    """The phone with no page of Field on it; there is signal when the test says so."""

    page: Page
    site: Site
    _cdp: CDPSession = field(init=False)
    _workers: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.goto(f"{self.site.url}/api/health")
        self._cdp = self.page.context.new_cdp_session(self.page)
        self._cdp.on("ServiceWorker.workerRegistrationUpdated", self._learn)
        self._cdp.send("ServiceWorker.enable")

    def hours_pass(self) -> None:
        """The token that the page had is over."""
        self.page.evaluate(HOURS_PASS)

    def finds_signal(self) -> None:
        assert eventually(lambda: self.page.evaluate("true") and bool(self._workers))
        asked = {"origin": self.site.url, "registrationId": self._workers[-1], "tag": "send", "lastChance": False}
        self._cdp.send("ServiceWorker.dispatchSyncEvent", asked)

    def _learn(self, told: dict[str, Any]) -> None:
        self._workers += [each["registrationId"] for each in told["registrations"]]


@pytest.fixture(scope="module")
def browser(browser: Browser) -> Iterator[Browser]:
    """The whole one: without windows it never syncs in the background."""
    with chromium.launched(browser.browser_type, one_of(*chromium.WHOLE)) as whole:
        yield whole


@pytest.fixture
def visit(office: Office) -> Visit:
    return office.visit()


@pytest.fixture
def sam(installed: BrowserContext, site: Site, office: Office, visit: Visit) -> Phone:
    """Signed in, with one job on the screen."""
    sam = Phone(page=installed.new_page(), url=site.url)
    sam.sign_in(office.sam.email)
    sam.sees(TITLE)
    sam.is_installed()
    return sam


def test_what_waits_is_sent_while_field_is_closed_and_stands_in_its_copies(
    installed: BrowserContext, site: Site, sam: Phone, visit: Visit
) -> None:
    sam.follow(TITLE)
    sam.sees("Upstairs unit, installed 2014.")
    pocket = Pocket(installed.new_page(), site)
    site.fall_silent()
    sam.set_out()
    sam.tap("Start Appointment")
    sam.sees("2 waiting")
    assert sam.page.evaluate(CALLS) == ["send"]
    sam.page.close()
    site.answer()

    pocket.hours_pass()
    pocket.finds_signal()

    assert eventually(lambda: statuses(visit) == ["enroute", "started"])
    site.fall_silent()
    again = Phone(page=pocket.page, url=site.url).open()
    again.sees("Started")
    assert eventually(lambda: again.queue() == [])
    again.follow(TITLE)
    again.sees_button("Complete")


def test_whoever_signs_out_leaves_nothing_to_send_with(installed: BrowserContext, site: Site, sam: Phone) -> None:
    assert eventually(lambda: has_lent_a_session(sam))
    site.fall_silent()
    sam.set_out()
    sam.sees("1 waiting")

    sam.page.get_by_role("link", name="You: Sam").click()
    sam.tap("Sign out")
    sam.tap("Sign out anyway")

    assert eventually(lambda: not has_lent_a_session(sam))
    assert len(sam.queue()) == 1


def has_lent_a_session(sam: Phone) -> bool:
    return "refresh" in str(sam.kept("settings"))
