"""Waits for what another process or thread will have done in a moment."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

PATIENCE_SECONDS, PAUSE_SECONDS = 60.0, 0.05


def eventually(holds: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS) -> bool:
    """Looks again after a pause; False when patience ends."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not (has_come := holds()) and time.monotonic() < deadline:
        pause.wait(PAUSE_SECONDS)
    return has_come
