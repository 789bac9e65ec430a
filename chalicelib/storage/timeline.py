"""An appointment's timeline, as it stands in its item: its present plan is that of the item, and not written again."""

from __future__ import annotations

from typing import Any

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.entry import Change, Entry, Plan, Planned
from chalicelib.domain.person import Role, Source
from chalicelib.domain.status import Outcome, Status
from chalicelib.storage.actors import Actor, Actors
from chalicelib.storage.arrival import arrival_of, map_of_arrival, map_of_window, window_of
from chalicelib.storage.attributes import MILLISECOND, milliseconds_of
from chalicelib.storage.keys import where_of
from chalicelib.storage.maps import EntryMap, PlanMap
from chalicelib.storage.rows import AppointmentRow


def map_of_entry(entry: Entry, of: Appointment, actors: Actors) -> EntryMap:
    if isinstance(entry, Change):
        return _map_of_change(entry, actors)
    return EntryMap(
        by=actors.place(Actor(entry.person_id, entry.name)),
        recorded_at=entry.recorded_at,
        entry_id=None if entry.entry_id == of.where.appointment_id else entry.entry_id,
        plan=None if entry.plan == of.plan else _map_of_plan(entry.plan),
    )


def entry_of(row: EntryMap, of: AppointmentRow, actors: Actors) -> Entry:
    actor = actors.known[row.by]
    if row.key is not None:
        return _change_of(row, actor)
    return Planned(
        entry_id=where_of(of.pk, of.sk).appointment_id if row.entry_id is None else row.entry_id,
        person_id=str(actor.person_id),
        name=str(actor.name),
        recorded_at=row.recorded_at,
        plan=plan_of(row.plan or of),
    )


def _map_of_plan(plan: Plan) -> PlanMap:
    return PlanMap(
        technician_id=plan.technician_id,
        technician_name=plan.technician_name,
        starts_at=plan.starts_at,
        ends_at=plan.ends_at,
        window=map_of_window(plan),
    )


def plan_of(row: PlanMap | AppointmentRow) -> Plan:
    return Plan(
        technician_id=row.technician_id,
        technician_name=row.technician_name,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        window=window_of(row),
    )


def _map_of_change(change: Change, actors: Actors) -> EntryMap:
    return EntryMap(
        by=actors.place(Actor(change.person_id, change.name, change.device)),
        recorded_at=change.recorded_at,
        lag=milliseconds_of(change.recorded_at) - milliseconds_of(change.occurred_at),
        key=change.key,
        fingerprint=change.fingerprint,
        status=change.status,
        outcome=None if change.outcome is Outcome.DONE else change.outcome,
        reason=change.reason,
        role=change.role,
        source=change.source,
        sequence=change.sequence,
        arrival=change.arrival and map_of_arrival(change.arrival, change.recorded_at),
        correction=change.correction,
        not_texted=change.not_texted,
        **_device_times(change),
    )


def _change_of(row: EntryMap, actor: Actor) -> Change:
    occurred_at = row.recorded_at - row.lag * MILLISECOND
    ahead = None if row.ahead is None else row.ahead * MILLISECOND
    status = Status(str(row.status))
    return Change(
        key=str(row.key),
        person_id=str(actor.person_id),
        name=str(actor.name),
        role=Role(row.role),
        source=Source(row.source),
        status=status,
        outcome=Outcome(row.outcome or Outcome.DONE) if status is Status.COMPLETE else None,
        reason=row.reason,
        occurred_at=occurred_at,
        recorded_at=row.recorded_at,
        device_occurred_at=row.device_occurred_at if ahead is None else occurred_at + ahead,
        device_now=row.device_now if ahead is None else row.recorded_at + ahead,
        device=actor.device,
        sequence=row.sequence,
        fingerprint=str(row.fingerprint),
        arrival=arrival_of(row.arrival, row.recorded_at) if row.arrival else None,
        correction=row.correction,
        not_texted=row.not_texted,
    )


def _device_times(change: Change) -> dict[str, Any]:
    """Both follow from how far the device's clock was ahead, unless its time had to be put right otherwise, too."""
    said, read = change.device_occurred_at, change.device_now
    if said and read:
        ahead = milliseconds_of(read) - milliseconds_of(change.recorded_at)
        if milliseconds_of(said) - milliseconds_of(change.occurred_at) == ahead:
            return {"ahead": ahead}
    return {"device_occurred_at": said, "device_now": read}
