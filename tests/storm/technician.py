"""A technician with a phone: taps by visible word in one tab or two, which are closed and opened at any moment."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from playwright.sync_api import BrowserContext, Locator, Page
from playwright.sync_api import TimeoutError as TookTooLong

from tests.api.conftest import Visit
from tests.browser.phone import Phone
from tests.storm.hours import Hours
from tests.waiting import eventually

SOON = 3_000
"""Milliseconds."""
A_MONTH = timedelta(days=30)
FORWARD = {"On My Way": "enroute", "Start Appointment": "started", "Complete": "complete"}
SHOWN = {"enroute": "En Route", "started": "Started"}
OUTCOMES = {"This job requires follow up (Pause It)": "follow_up", "This job is done (Complete it)": "done"}

KEPT = """(name) => new Promise((resolve) => {
  indexedDB.open("field").onsuccess = ({ target: { result: database } }) => {
    database.transaction("settings").objectStore("settings").get(name).onsuccess = ({ target }) => {
      database.close();
      resolve(target.result ?? null);
    };
  };
})"""


@dataclass(frozen=True, kw_only=True)
class Tap:
    """What was done, and between which two moments of the true time. `status` is None for an undo: any way back."""

    number: int
    visit: Visit
    status: str | None = None
    outcome: str | None = None
    text: str | None = None
    earliest: datetime
    latest: datetime


@dataclass(kw_only=True)
class Technician:
    context: BrowserContext
    url: str
    hours: Hours
    chance: Random
    tell: Callable[[str], None]
    has_signal: bool = True
    tabs: list[Page] = field(default_factory=list)
    taps: list[Tap] = field(default_factory=list)

    def sign_in(self, session: dict[str, Any]) -> None:
        page = self.context.new_page()
        page.goto(f"{self.url}/api/health")
        page.evaluate("kept => localStorage.setItem('field.session', kept)", json.dumps(session))
        page.close()

    def open(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(SOON)
        self.load(lambda: page.goto(f"{self.url}/field/"))
        page.get_by_role("heading", name="Jobs", exact=True).wait_for()
        self.tabs.append(page)
        return page

    def load(self, ask: Callable[[], object]) -> None:
        """The page and its parts are the phone's own, with signal or without: its worker keeps them."""
        self.context.set_offline(False)
        ask()
        self.context.set_offline(not self.has_signal)

    def close(self, page: Page) -> None:
        """Left first: a page that is closed lets the request through that the sky holds, unseen."""
        self.tabs.remove(page)
        page.goto("about:blank")
        page.close()

    @property
    def tab(self) -> Page:
        return self.chance.choice(self.tabs) if self.tabs else self.open()

    def do(self, visit: Visit, title: str) -> None:
        """One thing that the screen offers, if it offers any; kept when its number is."""
        page, before = self.tab, len(self.taps)
        earliest = self.hours()
        try:
            done = self._tap(page, title)
        except TookTooLong:
            done = {}
        if not done and self._number(page) == before:
            return
        assert eventually(lambda: self._number(page) > before), f"{done} was tapped and is not kept"
        assert self._number(page) == before + 1, f"{done} is kept more than once"
        self._look(page, done.get("status"))
        tap = Tap(number=before + 1, visit=visit, earliest=earliest, latest=self.hours(), **done)
        self.taps.append(tap)
        self.tell(f"taps {tap.number}: {tap.status or tap.text or 'undo'}, {title}")

    def _look(self, page: Page, status: str | None) -> None:
        """Nobody taps what is about to go: the screen that is left would be answered for the one that comes."""
        if status in SHOWN:
            with suppress(TookTooLong):
                page.get_by_role("article").get_by_text(SHOWN[status], exact=True).first.wait_for()

    def queue(self) -> list[dict[str, Any]]:
        return Phone(page=self.tab, url=self.url).queue()

    def _number(self, page: Page) -> int:
        return int(page.evaluate(KEPT, "sequence") or 0)

    def _tap(self, page: Page, title: str) -> dict[str, str]:
        page.bring_to_front()
        if page.get_by_role("dialog").count():
            page.keyboard.press("Escape")
        link = page.get_by_role("link", name=title, exact=True)
        if link.count() == 0:
            return {}
        link.click()
        job = page.get_by_role("article", name=title)
        job.wait_for()
        if self.chance.random() < 0.15:
            return self._leave_note(page, job)
        undo = job.get_by_role("button", name="Undo")
        if undo.count() and self.chance.random() < 0.3:
            undo.first.click()
            return {}
        return self._go_on(page, job)

    def _leave_note(self, page: Page, job: Locator) -> dict[str, str]:
        text = f"Note {self.chance.randrange(1_000_000)}"
        job.get_by_role("button", name="Add note").click()
        page.get_by_label("Note for the team").fill(text)
        page.get_by_role("button", name="Save note").click()
        return {"text": text}

    def _go_on(self, page: Page, job: Locator) -> dict[str, str]:
        word = next((each for each in FORWARD if job.get_by_role("button", name=each, exact=True).count()), None)
        if word is None:
            return {}
        job.get_by_role("button", name=word, exact=True).click()
        dialog = page.get_by_role("dialog")
        if word == "On My Way":
            dialog.get_by_role("button", name="go").click()
        if word == "Complete":
            choice = self.chance.choice(list(OUTCOMES))
            dialog.get_by_role("button", name=choice, exact=True).click()
            return {"status": "complete", "outcome": OUTCOMES[choice]}
        return {"status": FORWARD[word]}
