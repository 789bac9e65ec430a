"""Keeps the embedded AWS's state on disk while it runs: what ministack itself only does at a graceful stop."""

import asyncio
import json
import logging
import threading
from collections.abc import Mapping
from typing import Any

from ministack import app as ministack
from ministack.core import persistence
from ministack.services import cloudformation

from local.aws.snapshots import Snapshots

# Its other services hold nothing of ours, and every file costs a write to disk.
KEPT = ("cloudformation", "cognito", "dynamodb", "s3", "secretsmanager", "sns", "sqs")
RETRY_SECONDS = 0.2
TRIES = 10
LOG = logging.getLogger("local")


class NotNow(Exception):
    """The state cannot be read in one piece at this moment."""


class Keeper:
    """Writes a snapshot every so often when something may have changed, and a last one at the end."""

    def __init__(self, snapshots: Snapshots) -> None:
        self.snapshots = snapshots
        self._changed = False
        self._writing = threading.Lock()

    def restore(self) -> None:
        newest = self.snapshots.newest
        if newest:
            persistence.PERSIST_STATE, persistence.STATE_DIR = True, str(newest)
            ministack._load_persisted_state()

    def note_change(self) -> None:
        self._changed = True

    async def run(self, every: float) -> None:
        while True:
            await asyncio.sleep(every)
            await self.save()

    async def save(self) -> None:
        """A snapshot, if anything may have changed since the last one that was written."""
        for _ in range(TRIES if self._changed else 0):
            try:
                await self._save_now()
            except NotNow as reason:
                LOG.info("a snapshot has to wait: %s", reason)
                await asyncio.sleep(RETRY_SECONDS)
            except Exception:
                LOG.exception("a snapshot could not be written")
                return
            else:
                return

    async def _save_now(self) -> None:
        states = _states_in_one_piece()
        self._changed = False
        try:
            await asyncio.to_thread(self._write, states)
        except BaseException:
            self._changed = True
            raise

    def _write(self, states: Mapping[str, Any]) -> None:
        with self._writing:
            self.snapshots.write({f"{name}.json": _in_its_format(name, state) for name, state in states.items()})


def _states_in_one_piece() -> dict[str, Any]:
    # Requests are served on this same thread, each to its end before anything else runs: none of them is half in it.
    if any(str(stack.get("StackStatus")).endswith("_IN_PROGRESS") for stack in cloudformation._stacks.all_values()):
        raise NotNow("a stack is being built")
    try:
        return {name: read() for name, read in ministack._build_persistence_save_dict().items() if name in KEPT}
    except RuntimeError as reason:  # ministack's own threads, such as the one that removes expired items
        raise NotNow(str(reason)) from reason


def _in_its_format(service: str, state: Any) -> str:
    # persistence.save_state would do, if it did not swallow errors: a file missing from a snapshot empties a service.
    wrapped = {"__ministack_format__": persistence._state_format_version(service), "payload": state}
    return json.dumps(wrapped, default=persistence._json_default)
