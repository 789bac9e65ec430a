"""What has to be loaded before the first screen stands, and all in all; measured on the built files, gzipped."""

import gzip
import re

import pytest

from local.web.build import BUILT

FIRST_LOAD = {"field": 25 * 1024, "dispatch": 35 * 1024}
WHOLE = {"field": 45 * 1024, "dispatch": 64 * 1024}
MAP = 55 * 1024
"""Bytes."""


def zipped(client: str, name: str) -> int:
    return len(gzip.compress((BUILT / client / name).read_bytes(), 9))


@pytest.mark.parametrize("client", FIRST_LOAD)
def test_the_first_load_keeps_its_budget(client: str) -> None:
    page = (BUILT / client / "index.html").read_text("utf-8")
    parts = re.findall(rf'(?:src|href)="/{client}/(assets/[^"]+)"', page)

    size = zipped(client, "index.html") + sum(zipped(client, part) for part in parts)

    assert len(parts) >= 2
    assert size <= FIRST_LOAD[client], f"{size} bytes"


@pytest.mark.parametrize("client", WHOLE)
def test_the_whole_keeps_its_budget(client: str) -> None:
    parts = [f"assets/{file.name}" for file in (BUILT / client / "assets").glob("*.[jc]s*")]
    of_the_map = [part for part in parts if "StreetMap" in part]
    sizes = {part: zipped(client, part) for part in parts}

    assert sum(sizes[part] for part in of_the_map) <= MAP
    assert sum(sizes.values()) - sum(sizes[part] for part in of_the_map) <= WHOLE[client]
