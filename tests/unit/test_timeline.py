"""An appointment's timeline: in which order it stands, and the status, outcome and trip it folds to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.attention import flags
from chalicelib.domain.entry import Change, Entry
from chalicelib.domain.flag import Flag
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import Refused
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.timeline import Standing, fold
from tests.builders import (
    BO,
    DANA,
    MORNING,
    NOON,
    SAM,
    a_change,
    a_dispatcher,
    a_plan,
    a_technician,
    a_wish,
    an_appointment,
    decided,
    minutes,
    planned,
    replanned,
    tapped,
    told,
)

DRAFT, SCHEDULED, ENROUTE, STARTED, COMPLETE, CANCELED = Status
EVENING = NOON + timedelta(hours=6)
SECOND = timedelta(seconds=1)


def order_of(*entries: Entry) -> list[Entry]:
    return [step.entry for step in an_appointment(*entries).standing.steps[1:]]


def a_late(status: Status, *, at: datetime, **differences: Any) -> Change:
    """What a technician did then, heard in the evening."""
    return a_change(status, at=at, **{"recorded_at": EVENING, **differences})


def test_a_technicians_change_stands_when_it_happened() -> None:
    started = a_change(STARTED, at=NOON + minutes(5))
    late = a_late(ENROUTE, at=NOON)

    appointment = an_appointment(started, late)

    assert [step.entry for step in appointment.standing.steps[1:]] == [late, started]
    assert (appointment.status, appointment.standing.since) == (STARTED, NOON + minutes(5))


def test_a_dispatchers_move_stands_when_it_was_recorded() -> None:
    entered = a_change(STARTED, at=NOON, person_id=DANA, recorded_at=NOON + minutes(30))
    before_it = a_late(ENROUTE, at=NOON + minutes(29))

    appointment = an_appointment(entered, before_it)

    assert order_of(entered, before_it) == [before_it, entered]
    assert (appointment.status, appointment.standing.since) == (STARTED, NOON)


def test_a_device_made_its_changes_in_the_order_of_its_numbers() -> None:
    set_out = a_change(ENROUTE, at=NOON + 4 * SECOND, device="phone", sequence=1)
    undone = a_change(SCHEDULED, at=NOON + 2 * SECOND, device="phone", sequence=2)

    appointment = an_appointment(set_out, undone)

    assert order_of(undone, set_out) == [set_out, undone]
    assert appointment.status is SCHEDULED
    assert appointment.standing.steps[-1].at == NOON + 4 * SECOND


def test_one_devices_numbers_say_nothing_about_anothers() -> None:
    first = a_change(ENROUTE, at=NOON, device="phone", sequence=9)
    then = a_change(STARTED, at=NOON + SECOND, device="tablet", sequence=1)
    of_another_person = a_change(COMPLETE, at=NOON + 2 * SECOND, device="phone", sequence=1, person_id=BO)

    assert order_of(of_another_person, then, first) == [first, then, of_another_person]


def test_changes_of_one_instant_stand_by_their_ids() -> None:
    one, other = a_change(ENROUTE), a_change(STARTED, person_id=BO)
    by_id = sorted([one, other], key=lambda change: change.entry_id)

    assert order_of(one, other) == order_of(other, one) == by_id


def test_at_one_instant_what_one_device_made_stays_together() -> None:
    made = [
        a_change(status, device="phone", sequence=place) for place, status in enumerate([ENROUTE, STARTED, COMPLETE])
    ]
    others = [a_change(ENROUTE, person_id=BO) for _ in range(9)]

    ordered = order_of(*others, *reversed(made))

    start = ordered.index(made[0])
    assert ordered[start : start + 3] == made


def test_at_one_instant_the_office_stands_last_as_it_was_recorded() -> None:
    canceled = a_change(CANCELED, person_id=DANA)
    reopened = a_change(SCHEDULED, person_id=DANA)
    taps = [a_change(STARTED) for _ in range(4)]

    ordered = order_of(canceled, *taps, reopened)

    assert ordered[-2:] == [canceled, reopened]


def test_the_booking_stands_first_whatever_the_clocks_say() -> None:
    impossible = a_change(ENROUTE, at=MORNING - minutes(1))

    appointment = an_appointment(impossible)

    assert appointment.standing.steps[0].entry is appointment.timeline[0]
    assert appointment.status is ENROUTE


def test_a_draft_stays_one_until_the_office_sets_it() -> None:
    tried = a_late(ENROUTE, at=NOON)

    standing = an_appointment(tried, first=DRAFT).standing

    assert (standing.status, standing.set_open_at) == (DRAFT, None)
    assert standing.steps[-1].contradicts


def test_a_change_that_cannot_apply_moves_nothing_and_contradicts() -> None:
    canceled = a_change(CANCELED, at=NOON, person_id=DANA)
    late = a_late(COMPLETE, at=NOON + minutes(1))

    standing = an_appointment(canceled, late).standing

    assert (standing.status, standing.outcome, standing.since) == (CANCELED, None, NOON)
    assert [(step.applied, step.moved, step.contradicts) for step in standing.steps[-1:]] == [(False, False, True)]


def test_a_repeated_status_moves_nothing_and_contradicts_nothing() -> None:
    again = a_late(ENROUTE, at=NOON + minutes(1))

    standing = an_appointment(a_change(ENROUTE), again).standing

    assert (standing.status, standing.since) == (ENROUTE, NOON)
    assert [(step.applied, step.moved, step.contradicts) for step in standing.steps[-1:]] == [(False, False, False)]


def test_a_change_of_somebody_who_did_not_have_it_then_contradicts() -> None:
    reassigned = planned(a_plan(technician_id=BO), at=NOON)
    of_before, of_after = a_late(ENROUTE, at=NOON - minutes(1)), a_late(STARTED, at=NOON + minutes(1))

    standing = an_appointment(reassigned, of_before, of_after).standing

    assert (standing.status, standing.technician_id) == (SCHEDULED, BO)
    assert [step.contradicts for step in standing.steps] == [False, False, False, True]


def test_a_change_that_turns_a_dispatchers_move_into_a_correction_contradicts_it() -> None:
    canceled = a_change(CANCELED, at=NOON, person_id=DANA)
    late = a_late(COMPLETE, at=NOON - minutes(5))

    standing = an_appointment(canceled, late).standing

    assert standing.status is CANCELED
    assert [step.contradicts for step in standing.steps] == [False, False, True]


def test_a_dispatchers_correction_that_was_meant_contradicts_nothing() -> None:
    corrected = a_change(SCHEDULED, at=NOON + minutes(1), person_id=DANA, correction=True, reason="wrong customer")

    standing = an_appointment(a_change(STARTED), corrected).standing

    assert not any(step.contradicts for step in standing.steps)


def test_a_dispatchers_move_stands_against_a_late_one() -> None:
    paused = a_change(COMPLETE, at=NOON, person_id=DANA, outcome=Outcome.FOLLOW_UP)
    late = a_late(COMPLETE, at=NOON - minutes(1), outcome=Outcome.DONE)

    appointment = an_appointment(paused, late)

    assert (appointment.status, appointment.outcome) == (COMPLETE, Outcome.FOLLOW_UP)


def reached(*moves: Status, by: str = SAM) -> list[tuple[Status, int]]:
    """When each step was reached that led to where these moves, ten minutes apart, lead: in minutes after the first."""
    changes = [a_change(status, at=NOON + 10 * place * minutes(1), person_id=by) for place, status in enumerate(moves)]
    steps = an_appointment(*changes).standing.reached
    return [(status, (at - NOON) // minutes(1)) for status, at in sorted(steps.items(), key=lambda step: step[1])]


def test_each_step_that_led_to_the_status_keeps_its_time() -> None:
    assert reached(ENROUTE, STARTED, COMPLETE) == [(ENROUTE, 0), (STARTED, 10), (COMPLETE, 20)]
    assert reached(COMPLETE) == [(COMPLETE, 0)]
    assert reached(ENROUTE, STARTED, CANCELED, by=DANA) == [(ENROUTE, 0), (STARTED, 10)]


def test_what_was_taken_back_did_not_lead_here_and_what_is_resumed_began_when_it_did() -> None:
    assert reached(ENROUTE, SCHEDULED) == []
    assert reached(ENROUTE, SCHEDULED, STARTED) == [(STARTED, 20)]
    assert reached(ENROUTE, STARTED, ENROUTE) == [(ENROUTE, 0)]
    assert reached(STARTED, COMPLETE, STARTED) == [(STARTED, 0)]
    assert reached(STARTED, COMPLETE, STARTED, COMPLETE) == [(STARTED, 0), (COMPLETE, 30)]
    assert reached(COMPLETE, STARTED, by=DANA) == [(STARTED, 10)]


def test_another_outcome_keeps_since_when_it_is_complete() -> None:
    complete = a_change(COMPLETE, at=NOON)
    paused = a_change(COMPLETE, at=NOON + minutes(9), outcome=Outcome.FOLLOW_UP)
    too_late = a_change(STARTED, at=NOON + minutes(16))

    appointment = an_appointment(complete, paused, too_late)

    assert (appointment.status, appointment.outcome) == (COMPLETE, Outcome.FOLLOW_UP)
    assert (appointment.standing.since, appointment.standing.completed_at) == (NOON, NOON)
    assert appointment.standing.steps[-1].contradicts


def test_reopening_forgets_the_outcome() -> None:
    appointment = an_appointment(a_change(COMPLETE), a_change(STARTED, at=NOON + minutes(15)))

    assert (appointment.status, appointment.outcome, appointment.standing.completed_at) == (STARTED, None, None)


def test_the_quarter_of_an_hour_to_reopen_counts_from_when_it_was_completed() -> None:
    entered = a_change(COMPLETE, at=NOON, person_id=DANA, recorded_at=NOON + minutes(12))

    at_15, at_16 = (an_appointment(entered, a_change(STARTED, at=NOON + minutes(ago))) for ago in (15, 16))

    assert (at_15.status, at_16.status) == (STARTED, COMPLETE)


def test_setting_out_opens_a_trip_that_starting_ends() -> None:
    set_out, started = a_change(ENROUTE), a_change(STARTED, at=NOON + minutes(20))

    assert an_appointment(set_out).standing.trip == set_out.entry_id
    assert an_appointment(set_out, started).standing.trip is None


def test_undoing_a_start_resumes_its_trip() -> None:
    set_out, started = a_change(ENROUTE), a_change(STARTED, at=NOON + minutes(20))
    undone = a_change(ENROUTE, at=NOON + minutes(21))

    standing = an_appointment(set_out, started, undone).standing

    assert standing.trip == set_out.entry_id


def test_undoing_a_reopened_start_resumes_its_trip_too() -> None:
    moves = [a_change(status, at=NOON + minutes(place)) for place, status in enumerate([ENROUTE, STARTED, COMPLETE])]
    back = [a_change(status, at=NOON + minutes(9 + place)) for place, status in enumerate([STARTED, ENROUTE])]

    standing = an_appointment(*moves, *back).standing

    assert standing.trip == moves[0].entry_id


def test_undoing_a_start_that_ended_no_trip_opens_one() -> None:
    started, undone = a_change(STARTED), a_change(ENROUTE, at=NOON + minutes(1))

    standing = an_appointment(started, undone).standing

    assert standing.trip == undone.entry_id


def test_a_new_departure_is_a_new_trip() -> None:
    moves = [a_change(status, at=NOON + minutes(place)) for place, status in enumerate([ENROUTE, SCHEDULED, ENROUTE])]

    standing = an_appointment(*moves).standing

    assert standing.trip == moves[2].entry_id


def test_a_start_that_was_undone_to_scheduled_leaves_no_trip_to_resume() -> None:
    started = [a_change(ENROUTE), a_change(STARTED, at=NOON + minutes(1))]
    corrected = a_change(SCHEDULED, at=NOON + minutes(2), person_id=DANA, correction=True)
    again = [a_change(STARTED, at=NOON + minutes(3)), a_change(ENROUTE, at=NOON + minutes(4))]

    standing = an_appointment(*started, corrected, *again).standing

    assert standing.trip == again[1].entry_id


@pytest.mark.parametrize(
    "plan", [a_plan(technician_id=BO), a_plan(starts_at=NOON + minutes(60)), a_plan(technician_id=None)]
)
def test_a_new_plan_ends_a_trip_and_schedules_again(plan: Any) -> None:
    appointment = an_appointment(a_change(ENROUTE), planned(plan, at=NOON + minutes(5)))

    standing = appointment.standing

    assert (standing.status, standing.trip, standing.since) == (SCHEDULED, None, NOON + minutes(5))
    assert (standing.technician_id, appointment.plan) == (plan.technician_id, plan)
    assert not any(step.contradicts for step in standing.steps)


@pytest.mark.parametrize("first", [DRAFT, SCHEDULED])
def test_a_new_plan_leaves_what_waits_as_it_is(first: Status) -> None:
    appointment = an_appointment(planned(a_plan(technician_id=BO), at=NOON), first=first)

    assert (appointment.status, appointment.standing.since) == (first, MORNING)


@pytest.mark.parametrize(("done", "stands"), [(STARTED, SCHEDULED), (COMPLETE, COMPLETE)])
def test_work_that_was_begun_before_a_new_plan_contradicts_it(done: Status, stands: Status) -> None:
    reassigned = planned(a_plan(technician_id=BO), at=NOON)
    late = a_late(done, at=NOON - minutes(5))

    appointment = an_appointment(reassigned, late)

    assert (appointment.status, appointment.standing.technician_id) == (stands, BO)
    assert [step.contradicts for step in appointment.standing.steps] == [False, False, True]


def test_being_open_counts_from_the_booking_or_from_being_set_so() -> None:
    back = a_change(SCHEDULED, at=NOON + minutes(9), person_id=DANA, correction=True)
    canceled = a_change(CANCELED, at=NOON, person_id=DANA)

    assert an_appointment().standing.set_open_at == MORNING
    assert an_appointment(a_change(ENROUTE), a_change(STARTED, at=NOON + SECOND)).standing.set_open_at == MORNING
    assert an_appointment(canceled).standing.set_open_at == MORNING
    assert an_appointment(canceled, back).standing.set_open_at == NOON + minutes(9)


@dataclass(frozen=True, kw_only=True)
class Late:
    """Something a technician did that is heard in the evening."""

    key: str
    status: Status
    outcome: Outcome | None
    by: Caller
    minute: float
    clock_ahead: timedelta
    device: str | None
    sequence: int

    def told_to(self, appointment: Appointment, now: datetime) -> Appointment:
        wish = a_wish(
            self.status,
            key=self.key,
            outcome=self.outcome,
            occurred_at=NOON + minutes(self.minute) + self.clock_ahead,
            client_now=now + self.clock_ahead,
            device=self.device,
            sequence=self.sequence if self.device else None,
        )
        return decided(appointment, wish, by=self.by, now=now).appointment


@dataclass(frozen=True, kw_only=True)
class Known:
    """Something that was heard as it happened: of the office, or a live tap."""

    minute: int
    status: Status | None
    by: Caller
    technician_id: str

    def told_to(self, appointment: Appointment) -> Appointment:
        """Refused as often as it may be: only what was accepted is part of the day."""
        at = NOON + minutes(self.minute)
        try:
            if self.status is None:
                return replanned(appointment, at=at, technician_id=self.technician_id)
            after = tapped(appointment, self.status, by=self.by, at=at, reason="so it was", notify=None)
        except Refused:
            return appointment
        return told(after, at=at + 10 * SECOND) if after.unfinished_alert else after


def outcomes_of(status: Status) -> st.SearchStrategy[Outcome | None]:
    return st.sampled_from(Outcome) if status is COMPLETE else st.none()


technicians = st.sampled_from([a_technician(SAM), a_technician(BO)])
moments = st.integers(0, 24).map(lambda place: place * 5)
known = st.builds(
    Known,
    minute=moments,
    status=st.none() | st.sampled_from(Status),
    by=st.sampled_from([a_dispatcher(), a_dispatcher(), a_technician(SAM)]),
    technician_id=st.sampled_from([SAM, SAM, BO]),
)
days = st.lists(known, max_size=5).map(lambda day: sorted(day, key=lambda event: event.minute))


@st.composite
def lates(draw: st.DrawFn) -> list[Late]:
    """Few minutes, so that many share one; a device's clock is any hours off, and each reading of it a little more."""
    found = []
    for place in range(draw(st.integers(2, 5))):
        status = draw(st.sampled_from([SCHEDULED, ENROUTE, STARTED, COMPLETE]))
        found.append(
            Late(
                key=f"late-{place}",
                status=status,
                outcome=draw(outcomes_of(status)),
                by=draw(technicians),
                minute=draw(moments) + draw(st.sampled_from([0, 0, 0.05, -0.05])),
                clock_ahead=draw(st.sampled_from([timedelta(), timedelta(hours=3), timedelta(days=-2)])),
                device=draw(st.sampled_from([None, "phone", "tablet"])),
                sequence=draw(st.integers(1, 4)),
            )
        )
    return found


