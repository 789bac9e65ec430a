"""A technician's phone: what is tapped and what is read, by role and visible word alone."""

from __future__ import annotations

import json
import re
import time
from dataclasses import dataclass, field
from typing import Any, Self

from playwright.sync_api import Locator, Page, Route, expect

from tests.api.conftest import PASSWORD, Client, Visit
from tests.waiting import eventually

PATIENCE_SECONDS = 30.0
A_DAY = 24 * 3600 * 1000

KEPT = """(store) => new Promise((resolve, reject) => {
  const opening = indexedDB.open("field");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asking = opening.result.transaction(store).objectStore(store).getAll();
    asking.onsuccess = () => {
      opening.result.close();
      resolve(asking.result);
    };
  };
})"""

INSTALLED = """() => navigator.serviceWorker.ready.then(() => navigator.serviceWorker.controller !== null ||
  new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", () => done(true))))"""

SHELL = """async () => {
  const copies = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const kept = await Promise.all(copies.map((copy) => copy.keys()));
  return kept.flat().map(({ url }) => new URL(url).pathname);
}"""


WIPE = """() => new Promise((resolve) => {
  indexedDB.deleteDatabase("field").onsuccess = () => resolve();
})"""
NOTED = """() => JSON.parse(localStorage.getItem("field.kept"))?.unsent ?? 0"""
FILL = """() => {
  IDBObjectStore.prototype.add = () => { throw new DOMException("no room", "QuotaExceededError"); };
}"""


def statuses(visit: Visit) -> list[str]:
    """What the office has recorded, in order."""
    return [entry["status"] for entry in visit.now()["timeline"] if entry["kind"] == "change"]


@dataclass(kw_only=True)
class Phone:
    """`held` are the requests that wait for an answer while the network is held."""

    page: Page
    url: str
    client: str = "field"
    held: list[Route] = field(default_factory=list)
    is_held: bool = False

    @property
    def address(self) -> str:
        return f"{self.url}/{self.client}/"

    def signed_in(self, person: Client, name: str = "Sam Ortiz") -> Self:
        self.keep_session(person, name)
        return self.open()

    def keep_session(self, person: Client, name: str) -> None:
        """As somebody who signed in this morning."""
        session = {
            "person": person.person_id,
            "name": name,
            "token": person.token,
            "refresh": "",
            "until": int(time.time() * 1000) + A_DAY,
        }
        self.page.goto(f"{self.url}/api/health")
        self.page.evaluate(
            "([name, kept]) => localStorage.setItem(name, kept)", [f"{self.client}.session", json.dumps(session)]
        )

    def open(self, below: str = "") -> Self:
        self.page.goto(self.address + below)
        return self

    def in_another_tab(self) -> Self:
        page = self.page.context.new_page()
        page.set_default_timeout(PATIENCE_SECONDS * 1000)
        return type(self)(page=page, url=self.url).open()

    def see_what_waits(self) -> None:
        self.page.get_by_role("link", name="Waiting to send").click()

    def sign_in(self, email: str, password: str = PASSWORD) -> None:
        self.open()
        self.write("E-mail", email)
        self.write("Password", password)
        self.tap("Sign in")

    def tap(self, word: str) -> None:
        self.button(word).click()

    def button(self, word: str) -> Locator:
        return self.page.get_by_role("button", name=word, exact=True)

    def follow(self, word: str) -> None:
        self.link(word).click()

    def link(self, word: str) -> Locator:
        return self.page.get_by_role("link", name=word, exact=True)

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def choose(self, word: str) -> None:
        self.page.get_by_role("radio", name=word).check()

    def sees(self, words: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(words).filter(visible=True).first).to_be_visible()

    def sees_button(self, word: str) -> None:
        expect(self.button(word)).to_be_visible()

    def sees_no(self, word: str) -> None:
        expect(self.page.get_by_text(word)).not_to_be_visible()

    def sees_no_button(self, word: str) -> None:
        expect(self.button(word)).to_have_count(0)

    def heads(self) -> list[str]:
        """The titles of the jobs on the list, from top to bottom."""
        return self.page.get_by_role("heading", level=3).all_inner_texts()

    def is_installed(self) -> None:
        """The whole shell lies on the phone and answers."""
        assert self.page.evaluate(INSTALLED)

    def shell(self) -> list[str]:
        """What the service worker keeps, by its path."""
        found: list[str] = self.page.evaluate(SHELL)
        return found

    def queue(self) -> list[dict[str, Any]]:
        return sorted(self.kept("queue"), key=lambda item: int(item["sequence"]))

    def kept(self, store: str) -> list[dict[str, Any]]:
        """What lies in one of the stores of IndexedDB."""
        found: list[dict[str, Any]] = self.page.evaluate(KEPT, store)
        return found

    def queue_empties(self) -> None:
        assert eventually(lambda: self.queue() == [])

    def set_out(self) -> None:
        self.tap("On My Way")
        self.tap("Send & go")
        self.sees("En Route")

    def hold_network(self) -> None:
        """Whoever asks gets no answer, until `release_network`."""
        self.is_held = True
        self.page.route("**/api/**", self._hold)

    def release_network(self) -> None:
        self.is_held = False
        for route in self.held:
            route.continue_()

    def _hold(self, route: Route) -> None:
        if self.is_held:
            self.held.append(route)
        else:
            route.continue_()

    def send_in_vain(self) -> None:
        """As if the office had been faster; what waits is on the screen."""
        problem = {"code": "not_allowed", "detail": "not now"}
        self.page.route("**/status", lambda route: route.fulfill(status=409, json=problem))
        self.tap("Send & go")
        self.sees("1 to look at")
        self.see_what_waits()

    def lose_database(self) -> None:
        self._notes_what_waits()
        self.page.evaluate(WIPE)

    def lose_database_while_closed(self) -> None:
        self._notes_what_waits()
        self.page.goto(f"{self.url}/api/health")
        self.page.evaluate(WIPE)

    def _notes_what_waits(self) -> None:
        """Field writes it down beside the database a moment after the queue has changed."""
        assert eventually(lambda: self.page.evaluate(NOTED) == len(self.queue()))

    def find_no_room(self) -> None:
        """Nothing new can be kept, until the page is loaded anew."""
        self.page.evaluate(FILL)

    def look_away_and_back(self) -> None:
        self.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    def lose_signal(self) -> None:
        """When the page has all of its parts: without a service worker it cannot have them later."""
        self.page.wait_for_load_state("networkidle")
        self.page.context.set_offline(True)

    def find_signal(self) -> None:
        self.page.context.set_offline(False)
