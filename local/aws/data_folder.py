"""The folder where a local run keeps its state: for one copy at a time, and never for the repository."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

# The embedded AWS of a run that was killed holds the folder until it has written what it knew.
PATIENCE_SECONDS = 5.0


class InUse(Exception):
    """Another copy is running on the same folder."""


@contextmanager
def held(folder: Path, patience_seconds: float = PATIENCE_SECONDS) -> Iterator[int]:
    """Makes the folder and keeps other copies out of it; the lock, for processes that shall hold it too."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    with (folder / "lock").open("w", encoding="utf-8") as file:
        deadline = time.monotonic() + patience_seconds
        while not _locked(file):
            if time.monotonic() > deadline:
                raise InUse(f"another copy is running on {folder}: stop it, or give this one another folder in DATA")
            time.sleep(0.05)
        yield file.fileno()


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