def a_day_of(events: list[Known]) -> Appointment:
    """Bo had it before Sam, so both may be heard of late."""
    appointment = an_appointment(plan=a_plan(technician_id=BO))
    appointment = replanned(appointment, at=MORNING + minutes(5))
    for event in events:
        appointment = event.told_to(appointment)
    return appointment


def heard(appointment: Appointment, changes: list[Late]) -> Appointment:
    for place, late in enumerate(changes):
        appointment = late.told_to(appointment, EVENING + place * SECOND)
    return appointment


def where_it_stands(appointment: Appointment) -> tuple[Any, ...]:
    standing = appointment.standing
    order = [step.entry.entry_id for step in standing.steps]
    facts = (standing.status, standing.outcome, standing.since, standing.trip, standing.technician_id)
    return (*facts, standing.completed_at, standing.set_open_at, order, set(flags(appointment)))


@settings(max_examples=300)
@given(events=days, changes=lates(), data=st.data())
def test_any_permutation_of_the_same_late_changes_ends_in_the_same_state(
    events: list[Known], changes: list[Late], data: st.DataObject
) -> None:
    day = a_day_of(events)
    shuffled = data.draw(st.permutations(changes))

    one, other = heard(day, changes), heard(day, shuffled)

    assert where_it_stands(one) == where_it_stands(other)
    assert len(one.changes) == len(day.changes) + len(changes)


