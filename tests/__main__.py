"""`python -m tests`: all that proves the product; `python -m tests check`: what is quick enough after each change."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

Command = Sequence[str]

STATIC: Mapping[str, Command] = {
    "types": ("mypy",),
    "web": ("local.web", "test"),
    "lint": ("ruff", "check"),
    "format": ("ruff", "format", "--check"),
    "wheels": ("infrastructure.wheels",),
}
"""Checks that run nothing of the product, or only its web logic."""

SHARED = ("pytest", "--numprocesses=auto", "--dist=loadscope", "--no-loadscope-reorder", "--quiet")
TESTS: Mapping[str, Command] = {"test": (*SHARED, "tests"), "check": (*SHARED, "tests/unit", "tests/architecture")}
FIRST_TIME = {"test": "about a quarter of an hour on two cores", "check": "about a minute"}


def main(what: str = "test") -> int:
    began, last = time.monotonic(), Path(sys.prefix, f"seconds-of-{what}")
    expected = f"it took {in_words(float(last.read_text()))} here the last time" if last.is_file() else FIRST_TIME[what]
    print(f"make {what}: {expected}", flush=True)
    failed = failures(what)
    if failed:
        print(f"make {what} failed: {', '.join(failed)}", file=sys.stderr)
        return 1
    last.write_text(str(time.monotonic() - began))
    print(f"make {what} passed in {in_words(time.monotonic() - began)}")
    return 0


def failures(what: str) -> list[str]:
    """What failed of the static checks, which run side by side; the tests begin only when none did."""
    with ThreadPoolExecutor(len(STATIC)) as side_by_side:
        passed = dict(zip(STATIC, side_by_side.map(partial(passes, time.monotonic()), STATIC), strict=True))
    if all(passed.values()):
        passed["tests"] = not run(TESTS[what]).returncode
    return [name for name, fine in passed.items() if not fine]


def passes(began: float, name: str) -> bool:
    """Quiet unless it fails."""
    done = run(STATIC[name], subprocess.PIPE)
    verdict = f"FAILED\n{done.stdout}" if done.returncode else "passed"
    print(f"{name} {verdict} ({in_words(time.monotonic() - began)})", flush=True)
    return not done.returncode


def run(command: Command, output: int | None = None) -> subprocess.CompletedProcess[str]:
    whole = [sys.executable, "-m", *command]
    return subprocess.run(whole, stdout=output, stderr=output and subprocess.STDOUT, text=True, check=False)


def in_words(seconds: float) -> str:
    minutes, seconds = divmod(round(seconds), 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
