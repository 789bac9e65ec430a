"""Who had a hand in an appointment, with which device: each written once; what they did names their place."""

from __future__ import annotations

from typing import NamedTuple

from chalicelib.domain.appointment import Appointment
from chalicelib.storage.maps import ActorMap
from chalicelib.storage.rows import AppointmentRow


class Actor(NamedTuple):
    person_id: str | None
    name: str | None
    device: str | None = None


class Actors:
    """The first is the present technician, whom the item's own attributes name."""

    def __init__(self, first: Actor, *others: Actor) -> None:
        self.known = [first, *others]

    def place(self, actor: Actor) -> int:
        if actor not in self.known:
            self.known.append(actor)
        return self.known.index(actor)

    def place_of_person(self, person_id: str) -> int:
        """Any of theirs."""
        return self.place(next((actor for actor in self.known if actor.person_id == person_id), Actor(person_id, None)))


def actors_of(row: AppointmentRow) -> Actors:
    others = [Actor(each.person_id, each.name, each.device) for each in row.people]
    return Actors(Actor(row.technician_id, row.technician_name, row.device), *others)


def first_actor(appointment: Appointment) -> Actor:
    """The present technician, with the first device of theirs that was heard of."""
    named = (appointment.plan.technician_id, appointment.plan.technician_name)
    devices = (change.device for change in appointment.changes if (change.person_id, change.name) == named)
    return Actor(*named, next(filter(None, devices), None))


def maps_of_others(actors: Actors) -> list[ActorMap]:
    return [ActorMap(**actor._asdict()) for actor in actors.known[1:]]
