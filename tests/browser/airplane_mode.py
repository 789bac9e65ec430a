"""A technician's day without signal: his phone's clock is hours off, and time passes for him and for the office."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import BrowserContext, expect

from tests.api.conftest import Clock
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.waiting import eventually

PHOENIX = ZoneInfo("America/Phoenix")
IS_AHEAD = timedelta(hours=3)
SOON = timedelta(seconds=20)
DONE = "This job is done (Complete it)"
PAUSE = "This job requires follow up (Pause It)"


@dataclass
class RunningClock(Clock):
    """Goes on between two moves."""

    began: float = field(default_factory=time.monotonic)

    def __call__(self) -> datetime:
        return self.now + timedelta(seconds=time.monotonic() - self.began)


def seven_in_the_morning() -> RunningClock:
    return RunningClock(datetime.now(PHOENIX).replace(hour=7, minute=0, second=0, microsecond=0).astimezone(UTC))


@dataclass(kw_only=True)
class Day:
    """`tapped` is what Sam did to whose appointment, and when by the office's clock."""

    context: BrowserContext
    site: Site
    clock: RunningClock
    sam: Phone = field(init=False)
    tapped: list[tuple[str, str, datetime]] = field(default_factory=list)

    def begins(self, email: str) -> None:
        """At home, with signal."""
        self.context.clock.install(time=self.clock() + IS_AHEAD)
        self.sam = Phone(page=self.context.new_page(), url=self.site.url)
        self.sam.sign_in(email)

    def passes(self, minutes: int) -> None:
        self.clock.move(minutes=minutes)
        self.context.clock.fast_forward(minutes * 60_000)

    def loses_signal(self) -> None:
        self.site.fall_silent()
        self.context.set_offline(True)

    def finds_signal(self) -> None:
        self.site.answer()
        self.context.set_offline(False)

    def sends_everything(self) -> None:
        """At once, or when it is tried again: within a minute at the latest."""
        for _ in range(3):
            if eventually(lambda: self.sam.queue() == []):
                return
            self.passes(1)
        assert self.sam.queue() == []

    def closes_and_opens(self) -> None:
        self.sam.page.close()
        self.sam = Phone(page=self.context.new_page(), url=self.site.url).open()

    def sets_out(self, title: str) -> None:
        self.sam.open()
        self.sam.follow(title)
        self._taps(title, "enroute")
        self.sam.set_out()

    def starts(self, title: str) -> None:
        self._taps(title, "started")
        self.sam.tap("Start Appointment")
        self.sam.sees_button("Complete")

    def leaves(self, note: str, photos: Iterable[Path]) -> None:
        self.sam.tap("Add note")
        self.sam.write("Note for the team", note)
        self.sam.tap("Save note")
        self.sam.sees(note)
        self.sam.page.get_by_label("Add photo").set_input_files([*photos])
        expect(self.sam.page.get_by_role("img", name="Photo that waits to be sent")).to_have_count(2)

    def completes(self, title: str, how: str = DONE) -> None:
        self.sam.tap("Complete")
        self.chooses(title, how)

    def chooses(self, title: str, how: str) -> None:
        self._taps(title, "complete")
        self.sam.tap(how)
        self.sam.sees(f"{title}: {'paused' if how == PAUSE else 'complete'}")

    def of(self, title: str) -> list[tuple[str, datetime]]:
        return [(status, at) for of, status, at in self.tapped if of == title]

    def _taps(self, title: str, status: str) -> None:
        self.tapped.append((title, status, self.clock()))
