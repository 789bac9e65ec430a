"""What clients see of an appointment's history: its plans, changes, alerts and dismissed flags."""

from __future__ import annotations

from typing import Any

import msgspec

from chalicelib.api.bodies import Instant
from chalicelib.domain.alert import Alert, AlertState
from chalicelib.domain.arrival import Arrival, ArrivalSource, Window
from chalicelib.domain.entry import Change, Plan, Planned
from chalicelib.domain.flag import Dismissal, Flag
from chalicelib.domain.person import Role, Source
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.timeline import Step


class WindowView(msgspec.Struct):
    from_: Instant = msgspec.field(name="from")
    to: Instant


class TechnicianView(msgspec.Struct):
    id: str
    name: str


class PlannedView(msgspec.Struct, kw_only=True):
    technician: TechnicianView | None
    starts_at: Instant
    ends_at: Instant
    window: WindowView


class ArrivalView(msgspec.Struct, kw_only=True):
    from_: Instant = msgspec.field(name="from")
    to: Instant
    source: ArrivalSource
    as_of: Instant


class AlertView(msgspec.Struct, kw_only=True):
    """One text owed: `due_at` lets an Undo count down, `text` is there once it was claimed."""

    id: str
    change: str
    state: AlertState
    reason: str | None
    due_at: Instant
    expires_at: Instant
    ended_at: Instant | None
    text: str | None
    resends: str | None
    resent_by: str | None


class ChangeView(msgspec.Struct, kw_only=True, tag="change", tag_field="kind"):
    """`applied` is false for one that was filed but could not take effect where it stands."""

    id: str
    status: Status
    outcome: Outcome | None
    reason: str | None
    occurred_at: Instant
    recorded_at: Instant
    person: str
    name: str
    role: Role
    source: Source
    applied: bool
    contradicts: bool
    not_texted: str | None


class PlanView(PlannedView, kw_only=True, tag="plan", tag_field="kind"):
    id: str
    recorded_at: Instant
    person: str
    name: str


class DismissalView(msgspec.Struct, kw_only=True):
    """Somebody said that the flag needs nobody any more; a later cause raises it anew."""

    flag: Flag
    at: Instant
    person: str
    name: str


def plan_fields(plan: Plan) -> dict[str, Any]:
    technician = TechnicianView(plan.technician_id, plan.technician_name or "") if plan.technician_id else None
    return {
        "technician": technician,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "window": _window(plan.window),
    }


def _window(window: Window) -> WindowView:
    return WindowView(from_=window.starts, to=window.ends)


def alert_view(alert: Alert) -> AlertView:
    return AlertView(
        id=alert.alert_id,
        change=alert.entry_id,
        state=alert.state,
        reason=alert.reason,
        due_at=alert.due_at,
        expires_at=alert.expires_at,
        ended_at=alert.ended_at,
        text=alert.text,
        resends=alert.resends,
        resent_by=alert.resent_by,
    )


def arrival_view(arrival: Arrival) -> ArrivalView:
    return ArrivalView(from_=arrival.earliest, to=arrival.latest, source=arrival.source, as_of=arrival.as_of)


def entry_view(step: Step) -> ChangeView | PlanView:
    entry = step.entry
    if isinstance(entry, Planned):
        return PlanView(
            **plan_fields(entry.plan),
            id=entry.entry_id,
            recorded_at=entry.recorded_at,
            person=entry.person_id,
            name=entry.name,
        )
    return _change(entry, step)


def dismissal_view(dismissal: Dismissal) -> DismissalView:
    return DismissalView(flag=dismissal.flag, at=dismissal.at, person=dismissal.person_id, name=dismissal.name)


def _change(change: Change, step: Step) -> ChangeView:
    return ChangeView(
        id=change.entry_id,
        status=change.status,
        outcome=change.outcome,
        reason=change.reason,
        occurred_at=change.occurred_at,
        recorded_at=change.recorded_at,
        person=change.person_id,
        name=change.name,
        role=change.role,
        source=change.source,
        applied=step.applied,
        contradicts=step.contradicts,
        not_texted=change.not_texted,
    )
