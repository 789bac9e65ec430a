"""An appointment's alerts, as they stand in its item; what they share with their change is not written twice."""

from __future__ import annotations

from collections.abc import Sequence

from chalicelib.domain.alert import Alert, AlertState
from chalicelib.domain.arrival import Arrival
from chalicelib.domain.entry import Change, Entry
from chalicelib.storage.arrival import arrival_of, map_of_arrival
from chalicelib.storage.maps import AlertMap


def map_of_alert(alert: Alert, timeline: Sequence[Entry]) -> AlertMap:
    place = next(place for place, entry in enumerate(timeline) if entry.entry_id == alert.entry_id)
    owing = timeline[place]
    own_arrival = None if alert.arrival == _arrival(owing) else alert.arrival
    return AlertMap(
        alert_id=alert.alert_id,
        entry=place,
        asked=alert.asked,
        arrival=own_arrival and map_of_arrival(own_arrival, owing.recorded_at),
        no_arrival=alert.arrival is None and _arrival(owing) is not None,
        created_at=None if alert.created_at == owing.recorded_at else alert.created_at,
        due_at=alert.due_at,
        expires_at=alert.expires_at,
        state=alert.state,
        reason=alert.reason,
        tries=alert.tries,
        owner=alert.owner,
        lease_until=alert.lease_until,
        text=alert.text,
        ended_at=alert.ended_at,
        message_id=alert.message_id,
        resends=alert.resends,
        resent_by=alert.resent_by,
        fingerprint=alert.fingerprint,
    )


def alert_of(row: AlertMap, timeline: Sequence[Entry]) -> Alert:
    owing = timeline[row.entry]
    own_arrival = arrival_of(row.arrival, owing.recorded_at) if row.arrival else None
    return Alert(
        alert_id=row.alert_id,
        entry_id=owing.entry_id,
        asked=row.asked,
        arrival=own_arrival or (None if row.no_arrival else _arrival(owing)),
        created_at=row.created_at or owing.recorded_at,
        due_at=row.due_at,
        expires_at=row.expires_at,
        state=AlertState(row.state),
        reason=row.reason,
        tries=row.tries,
        owner=row.owner,
        lease_until=row.lease_until,
        text=row.text,
        ended_at=row.ended_at,
        message_id=row.message_id,
        resends=row.resends,
        resent_by=row.resent_by,
        fingerprint=row.fingerprint,
    )


def _arrival(owing: Entry) -> Arrival | None:
    return owing.arrival if isinstance(owing, Change) else None
