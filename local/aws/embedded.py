"""AWS on this machine: ministack in a process of its own, on a loopback port that was free."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Self, cast

from local.aws.doorbell import Doorbell

HOST = "127.0.0.1"
REGION = "us-east-1"
# With no token: one that a developer's shell holds would be sent along, and refused.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local", "AWS_SESSION_TOKEN": ""}
SNAPSHOT_SECONDS = 15.0
START_SECONDS = 30.0
STOP_SECONDS = 20.0
CHECKOUT = Path(__file__).resolve().parents[2]
CLOCK = ("LD_PRELOAD", "FAKETIME", "FAKETIME_SHARED", "FAKETIME_DONT_FAKE_MONOTONIC")
"""Who sets the clock of a run with faketime sets that of AWS, too: else each took the other's signatures for old."""
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", *CLOCK)
SERVICES = "cloudformation,cognito-idp,dynamodb,dynamodbstreams,s3,secretsmanager,sns,sqs"
# Nothing can be written below a device, so what has no folder stays in memory.
NOWHERE = Path(os.devnull)


class DidNotStart(Exception):
    """The embedded AWS ended, or did not answer in time; what it last said follows."""


class EmbeddedAws:
    """The embedded AWS, running while the context lasts; its state is in the folder, or in memory without one."""

    def __init__(
        self,
        folder: Path | None = None,
        *,
        lock: int | None = None,
        snapshot_seconds: float = SNAPSHOT_SECONDS,
        services: str = SERVICES,
    ) -> None:
        self.services = services
        self.folder = folder
        self.lock = lock
        self.snapshot_seconds = snapshot_seconds
        self.doorbell = Doorbell()
        self.endpoint = ""

    @property
    def environment(self) -> dict[str, str]:
        """What makes the AWS libraries speak to this AWS and to no other."""
        return {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            **CREDENTIALS,
            "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    @property
    def process_id(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def texts(self) -> list[dict[str, Any]]:
        """Every text handed to SNS, as ministack logged it."""
        logs = self._log_of("sns/sms-messages")["sms_messages"]
        return [text for log in logs.values() for text in log]

    def mails(self) -> list[dict[str, Any]]:
        """Every e-mail that Cognito sent, an invitation with its first password among them."""
        logs = self._log_of("ses/messages")["messages"]
        return [mail for log in logs.values() for mail in log]

    def _log_of(self, what: str) -> dict[str, Any]:
        with urllib.request.urlopen(f"{self.endpoint}/_ministack/{what}", timeout=5) as answer:
            log: dict[str, Any] = json.load(answer)
        return log

    @contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """What is done inside is forgotten, with all that no snapshot has yet, unless it is done to the end."""
        try:
            yield
        except BaseException:
            self._process.kill()
            raise

    def __enter__(self) -> Self:
        with socket.socket() as listener:
            listener.bind((HOST, 0))
            listener.listen()
            port = listener.getsockname()[1]
            self._log = self._open_log()
            self._process = self._start(listener.fileno(), port)
        self._listening = self.doorbell.ring_from(cast(IO[bytes], self._process.stdout))
        self.endpoint = f"http://{HOST}:{port}"
        try:
            self._wait_until_ready()
        except BaseException:
            self._end()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _end(self) -> None:
        cast(IO[bytes], self._process.stdin).close()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._listening.join()
        self._log.close()

    def _start(self, listener: int, port: int) -> subprocess.Popen[bytes]:
        state = str(self.folder / "snapshots") if self.folder else ""
        return subprocess.Popen(
            [sys.executable, "-m", "local.aws.process", str(listener), state, str(self.snapshot_seconds)],
            cwd=CHECKOUT,
            env=self._own_environment(port),
            pass_fds=[listener] if self.lock is None else [listener, self.lock],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
            bufsize=0,
        )

    def _own_environment(self, port: int) -> dict[str, str]:
        folder = self.folder or NOWHERE
        return {name: os.environ[name] for name in KEPT if name in os.environ} | {
            "GATEWAY_PORT": str(port),
            "BIND_HOST": HOST,
            "AUTH": "true",  # only then are signatures, forms and the origins of pages checked as AWS does
            **CREDENTIALS,
            "SERVICES": self.services,
            "AWS_ENDPOINT_URL": f"http://{HOST}:{port}",  # where functions that it runs itself find it
            "STATE_DIR": str(folder / "keys"),
            "S3_PERSIST": "1" if self.folder else "0",
            "S3_DATA_DIR": str(folder / "objects"),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LOG_LEVEL": "WARNING",
            "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
            "DOCKER_HOST": "unix:///nowhere",  # or it would look for containers to remove
        }

    def _open_log(self) -> IO[bytes]:
        if not self.folder:
            return tempfile.TemporaryFile()
        self.folder.mkdir(parents=True, exist_ok=True)
        return (self.folder / "log.txt").open("w+b")

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if time.monotonic() > deadline or not self.running:
                self._log.seek(0)
                raise DidNotStart(self._log.read().decode(errors="replace")[-2000:])
            time.sleep(0.02)

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.endpoint}/_ministack/ready", timeout=START_SECONDS).close()
        except OSError:
            return False
        return True
