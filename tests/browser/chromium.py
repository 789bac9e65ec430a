"""The browser of this machine: Debian's own Chromium, without errands of its own, and if possible without a window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserType, sync_playwright

WHOLE = ("chromium", "chromium-browser", "google-chrome")
NAMES = ("chromium-headless-shell", *WHOLE)
"""The first is the same browser without all that belongs to windows: a page costs it a quarter of the time."""

FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
]
MISSING = "there is no Chromium on this machine: on Debian, apt install chromium chromium-headless-shell"


def found(*names: str) -> str | None:
    return next(filter(None, map(shutil.which, names or NAMES)), None)


@contextmanager
def running(executable: str) -> Iterator[Browser]:
    with sync_playwright() as playwright, launched(playwright.chromium, executable) as browser:
        yield browser


@contextmanager
def launched(kind: BrowserType, executable: str) -> Iterator[Browser]:
    browser = kind.launch(executable_path=executable, args=FLAGS)
    yield browser
    browser.close()
