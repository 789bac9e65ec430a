"""Where the people of the planned day look at its screens: who has signed in goes on to the next on the same page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import httpx
from playwright.sync_api import Browser, Page

from chalicelib import wiring
from local.demo.company import DemoPerson
from local.running import LocalRun
from tests.api.conftest import Client, Clock, Office
from tests.browser.conftest import DESK, PATIENCE, PHONE
from tests.browser.desk import Desk
from tests.browser.planned_day import planned
from tests.browser.screens import Screen

SIZES = {"field": PHONE, "dispatch": DESK}


@contextmanager
def seated(browser: Browser, run: LocalRun, http: httpx.Client, cognito: Any, *, sharpness: int = 1) -> Iterator[Seats]:
    """At the planned day of an office of their own."""
    clock = Clock(datetime.now(UTC).replace(second=0, microsecond=0))
    office = Office.opened(run=run, services=wiring.services(), clock=clock, http=http, cognito=cognito)
    seats = Seats(browser=browser, office=office, people=planned(office), sharpness=sharpness)
    yield seats
    seats.leave()


@dataclass(kw_only=True)
class Seats:
    """`sharpness` is how many dots a pixel has."""

    browser: Browser
    office: Office
    people: Mapping[DemoPerson, Client]
    sharpness: int
    broken: list[str] = field(default_factory=list)
    page: Page | None = None
    who: DemoPerson | None = None

    @contextmanager
    def at(self, screen: Screen) -> Iterator[Desk]:
        """The next screen gets a new page after one that stood alone or failed, whose picture is yet to be taken."""
        if screen.is_alone or screen.who is not self.who:
            self.leave()
        desk = self._begun(screen)
        try:
            screen.reach(desk)
            yield desk
            assert not self.broken
        except BaseException:
            self.who = None
            raise
        if screen.is_alone:
            self.leave()

    def leave(self) -> None:
        if self.page:
            self.page.context.close()
        self.page = self.who = None
        self.broken.clear()

    def _begun(self, screen: Screen) -> Desk:
        desk = Desk(page=self.page or self._opened(), url=self.office.run.url, client=screen.client)
        if screen.who is not self.who:
            desk.keep_session(self.people[screen.who], screen.who.name)
        self.page, self.who = desk.page, screen.who
        desk.page.unroute_all()
        desk.page.evaluate("() => sessionStorage.clear()")
        desk.page.set_viewport_size(SIZES[screen.client])
        desk.page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
        return desk

    def _opened(self) -> Page:
        context = self.browser.new_context(
            device_scale_factor=self.sharpness,
            locale="en-US",
            timezone_id="America/Phoenix",
            service_workers="block",
            has_touch=True,
        )
        context.set_default_timeout(PATIENCE)
        context.on("weberror", lambda error: self.broken.append(str(error.error)))
        return context.new_page()
