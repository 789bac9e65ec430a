"""`make screenshots`: every screen on phone and desk, by day and by night, into screenshots/."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any, Literal

import httpx
import pytest
from playwright.sync_api import Browser, Page

from local.running import LocalRun
from tests.browser.screens import SCREENS, Screen
from tests.browser.seats import SIZES, Seats, seated

FOLDER = Path(__file__).parents[2] / "screenshots"
NAMES = {"phone": SIZES["field"], "desk": SIZES["dispatch"]}
SHARPNESS: dict[str, Literal["css", "device"]] = {"phone": "device", "desk": "css"}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


@pytest.fixture(scope="module")
def seats(browser: Browser, run: LocalRun, http: httpx.Client, cognito: Any) -> Iterator[Seats]:
    with seated(browser, run, http, cognito, sharpness=2) as seats:
        yield seats


@pytest.mark.parametrize("screen", SCREENS.values(), ids=str)
def test_it_is_drawn(screen: Screen, seats: Seats) -> None:
    with seats.at(screen) as at:
        drawn = [draw(at.page, screen, *look) for look in product(NAMES, THEMES)]

    assert all(drawn)


def draw(page: Page, screen: Screen, name: str, theme: Literal["light", "dark"]) -> bytes:
    page.set_viewport_size(NAMES[name])
    page.emulate_media(color_scheme=theme)
    return page.screenshot(path=FOLDER / f"{screen}-{name}-{theme}.png", scale=SHARPNESS[name])
