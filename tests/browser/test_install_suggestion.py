"""Installing Field is suggested until a person has answered, and never again."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.api.conftest import Office
from tests.browser.phone import Phone

SUGGESTION = "Field on your home screen"
OFFER = """() => {
  window.prompts = 0;
  const prompt = async () => { window.prompts += 1; };
  const offer = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt });
  return window.dispatchEvent(offer);
}"""
ON_AN_IPHONE = "Object.defineProperty(navigator, 'standalone', { value: false })"
INSTALLED_ON_AN_IPHONE = "Object.defineProperty(navigator, 'standalone', { value: true })"


def test_what_the_browser_offers_is_suggested_and_one_tap_away(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.sees("1 job to do")

    the_browser_asks_itself = sam.page.evaluate(OFFER)
    sam.sees(SUGGESTION)
    sam.tap("Install")

    sam.sees_no(SUGGESTION)
    assert sam.page.evaluate("() => window.prompts") == 1
    assert not the_browser_asks_itself


def test_who_said_no_is_not_asked_again(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.sees("1 job to do")
    sam.page.evaluate(OFFER)
    sam.tap("Not now")
    sam.page.reload()
    sam.sees("1 job to do")

    sam.page.evaluate(OFFER)

    sam.tap("Map")
    sam.sees("North is up.")
    sam.sees_no(SUGGESTION)


def test_an_iphone_offers_nothing_so_it_is_told_in_words(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.page.add_init_script(ON_AN_IPHONE)
    sam.open()

    sam.sees(SUGGESTION)
    sam.sees("Tap Share, then Add to Home Screen.")
    sam.sees_no_button("Install")
    sam.tap("Not now")
    sam.open()

    sam.sees("1 job to do")
    sam.tap("Map")
    sam.sees("North is up.")
    sam.sees_no(SUGGESTION)


def test_where_it_is_installed_nothing_is_suggested(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.page.add_init_script(INSTALLED_ON_AN_IPHONE)

    sam.open()

    sam.tap("Map")
    sam.sees("North is up.")
    expect(sam.page.get_by_text(SUGGESTION)).to_have_count(0)
