"""Dismissing a flag, because it needs nobody any more: *Customer knows*."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.attention import causes, flags
from chalicelib.domain.entry import Unchanged
from chalicelib.domain.flag import Dismissal, Flag
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import IdempotencyMismatch


@dataclass(frozen=True, kw_only=True, slots=True)
class Dismiss:
    """Which flag, and by which request; `version` is the one the caller looked at."""

    flag: Flag
    key: str
    fingerprint: str
    version: int | None = None

    @property
    def mark(self) -> str:
        """A key is one route's, and the flag is in the route; no key has a colon, so a tap's cannot be taken for it."""
        return f"{self.flag}:{self.key}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dismissed:
    appointment: Appointment
    replayed: bool = False


def dismiss(appointment: Appointment, wanted: Dismiss, caller: Caller, *, now: datetime) -> Dismissed:
    """A flag that is not raised needs nobody already: nothing changes, and its request is remembered as a tap's is."""
    if _came_before(appointment, wanted, caller):
        return Dismissed(appointment=appointment, replayed=True)
    appointment.must_be(wanted.version)
    by = {"key": wanted.mark, "person_id": caller.person_id, "fingerprint": wanted.fingerprint}
    if wanted.flag not in flags(appointment):
        return Dismissed(appointment=appointment.with_unchanged(Unchanged(**by)))
    until = max(since for flag, since in causes(appointment) if flag is wanted.flag)
    dismissals = (*appointment.dismissals, Dismissal(flag=wanted.flag, name=caller.name, at=now, until=until, **by))
    return Dismissed(appointment=replace(appointment, dismissals=dismissals, version=appointment.version + 1))


def _came_before(appointment: Appointment, wanted: Dismiss, caller: Caller) -> bool:
    known: tuple[Dismissal | Unchanged, ...] = (*appointment.dismissals, *appointment.unchanged)
    earlier = next((each for each in known if (each.key, each.person_id) == (wanted.mark, caller.person_id)), None)
    if earlier is not None and earlier.fingerprint != wanted.fingerprint:
        raise IdempotencyMismatch
    return earlier is not None
