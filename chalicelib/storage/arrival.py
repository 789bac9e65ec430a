"""Windows and arrivals, written only as far as they do not follow from what they belong to."""

from __future__ import annotations

from datetime import datetime

from chalicelib.domain.arrival import Arrival, ArrivalSource, Window
from chalicelib.domain.entry import Plan
from chalicelib.storage.maps import ArrivalMap, PlanMap, WindowMap
from chalicelib.storage.rows import AppointmentRow


def map_of_window(plan: Plan) -> WindowMap | None:
    if plan.window == Window(starts=plan.starts_at, ends=plan.ends_at):
        return None
    return WindowMap(starts=plan.window.starts, ends=plan.window.ends)


def window_of(row: PlanMap | AppointmentRow) -> Window:
    if row.window:
        return Window(starts=row.window.starts, ends=row.window.ends)
    return Window(starts=row.starts_at, ends=row.ends_at)


def map_of_arrival(arrival: Arrival, heard_at: datetime) -> ArrivalMap:
    return ArrivalMap(
        earliest=arrival.earliest,
        latest=arrival.latest,
        source=arrival.source,
        as_of=None if arrival.as_of == heard_at else arrival.as_of,
    )


def arrival_of(row: ArrivalMap, heard_at: datetime) -> Arrival:
    return Arrival(
        earliest=row.earliest,
        latest=row.latest,
        source=ArrivalSource(row.source),
        as_of=row.as_of or heard_at,
    )
