"""A dispatcher's desk: what is clicked, typed and read, by role and visible word alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Locator, expect

from tests.api.conftest import Visit
from tests.browser.phone import Phone

PHOENIX = ZoneInfo("America/Phoenix")
TITLE = "AC blows warm air"
ONE_POLL = 12_000
"""Milliseconds: five seconds, and what a busy machine takes."""


@dataclass(kw_only=True)
class Desk(Phone):
    client: str = "dispatch"

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    @property
    def banner(self) -> Locator:
        return self.dialog.get_by_role("button", name=re.compile("Change status"))

    def row(self, title: str = TITLE) -> Locator:
        return self.page.get_by_role("row").filter(has=self.page.get_by_role("link", name=title, exact=True))

    def titles(self) -> list[str]:
        """Of the jobs in the table, from top to bottom."""
        return self.page.get_by_role("table").get_by_role("link").all_inner_texts()

    def sees_jobs(self, *titles: str) -> None:
        expect(self.page.get_by_role("table").get_by_role("link")).to_have_text(list(titles))

    def open_job(self, title: str = TITLE) -> None:
        self.follow(title)
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()

    def open_card(self, visit: Visit) -> None:
        """By its address."""
        self.open(f"jobs/{visit.job_id}/{visit.appointment_id}")
        expect(self.banner).to_be_visible()

    def appointment(self) -> Locator:
        return self.page.get_by_role("region", name="Appointments").get_by_role("listitem").get_by_role("link").first

    def finds_unread(self, below: str, path: str, says: str) -> None:
        """The screen of that address while nobody answers the path, and with a clock that stands: it asks no more."""
        self.page.clock.install()
        self.page.route(path, lambda route: route.abort())
        self.open(below)
        self.sees(says)
        self.page.clock.pause_at(datetime.now(UTC) + timedelta(minutes=1))

    def tries_again(self, path: str) -> None:
        """In vain; then the path is answered, and the signal back."""
        with self.page.expect_request(path):
            self.tap("Try again")
        self.page.unroute(path)
        self.page.evaluate("() => dispatchEvent(new Event('online'))")

    def set_to(self, word: str) -> None:
        self.banner.click()
        self.dialog.get_by_role("button", name=word, exact=True).click()

    def stands_at(self, word: str) -> None:
        expect(self.banner).to_contain_text(word)
        expect(self.banner).to_have_attribute("aria-expanded", "false")

    def open_schedule(self, day: datetime | None = None) -> None:
        """Of that day in Phoenix, or of today."""
        self.open(f"schedule?date={day.astimezone(PHOENIX):%Y-%m-%d}" if day else "schedule")
        expect(self.page.get_by_role("heading", level=1, name="Schedule")).to_be_visible()

    def technician(self, name: str) -> Locator:
        """The row of the Schedule."""
        return self.page.get_by_role("listitem").filter(has=self.page.get_by_role("heading", level=2, name=name))

    def visit(self, title: str) -> Locator:
        """On the Schedule."""
        return self.page.get_by_role("region", name="Appointments of").get_by_role("link", name=title)

    def hours(self) -> list[str]:
        """Above the Schedule, which are for the eye alone."""
        return self.page.locator(".Grid .hours span:not(.clock)").all_inner_texts()

    def section(self, title: str) -> Locator:
        return self.dialog.get_by_role("region", name=title)

    def needs_attention(self, count: int) -> None:
        word = "1 needs attention" if count == 1 else f"{count} need attention"
        expect(self.page.get_by_role("navigation").get_by_text(word)).to_have_count(1, timeout=ONE_POLL)
