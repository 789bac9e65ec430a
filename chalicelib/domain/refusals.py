"""What can be refused, and the facts that come with each refusal.

Refused
├── Invalid                 a field breaks a rule; `errors` says which
│   ├── IdempotencyMismatch the key was used before for something else
│   └── NotUploaded         the photo's file has not arrived
├── Unreadable              the request is not what its form says it is
├── NotFound                no such thing for this caller
├── Forbidden               this role may not ask that
├── NotAllowed              the status it has does not allow the move
├── TooManyChanges          the appointment's history is full
├── TooManyPhotos           the job has all the photos that it may have
├── VersionMismatch         somebody was faster; `current` is what stands now
├── Conflict                a write lost its race (inside the system only)
├── TooOften                one person asks for too much of what costs money; ask again later
├── Busy                    the race was lost too often; ask again
└── Unavailable             what we rest on does not answer just now; ask again

The name in snake_case is the `code` that clients read.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from math import ceil
from typing import Any


class Refused(Exception):
    """The root: its text is one sentence a person can act on."""


class Invalid(Refused):
    """A field breaks a rule."""

    def __init__(self, **errors: str) -> None:
        super().__init__("; ".join(f"{field}: {message}" for field, message in errors.items()))
        self.errors: Mapping[str, str] = errors


class IdempotencyMismatch(Invalid):
    """The same Idempotency-Key came with another request."""

    def __init__(self) -> None:
        super().__init__(idempotency_key="was used before for another request; send a new key with a new request")


class NotUploaded(Invalid):
    """No file lies where the photo's was to be sent."""

    def __init__(self) -> None:
        super().__init__(photo="its file has not arrived; ask for the photo again with the same key and send the file")


class Unreadable(Refused):
    """The request cannot be read at all: not JSON, a tampered cursor, a key of the wrong form."""


class NotFound(Refused):
    """There is no such thing, or it is not this caller's to know of."""

    def __init__(self) -> None:
        super().__init__("there is nothing here that you may see")


class Forbidden(Refused):
    """The caller's role may not ask this."""


class NotAllowed(Refused):
    """The appointment's state does not allow it; `allowed` are the statuses that are."""

    def __init__(self, message: str, *, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.allowed = allowed


class TooManyChanges(Refused):
    """The appointment's history is full."""


class TooManyPhotos(Refused):
    """The job has all the photos that it may have."""


class VersionMismatch(Refused):
    """Somebody changed it since the caller looked; `current` is the object as it is now."""

    def __init__(self, message: str, current: Any) -> None:
        super().__init__(message)
        self.current = current


class Conflict(Refused):
    """Another writer was faster; whoever catches it reads again and decides anew."""


class TooOften(Refused):
    """One person asks for too much of what costs money; `wait` is how long until they may ask again."""

    def __init__(self, message: str, wait: timedelta) -> None:
        super().__init__(f"{message}; wait {ceil(wait / timedelta(minutes=1))} minutes")
        self.wait = wait


class Busy(Refused):
    """Every try lost its race."""

    def __init__(self) -> None:
        super().__init__("too many people are changing this at once; try again in a second")


class Unavailable(Refused):
    """Something that we rest on is out of reach or overloaded, for now."""

    def __init__(self) -> None:
        super().__init__("we could not reach our records in time; nothing is lost, try again in a second")
