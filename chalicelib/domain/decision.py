"""What is told to the operators of each decision about a text: ids, outcome and reason, and nobody's data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Where


@dataclass(frozen=True, kw_only=True, slots=True)
class TextDecided:
    """`after` is the time since the alert was made: since the tap, or since somebody asked for a resend.

    `overdue` is the time since it was due, so without the hold: none when it was decided before, or is tried again.
    """

    where: Where
    alert_id: str
    outcome: str
    reason: str | None
    tries: int
    after: timedelta
    overdue: timedelta


def decided(where: Where, alert: Alert, now: datetime) -> TextDecided:
    return TextDecided(
        where=where,
        alert_id=alert.alert_id,
        outcome=alert.state,
        reason=alert.reason,
        tries=alert.tries,
        after=now - alert.created_at,
        overdue=max(now - alert.due_at, timedelta()),
    )
