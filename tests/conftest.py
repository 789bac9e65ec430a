"""No test reaches a real account, a developer's profile or another machine; what failed once fails again."""

import ipaddress
import logging
import os
import re
import sys
from collections.abc import Iterator

import hypothesis
import pytest

from tests.sharing import pytest_collection_modifyitems, pytest_xdist_auto_num_workers, pytest_xdist_make_scheduler

__all__ = ["pytest_collection_modifyitems", "pytest_xdist_auto_num_workers", "pytest_xdist_make_scheduler"]

for name in list(os.environ):
    if name.startswith("AWS_") or name.lower().endswith("_proxy"):
        del os.environ[name]
os.environ |= {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_SESSION_TOKEN": "testing",
    "AWS_REGION": "us-east-1",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}

hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.load_profile("repeatable")

LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname"}
DELIVERIES = {"socket.connect", "socket.sendto", "socket.sendmsg"}
attempts: list[str] = []


def stay_on_this_machine(event: str, arguments: tuple[object, ...]) -> None:
    if event in LOOKUPS:
        refuse_unless_here(event, arguments[0])
    elif event in DELIVERIES and isinstance(arguments[1], tuple):
        refuse_unless_here(event, arguments[1][0])


def refuse_unless_here(event: str, host: object) -> None:
    if not is_here(host):
        attempts.append(f"{event} to {host!r}")
        pytest.fail(f"a test may not leave this machine: {attempts[-1]}")  # no Exception: a client would try again


def is_here(host: object) -> bool:
    named = host.decode() if isinstance(host, bytes) else str(host or "localhost")
    try:
        return ipaddress.ip_address(named).is_loopback
    except ValueError:
        return named == "localhost" or named.endswith(".localhost")


sys.addaudithook(stay_on_this_machine)  # sees every library and thread, and patches nothing


@pytest.fixture(autouse=True)
def attempts_to_leave() -> Iterator[list[str]]:
    """Fails also the test whose attempt was swallowed, or made in another thread."""
    attempts.clear()
    yield attempts
    assert not attempts, f"a test may not leave this machine: {attempts}"


PERSONAL = {
    "a phone number": r"\+1602\d{7}",
    "a token": r"eyJ[\w-]{20,}\.",
    "an address": "Palm Ln",
    "a customer": "Rosa|Delgado",
    "a note": "Gate code|Compressor|onerror",
    "a password": "correct horse",
}


def personal_in(log: str) -> list[str]:
    return [what for what, pattern in PERSONAL.items() if re.search(pattern, log)]


@pytest.fixture(autouse=True)
def nothing_personal_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Case 36: whatever the suite does, no phone number, address, note or token is logged."""
    caplog.set_level(logging.INFO)
    yield
    found = personal_in(caplog.text)
    assert not found, f"the log holds {found}"
