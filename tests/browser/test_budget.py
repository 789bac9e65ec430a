"""What a phone has to load before the first screen stands, and all in all; measured on the built files, gzipped."""

import gzip
import re

from local.web.build import BUILT

FIRST_LOAD = 25 * 1024
WHOLE = 45 * 1024
MAP = 55 * 1024
"""Bytes."""


def zipped(name: str) -> int:
    return len(gzip.compress((BUILT / "field" / name).read_bytes(), 9))


def test_the_first_load_of_field_keeps_its_budget() -> None:
    page = (BUILT / "field" / "index.html").read_text("utf-8")
    parts = re.findall(r'(?:src|href)="/field/(assets/[^"]+)"', page)

    size = zipped("index.html") + sum(map(zipped, parts))

    assert len(parts) >= 2
    assert size <= FIRST_LOAD, f"{size} bytes"


def test_the_whole_of_field_keeps_its_budget() -> None:
    parts = [f"assets/{file.name}" for file in (BUILT / "field" / "assets").glob("*.[jc]s*")]
    of_the_map = [part for part in parts if "StreetMap" in part]

    assert sum(map(zipped, of_the_map)) <= MAP
    assert sum(map(zipped, parts)) - sum(map(zipped, of_the_map)) <= WHOLE
