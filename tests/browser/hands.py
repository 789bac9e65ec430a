"""The two ways a dispatcher works, by mouse alone and by keyboard alone; everything is found by its visible word."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Locator

from tests.browser.desk import Desk

Word = str | re.Pattern[str]
CONTROLS_ON_A_SCREEN = 60

FOCUSED = """() => {
  const at = document.activeElement;
  if (!at.matches("a, button, input, select, summary, textarea")) return "";
  return (at.ariaLabel ?? (at.labels?.length ? at.labels[0] : at).innerText).trim();
}"""


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
        links, buttons = (self._shown.get_by_role(role, name=word, exact=exact) for role in ("link", "button"))
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
        self._go_to(word)
        self.dana.page.keyboard.press("Enter")

    def write(self, label: str, text: str) -> None:
        self._go_to(label)
        self.dana.page.keyboard.press("ControlOrMeta+a")
        self.dana.page.keyboard.type(text)

    def _go_to(self, word: Word) -> None:
        wanted = re.compile(f"^{re.escape(word)}$") if isinstance(word, str) else word
        for _ in range(CONTROLS_ON_A_SCREEN):
            if wanted.search(self.dana.page.evaluate(FOCUSED)):
                return
            self.dana.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes to {word}")
