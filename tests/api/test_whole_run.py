"""`python -m local` as a newcomer starts it: the scripted day, a restart, a kill, and a text that was due meanwhile."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from local.day.client import Client
from local.day.network import send
from local.day.office import book, create_job, set_hold
from local.day.play import ITS_OWN, enter
from local.day.stage import copy_at
from local.demo.company import DANA

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A running copy in a process of its own."""

    process: subprocess.Popen[str]
    url: str

    def dispatcher(self) -> Client:
        return Client(address=self.url, app="dispatch", email=DANA.email).signed_in(DANA.password)

    def texts(self) -> list[Any]:
        return list(send("GET", f"{self.url}/local/texts").body)

    def ended(self, how: signal.Signals) -> int:
        self.process.send_signal(how)
        return self.process.wait(PATIENCE_SECONDS)


@contextmanager
def started(folder: Path) -> Iterator[Copy]:
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "local"],
        cwd=ROOT,
        env=environment | {"DATA": str(folder), "PORT": "0"},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Copy(process=process, url=_address(process))
    finally:
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()


def _address(process: subprocess.Popen[str]) -> str:
    for line in process.stdout or ():
        if found := re.search(r"running: (http://\S+)", line):
            return found[1]
    pytest.fail("it never said where it runs")


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if holds():
            return True
    return False


def test_the_scripted_day_plays_and_everything_survives_a_restart(tmp_path: Path) -> None:
    with started(tmp_path) as copy:
        day = subprocess.run(
            [sys.executable, "-m", "local.day", "--hold", "3", copy.url],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert day.returncode == 0, day.stdout + day.stderr
        texts = copy.texts()
        jobs = copy.dispatcher().ask("GET", "/jobs?status=complete").body
        assert copy.ended(signal.SIGINT) == 0

    with started(tmp_path) as copy:
        assert copy.texts() == texts
        assert copy.dispatcher().ask("GET", "/jobs?status=complete").body == jobs
        assert copy.ended(signal.SIGTERM) == 0


def test_a_text_that_came_due_while_everything_was_down_is_sent_at_the_start(tmp_path: Path) -> None:
    with started(tmp_path) as copy:
        stage = enter(copy_at(copy.url), ITS_OWN, "+16025550181")
        set_hold(stage, 3)
        visit = book(stage, create_job(stage), timedelta(), was="unscheduled")
        tapped = stage.sent(stage.phone.tap(visit, "enroute")).body
        assert tapped["alert"]["state"] == "pending"
        assert copy.ended(signal.SIGTERM) == 0
        due = datetime.fromisoformat(tapped["alert"]["due_at"])
    assert eventually(lambda: datetime.now(UTC) > due)

    with started(tmp_path) as copy:
        assert eventually(lambda: "+16025550181" in [text["to"] for text in copy.texts()])
        assert copy.ended(signal.SIGTERM) == 0


def test_a_kill_leaves_a_copy_that_starts_again(tmp_path: Path) -> None:
    with started(tmp_path) as copy:
        before = copy.dispatcher().ask("GET", "/jobs?status=paused").body["jobs"]
        assert before
        copy.ended(signal.SIGKILL)

    with started(tmp_path) as copy:
        again = copy.dispatcher().ask("GET", "/jobs?status=paused").body["jobs"]
        assert [job["id"] for job in again] == [job["id"] for job in before]
