"""A built client is served as it was built: its own files and no others, each with its type and its age."""

from pathlib import Path

import pytest

from local.gateway.answers import Refusal, Reply
from local.web.files import Client

POOL, TILES = "http://127.0.0.1:4711", "https://tiles.example"


@pytest.fixture
def client(tmp_path: Path) -> Client:
    built = tmp_path / "dist" / "field"
    (built / "assets").mkdir(parents=True)
    (tmp_path / "dist" / ".built").write_text("mark")
    (tmp_path / "secret.js").write_text("secret")
    (built / "index.html").write_text("<!doctype html>the page")
    (built / "service-worker.js").write_text("the worker")
    (built / "manifest.webmanifest").write_text("{}")
    (built / "assets" / "field-Ab12.js").write_text("the app")
    return Client(built, asks=[POOL, POOL], shows=[TILES])


def header(reply: Reply, name: str) -> str:
    return dict(reply.headers)[name]


@pytest.mark.parametrize(
    "path", ["", "index.html", "waiting", "jobs/01ARZ3NDEKTSV4RRFFQ69G5FAV/01BX5ZZKBKACTAV9WEVGEMMVRZ"]
)
def test_every_screen_is_the_page(client: Client, path: str) -> None:
    reply = client(path)

    assert (reply.status, reply.body) == (200, b"<!doctype html>the page")
    assert header(reply, "content-type") == "text/html; charset=utf-8"
    assert header(reply, "cache-control") == "no-cache"


def test_a_part_named_by_what_is_in_it_never_changes(client: Client) -> None:
    reply = client("assets/field-Ab12.js")

    assert header(reply, "content-type") == "text/javascript; charset=utf-8"
    assert header(reply, "cache-control") == "public, max-age=31536000, immutable"


def test_the_worker_is_asked_for_each_time(client: Client) -> None:
    assert header(client("service-worker.js"), "cache-control") == "no-cache"


def test_the_manifest_has_its_own_type(client: Client) -> None:
    assert header(client("manifest.webmanifest"), "content-type") == "application/manifest+json"


@pytest.mark.parametrize(
    "path",
    [
        "../../secret.js",
        "assets/../../../secret.js",
        "%2e%2e/%2e%2e/secret.js",
        "../.built",
        "/secret.js",
        "assets/none.js",
        "assets",
        ".built",
    ],
)
def test_nothing_else_can_be_had(client: Client, path: str) -> None:
    try:
        body = client(path).body
    except Refusal as refusal:
        body = refusal.reply().body

    assert b"secret" not in body
    assert b"mark" not in body


def test_a_file_that_is_not_there_is_told_so(client: Client) -> None:
    with pytest.raises(Refusal) as refused:
        client("assets/none.js")

    assert (refused.value.status, refused.value.code) == (404, "not_found")


def test_it_runs_its_own_scripts_and_styles_only_and_asks_only_us_and_the_pool(client: Client) -> None:
    rules = dict(rule.split(" ", 1) for rule in header(client(""), "content-security-policy").split("; "))

    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["connect-src"] == f"'self' {POOL}"
    assert rules["img-src"] == f"'self' blob: {TILES}"


def test_before_it_is_built_it_says_how(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="make run"):
        Client(tmp_path)("")
