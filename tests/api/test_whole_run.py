"""`python -m local` as a newcomer starts it: the scripted day, a restart, a kill, and a text that was due meanwhile."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from local.aws.snapshots import Snapshots
from local.day.client import Client
from local.day.network import send
from local.day.office import book, create_job, set_hold
from local.day.play import ITS_OWN, enter
from local.day.stage import copy_at
from local.demo.company import DANA
from tests.waiting import PATIENCE_SECONDS, eventually

ROOT = Path(__file__).parents[2]
LATE = "+16025550181"


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A running copy in a process of its own."""

    process: subprocess.Popen[str]
    url: str

    def dispatcher(self) -> Client:
        return Client(address=self.url, app="dispatch", email=DANA.email).signed_in(DANA.password)

    def texts(self) -> list[Any]:
        return list(send("GET", f"{self.url}/local/texts").body)

    def jobs(self, status: str) -> list[Any]:
        found = self.dispatcher().ask("GET", f"/jobs?status={status}").body["jobs"]
        assert found
        return list(found)

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


def play(copy: Copy) -> None:
    words = [sys.executable, "-m", "local.day", "--hold", "3", copy.url]
    day = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert day.returncode == 0, day.stdout + day.stderr


def owe_a_text(copy: Copy, *, hold_seconds: int) -> datetime:
    """When it will be due."""
    stage = enter(copy_at(copy.url), ITS_OWN, LATE)
    set_hold(stage, hold_seconds)
    visit = book(stage, create_job(stage), timedelta(), was="unscheduled")
    tapped = stage.sent(stage.phone.tap(visit, "enroute")).body
    assert tapped["alert"]["state"] == "pending"
    return datetime.fromisoformat(tapped["alert"]["due_at"])


def is_kept(message_id: str, folder: Path) -> bool:
    """A kill loses what no snapshot has."""
    newest = Snapshots(folder / "snapshots").newest
    with suppress(FileNotFoundError):  # the next one has taken its place
        return newest is not None and message_id in (newest / "sns.json").read_text("utf-8")
    return False


def test_the_day_plays_and_survives_a_stop_and_a_kill_and_what_came_due_meanwhile_is_sent(tmp_path: Path) -> None:
    with started(tmp_path) as copy:
        play(copy)
        texts, complete = copy.texts(), copy.jobs("complete")
        due = owe_a_text(copy, hold_seconds=3)
        assert copy.ended(signal.SIGINT) == 0
    assert eventually(lambda: datetime.now(UTC) > due)

    with started(tmp_path) as copy:
        assert eventually(lambda: LATE in [text["to"] for text in copy.texts()])
        late, *others = copy.texts()
        assert (late["to"], others) == (LATE, texts)
        assert copy.jobs("complete") == complete
        assert eventually(lambda: is_kept(late["message_id"], tmp_path))
        copy.ended(signal.SIGKILL)

    with started(tmp_path) as copy:
        assert copy.texts() == [late, *texts]
        assert copy.jobs("complete") == complete
        assert copy.ended(signal.SIGTERM) == 0
