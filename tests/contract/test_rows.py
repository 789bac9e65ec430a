"""How appointments are written: nothing is lost, copies agree, and a typical one is small."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.alert import Alert, AlertState
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.arrival import Arrival, ArrivalSource, Estimate, Point, Window
from chalicelib.domain.entry import Change, Plan, Planned, Unchanged
from chalicelib.domain.flag import Dismissal, Flag
from chalicelib.domain.person import Role, Source
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.work import Address, Customer, Work
from chalicelib.storage.appointments import appointment_of, row_of
from chalicelib.storage.keys import appointment_key, owed_key, owed_times, where_of
from chalicelib.storage.rows import AppointmentRow
from tests.builders import NOON, a_plan, a_wish, an_appointment, an_id, decided, minutes, planned
from tests.contract.item_size import item_size

texts = st.text(max_size=8)
some_text = st.none() | texts
people = st.sampled_from(["sam", "bo", "dana", ""])
instants = st.integers(0, 4 * 10**12).map(
    lambda count: datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=count)
)
lengths = st.integers(1, 10**9).map(lambda count: timedelta(milliseconds=count))
points = st.builds(Point, latitude=st.floats(-90, 90), longitude=st.floats(-180, 180)).filter(
    # DynamoDB has no numbers that are nearer to zero.
    lambda point: all(degrees == 0 or abs(degrees) > 1e-130 for degrees in (point.latitude, point.longitude))
)
windows = st.builds(lambda starts, length: Window(starts=starts, ends=starts + length), instants, lengths)
arrivals = st.builds(
    lambda window, **others: Arrival(earliest=window.starts, latest=window.ends, **others),
    windows,
    source=st.sampled_from(ArrivalSource),
    as_of=instants,
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    work = draw(windows)
    return Plan(
        technician_id=draw(st.none() | people),
        technician_name=draw(some_text),
        starts_at=work.starts,
        ends_at=work.ends,
        window=draw(st.just(work) | windows),
    )


@st.composite
def changes(draw: st.DrawFn) -> Change:
    status = draw(st.sampled_from(Status))
    change = Change(
        key=draw(texts),
        person_id=draw(people),
        name=draw(texts),
        role=draw(st.sampled_from(Role)),
        source=draw(st.sampled_from(Source)),
        status=status,
        outcome=draw(st.sampled_from(Outcome)) if status is Status.COMPLETE else None,
        reason=draw(some_text),
        occurred_at=draw(instants),
        recorded_at=draw(instants),
        device_occurred_at=draw(st.none() | instants),
        device_now=draw(st.none() | instants),
        device=draw(some_text),
        sequence=draw(st.none() | st.integers(0, 10**6)),
        fingerprint=draw(texts),
        arrival=draw(st.none() | arrivals),
        correction=draw(st.booleans()),
        not_texted=draw(some_text),
    )
    return draw(st.just(change) | st.just(as_a_phone_that_is_fast(change)))


def as_a_phone_that_is_fast(change: Change) -> Change:
    fast = timedelta(seconds=7)
    return replace(change, device_occurred_at=change.occurred_at + fast, device_now=change.recorded_at + fast)


planneds = st.builds(Planned, entry_id=texts, person_id=people, name=texts, recorded_at=instants, plan=plans())


@st.composite
def alerts(draw: st.DrawFn, of: list[Change]) -> Alert:
    change = draw(st.sampled_from(of))
    return Alert(
        alert_id=draw(texts),
        entry_id=change.entry_id,
        asked=draw(st.booleans()),
        arrival=draw(st.just(change.arrival) | st.none() | arrivals),
        created_at=draw(st.just(change.recorded_at) | instants),
        due_at=draw(instants),
        expires_at=draw(instants),
        state=draw(st.sampled_from(AlertState)),
        reason=draw(some_text),
        tries=draw(st.integers(0, 8)),
        owner=draw(some_text),
        lease_until=draw(st.none() | instants),
        text=draw(some_text),
        ended_at=draw(st.none() | instants),
        message_id=draw(some_text),
    )


dismissals = st.builds(
    Dismissal,
    flag=st.sampled_from(Flag),
    key=texts,
    person_id=people,
    name=texts,
    fingerprint=texts,
    at=instants,
    until=instants,
)
works = st.builds(
    Work,
    title=texts,
    customer=st.builds(Customer, name=texts, phone=some_text, notify=st.booleans()),
    address=st.builds(
        Address, line1=texts, line2=some_text, city=texts, region=some_text, postal_code=some_text, country=texts
    ),
    location=st.none() | points,
    time_zone=st.sampled_from(["America/Phoenix", "Europe/Berlin", "Pacific/Kiritimati"]),
)


@st.composite
def appointments(draw: st.DrawFn) -> Appointment:
    later = draw(st.lists(changes() | planneds, max_size=6, unique_by=lambda entry: entry.entry_id))
    recorded = [entry for entry in later if isinstance(entry, Change)]
    return Appointment(
        where=Where(organization_id=an_id(), job_id=an_id(), appointment_id=an_id()),
        work=draw(works),
        first=draw(st.sampled_from(Status)),
        fingerprint=draw(texts),
        timeline=(draw(planneds), *later),
        alerts=tuple(draw(st.lists(alerts(recorded), max_size=3))) if recorded else (),
        unchanged=tuple(
            draw(st.lists(st.builds(Unchanged, key=texts, person_id=people, fingerprint=texts), max_size=3))
        ),
        dismissals=tuple(draw(st.lists(dismissals, max_size=2))),
        version=draw(st.integers(1, 200)),
        revision=draw(st.integers(0, 10**6)),
    )


def written(appointment: Appointment) -> dict[str, Any]:
    return row_of(appointment).serialize()


@given(appointments())
def test_every_appointment_is_read_exactly_as_it_was_written(appointment: Appointment) -> None:
    item = written(appointment)

    assert appointment_of(AppointmentRow.from_raw_data(item)) == replace(appointment, revision=appointment.revision + 1)


@given(appointments())
def test_the_stream_can_tell_from_one_word_whether_a_text_is_pending(appointment: Appointment) -> None:
    owed = appointment.unfinished_alert

    item = written(appointment)

    assert (item.get("alert_state") == {"S": "pending"}) is (owed is not None and owed.state is AlertState.PENDING)


@given(appointments())
def test_only_what_is_owed_or_needs_attention_stands_in_the_sparse_indexes(appointment: Appointment) -> None:
    item = written(appointment)

    assert ("owed_pk" in item, "owed_sk" in item) == (appointment.unfinished_alert is not None,) * 2
    assert ("attention_pk" in item, "attention_sk" in item) == ("flags" in item,) * 2


@given(instants, instants)
def test_the_key_of_what_is_owed_tells_its_times_and_an_older_one_only_when_it_is_due(
    next_at: datetime, since: datetime
) -> None:
    _, sk = owed_key(an_id("appointment"), next_at, since)

    assert owed_times(sk) == (next_at, since)
    assert owed_times(sk.partition("#")[0]) == (next_at, next_at)


def test_an_appointments_key_tells_where_it_is() -> None:
    where = an_appointment().where

    assert where_of(*appointment_key(where)) == where


@pytest.mark.parametrize("key", [("ORG#a#JOB#b", "JOB"), ("ORG#a", "APPT#c"), ("SYSTEM", "TEXTS"), ("", "")])
def test_no_other_key_is_taken_for_an_appointments(key: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="key"):
        where_of(*key)


def test_a_typical_appointment_with_five_changes_and_one_text_is_small() -> None:
    appointment = a_typical_appointment()

    size = item_size(written(replace(appointment, revision=9)))

    assert (len(appointment.changes), [alert.state for alert in appointment.alerts]) == (5, [AlertState.SENT])
    assert size <= 1536


def a_typical_appointment() -> Appointment:
    """A phone that is two seconds slow and tells its times; completed, reopened, completed again."""
    where = an_appointment().where
    booking = replace(planned(a_plan(), at=NOON - timedelta(milliseconds=417)), entry_id=where.appointment_id)
    appointment = an_appointment(where=where, timeline=(booking,))
    for sequence, status in enumerate(
        (Status.ENROUTE, Status.STARTED, Status.COMPLETE, Status.STARTED, Status.COMPLETE)
    ):
        appointment = tapped(appointment, status, sequence=41 + sequence)
        if owed := appointment.unfinished_alert:
            text = "Desert Air: Sam is on the way and should arrive 12:15-12:30 PM. Reply STOP to opt out."
            now = owed.due_at + timedelta(milliseconds=77)
            claimed = owed.claimed(owner=an_id(), text=text, now=now)
            appointment = appointment.with_alert(claimed.sent("c692ed10-4240-4cfb-a064-bdb16a6f885c", now))
    return appointment


def tapped(appointment: Appointment, status: Status, sequence: int) -> Appointment:
    heard_at = NOON + minutes(7) * (sequence - 41) + timedelta(milliseconds=913)
    phones_now = heard_at - timedelta(milliseconds=2071)
    wish = a_wish(
        status,
        occurred_at=phones_now - timedelta(milliseconds=163),
        client_now=phones_now,
        device="01J5Z8Q6M3N7R2T4V9W1X0Y8ZA",
        sequence=sequence,
        estimate=Estimate(minutes=20),
    )
    return decided(appointment, wish, now=heard_at).appointment


def test_a_plan_is_written_again_only_when_it_is_past() -> None:
    appointment = an_appointment()

    once, twice = (
        written(appointment),
        written(appointment.planned(planned(a_plan(starts_at=NOON + minutes(5)), at=NOON))),
    )

    assert ["plan" in entry["M"] for entry in once["timeline"]["L"]] == [False]
    assert ["plan" in entry["M"] for entry in twice["timeline"]["L"]] == [True, False]
