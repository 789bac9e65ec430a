"""What clients see of an appointment: its card on a day, or the whole of it with its history and its texts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any, ClassVar

import msgspec

from chalicelib.api.asked import Asked, present
from chalicelib.api.bodies import Instant
from chalicelib.api.history_views import (
    AlertView,
    ArrivalView,
    ChangeView,
    DismissalView,
    PlannedView,
    PlanView,
    alert_view,
    arrival_view,
    dismissal_view,
    entry_view,
    plan_fields,
)
from chalicelib.domain.alert import AlertState
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.arrival import Point
from chalicelib.domain.attention import flags
from chalicelib.domain.card import AlertSign, Card
from chalicelib.domain.person import Caller
from chalicelib.domain.resend import arrival_of_trip
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.work import Address, Customer, Work


class VisitView(PlannedView, kw_only=True):
    """`set_out_at`, `started_at` and `completed_at` tell what led to the status; what was taken back did not."""

    id: str
    job_id: str
    version: int
    status: Status
    outcome: Outcome | None
    since: Instant
    set_out_at: Instant | None
    started_at: Instant | None
    completed_at: Instant | None
    allowed: tuple[Status, ...]
    flags: tuple[str, ...]
    title: str
    customer: Customer
    address: Address
    location: Point | None
    time_zone: str


class AlertSignView(msgspec.Struct):
    """The alert that is owed now, or the latest; `at` is when it is due or when it ended."""

    state: AlertState
    reason: str | None
    at: Instant


class CardView(VisitView, kw_only=True):
    alert: AlertSignView | None


class AppointmentView(VisitView, kw_only=True):
    """The timeline is in the order it stands; `alert` is the one owed now, or the latest."""

    places: ClassVar = {"job_id": "/job_id", "appointment_id": "/id", "alert_id": "/alert/id"}
    """Where routes' parameters stand in it."""

    created_at: Instant
    alert: AlertView | None
    alerts: list[AlertView]
    arrival: ArrivalView | None
    timeline: list[ChangeView | PlanView]
    dismissals: list[DismissalView]


def card_view(card: Card, caller: Caller, now: datetime) -> CardView:
    return CardView(
        **_work(card.work),
        **plan_fields(card.plan),
        id=card.where.appointment_id,
        job_id=card.where.job_id,
        version=card.version,
        status=card.status,
        outcome=card.outcome,
        since=card.since,
        **_reached(card.reached),
        allowed=card.allowed(caller, now),
        alert=_sign(card.alert) if card.alert else None,
        flags=tuple(sorted(card.flags)),
    )


@present.register
def appointment_view(appointment: Appointment, asked: Asked) -> AppointmentView:
    current, arrival = appointment.current_alert, arrival_of_trip(appointment)
    return AppointmentView(
        **_work(appointment.work),
        **plan_fields(appointment.plan),
        id=appointment.where.appointment_id,
        job_id=appointment.where.job_id,
        version=appointment.version,
        status=appointment.status,
        outcome=appointment.outcome,
        since=appointment.standing.since,
        **_reached(appointment.standing.reached),
        allowed=appointment.allowed(asked.caller, asked.now),
        created_at=appointment.created_at,
        alert=alert_view(current) if current else None,
        alerts=[alert_view(alert) for alert in appointment.alerts],
        arrival=arrival_view(arrival) if arrival else None,
        timeline=[entry_view(step) for step in appointment.standing.steps],
        flags=tuple(sorted(flags(appointment))),
        dismissals=[dismissal_view(dismissal) for dismissal in appointment.dismissals],
    )


def _work(work: Work) -> dict[str, Any]:
    return {field.name: getattr(work, field.name) for field in fields(work)}


def _reached(reached: Mapping[Status, datetime]) -> dict[str, Any]:
    fields = {"set_out_at": Status.ENROUTE, "started_at": Status.STARTED, "completed_at": Status.COMPLETE}
    return {name: reached.get(status) for name, status in fields.items()}


def _sign(sign: AlertSign) -> AlertSignView:
    return AlertSignView(state=AlertState(sign.state), reason=sign.reason, at=sign.at)
