"""What holds on every screen of every client: the rules of axe, that it fits, that fingers hit, where Tab leads."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from local.web.build import WEB
from tests.browser.phone import Phone

Word = str | re.Pattern[str]

CONTROLS_ON_A_SCREEN = 60

CONTROL = "a, button, input, select, summary, textarea"
NAME = "(at) => (at.ariaLabel ?? (at.labels?.length ? at.labels[0] : at).innerText ?? '').trim()"
FOCUSED = f"""() => document.activeElement.matches("{CONTROL}") ? ({NAME})(document.activeElement) : ''"""
SHOWN = f"""(word) => {{
  const names = [...document.querySelectorAll("{CONTROL}")].map({NAME});
  return names.some((name) => new RegExp(word).test(name));
}}"""

AXE = (WEB / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8")
IS_THERE = "() => 'axe' in window"
LOOK = """async (rules) => (await axe.run(document, {
    resultTypes: ["violations"],
    preload: false,
    ...(rules && { runOnly: rules }),
  })).violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html.slice(0, 160))])"""
OF_COLOURS = ["color-contrast", "link-in-text-block"]
"""The only rules of axe that look at a colour: a theme breaks no other."""

WIDER_THAN_THE_PHONE = """() => {
  const root = document.scrollingElement;
  const wide = [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && each.checkVisibility())
    .map((each) => each.outerHTML.slice(0, 120));
  return root.scrollWidth > innerWidth ? wide : [];
}"""

SMALL = """() => [...document.querySelectorAll("button, a[href], input, select, textarea, summary")]
  .filter((each) => each.checkVisibility({ opacityProperty: false }))
  .map((each) => {
    const whole = each.matches("input") ? each.closest("label") ?? each : each;
    const after = getComputedStyle(each, "::after");
    const card = after.position === "absolute" && after.content !== "none" ? each.closest("li, tr") ?? whole : whole;
    const { width, height } = card.getBoundingClientRect();
    return { what: each.outerHTML.slice(0, 100), width, height };
  })
  .filter(({ width, height }) => width < 47.9 || height < 47.9)"""

TWICE_AS_LARGE = "(size) => { document.documentElement.style.fontSize = size }"


def breaches(page: Page, *, is_narrow: bool, grows: bool) -> dict[str, list[Any]]:
    """What is wrong where the page stands, by what was tried; it is left small, and by night."""
    found = {"by day": violations(page)}
    page.emulate_media(color_scheme="dark")
    found["by night"] = violations(page, OF_COLOURS)
    found["twice as large"] = wide_when_twice_as_large(page) if grows else []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 740})
        found[f"wider than {width}"] = page.evaluate(WIDER_THAN_THE_PHONE)
    found["at 320"] = [] if is_narrow else violations(page)
    found["small"] = page.evaluate(SMALL)
    return found


def wide_when_twice_as_large(page: Page) -> list[Any]:
    page.evaluate(TWICE_AS_LARGE, "200%")
    found: list[Any] = page.evaluate(WIDER_THAN_THE_PHONE)
    page.evaluate(TWICE_AS_LARGE, "")
    return found


def violations(page: Page, rules: list[str] | None = None) -> list[Any]:
    """Of all rules that axe follows by itself, or of some."""
    if not page.evaluate(IS_THERE):
        page.evaluate(AXE)
    found: list[Any] = page.evaluate(LOOK, rules)
    return found


def press_until(at: Phone, word: Word, *, back: bool = False) -> None:
    """Tab, or Shift+Tab, to the control of that word, and Enter."""
    tab_to(at, word, back=back)
    at.page.keyboard.press("Enter")


def type_into(at: Phone, label: str, text: str) -> None:
    """Tab to the field of that label, and type."""
    tab_to(at, label)
    at.page.keyboard.type(text)


def tab_to(at: Phone, word: Word, *, back: bool = False) -> None:
    """Waits until there is such a control. Where the focus is already, it stays."""
    wanted = re.compile(f"^{re.escape(word)}$") if isinstance(word, str) else word
    at.page.wait_for_function(SHOWN, arg=wanted.pattern)
    for _ in range(CONTROLS_ON_A_SCREEN):
        if wanted.search(at.page.evaluate(FOCUSED)):
            return
        at.page.keyboard.press("Shift+Tab" if back else "Tab")
    pytest.fail(f"Tab never comes to {word}")
