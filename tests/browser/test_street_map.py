"""Where a source of tiles is configured, places stand on a street map; where none is, no map is loaded at all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.api.conftest import Office
from tests.browser.phone import Phone
from tests.browser.site import Site
from tests.images import a_png

TITLE = "AC blows warm air"


@pytest.fixture
def tiled(page: Page) -> list[str]:
    return with_tiles(page)


def with_tiles(page: Page) -> list[str]:
    """The tiles that were asked for."""
    asked: list[str] = []

    def configured(route: Route) -> None:
        config = route.fetch().json()
        told = {"tile_url": "/tiles/{z}/{x}/{y}.png", "tile_credit": "Maps by <nobody>"}
        route.fulfill(body=json.dumps({**config, **told}), content_type="application/json")

    def tile(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=a_png(256, 256), content_type="image/png")

    page.route("**/api/config", configured)
    page.route("**/tiles/**", tile)
    return asked


def test_a_job_stands_on_the_street_map(tiled: list[str], phone: Callable[[], Phone], office: Office) -> None:
    office.visit().moved(office.sam, "enroute")
    sam = phone()

    sam.follow(TITLE)

    expect(sam.page.get_by_role("region", name="Map").get_by_role("link", name=f"{TITLE}, En Route")).to_be_visible()
    sam.sees("Maps by <nobody>")
    expect(sam.link("Get Directions")).to_be_visible()
    assert tiled


def test_no_tile_is_kept_for_when_there_is_no_signal(installed: BrowserContext, site: Site, office: Office) -> None:
    office.visit()
    sam = Phone(page=installed.new_page(), url=site.url).signed_in(office.sam)
    sam.is_installed()
    asked = with_tiles(sam.page)

    sam.open()
    sam.follow(TITLE)
    sam.sees("Maps by <nobody>")

    kept = sam.shell()
    assert asked
    assert kept
    assert not [name for name in kept if "tiles" in name or "StreetMap" in name]


def test_the_days_pins_lead_to_their_jobs(tiled: list[str], phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    sam.tap("Map")

    sam.page.get_by_role("region", name="Map").get_by_role("link", name=re.compile(TITLE)).click()

    expect(sam.page.get_by_role("heading", level=1, name=TITLE)).to_be_visible()


def test_without_tiles_no_map_is_loaded(phone: Callable[[], Phone], office: Office) -> None:
    office.visit()
    sam = phone()
    loaded: list[str] = []
    sam.page.on("request", lambda request: loaded.append(request.url))

    sam.open()
    sam.tap("Map")
    sam.sees("North is up.")

    assert loaded
    assert not [url for url in loaded if "StreetMap" in url]
