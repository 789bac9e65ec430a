"""The two ways a dispatcher works, by mouse alone and by keyboard alone; everything is found by its visible word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator

from tests.browser.desk import Desk
from tests.browser.rules import Word, press_until, tab_to


class Hands(Protocol):
    dana: Desk

    def press(self, word: Word) -> None:
        """The button, link or fold of that word."""

    def write(self, label: str, text: str) -> None:
        """Instead of what the field holds."""


@dataclass
class Mouse:
    dana: Desk

    def press(self, word: Word) -> None:
        exact = isinstance(word, str)
        links = self._shown.get_by_role("link", name=word, exact=exact)
        buttons = self._shown.get_by_role("button", name=word, exact=exact)
        links.or_(buttons).or_(self._shown.locator("summary", has_text=word)).first.click()

    def write(self, label: str, text: str) -> None:
        self._shown.get_by_label(label, exact=True).click(click_count=3)
        self.dana.page.keyboard.type(text)

    @property
    def _shown(self) -> Locator:
        """A dialog covers what is below it."""
        dialogs = self.dana.dialog
        return dialogs.last if dialogs.count() else self.dana.page.locator("body")


@dataclass
class Keyboard:
    dana: Desk

    def press(self, word: Word) -> None:
        press_until(self.dana, word)

    def write(self, label: str, text: str) -> None:
        tab_to(self.dana, label)
        self.dana.page.keyboard.press("ControlOrMeta+a")
        self.dana.page.keyboard.type(text)
