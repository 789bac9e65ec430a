"""Every kind of item in the table; the first word of the sort key tells it. keys.py says what stands where."""

from __future__ import annotations

from typing import Any, Self, cast

from pynamodb.attributes import (
    BooleanAttribute,
    ListAttribute,
    NumberAttribute,
    TTLAttribute,
    UnicodeAttribute,
    UnicodeSetAttribute,
)

from chalicelib.storage import maps
from chalicelib.storage.attributes import EmergencySwitch, Groups, Instants, Iso, Milliseconds, Usually, Whole, maybe
from chalicelib.storage.table import Table


class Row(Table):
    @classmethod
    def from_raw_data(cls, data: dict[str, Any]) -> Self:
        """Of the kind that the sort key tells, so that one Query reads a job with all that belongs to it."""
        kind = KINDS.get(data["sk"]["S"].partition("#")[0], cls)
        return cast("Self", super(Row, kind).from_raw_data(data))


class OrganizationRow(Row):
    brand = UnicodeAttribute()
    phone = maybe(UnicodeAttribute())
    time_zone = UnicodeAttribute()
    hold_seconds = NumberAttribute()
    daily_cap = Whole()
    texts_on = Usually(usual=True)
    countries = UnicodeSetAttribute()
    origination_number = maybe(UnicodeAttribute())
    version = Whole()


class PersonRow(Row):
    first_name = UnicodeAttribute()
    last_name = UnicodeAttribute()
    email = UnicodeAttribute()
    roles = UnicodeSetAttribute()
    active = Usually(usual=True)
    disabled_at = maybe(Milliseconds())
    invitation = Usually("")
    fingerprint = Usually("")
    invited_again = Usually("")
    joined_at = maybe(Milliseconds())
    version = Whole()


class WorkRow(Row):
    """What a job and each of its appointments carry: `revision` is the lock, `version` what people count."""

    revision = Usually(0)
    version = Whole()
    fingerprint = Usually("")
    title = UnicodeAttribute()
    customer_name = UnicodeAttribute()
    phone = maybe(UnicodeAttribute())
    notify = Usually(usual=True)
    address = maps.AddressMap()
    location = maybe(maps.PointMap())
    time_zone = UnicodeAttribute()
    status = UnicodeAttribute()


class JobRow(WorkRow):
    """The `jobs` index holds no `revision`: what a list shows is not all of the job and cannot be saved."""

    description = Usually("")
    created_at = Milliseconds()
    status_since = Milliseconds()
    technicians = UnicodeSetAttribute()
    technician_names: ListAttribute[str] = ListAttribute(null=True)
    next_start = maybe(Iso())
    next_end = maybe(Iso())
    alert_trouble = maybe(UnicodeAttribute())
    cancellation = maybe(maps.CancellationMap())
    jobs_pk = UnicodeAttribute()
    jobs_sk = UnicodeAttribute()


class AppointmentRow(WorkRow):
    """From `first` on it is the appointment; most of what stands before are copies, for the indexes and for the eye."""

    outcome = maybe(UnicodeAttribute())
    since = maps.SinceMap()
    technician_id = maybe(UnicodeAttribute())
    technician_name = maybe(UnicodeAttribute())
    starts_at = Milliseconds()
    ends_at = Milliseconds()
    window = maybe(maps.WindowMap())
    alert_state = maybe(UnicodeAttribute())
    alert_reason = maybe(UnicodeAttribute())
    alert_at = maybe(Milliseconds())
    flags = Instants()
    schedule_pk = UnicodeAttribute()
    schedule_sk = UnicodeAttribute()
    attention_pk = maybe(UnicodeAttribute())
    attention_sk = maybe(UnicodeAttribute())
    owed_pk = maybe(UnicodeAttribute())
    owed_sk = maybe(UnicodeAttribute())
    device = maybe(UnicodeAttribute())
    first = Usually("scheduled")
    people = Groups(maps.ActorMap)
    timeline = Groups(maps.EntryMap)
    alerts = Groups(maps.AlertMap)
    unchanged = Groups(maps.UnchangedMap)
    dismissals = Groups(maps.DismissalMap)


class NoteRow(Row):
    person_id = UnicodeAttribute()
    name = UnicodeAttribute()
    text = UnicodeAttribute()
    fingerprint = UnicodeAttribute()
    created_at = Milliseconds()


class PhotoRow(Row):
    """The last three are there once its file was checked; until then it expires."""

    person_id = UnicodeAttribute()
    name = UnicodeAttribute()
    image_type = UnicodeAttribute()
    fingerprint = UnicodeAttribute()
    created_at = Milliseconds()
    expires_on = maybe(TTLAttribute())
    etag = maybe(UnicodeAttribute())
    width = maybe(Whole())
    height = maybe(Whole())


class OptOutRow(Row):
    """Under a keyed hash of the number, never the number itself; `person_id` noted it."""

    opted_out = BooleanAttribute()
    person_id = UnicodeAttribute()
    recorded_at = Iso()


class CountRow(Row):
    n = Whole()
    given_back = maybe(UnicodeAttribute())
    expires_on = TTLAttribute()


class SwitchRow(Row):
    off = EmergencySwitch()


KINDS: dict[str, type[Row]] = {
    "ORG": OrganizationRow,
    "PERSON": PersonRow,
    "JOB": JobRow,
    "APPT": AppointmentRow,
    "NOTE": NoteRow,
    "PHOTO": PhotoRow,
    "OPTOUT": OptOutRow,
    "COUNT": CountRow,
    "TEXTS": SwitchRow,
}
