"""The browser's code: who asks the server, no raw HTML, no style or script in a page, a first line, small files."""

import json
import re
from collections.abc import Callable
from pathlib import PurePosixPath

import pytest

from tests.architecture.source import ROOT, files

MODULE_LINES = 200
SOURCE = {".ts", ".tsx"}
ASKS = re.compile(r"\bfetch\(|XMLHttpRequest|sendBeacon|new EventSource|new WebSocket")
# The worker answers its own page's requests; a photo goes to where the server says.
MAY_ASK = ("web/shared/", "web/field/service-worker.ts")
RAW_HTML = re.compile(r"[iI]nnerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function\(")
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\bon[a-z]+=|\bstyle=", re.IGNORECASE)
SAYS = re.compile(r"// [A-Z].*[.?!]$")

Rule = Callable[[str, str], bool]


def asks_only_through_shared(path: str, text: str) -> bool:
    return path.startswith(MAY_ASK) or not ASKS.search(text)


def writes_no_raw_html(_: str, text: str) -> bool:
    return not RAW_HTML.search(text)


def says_what_it_is_for(_: str, text: str) -> bool:
    return bool(SAYS.match(text.partition("\n")[0]))


def is_small(_: str, text: str) -> bool:
    return text.count("\n") <= MODULE_LINES


RULES = [asks_only_through_shared, writes_no_raw_html, says_what_it_is_for, is_small]


def below_web(*suffixes: str) -> list[PurePosixPath]:
    return [path for path in files() if path.is_relative_to("web") and path.suffix in suffixes]


@pytest.mark.parametrize("rule", RULES)
def test_the_browsers_code_keeps_the_rule(rule: Rule) -> None:
    sources = below_web(*SOURCE)

    breaches = [str(path) for path in sources if not rule(str(path), (ROOT / path).read_text("utf-8"))]

    assert sources
    assert not breaches, breaches


def test_a_page_holds_neither_styles_nor_scripts_of_its_own() -> None:
    pages = below_web(".html")

    assert pages
    assert not [str(page) for page in pages if INLINE.search((ROOT / page).read_text("utf-8"))]


def test_nothing_is_loaded_from_elsewhere() -> None:
    breaches = [
        str(path)
        for path in below_web(".html", ".css", ".webmanifest")
        if re.search(r"(src|href|url|@import)\W{1,3}(https?:)?//", (ROOT / path).read_text("utf-8"))
    ]

    assert not breaches


def test_the_lock_file_pins_every_package_and_names_no_place_to_fetch_it_from() -> None:
    packages = json.loads((ROOT / "web/package-lock.json").read_text("utf-8"))["packages"]
    locked = {name: package for name, package in packages.items() if name}

    assert locked
    assert not [name for name, package in locked.items() if "resolved" in package]
    assert not [name for name, package in locked.items() if not package.get("integrity")]


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (asks_only_through_shared, "web/field/planted.ts", "await fetch('/api/me')"),
        (asks_only_through_shared, "web/field/planted.ts", "navigator.sendBeacon('/x')"),
        (writes_no_raw_html, "web/shared/Planted.tsx", "<p dangerouslySetInnerHTML={{ __html: note }} />"),
        (writes_no_raw_html, "web/shared/planted.ts", "element.innerHTML = note"),
        (says_what_it_is_for, "web/field/planted.ts", "import { x } from './x';"),
        (says_what_it_is_for, "web/field/planted.ts", "// planted"),
        (is_small, "web/field/planted.ts", "x;\n" * 201),
    ],
)
def test_a_planted_breach_is_found(rule: Rule, path: str, text: str) -> None:
    assert not rule(path, text)


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (asks_only_through_shared, "web/shared/api.ts", "return fetch(request)"),
        (asks_only_through_shared, "web/field/later.ts", "part.value ?? (await fetching())"),
        (says_what_it_is_for, "web/field/planted.ts", "// What is planted, and why.\nlet x;"),
    ],
)
def test_what_is_allowed_is_left_alone(rule: Rule, path: str, text: str) -> None:
    assert rule(path, text)
