"""Rung when the table's stream has something new, so that nobody has to look again and again."""

import threading
from typing import IO

MANY = 4096


class Doorbell:
    """Counts rings; whoever listens remembers how many it has heard."""

    def __init__(self) -> None:
        self.rings = 0
        self._changed = threading.Condition()

    def ring(self) -> None:
        with self._changed:
            self.rings += 1
            self._changed.notify_all()

    def wait(self, heard: int, seconds: float) -> None:
        """Until there are more rings than the listener has heard, or the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self.rings != heard, timeout=seconds)

    def ring_from(self, pipe: IO[bytes]) -> threading.Thread:
        """Ring for whatever comes through a pipe; the thread ends, and the pipe is closed, when its other end is."""

        def listen() -> None:
            with pipe:
                while pipe.read(MANY):
                    self.ring()

        thread = threading.Thread(target=listen, name="doorbell", daemon=True)
        thread.start()
        return thread
