"""Another Python, for what must not happen in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path


def said(
    by: Sequence[str],
    *,
    or_raise: type[Exception],
    given: str = "",
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> str:
    """What it wrote; when it fails, the exception with what it wrote then. The environment comes on top of ours.

    It leaves no bytecode beside what it imports: that would be packed, too.
    """
    done = subprocess.run(
        [sys.executable, *by],
        input=given,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", **(environment or {})},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise or_raise(done.stdout + done.stderr)
    return done.stdout
