"""What a page does to its screen while a test looks on."""

from __future__ import annotations

from playwright.sync_api import Page

WATCH = """() => {
  window.touched = [];
  new MutationObserver((records) => {
    for (const { target } of records) {
      const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
      window.touched.push(element?.closest("[data-id]")?.dataset.id ?? element?.outerHTML.slice(0, 80));
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
}"""


def watch(page: Page) -> None:
    page.evaluate(WATCH)


def touched(page: Page) -> set[str]:
    return set(page.evaluate("() => window.touched"))
