"""When a status was reached, and the steps that led to it, each written once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.card import Card
from chalicelib.domain.status import NEEDS_PLAN, Status
from chalicelib.storage.attributes import MILLISECOND
from chalicelib.storage.maps import SinceMap
from chalicelib.storage.rows import AppointmentRow


def map_of_since(card: Card) -> SinceMap:
    steps = {status: at for status, at in card.reached.items() if (status, at) != (card.status, card.since)}
    return SinceMap(at=card.since, **{status.value: (card.since - at) // MILLISECOND for status, at in steps.items()})


def reached_of(row: AppointmentRow) -> Mapping[Status, datetime]:
    own = {Status(row.status): row.since.at} if row.status in NEEDS_PLAN else {}
    lags = {status: getattr(row.since, status.value) for status in NEEDS_PLAN}
    return own | {status: row.since.at - lag * MILLISECOND for status, lag in lags.items() if lag is not None}
