"""What stands inside an item, under short names: an appointment with five changes and an alert stays near 1.5 KB."""

from __future__ import annotations

from pynamodb.attributes import UnicodeAttribute

from chalicelib.storage.attributes import Degrees, Group, Milliseconds, Usually, Whole, maybe


class AddressMap(Group):
    line1 = UnicodeAttribute()
    line2 = maybe(UnicodeAttribute())
    city = UnicodeAttribute()
    region = maybe(UnicodeAttribute())
    postal_code = maybe(UnicodeAttribute())
    country = UnicodeAttribute()


class PointMap(Group):
    latitude = Degrees(attr_name="lat")
    longitude = Degrees(attr_name="lon")


class WindowMap(Group):
    starts = Milliseconds()
    ends = Milliseconds()


class SinceMap(Group):
    """When the status was reached, and how many milliseconds before that each step that led to it."""

    at = Milliseconds()
    enroute = maybe(Whole(attr_name="out"))
    started = maybe(Whole(attr_name="began"))
    complete = maybe(Whole(attr_name="done"))


class ArrivalMap(Group):
    """`as_of` only when it is not the moment its change was heard of."""

    earliest = Milliseconds(attr_name="from")
    latest = Milliseconds(attr_name="to")
    source = UnicodeAttribute()
    as_of = maybe(Milliseconds())


class PlanMap(Group):
    """`window` only when it is not the whole of the work."""

    technician_id = maybe(UnicodeAttribute(attr_name="technician"))
    technician_name = maybe(UnicodeAttribute(attr_name="name"))
    starts_at = Milliseconds(attr_name="starts")
    ends_at = Milliseconds(attr_name="ends")
    window = maybe(WindowMap())


class ActorMap(Group):
    """Somebody, by the name of that time, and the device in their hand."""

    person_id = maybe(UnicodeAttribute(attr_name="id"))
    name = maybe(UnicodeAttribute())
    device = maybe(UnicodeAttribute())


class EntryMap(Group):
    """A change; or, without a key, a plan: the item's own attributes unless `plan` says another."""

    by = Usually(0)
    """The place in the item's `people`; the present technician is the first of them, and not written there."""
    recorded_at = Milliseconds(attr_name="at")

    key = maybe(UnicodeAttribute())
    fingerprint = maybe(UnicodeAttribute(attr_name="fp"))
    status = maybe(UnicodeAttribute(attr_name="to"))
    outcome = maybe(UnicodeAttribute())
    """Written when it is not `done`."""
    reason = maybe(UnicodeAttribute())
    role = Usually("technician")
    source = Usually("mobile")
    lag = Usually(0)
    """Milliseconds from `occurred_at` to `recorded_at`."""
    ahead = maybe(Whole(attr_name="skew"))
    """Milliseconds by which the device's clock was ahead: both its times follow from that, unless they are written."""
    device_occurred_at = maybe(Milliseconds())
    device_now = maybe(Milliseconds())
    sequence = maybe(Whole(attr_name="seq"))
    arrival = maybe(ArrivalMap())
    correction = Usually(usual=False)
    not_texted = maybe(UnicodeAttribute())

    entry_id = maybe(UnicodeAttribute(attr_name="id"))
    """Written when it is not the appointment's own, as its booking's is."""
    plan = maybe(PlanMap())


class AlertMap(Group):
    """`created_at` and `arrival` only when they are not those of the change that owes it."""

    alert_id = UnicodeAttribute(attr_name="id")
    entry = Whole(attr_name="of")
    """The place in the timeline of the change that owes it."""
    asked = Usually(usual=False)
    arrival = maybe(ArrivalMap())
    no_arrival = Usually(usual=False)
    created_at = maybe(Milliseconds(attr_name="created"))
    due_at = Milliseconds(attr_name="due")
    expires_at = Milliseconds(attr_name="until")
    state = UnicodeAttribute()
    reason = maybe(UnicodeAttribute())
    tries = Usually(0)
    owner = maybe(UnicodeAttribute())
    lease_until = maybe(Milliseconds(attr_name="lease"))
    text = maybe(UnicodeAttribute())
    ended_at = maybe(Milliseconds(attr_name="end"))
    message_id = maybe(UnicodeAttribute(attr_name="sns"))
    resends = maybe(UnicodeAttribute())
    resent_by = maybe(UnicodeAttribute(attr_name="by"))
    fingerprint = maybe(UnicodeAttribute(attr_name="fp"))


class UnchangedMap(Group):
    by = Usually(0)
    key = UnicodeAttribute()
    fingerprint = UnicodeAttribute(attr_name="fp")


class DismissalMap(Group):
    by = Usually(0)
    flag = UnicodeAttribute()
    key = UnicodeAttribute()
    fingerprint = UnicodeAttribute(attr_name="fp")
    at = Milliseconds()
    until = Milliseconds()


class CancellationMap(Group):
    key = UnicodeAttribute()
    person_id = UnicodeAttribute(attr_name="by")
    fingerprint = UnicodeAttribute(attr_name="fp")
    at = Milliseconds()
