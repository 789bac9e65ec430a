"""`python -m local` as a newcomer starts it: the scripted day, a restart, a kill, and a text that was due meanwhile."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from local.day.client import Client, id_token, send
from local.demo.company import DANA, SAM
from tests.waiting import PATIENCE_SECONDS, eventually

ROOT = Path(__file__).parents[2]
LATE = "+16025550181"


@dataclass(frozen=True, kw_only=True)
class Copy:
    """A running copy in a process of its own."""

    process: subprocess.Popen[str]
    url: str

    def client(self, email: str, password: str, app_client: str) -> Client:
        config = send("GET", f"{self.url}/api/config").body
        token = id_token(config["sign_in_url"], config["clients"][app_client], email, password)
        return Client(address=self.url, token=token)

    def dispatcher(self) -> Client:
        return self.client(DANA.email, DANA.password, "dispatch")

    def technician(self) -> Client:
        return self.client(SAM.email, SAM.password, "field")

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


def hold(office: Client, *, seconds: int) -> None:
    settings = office.ask("GET", "/organization").body
    assert office.ask("PUT", "/organization", settings | {"hold_seconds": seconds}).is_good


def a_visit(office: Client, technician: Client, phone: str) -> str:
    """A job today for the technician; the path of its appointment."""
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
    booking = {"starts_at": datetime.now(UTC).isoformat(), "technician": technician.ask("GET", "/me").body["id"]}
    appointment = office.ask("POST", f"/jobs/{job}/appointments", booking).body["id"]
    return f"/jobs/{job}/appointments/{appointment}"


def owe_a_text(copy: Copy, *, hold_seconds: int) -> datetime:
    """When it will be due."""
    office, technician = copy.dispatcher(), copy.technician()
    hold(office, seconds=hold_seconds)
    tapped = technician.ask("POST", f"{a_visit(office, technician, LATE)}/status", {"status": "enroute"}).body
    assert tapped["alert"]["state"] == "pending"
    return datetime.fromisoformat(tapped["alert"]["due_at"])


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
        copy.ended(signal.SIGKILL)

    with started(tmp_path) as copy:
        assert copy.texts() == [late, *texts]
        assert copy.jobs("complete") == complete
        assert copy.ended(signal.SIGTERM) == 0