@settings(max_examples=100)
@given(events=days, changes=lates())
def test_late_changes_never_text_and_leave_a_dispatchers_last_word(events: list[Known], changes: list[Late]) -> None:
    day = a_day_of([*events, Known(minute=125, status=CANCELED, by=a_dispatcher(), technician_id=SAM)])

    after = heard(day, changes)

    assert after.unfinished_alert is None
    assert (after.status, after.outcome, after.standing.trip) == (CANCELED, None, None)


def test_a_whole_offline_morning_folds_the_same_in_every_order() -> None:
    day = a_day_of([Known(minute=50, status=CANCELED, by=a_dispatcher(), technician_id=SAM)])
    changes = [
        Late(
            key=f"late-{place}",
            status=status,
            outcome=Outcome.DONE if status is COMPLETE else None,
            by=a_technician(SAM if place < 4 else BO),
            minute=minute,
            clock_ahead=timedelta(hours=3),
            device="phone",
            sequence=place,
        )
        for place, (status, minute) in enumerate(
            [(ENROUTE, 10), (SCHEDULED, 9), (ENROUTE, 20), (STARTED, 60), (COMPLETE, 70)]
        )
    ]

    ends = [where_it_stands(heard(day, list(order))) for order in permutations(changes)]

    assert all(end == ends[0] for end in ends)
    assert ends[0][0] is CANCELED
    assert ends[0][-1] == {Flag.CONTRADICTION}


def test_a_fold_tells_what_every_entry_did() -> None:
    entries = (planned(a_plan(), at=MORNING), a_change(ENROUTE), a_late(ENROUTE, at=NOON + SECOND))

    standing: Standing = fold(entries, first=SCHEDULED)

    assert [standing.step_of(entry.entry_id).entry for entry in entries] == list(entries)
    assert [(step.before, step.after) for step in standing.steps] == [
        (SCHEDULED, SCHEDULED),
        (SCHEDULED, ENROUTE),
        (ENROUTE, ENROUTE),
    ]
