"""Versions of Field to publish: as the one that was built, with names of their own; whole, or with something wrong."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from local.web.build import BUILT

TITLE = "<title>Field</title>"


def a_version(folder: Path, name: str) -> Path:
    """Every part under a new name, and the page's title tells which version it is of."""
    version = folder / name
    shutil.copytree(BUILT / "field", version)
    parts = [part.name for part in (version / "assets").iterdir()]
    for file in [file for file in version.rglob("*") if file.suffix in {".html", ".js", ".css"}]:
        text = file.read_text("utf-8")
        for part in parts:
            text = text.replace(part, renamed(part, name))
        file.write_text(text.replace(TITLE, f"<title>Field {name}</title>"), "utf-8")
    for part in parts:
        (version / "assets" / part).rename(version / "assets" / renamed(part, name))
    worker = version / "service-worker.js"
    worker.write_text(re.sub("`[0-9a-f]{16}`", f"`{name}`", worker.read_text("utf-8")), "utf-8")
    return version


def a_version_with_a_part_missing(folder: Path) -> Path:
    version = a_version(folder, "torn")
    next((version / "assets").glob("rest-*.js")).unlink()
    return version


def a_version_under_the_page_of_another(folder: Path) -> Path:
    """As it is for a moment while a version is put in place."""
    version = a_version(folder, "mixed")
    shutil.copy(BUILT / "field" / "index.html", version / "index.html")
    return version


def renamed(part: str, name: str) -> str:
    stem, _, kind = part.rpartition(".")
    return f"{stem}-{name}.{kind}"
