"""An alert: one text owed to the customer because of a change, and what became of it.

pending → sending → sent | failed(reason) | unknown, or pending → skipped(reason). Only a pending alert may be claimed,
and only the claim's owner may record its end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from chalicelib.domain.arrival import Arrival
from chalicelib.domain.clocks import to_milliseconds


class AlertState(StrEnum):
    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"


UNFINISHED = frozenset({AlertState.PENDING, AlertState.SENDING})
MAY_HAVE_REACHED = frozenset({AlertState.SENT, AlertState.UNKNOWN})


class Reason(StrEnum):
    """Why a text was not sent, in the words the card shows."""

    STALE = "stale"
    UNDONE = "undone"
    STARTED = "started"
    COMPLETED = "completed"
    CANCELED = "canceled"
    REASSIGNED = "reassigned"
    DUPLICATE = "duplicate"
    NOT_REQUESTED = "not_requested"
    CORRECTION = "correction"
    NO_NUMBER = "no_number"
    INVALID_NUMBER = "invalid_number"
    NOTIFY_OFF = "notify_off"
    OPTED_OUT = "opted_out"
    COUNTRY = "country"
    TOO_MANY = "too_many"
    BUDGET = "budget"
    PAUSED = "paused"


LEASE = timedelta(seconds=40)
"""Longer than the function may run (30 s), so a live lease means that somebody may be sending right now."""

HAND_OVER_BEFORE = timedelta(seconds=10)
"""With less than this left before it expires a text no longer leaves: handing it over takes up to 7 s."""

BACK_OFF = tuple(timedelta(seconds=seconds) for seconds in (1, 2, 5, 15, 40, 90, 180, 360))
"""The waits before each further try of a text that certainly was not sent."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Alert:
    """One text owed. `arrival` is fixed at the tap, `text` at the claim."""

    alert_id: str
    entry_id: str
    """The change that owes it."""
    asked: bool = False
    """A dispatcher asked for it in so many words: `duplicate`, `correction` and `not_requested` do not hold it back."""
    arrival: Arrival | None = None
    created_at: datetime
    due_at: datetime
    expires_at: datetime
    state: AlertState = AlertState.PENDING
    reason: str | None = None
    tries: int = 0
    owner: str | None = None
    lease_until: datetime | None = None
    text: str | None = None
    ended_at: datetime | None = None
    message_id: str | None = None
    resends: str | None = None
    """The alert that a person had sent once more, by this one."""
    resent_by: str | None = None
    fingerprint: str | None = None
    """Of the request that resent it."""

    @property
    def is_unfinished(self) -> bool:
        return self.state in UNFINISHED

    @property
    def next_at(self) -> datetime:
        """When somebody must look at it again at the latest: due, or the lease's end."""
        return self.lease_until if self.state is AlertState.SENDING and self.lease_until else self.due_at

    def may_leave(self, now: datetime) -> bool:
        """Whether it can still be handed over in time."""
        return self.expires_at - now >= HAND_OVER_BEFORE

    def skipped(self, reason: str, now: datetime) -> Alert:
        return replace(self, state=AlertState.SKIPPED, reason=reason, ended_at=now)

    def claimed(self, *, owner: str, text: str, now: datetime) -> Alert:
        return replace(self, state=AlertState.SENDING, owner=owner, lease_until=now + LEASE, text=text)

    def given_back(self) -> Alert:
        """Nothing left the process; the next worker decides anew."""
        return replace(self, state=AlertState.PENDING, owner=None, lease_until=None, text=None)

    def sent(self, message_id: str, now: datetime) -> Alert:
        return self._ended(AlertState.SENT, now, message_id=message_id)

    def failed(self, why: str, now: datetime) -> Alert:
        return self._ended(AlertState.FAILED, now, reason=why)

    def unknown(self, now: datetime) -> Alert:
        """Its answer was lost: it may have been sent, so nothing sends it again by itself."""
        return self._ended(AlertState.UNKNOWN, now)

    def retried(self, now: datetime, jitter: float) -> Alert:
        """Certainly not sent: due again after a jittered wait (`jitter` 0 to 1), or, after the last try, at its end."""
        if self.tries >= len(BACK_OFF):
            return replace(self.given_back(), due_at=self.expires_at)
        wait = BACK_OFF[self.tries] * (0.5 + jitter)
        return replace(self.given_back(), tries=self.tries + 1, due_at=to_milliseconds(now + wait))

    def _ended(
        self, state: AlertState, now: datetime, *, reason: str | None = None, message_id: str | None = None
    ) -> Alert:
        return replace(
            self, state=state, reason=reason, message_id=message_id, ended_at=now, owner=None, lease_until=None
        )
