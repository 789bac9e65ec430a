"""The embedded AWS's state on disk: whole snapshots, of which the newest counts.

A snapshot is a folder that gets its name only when everything in it is written, so that being killed at any moment
leaves the one before. All services are in one snapshot: a text in the log and the item that says so are kept or lost
together.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

PREFIX = "snapshot-"


class Snapshots:
    """The snapshots in one folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    @property
    def newest(self) -> Path | None:
        """The folder to load from, if there is one."""
        return max(self.folder.glob(f"{PREFIX}*"), key=_number, default=None)

    def write(self, files: Mapping[str, str]) -> None:
        """A new snapshot; the older ones go when it is safe on disk."""
        unfinished = self.folder / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for name, text in files.items():
            _write(unfinished / name, text)
        number = _number(self.newest) + 1 if self.newest else 1
        finished = unfinished.rename(self.folder / f"{PREFIX}{number}")
        _sync(self.folder)
        self._discard(keep=finished)

    def _discard(self, keep: Path | None) -> None:
        for folder in self.folder.glob(f"{PREFIX}*"):
            if folder != keep:
                shutil.rmtree(folder, ignore_errors=True)


def _number(folder: Path) -> int:
    return int(folder.name.removeprefix(PREFIX))


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
