"""Serves an ASGI application on a loopback port, in a thread, while a context lasts."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn

from local.gateway.loopback import NAMES

HOST = "127.0.0.1"
BACKLOG = 2048
STOP_SECONDS = 5.0
LAST_ANSWERS_SECONDS = 1
IDLE_SECONDS = 60
"""Longer than a client here keeps a connection: a request on one that closes at that very moment gets no answer."""


class NoSuchPort(Exception):
    """The port that was asked for cannot be had."""


def listener(port: int) -> socket.socket:
    """A socket on that port, or on any free one for 0."""
    # asyncio turns Nagle's delay off (40 ms an answer) only for sockets that say they are TCP.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HOST, port))
    except (OSError, OverflowError) as reason:
        listening.close()
        raise NoSuchPort(f"port {port} cannot be had, choose another one in PORT, or none: {reason}") from reason
    listening.listen(BACKLOG)
    return listening


def origins(listening: socket.socket) -> list[str]:
    """Of the pages that are served on this socket, by each name that this machine has for itself."""
    return [f"http://{name}:{listening.getsockname()[1]}" for name in sorted(NAMES)]


@contextmanager
def served(application: Any, listening: socket.socket, *, is_dated: bool = True) -> Iterator[str]:
    """The address, answered from now until the context ends; unless `is_dated`, the application dates its answers."""
    config = uvicorn.Config(
        application,
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=is_dated,
        timeout_keep_alive=IDLE_SECONDS,
        timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, name="server", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(STOP_SECONDS)
        listening.close()
