"""A new version of Field waits until everything is sent and a person lets it in; one that is not whole never comes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.api.conftest import Office
from tests.browser.phone import Phone
from tests.browser.rules import SMALL, WIDER_THAN_THE_PHONE, violations
from tests.browser.site import Site
from tests.browser.versions import a_version, a_version_under_the_page_of_another, a_version_with_a_part_missing
from tests.waiting import eventually

TITLE = "AC blows warm air"
LOOK_FOR_A_VERSION = "() => document.dispatchEvent(new Event('visibilitychange'))"
LOOK_AND_WAIT = "async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => {})"
MARK = "() => { window.isThatVeryPage = true; }"
IS_MARKED = "() => window.isThatVeryPage === true"
STATES = """async () => {
  const { installing, waiting, active } = await navigator.serviceWorker.getRegistration();
  return [installing, waiting, active].map((worker) => worker?.state ?? null);
}"""


@pytest.fixture
def sam(installed: BrowserContext, site: Site, office: Office) -> Phone:
    """His phone with the version that was built, whole."""
    office.visit()
    phone = Phone(page=installed.new_page(), url=site.url).signed_in(office.sam)
    phone.sees(TITLE)
    phone.is_installed()
    return phone


def publish(site: Site, version: Path, *tabs: Phone) -> None:
    site.publish(version)
    for tab in tabs:
        tab.page.evaluate(LOOK_FOR_A_VERSION)


def comes_to_nothing(sam: Phone) -> None:
    sam.page.evaluate(LOOK_AND_WAIT)
    assert eventually(lambda: bool(sam.page.evaluate(STATES) == [None, None, "activated"]))


def test_a_new_version_says_that_it_is_there_and_comes_with_a_tap(sam: Phone, site: Site, tmp_path: Path) -> None:
    publish(site, a_version(tmp_path, "two"), sam)
    sam.sees("A new version is here.")
    expect(sam.page).to_have_title("Field")

    sam.tap("Update now")

    expect(sam.page).to_have_title("Field two")
    sam.sees(TITLE)
    sam.sees_no("A new version is here.")


def test_a_new_version_waits_until_everything_is_sent(sam: Phone, site: Site, tmp_path: Path) -> None:
    sam.page.route("**/status", lambda route: route.abort())
    sam.set_out()
    publish(site, a_version(tmp_path, "two"), sam)

    sam.sees("A new version is here. It waits until everything is sent.")
    sam.sees_no_button("Update now")
    sam.page.unroute("**/status")
    sam.page.evaluate("() => window.dispatchEvent(new Event('online'))")

    sam.sees_button("Update now")
    expect(sam.page).to_have_title("Field")


def test_what_says_so_fits_and_breaks_no_rule_of_axe_in_either_theme(sam: Phone, site: Site, tmp_path: Path) -> None:
    publish(site, a_version(tmp_path, "two"), sam)
    sam.sees_button("Update now")
    sam.page.emulate_media(color_scheme="light", reduced_motion="reduce")

    by_day = violations(sam.page)
    sam.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    sam.page.set_viewport_size({"width": 320, "height": 740})

    assert (by_day, violations(sam.page)) == ([], [])
    assert (sam.page.evaluate(SMALL), sam.page.evaluate(WIDER_THAN_THE_PHONE)) == ([], [])


def test_no_page_is_reloaded_but_the_one_that_lets_it_in(
    sam: Phone, installed: BrowserContext, site: Site, tmp_path: Path
) -> None:
    other = Phone(page=installed.new_page(), url=site.url).open()
    other.sees(TITLE)
    other.page.evaluate(MARK)
    publish(site, a_version(tmp_path, "two"), sam)
    sam.tap("Update now")
    expect(sam.page).to_have_title("Field two")

    other.sees("A new version is here.")

    assert other.page.evaluate(IS_MARKED)
    expect(other.page).to_have_title("Field")


def test_a_page_of_the_version_before_goes_on_with_its_own_parts(
    sam: Phone, installed: BrowserContext, site: Site, tmp_path: Path
) -> None:
    other = Phone(page=installed.new_page(), url=site.url).open("you")
    other.sees("Get Directions opens")
    publish(site, a_version(tmp_path, "two"), sam)
    sam.tap("Update now")
    expect(sam.page).to_have_title("Field two")
    site.fall_silent()

    other.tap("Sign out")

    other.sees_button("Sign in")
    expect(other.page).to_have_title("Field")


@pytest.mark.parametrize("broken", [a_version_with_a_part_missing, a_version_under_the_page_of_another])
def test_a_version_that_is_not_whole_leaves_the_one_before_as_it_was(
    broken: Callable[[Path], Path], sam: Phone, site: Site, tmp_path: Path
) -> None:
    copies = sam.page.evaluate("() => caches.keys()")
    site.publish(broken(tmp_path))

    comes_to_nothing(sam)
    site.fall_silent()
    sam.open()

    sam.sees(TITLE)
    expect(sam.page).to_have_title("Field")
    assert sam.page.evaluate("() => caches.keys()") == copies


def test_after_a_version_that_was_not_whole_the_next_one_comes(sam: Phone, site: Site, tmp_path: Path) -> None:
    site.publish(a_version_with_a_part_missing(tmp_path))
    comes_to_nothing(sam)

    publish(site, a_version(tmp_path, "mended"), sam)
    sam.tap("Update now")

    expect(sam.page).to_have_title("Field mended")


def test_without_a_tap_it_comes_when_nobody_has_field_open(
    sam: Phone, installed: BrowserContext, site: Site, tmp_path: Path
) -> None:
    publish(site, a_version(tmp_path, "two"), sam)
    sam.sees("A new version is here.")
    sam.page.close()
    site.fall_silent()

    later = Phone(page=installed.new_page(), url=site.url).open()

    later.sees(TITLE)
    expect(later.page).to_have_title("Field two")
