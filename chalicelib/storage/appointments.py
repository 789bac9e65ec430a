"""Appointments: one item each, with its timeline and its alerts in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from pynamodb.expressions.condition import Condition

from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.attention import flags
from chalicelib.domain.card import AlertSign, Card, card_of
from chalicelib.domain.entry import Unchanged
from chalicelib.domain.flag import Flag
from chalicelib.domain.owed import Owed
from chalicelib.domain.status import Outcome, Status
from chalicelib.storage import items
from chalicelib.storage.actors import Actors, actors_of, first_actor, maps_of_others
from chalicelib.storage.alerts import alert_of, map_of_alert
from chalicelib.storage.arrival import map_of_window
from chalicelib.storage.attributes import iso
from chalicelib.storage.dismissals import dismissal_of, map_of_dismissal
from chalicelib.storage.keys import (
    OWED_SHARDS,
    appointment_key,
    attention_key,
    attention_pk,
    owed_key,
    owed_pk,
    owed_times,
    schedule_key,
    where_of,
)
from chalicelib.storage.maps import UnchangedMap
from chalicelib.storage.rows import AppointmentRow
from chalicelib.storage.since import map_of_since, reached_of
from chalicelib.storage.timeline import entry_of, map_of_entry, plan_of
from chalicelib.storage.work import columns_of_work, work_of


class Appointments:
    def get(self, where: Where) -> Appointment:
        return appointment_of(items.read(AppointmentRow, appointment_key(where)))

    def save(self, appointment: Appointment) -> Appointment:
        items.write(*written(appointment))
        return replace(appointment, revision=appointment.revision + 1)

    def on_day(self, organization_id: str, day: date, technician_id: str | None) -> tuple[Card, ...]:
        partition, prefix = schedule_key(organization_id, day, technician_id)
        theirs = AppointmentRow.schedule_sk.startswith(prefix) if technician_id else None
        cards = (_card_of(row) for row in AppointmentRow.schedule.query(partition, theirs))
        return tuple(sorted(cards, key=_by_technician_and_start))

    def flagged(self, organization_id: str, *, limit: int) -> tuple[Card, ...]:
        rows = AppointmentRow.attention.query(attention_pk(organization_id), limit=limit)
        return tuple(_card_of(row) for row in rows)

    def owed(self) -> Iterator[Owed]:
        for shard in range(OWED_SHARDS):
            for row in AppointmentRow.owed.query(owed_pk(shard)):
                next_at, since = owed_times(row.owed_sk)
                yield Owed(where=where_of(row.pk, row.sk), next_at=next_at, since=since)


def written(appointment: Appointment) -> tuple[AppointmentRow, Condition]:
    """What is to be written, and on which condition."""
    return row_of(appointment), items.is_still(AppointmentRow.revision, appointment.revision)


def row_of(appointment: Appointment) -> AppointmentRow:
    """As it is after it is written: with the next revision."""
    pk, sk = appointment_key(appointment.where)
    return AppointmentRow(
        pk,
        sk,
        revision=appointment.revision + 1,
        fingerprint=appointment.fingerprint,
        first=appointment.first,
        **_columns_of_card(card_of(appointment)),
        **_history(appointment),
        **_index_keys(appointment),
    )


def appointment_of(row: AppointmentRow) -> Appointment:
    actors = actors_of(row)
    timeline = tuple(entry_of(entry, row, actors) for entry in row.timeline)
    return Appointment(
        where=where_of(row.pk, row.sk),
        work=work_of(row),
        first=Status(row.first),
        fingerprint=row.fingerprint,
        timeline=timeline,
        alerts=tuple(alert_of(alert, timeline) for alert in row.alerts),
        unchanged=tuple(_unchanged_of(unchanged, actors) for unchanged in row.unchanged),
        dismissals=tuple(dismissal_of(dismissal, actors) for dismissal in row.dismissals),
        version=row.version,
        revision=row.revision,
    )


def _columns_of_card(card: Card) -> dict[str, Any]:
    return {
        "version": card.version,
        "status": card.status,
        "outcome": card.outcome,
        "since": map_of_since(card),
        "technician_id": card.plan.technician_id,
        "technician_name": card.plan.technician_name,
        "starts_at": card.plan.starts_at,
        "ends_at": card.plan.ends_at,
        "window": map_of_window(card.plan),
        "alert_state": card.alert and card.alert.state,
        "alert_reason": card.alert and card.alert.reason,
        "alert_at": card.alert and card.alert.at,
        "flags": card.flags,
        **columns_of_work(card.work),
    }


def _card_of(row: AppointmentRow) -> Card:
    alert = (
        row.alert_state and row.alert_at and AlertSign(state=row.alert_state, reason=row.alert_reason, at=row.alert_at)
    )
    return Card(
        where=where_of(row.pk, row.sk),
        version=row.version,
        status=Status(row.status),
        outcome=Outcome(row.outcome) if row.outcome else None,
        since=row.since.at,
        reached=reached_of(row),
        plan=plan_of(row),
        work=work_of(row),
        alert=alert or None,
        flags={Flag(name): since for name, since in row.flags.items()},
    )


def _history(appointment: Appointment) -> dict[str, Any]:
    first = first_actor(appointment)
    actors = Actors(first)
    history = {
        "timeline": [map_of_entry(entry, appointment, actors) for entry in appointment.timeline],
        "alerts": [map_of_alert(alert, appointment.timeline) for alert in appointment.alerts],
        "unchanged": [_map_of_unchanged(unchanged, actors) for unchanged in appointment.unchanged],
        "dismissals": [map_of_dismissal(dismissal, actors) for dismissal in appointment.dismissals],
    }
    return {**history, "device": first.device, "people": maps_of_others(actors)}


def _map_of_unchanged(unchanged: Unchanged, actors: Actors) -> UnchangedMap:
    by = actors.place_of_person(unchanged.person_id)
    return UnchangedMap(by=by, key=unchanged.key, fingerprint=unchanged.fingerprint)


def _unchanged_of(row: UnchangedMap, actors: Actors) -> Unchanged:
    return Unchanged(key=row.key, person_id=str(actors.known[row.by].person_id), fingerprint=row.fingerprint)


def _index_keys(appointment: Appointment) -> dict[str, Any]:
    where, plan, alert = appointment.where, appointment.plan, appointment.unfinished_alert
    day, raised = appointment.work.local_date(plan.starts_at), flags(appointment)
    keys = {
        "schedule": schedule_key(where.organization_id, day, plan.technician_id, iso(plan.starts_at, timespec="auto"))
    }
    if raised:
        keys["attention"] = attention_key(where.organization_id, min(raised.values()))
    if alert:
        keys["owed"] = owed_key(where.appointment_id, alert.next_at, alert.created_at)
    return {
        f"{index}_{part}": key for index, pair in keys.items() for part, key in zip(("pk", "sk"), pair, strict=True)
    }


def _by_technician_and_start(card: Card) -> tuple[str, datetime, str]:
    return card.plan.technician_id or "", card.plan.starts_at, card.where.appointment_id
