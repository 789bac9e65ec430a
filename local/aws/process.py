"""The process that is the embedded AWS: ministack, with snapshots, a doorbell for streams, and the times of texts.

Its standard input is held by the process that started it: when that ends, however it ends, this one stops too. Every
stream record writes one byte to its standard output, so that nobody has to ask for records in a hurry.
"""

import asyncio
import contextlib
import os
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hypercorn.asyncio import serve
from hypercorn.config import Config
from ministack import app as ministack
from ministack.services import cognito, dynamodb, sns

from local.aws.guard import guarded
from local.aws.keeper import Keeper
from local.aws.snapshots import Snapshots


async def run(listener: int, folder: Path | None, snapshot_seconds: float) -> None:
    stop = asyncio.Event()
    _stop_with_parent(asyncio.get_running_loop(), stop)
    config = Config()
    config.bind, config.graceful_timeout, config.loglevel = [f"fd://{listener}"], 0.2, "WARNING"
    if not folder:
        await serve(guarded(ministack.app, lambda: None), config, shutdown_trigger=stop.wait)
        return
    keeper = Keeper(Snapshots(folder))
    keeper.restore()
    saving = asyncio.create_task(keeper.run(snapshot_seconds))
    await serve(guarded(ministack.app, keeper.note_change), config, shutdown_trigger=stop.wait)
    saving.cancel()
    await keeper.save()


def time_texts() -> None:
    """Have every text's time kept with it: ministack keeps only what was sent to whom."""
    log_for = sns._sms_log_for

    class Timed:
        def __init__(self, number: str) -> None:
            self.log = log_for(number)

        def append(self, text: dict[str, Any]) -> None:
            self.log.append({**text, "SentAt": datetime.now(UTC).isoformat(timespec="milliseconds")})

    sns._sms_log_for = Timed


def create_users_one_by_one() -> None:
    """An address is one user's, however many ask for it at once: ministack looks first and makes then, in threads."""
    create, lock = cognito._admin_create_user, threading.Lock()

    def create_alone(asked: Any) -> Any:
        with lock:
            return create(asked)

    cognito._admin_create_user = create_alone


def ring_for_records(doorbell: int) -> None:
    """One byte to the doorbell per stream record; a full pipe is as good as a ringing one."""
    emit = dynamodb._emit_stream_event
    os.set_blocking(doorbell, False)

    def emit_and_ring(*arguments: Any, **named: Any) -> None:
        emit(*arguments, **named)
        with contextlib.suppress(BlockingIOError, BrokenPipeError):
            os.write(doorbell, b".")

    dynamodb._emit_stream_event = emit_and_ring


def _stop_with_parent(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    # Ctrl-C reaches every process of the terminal; this one waits until its parent has let go of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    loop.add_signal_handler(signal.SIGTERM, stop.set)

    def watch() -> None:
        sys.stdin.buffer.read()
        loop.call_soon_threadsafe(stop.set)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    time_texts()
    create_users_one_by_one()
    ring_for_records(sys.stdout.fileno())
    asyncio.run(run(int(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None, float(sys.argv[3])))
