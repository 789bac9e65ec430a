"""`make screenshots`: the screens of Field and Dispatch with the demo's day, on phone and desk, by day and by night."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, expect

from local.__main__ import seed_if_empty
from local.demo.company import DANA, SAM
from local.running import local_run
from tests.browser import chromium, office_screenshots
from tests.browser.desk import Desk
from tests.browser.phone import Phone

FOLDER = Path(__file__).parents[2] / "screenshots"
SIZES = {"phone": (360, 740, 2), "desk": (1440, 900, 1)}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
NEXT, BEGUN = "Thermostat is blank", "Water heater leaks at the base"


def sign_in(sam: Phone) -> None:
    sam.page.evaluate("() => localStorage.clear()")
    sam.open()
    sam.sees_button("Sign in")


def wrong_password(sam: Phone) -> None:
    sign_in(sam)
    sam.sign_in(SAM.email, "not this one")
    sam.sees("That e-mail and password do not fit together.")


def jobs(sam: Phone) -> None:
    sam.sees(NEXT)


def places(sam: Phone) -> None:
    sam.tap("Map")
    sam.sees("North is up.")


def nothing_planned(sam: Phone) -> None:
    for _ in range(3):
        sam.tap("Day after")
    sam.sees("Nothing planned")


def unread(sam: Phone) -> None:
    sam.sees(NEXT)
    sam.page.route("**/api/appointments**", lambda route: route.abort())
    sam.tap("Day after")
    sam.sees("Your jobs could not be loaded.")


def scheduled(sam: Phone) -> None:
    sam.follow(NEXT)
    sam.sees("New batteries did not help.")


def on_my_way(sam: Phone) -> None:
    scheduled(sam)
    sam.page.get_by_role("article").get_by_role("button", name="On My Way").click()
    sam.sees("should arrive")


def on_my_way_without_signal(sam: Phone) -> None:
    scheduled(sam)
    sam.lose_signal()
    sam.page.get_by_role("article").get_by_role("button", name="On My Way").click()
    sam.sees("Goes out when you have signal")


def held(sam: Phone) -> None:
    on_my_way(sam)
    sam.tap("Send & go")
    sam.sees(re.compile("text goes in"))


def texted(sam: Phone) -> None:
    sam.follow(NEXT)
    sam.sees(re.compile("Text sent"))


def new_time(sam: Phone) -> None:
    texted(sam)
    sam.tap("New time")


def started(sam: Phone) -> None:
    sam.follow(BEGUN)
    sam.sees("Tank is through.")


def add_note(sam: Phone) -> None:
    started(sam)
    sam.tap("Add note")
    sam.write("Note for the team", "Expansion tank is missing, too.")


def complete(sam: Phone) -> None:
    started(sam)
    sam.page.get_by_role("article").get_by_role("button", name="Complete").click()


def paused(sam: Phone) -> None:
    complete(sam)
    sam.tap("This job requires follow up (Pause It)")
    sam.sees("What is it waiting for?")
    sam.tap("Parts")


def waiting(sam: Phone) -> None:
    scheduled(sam)
    sam.lose_signal()
    sam.page.get_by_role("article").get_by_role("button", name="On My Way").click()
    sam.tap("Send & go")
    sam.sees("1 waiting")
    sam.see_what_waits()
    sam.sees("No signal.")


def job_without_signal(sam: Phone) -> None:
    scheduled(sam)
    sam.page.route("**/api/**", lambda route: route.abort())
    sam.page.evaluate("() => window.dispatchEvent(new Event('online'))")
    sam.sees("No signal. Saved")


def suggested(sam: Phone) -> None:
    sam.sees(NEXT)
    sam.page.evaluate("() => window.dispatchEvent(new Event('beforeinstallprompt'))")
    sam.page.get_by_text("Field on your home screen").scroll_into_view_if_needed()


def refused(sam: Phone) -> None:
    on_my_way(sam)
    sam.send_in_vain()
    sam.sees("The office changed this appointment in the meantime.")


def not_kept(sam: Phone) -> None:
    on_my_way(sam)
    sam.find_no_room()
    sam.tap("Send & go")
    sam.sees("Not saved")


def lost(sam: Phone) -> None:
    waiting(sam)
    sam.lose_database()
    sam.look_away_and_back()
    sam.sees("Unsent work is gone")


def you(sam: Phone) -> None:
    sam.sees(NEXT)
    sam.page.get_by_role("link", name=f"You: {SAM.name}").click()


SCREENS: tuple[Callable[[Phone], None], ...] = (
    sign_in,
    wrong_password,
    jobs,
    places,
    nothing_planned,
    unread,
    scheduled,
    on_my_way,
    on_my_way_without_signal,
    started,
    add_note,
    complete,
    waiting,
    refused,
    not_kept,
    lost,
    you,
    job_without_signal,
    suggested,
    held,
    texted,
    new_time,
    paused,
)
"""In this order: from `held` on the day is no longer the demo's."""


def main() -> int:
    executable = chromium.found()
    if executable is None:
        print(chromium.MISSING, file=sys.stderr)
        return 1
    expect.set_options(timeout=15_000)  # a text is held for ten seconds
    FOLDER.mkdir(exist_ok=True)
    with chromium.running(executable) as browser:
        for size in SIZES:
            for theme in THEMES:
                with Path(os.devnull).open("w") as journal, redirect_stdout(journal):
                    shoot(browser, size, theme)
    print(f"{len(list(FOLDER.glob('*.png')))} screenshots in {FOLDER.name}/")
    return 0


def shoot(browser: Browser, size: str, theme: Literal["light", "dark"]) -> None:
    with local_run(prepare=seed_if_empty, sources=None) as run:
        for office in office_screenshots.SCREENS:
            with opened(browser, size, theme) as page:
                dana = Desk(page=page, url=run.url)
                dana.sign_in(DANA.email, DANA.password)
                dana.sees("Needs attention")
                office(dana)
                page.screenshot(path=FOLDER / f"dispatch-{office.__name__}-{size}-{theme}.png")
        for screen in SCREENS:
            with opened(browser, size, theme) as page:
                sam = Phone(page=page, url=run.url)
                sam.sign_in(SAM.email, SAM.password)
                sam.sees("Jobs")
                screen(sam)
                page.screenshot(path=FOLDER / f"{screen.__name__}-{size}-{theme}.png")


@contextmanager
def opened(browser: Browser, size: str, theme: Literal["light", "dark"]) -> Iterator[Page]:
    width, height, scale = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=scale,
        color_scheme=theme,
        timezone_id="America/Phoenix",
        service_workers="block",
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


if __name__ == "__main__":
    sys.exit(main())
