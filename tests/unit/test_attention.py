"""What needs the dispatcher: each flag raised, mended, and since when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.attention import flags
from chalicelib.domain.card import card_of
from chalicelib.domain.flag import Flag
from chalicelib.domain.status import Status
from tests.builders import (
    BO,
    NOON,
    a_dispatcher,
    a_technician,
    an_appointment,
    minutes,
    replanned,
    tapped,
    told,
)

DRAFT, SCHEDULED, ENROUTE, STARTED, COMPLETE, CANCELED = Status
SECOND = timedelta(seconds=1)
TOLD = NOON + 10 * SECOND


def on_the_way() -> Appointment:
    return tapped(an_appointment(), ENROUTE)


def after_failure(appointment: Appointment) -> Appointment:
    owed = appointment.unfinished_alert
    assert owed is not None
    return appointment.with_alert(owed.failed("invalid_parameter", TOLD))


def after_lost_answer(appointment: Appointment) -> Appointment:
    owed = appointment.unfinished_alert
    assert owed is not None
    return appointment.with_alert(owed.unknown(TOLD))


@pytest.mark.parametrize("appointment", [an_appointment(), on_the_way(), told(on_the_way(), at=TOLD)])
def test_an_ordinary_day_needs_nobody(appointment: Appointment) -> None:
    assert flags(appointment) == {}


def test_a_text_that_failed_or_may_have_failed_is_flagged_from_when_it_ended() -> None:
    assert flags(after_failure(on_the_way())) == {Flag.FAILED: TOLD}
    assert flags(after_lost_answer(on_the_way())) == {Flag.UNKNOWN: TOLD}


@pytest.mark.parametrize("trouble", [after_failure, after_lost_answer])
def test_a_later_text_that_went_out_mends_it(trouble: Any) -> None:
    undone = tapped(trouble(on_the_way()), SCHEDULED, at=NOON + minutes(1))

    again = tapped(undone, ENROUTE, at=NOON + minutes(45))

    assert flags(again) == flags(undone) != {}
    assert flags(told(again, at=NOON + minutes(46))) == {}


def test_a_customer_whom_the_text_certainly_did_not_reach_was_not_told() -> None:
    undone = tapped(after_failure(on_the_way()), SCHEDULED, at=NOON + minutes(1))

    assert flags(undone) == {Flag.FAILED: TOLD}


def test_of_two_that_failed_the_older_one_counts() -> None:
    undone = tapped(after_failure(on_the_way()), SCHEDULED, at=NOON + minutes(1))
    again = tapped(undone, ENROUTE, at=NOON + minutes(45))

    both = again.with_alert(again.alerts[1].failed("invalid_parameter", NOON + minutes(46)))

    assert flags(both) == {Flag.FAILED: TOLD}


def test_a_text_that_was_skipped_is_nobodys_trouble() -> None:
    assert flags(tapped(on_the_way(), SCHEDULED, at=NOON + SECOND)) == {}


@pytest.mark.parametrize("sent", [lambda appointment: told(appointment, at=TOLD), after_lost_answer])
@pytest.mark.parametrize("status", [SCHEDULED, DRAFT, CANCELED])
def test_a_customer_who_was_told_and_whom_nobody_drives_to_any_more_is_flagged(sent: Any, status: Status) -> None:
    appointment = sent(on_the_way())

    called_off = tapped(appointment, status, at=NOON + minutes(5), by=a_dispatcher(), reason="van broke down")

    assert Flag.TOLD_THEN_CHANGED in flags(called_off)
    assert Flag.TOLD_THEN_CHANGED in card_of(called_off).flags


def test_a_customer_who_was_told_and_whose_appointment_was_given_away_is_flagged() -> None:
    appointment = told(on_the_way(), at=TOLD)

    reassigned = replanned(appointment, at=NOON + minutes(5), technician_id=BO)

    assert set(flags(reassigned)) == {Flag.TOLD_THEN_CHANGED}


@pytest.mark.parametrize("status", [STARTED, COMPLETE])
def test_a_trip_that_ended_as_told_is_not_flagged(status: Status) -> None:
    assert flags(tapped(told(on_the_way(), at=TOLD), status, at=NOON + minutes(5))) == {}


def test_canceling_work_that_has_begun_is_no_trip_called_off() -> None:
    started = tapped(told(on_the_way(), at=TOLD), STARTED, at=NOON + minutes(5))

    assert flags(tapped(started, CANCELED, at=NOON + minutes(9), by=a_dispatcher())) == {}


def test_a_customer_whose_trip_was_resumed_and_then_called_off_is_flagged_from_then_on() -> None:
    started = tapped(told(on_the_way(), at=TOLD), STARTED, at=NOON + minutes(5))
    resumed = tapped(started, ENROUTE, at=NOON + minutes(6))

    undone = tapped(resumed, SCHEDULED, at=NOON + minutes(7))

    assert flags(resumed) == {}
    assert flags(undone) == {Flag.TOLD_THEN_CHANGED: NOON + minutes(7)}


def test_a_text_that_was_being_sent_while_the_trip_was_undone_is_flagged_once_it_went_out() -> None:
    appointment = on_the_way()
    sending = appointment.with_alert(appointment.alerts[0].claimed(owner="somebody", text="…", now=TOLD))
    undone = tapped(sending, SCHEDULED, at=TOLD + SECOND)

    sent = undone.with_alert(undone.alerts[0].sent("m", TOLD + 2 * SECOND))

    assert flags(undone) == {}
    assert set(flags(sent)) == {Flag.TOLD_THEN_CHANGED}


def test_the_next_text_mends_what_the_called_off_trip_left() -> None:
    undone = tapped(told(on_the_way(), at=TOLD), SCHEDULED, at=NOON + minutes(5))
    duplicate = tapped(undone, ENROUTE, at=NOON + minutes(6))
    texted = told(tapped(undone, ENROUTE, at=NOON + minutes(40)), at=NOON + minutes(41))

    assert set(flags(duplicate)) == {Flag.TOLD_THEN_CHANGED}
    assert flags(texted) == {}


def canceled_at_noon() -> Appointment:
    return tapped(an_appointment(), CANCELED, by=a_dispatcher())


def heard_late(appointment: Appointment, status: Status, *, at: Any, happened: Any, by: Any = None) -> Appointment:
    return tapped(appointment, status, at=at, occurred_at=happened, by=by)


def test_a_late_change_that_contradicts_the_office_is_flagged_from_when_it_was_heard() -> None:
    heard = NOON + minutes(60)

    impossible = heard_late(canceled_at_noon(), STARTED, at=heard, happened=NOON + minutes(10))
    overruled = heard_late(canceled_at_noon(), COMPLETE, at=heard, happened=NOON - minutes(10))

    assert flags(impossible) == {Flag.CONTRADICTION: heard}
    assert flags(overruled) == {Flag.CONTRADICTION: heard}


def test_a_late_change_that_fits_is_not_flagged() -> None:
    fits = heard_late(canceled_at_noon(), ENROUTE, at=NOON + minutes(60), happened=NOON - minutes(10))

    assert flags(fits) == {}


def test_a_contradiction_stays_until_a_dispatcher_has_set_the_status_since() -> None:
    flagged = heard_late(canceled_at_noon(), STARTED, at=NOON + minutes(60), happened=NOON + minutes(10))

    mended = tapped(flagged, STARTED, at=NOON + minutes(61), by=a_dispatcher(), reason="Sam did go")
    by_sam = tapped(mended, COMPLETE, at=NOON + minutes(70), by=a_technician())

    assert (flags(mended), flags(by_sam)) == ({}, {})


def test_what_is_heard_after_a_dispatcher_settled_the_matter_is_flagged_anew() -> None:
    flagged = heard_late(canceled_at_noon(), STARTED, at=NOON + minutes(60), happened=NOON + minutes(10))
    mended = tapped(flagged, SCHEDULED, at=NOON + minutes(61), by=a_dispatcher(), reason="go again")

    again = heard_late(mended, COMPLETE, at=NOON + minutes(90), happened=NOON + minutes(20))

    assert flags(again) == {Flag.CONTRADICTION: NOON + minutes(90)}


def test_what_is_heard_in_the_instant_of_a_dispatchers_move_was_not_settled_by_it() -> None:
    heard = heard_late(canceled_at_noon(), STARTED, at=NOON + minutes(60), happened=NOON + minutes(10))

    at_once = tapped(heard, SCHEDULED, at=NOON + minutes(60), by=a_dispatcher(), reason="go again")

    assert flags(at_once) == {Flag.CONTRADICTION: NOON + minutes(60)}


def test_of_two_contradictions_the_older_one_counts() -> None:
    first = heard_late(canceled_at_noon(), STARTED, at=NOON + minutes(60), happened=NOON + minutes(10))

    both = heard_late(first, COMPLETE, at=NOON + minutes(70), happened=NOON + minutes(20))

    assert flags(both) == {Flag.CONTRADICTION: NOON + minutes(60)}


def test_a_late_start_or_completion_contradicts_the_new_plan() -> None:
    reassigned = replanned(an_appointment(), at=NOON, technician_id=BO)

    for status in (STARTED, COMPLETE):
        late = heard_late(reassigned, status, at=NOON + minutes(30), happened=NOON - minutes(10))
        assert flags(late) == {Flag.CONTRADICTION: NOON + minutes(30)}


def test_a_technician_cannot_mend_a_contradiction() -> None:
    reassigned = replanned(an_appointment(), at=NOON, technician_id=BO)
    flagged = heard_late(reassigned, STARTED, at=NOON + minutes(30), happened=NOON - minutes(10))

    gone = tapped(flagged, ENROUTE, at=NOON + minutes(31), by=a_technician(BO))

    assert set(flags(gone)) == {Flag.CONTRADICTION}
