"""A built client over HTTP, as a static host serves it: only what was built, each file with its type and its age."""

from collections.abc import Iterable
from pathlib import Path

from local.gateway.answers import Refusal, Reply

PAGE = "index.html"
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webmanifest": "application/manifest+json",
}
NEVER_CHANGES = "public, max-age=31536000, immutable"
ASKS_EACH_TIME = "no-cache"


class Client:
    """The files of one client. An address below it that names no file is one of its screens, so it gets the page."""

    def __init__(self, folder: Path, *, asks: Iterable[str] = (), shows: Iterable[str] = ()) -> None:
        self._folder = folder
        self._policy = policy(asks, shows)

    def __call__(self, path: str) -> Reply:
        """`path` is what follows the client's own address, without a leading slash."""
        files = {str(file.relative_to(self._folder)): file for file in self._folder.rglob("*") if file.is_file()}
        if PAGE not in files:
            raise not_built()
        if path in files and not path.startswith("."):
            return self._reply(files[path])
        if "." in path.rpartition("/")[2]:
            raise Refusal(404, "not_found", "There is no such file.")
        return self._reply(files[PAGE])

    def _reply(self, file: Path) -> Reply:
        is_hashed = file.parent.name == "assets"
        return Reply(
            headers=(
                ("content-type", TYPES[file.suffix]),
                ("cache-control", NEVER_CHANGES if is_hashed else ASKS_EACH_TIME),
                ("content-security-policy", self._policy),
                ("x-content-type-options", "nosniff"),
                ("referrer-policy", "no-referrer"),
            ),
            body=file.read_bytes(),
        )


def policy(asks: Iterable[str], shows: Iterable[str]) -> str:
    """Scripts and styles of our own only; it may talk to the other origins in `asks`, and show images of `shows`."""
    others, images = ("".join(f" {origin}" for origin in dict.fromkeys(each)) for each in (asks, shows))
    return (
        "default-src 'none'; script-src 'self'; style-src 'self'; worker-src 'self'; manifest-src 'self'; "
        f"connect-src 'self'{others}; img-src 'self' blob:{images}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def not_built() -> Refusal:
    return Refusal(503, "not_built", "The web clients are not built yet: `make run` does it, or `python -m local.web`.")
