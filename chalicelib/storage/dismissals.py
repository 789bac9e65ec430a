"""An appointment's dismissals, as they stand in its item."""

from __future__ import annotations

from chalicelib.domain.flag import Dismissal, Flag
from chalicelib.storage.actors import Actor, Actors
from chalicelib.storage.maps import DismissalMap


def map_of_dismissal(dismissal: Dismissal, actors: Actors) -> DismissalMap:
    return DismissalMap(
        by=actors.place(Actor(dismissal.person_id, dismissal.name)),
        flag=dismissal.flag,
        key=dismissal.key,
        fingerprint=dismissal.fingerprint,
        at=dismissal.at,
        until=dismissal.until,
    )


def dismissal_of(row: DismissalMap, actors: Actors) -> Dismissal:
    actor = actors.known[row.by]
    return Dismissal(
        flag=Flag(row.flag),
        key=row.key,
        person_id=str(actor.person_id),
        name=str(actor.name),
        fingerprint=row.fingerprint,
        at=row.at,
        until=row.until,
    )
