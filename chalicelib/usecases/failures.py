"""An unexpected failure as the log may know it: its kind and its place, never its message.

A message may hold what a customer or a technician wrote.
"""

from __future__ import annotations

import logging
import traceback

FRAMES = 5

log = logging.getLogger(__name__)


def log_failure(what: str, failure: BaseException) -> None:
    frames = traceback.extract_tb(failure.__traceback__)[-FRAMES:]
    log.error("%s: %s at %s", what, type(failure).__name__, [f"{frame.filename}:{frame.lineno}" for frame in frames])
