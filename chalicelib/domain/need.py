"""What needs the dispatcher now, since when, and what mends it: raised flags, and the two that the clock raises.

Days are those of the address: a card is looked at on its day and on the day after.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from chalicelib.domain.card import Card
from chalicelib.domain.clocks import DAY, dates_on_earth, days_between
from chalicelib.domain.status import OPEN, Status

SHORT_WINDOW = timedelta(hours=1)
INTO_A_SHORT_WINDOW = timedelta(minutes=15)
BEFORE_THE_END_OF_A_LONG_ONE = timedelta(minutes=30)
AFTER_THE_PLANNED_END = timedelta(minutes=30)


class Kind(StrEnum):
    """The flags, and what only the clock tells."""

    FAILED = "failed"
    UNKNOWN = "unknown"
    TOLD_THEN_CHANGED = "told_then_changed"
    CONTRADICTION = "contradiction"
    NOBODY_ON_THE_WAY = "nobody_on_the_way"
    NOT_COMPLETE = "not_complete"


class Mend(StrEnum):
    """What a dispatcher can do about it."""

    SET_STATUS = "set_status"
    REPLAN = "replan"
    RESEND = "resend"
    CALL = "call"
    DISMISS = "dismiss"


MENDED_BY: Mapping[Kind, tuple[Mend, ...]] = {
    Kind.FAILED: (Mend.RESEND, Mend.CALL, Mend.DISMISS),
    Kind.UNKNOWN: (Mend.RESEND, Mend.CALL, Mend.DISMISS),
    Kind.TOLD_THEN_CHANGED: (Mend.CALL, Mend.DISMISS),
    Kind.CONTRADICTION: (Mend.SET_STATUS, Mend.DISMISS),
    Kind.NOBODY_ON_THE_WAY: (Mend.SET_STATUS, Mend.REPLAN),
    Kind.NOT_COMPLETE: (Mend.SET_STATUS,),
}
"""The best first."""

POSSIBLE: Mapping[Mend, Callable[[Card], bool]] = {
    Mend.RESEND: lambda card: card.status is Status.ENROUTE and not card.owes_text,
    Mend.CALL: lambda card: card.work.customer.phone is not None,
}
"""Where it depends on the card."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Need:
    """`since` is the instant at which it began to hold."""

    kind: Kind
    since: datetime
    card: Card

    @property
    def mends(self) -> tuple[Mend, ...]:
        return tuple(mend for mend in MENDED_BY[self.kind] if mend not in POSSIBLE or POSSIBLE[mend](self.card))


def needs(flagged: Iterable[Card], recent: Iterable[Card], now: datetime) -> tuple[Need, ...]:
    """The oldest first."""
    found = [*_of_flags(flagged), *_of_clock(recent, now)]
    return tuple(sorted(found, key=lambda need: (need.since, need.card.where.appointment_id, need.kind)))


def days_to_look_at(now: datetime) -> list[date]:
    """Every date that it is now, or was a day ago, somewhere on earth."""
    earliest, latest = dates_on_earth(now)
    return days_between(earliest - DAY, latest)


def _of_flags(cards: Iterable[Card]) -> Iterator[Need]:
    for card in cards:
        for flag, since in card.flags.items():
            yield Need(kind=Kind(flag), since=since, card=card)


def _of_clock(cards: Iterable[Card], now: datetime) -> Iterator[Need]:
    """At most one of a card, the one that began first: a visit that nobody began is not late twice."""
    for card in cards:
        begun = [(since, kind) for since, kind in _due(card) if since <= now]
        if begun and timedelta() <= card.age(now) <= DAY:
            since, kind = min(begun)
            yield Need(kind=kind, since=since, card=card)


def _due(card: Card) -> Iterator[tuple[datetime, Kind]]:
    """From when on each would hold, if the status stays as it is."""
    if card.status is Status.SCHEDULED:
        yield _should_be_on_the_way(card), Kind.NOBODY_ON_THE_WAY
    if card.status in OPEN:
        yield card.plan.ends_at + AFTER_THE_PLANNED_END, Kind.NOT_COMPLETE


def _should_be_on_the_way(card: Card) -> datetime:
    window = card.plan.window
    if window.ends - window.starts <= SHORT_WINDOW:
        return window.starts + INTO_A_SHORT_WINDOW
    return window.ends - BEFORE_THE_END_OF_A_LONG_ONE
