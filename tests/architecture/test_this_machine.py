"""The guard in tests/conftest.py has teeth: no test can leave this machine."""

import os
import socket
import threading
from contextlib import suppress

import boto3
import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "sns.us-east-1.amazonaws.com", "2001:db8::1"])
def test_an_attempt_to_leave_fails_the_test(host: str, attempts_to_leave: list[str]) -> None:
    with pytest.raises(pytest.fail.Exception, match="may not leave this machine"):
        socket.create_connection((host, 443), timeout=1)

    assert host in attempts_to_leave.pop()


def test_no_client_swallows_the_refusal(attempts_to_leave: list[str]) -> None:
    with pytest.raises(pytest.fail.Exception, match="may not leave this machine"):
        boto3.client("sns", endpoint_url="https://sns.us-east-1.amazonaws.com").publish(
            PhoneNumber="+12125550123", Message="hello"
        )

    assert len(attempts_to_leave) == 1
    attempts_to_leave.clear()


def test_an_attempt_in_another_thread_is_remembered(attempts_to_leave: list[str]) -> None:
    def leave() -> None:
        with suppress(BaseException):
            socket.create_connection(("192.0.2.1", 443), timeout=1)

    thread = threading.Thread(target=leave)
    thread.start()
    thread.join()

    assert attempts_to_leave == ["socket.getaddrinfo to '192.0.2.1'"]
    attempts_to_leave.clear()


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        assert client.getpeername() == server.getsockname()


def test_nobodys_account_is_known_here() -> None:
    assert "AWS_PROFILE" not in os.environ
    assert boto3.Session().available_profiles == []
