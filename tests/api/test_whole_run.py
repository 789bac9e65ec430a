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
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from local.day.client import Client
from local.day.network import send
from local.demo.company import DANA, SAM

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A running copy in a process of its own."""

    process: subprocess.Popen[str]
    url: str

    def dispatcher(self) -> Client:
        return Client(address=self.url, app="dispatch", email=DANA.email).signed_in(DANA.password)

    def technician(self) -> Client:
        return Client(address=self.url, email=SAM.email).signed_in(SAM.password)

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


def hold(copy: Copy, *, seconds: int) -> None:
    office = copy.dispatcher()
    settings = office.ask("GET", "/organization").body
    assert office.ask("PUT", "/organization", settings | {"hold_seconds": seconds}).is_good


def a_visit(copy: Copy, phone: str) -> str:
    """A job today for Sam; the path of its appointment."""
    office = copy.dispatcher()
    job = office.ask(
        "POST",
        "/jobs",
        {
            "title": "Leaking valve",
            "customer": {"name": "Ann Example", "phone": phone},
            "address": {"line1": "1 Main St", "city": "Phoenix", "region": "AZ", "country": "US"},
            "time_zone": "America/Phoenix",
        },
    ).body["id"]
    now = datetime.now(UTC).isoformat()
    booking = {"starts_at": now, "technician": copy.technician().ask("GET", "/me").body["id"]}
    appointment = office.ask("POST", f"/jobs/{job}/appointments", booking).body["id"]
    return f"/jobs/{job}/appointments/{appointment}"


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
        hold(copy, seconds=3)
        path = a_visit(copy, "+16025550181")
        tapped = copy.technician().ask("POST", f"{path}/status", {"status": "enroute"}).body
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
