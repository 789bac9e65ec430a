"""What a failed test leaves: a picture of every page that was open, and what each of them said to its console."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Error, Page

FOLDER = Path(__file__).resolve().parents[2] / "screenshots" / "failed"


def left_by(test: str, browser: Browser) -> Iterator[str]:
    """Takes the pictures, and says where they lie; a page that cannot be drawn any more only says so."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    pages = [page for context in browser.contexts for page in context.pages]
    for number, page in enumerate(pages):
        place = FOLDER / f"{re.sub(r'[^a-z0-9]+', '-', test.lower())[-120:]}-{number}"
        yield f"{page.url}: {_drawn(page, place)}"
        yield from _said(page)


def _drawn(page: Page, place: Path) -> str:
    try:
        page.screenshot(path=place.with_suffix(".png"), timeout=5_000)
    except Error as reason:
        return f"no picture, {reason.message.splitlines()[0]}"
    return str(place.with_suffix(".png").relative_to(FOLDER.parents[1]))


def _said(page: Page) -> Iterator[str]:
    yield from (f"  {message.type}: {message.text}" for message in page.console_messages())
    yield from (f"  not caught: {error.message}" for error in page.page_errors())
