"""Whether a text goes out, and the reason why not: row by row, as the design's table *The On My Way text* has them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.alert import HAND_OVER_BEFORE, Alert, AlertState, Reason
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.entry import Change
from chalicelib.domain.organization import Organization
from chalicelib.domain.phone_number import PhoneNumber
from chalicelib.domain.status import Status
from chalicelib.domain.texting import Facts, not_texting
from tests.builders import (
    BO,
    MORNING,
    NOON,
    PHONE,
    a_change,
    a_dispatcher,
    a_plan,
    a_technician,
    a_wish,
    an_alert,
    an_appointment,
    an_organization,
    decided,
    minutes,
    replanned,
    some_facts,
    some_work,
    tapped,
    told,
)

DRAFT, SCHEDULED, ENROUTE, STARTED, COMPLETE, CANCELED = Status
SECOND = timedelta(seconds=1)
MILLISECOND = timedelta(milliseconds=1)
DUE = NOON + 10 * SECOND

LANDLINE = PhoneNumber(number="+442079460018", valid=True, country="GB", can_be_texted=False)
NO_SUCH = PhoneNumber(number=PHONE, valid=False, country=None, can_be_texted=False)
BRITISH = PhoneNumber(number="+447400123456", valid=True, country="GB", can_be_texted=True)

Texts = list[tuple[AlertState, str | None]]
OWED: Texts = [(AlertState.PENDING, None)]


def skipped(reason: Reason) -> Texts:
    return [(AlertState.SKIPPED, reason)]


def texts_of(appointment: Appointment) -> Texts:
    return [(alert.state, alert.reason) for alert in appointment.alerts]


def texts_after(
    appointment: Appointment, *, by: Any = None, now: datetime = NOON, facts: Facts | None = None, **wish: Any
) -> Texts:
    """What somebody's En Route does."""
    return texts_of(decided(appointment, a_wish(ENROUTE, **wish), by=by, now=now, facts=facts).appointment)


def told_before(*times: datetime, state: AlertState = AlertState.SENT, **differences: Any) -> Appointment:
    """Scheduled again, after trips whose texts went out then."""
    trips = [a_change(ENROUTE, at=at - 10 * SECOND) for at in times]
    undone = [a_change(SCHEDULED, at=at + SECOND) for at in times]
    alerts = [an_alert(trip, state=state, ended_at=at) for trip, at in zip(trips, times, strict=True)]
    return an_appointment(*trips, *undone, alerts=alerts, **differences)


def a_trip(**differences: Any) -> tuple[Appointment, Alert]:
    """En route since noon, with the text that is owed."""
    change = a_change(ENROUTE)
    alert = an_alert(change)
    return an_appointment(change, alerts=[alert], **differences), alert


def claimed(appointment: Appointment, alert: Alert, facts: Facts | None = None, now: datetime = DUE) -> Reason | None:
    return not_texting(appointment, alert, facts or some_facts(), now)


def test_setting_out_live_texts_once_the_hold_is_over() -> None:
    appointment = tapped(an_appointment(), ENROUTE, occurred_at=NOON - minutes(2))

    alert = appointment.alerts[0]
    assert texts_of(appointment) == OWED
    assert (alert.created_at, alert.due_at, alert.expires_at) == (NOON, DUE, NOON + minutes(13))
    assert (alert.entry_id, alert.asked) == (appointment.changes[0].entry_id, False)


@pytest.mark.parametrize("hold", [timedelta(), timedelta(seconds=60)])
def test_the_hold_is_the_organizations(hold: timedelta) -> None:
    facts = some_facts(organization=an_organization(hold=hold))

    done = decided(an_appointment(), a_wish(ENROUTE), facts=facts)

    assert done.appointment.alerts[0].due_at == NOON + hold


@pytest.mark.parametrize("status", [SCHEDULED, STARTED, COMPLETE])
def test_only_setting_out_texts(status: Status) -> None:
    appointment = tapped(an_appointment(), ENROUTE, at=NOON - minutes(5))

    moved = tapped(told(appointment, at=NOON), status, at=NOON)

    assert len(moved.alerts) == 1


def test_undoing_a_start_owes_no_text() -> None:
    driven = told(tapped(an_appointment(), ENROUTE, at=NOON - minutes(60)), at=NOON - minutes(59))
    started = tapped(driven, STARTED, at=NOON - minutes(20))

    resumed = tapped(started, ENROUTE)

    assert resumed.standing.trip == driven.standing.trip
    assert texts_of(resumed) == [(AlertState.SENT, None)]


def test_undoing_a_start_without_a_trip_owes_no_text_either() -> None:
    assert texts_after(tapped(an_appointment(), STARTED, at=NOON - minutes(5))) == []


@pytest.mark.parametrize("ago", [minutes(10) + MILLISECOND, minutes(14), timedelta(hours=3)])
@pytest.mark.parametrize("notify", [None, False])
def test_what_is_heard_late_never_texts(ago: timedelta, notify: bool | None) -> None:
    assert texts_after(an_appointment(), occurred_at=NOON - ago, notify=notify) == skipped(Reason.STALE)


def test_what_is_heard_within_ten_minutes_texts() -> None:
    assert texts_after(an_appointment(), occurred_at=NOON - minutes(10)) == OWED


@pytest.mark.parametrize("ago", [minutes(10) + MILLISECOND, minutes(60)])
def test_what_a_dispatcher_enters_late_does_not_text_even_when_ticked(ago: timedelta) -> None:
    ticked = texts_after(an_appointment(), by=a_dispatcher(), occurred_at=NOON - ago, notify=True)
    unticked = texts_after(an_appointment(), by=a_dispatcher(), occurred_at=NOON - ago)

    assert (ticked, unticked) == (skipped(Reason.STALE), skipped(Reason.CORRECTION))


@pytest.mark.parametrize(("left", "reason"), [(10 * SECOND, None), (10 * SECOND - MILLISECOND, Reason.STALE)])
def test_a_text_that_cannot_be_handed_over_in_time_is_stale(left: timedelta, reason: Reason | None) -> None:
    appointment, alert = a_trip()

    assert claimed(appointment, alert, now=alert.expires_at - left) is reason
    assert HAND_OVER_BEFORE == 10 * SECOND


@pytest.mark.parametrize(
    ("ends_with", "by", "reason"),
    [
        (SCHEDULED, a_technician(), Reason.UNDONE),
        (SCHEDULED, a_dispatcher(), Reason.UNDONE),
        (DRAFT, a_dispatcher(), Reason.UNDONE),
        (STARTED, a_technician(), Reason.STARTED),
        (COMPLETE, a_technician(), Reason.COMPLETED),
        (COMPLETE, a_dispatcher(), Reason.COMPLETED),
        (CANCELED, a_dispatcher(), Reason.CANCELED),
    ],
)
def test_the_write_that_ends_a_trip_skips_its_text_and_says_why(ends_with: Status, by: Any, reason: Reason) -> None:
    appointment, _ = a_trip()

    ended = tapped(appointment, ends_with, at=NOON + SECOND, by=by, reason="so it is")

    assert texts_of(ended) == skipped(reason)
    assert ended.alerts[0].ended_at == NOON + SECOND


@pytest.mark.parametrize("different", [{"technician_id": BO}, {"starts_at": NOON + minutes(90)}])
def test_a_new_plan_skips_the_text_of_the_trip_it_ends(different: dict[str, Any]) -> None:
    appointment, _ = a_trip()

    replaced = replanned(appointment, at=NOON + SECOND, **different)

    assert (replaced.status, texts_of(replaced)) == (SCHEDULED, skipped(Reason.REASSIGNED))


def test_the_first_end_of_a_trip_is_its_reason() -> None:
    appointment, alert = a_trip()
    ended = tapped(tapped(appointment, STARTED, at=NOON + SECOND), COMPLETE, at=NOON + 2 * SECOND)

    assert ended.trip_ended_by(alert) is Reason.STARTED


def test_a_text_stays_its_trips_while_nobody_leaves_enroute() -> None:
    appointment, alert = a_trip()

    repeated = appointment.with_entry(a_change(ENROUTE, at=NOON + SECOND))
    contradicted = repeated.with_entry(a_change(STARTED, at=NOON + 2 * SECOND, person_id=BO))

    assert claimed(contradicted, alert) is None
    assert texts_of(contradicted) == OWED


def test_a_text_whose_change_turns_out_impossible_is_over() -> None:
    appointment, _ = a_trip()

    filed = tapped(appointment, COMPLETE, at=NOON + SECOND, occurred_at=NOON - minutes(20))

    assert (filed.status, texts_of(filed)) == (COMPLETE, skipped(Reason.COMPLETED))


def test_a_text_that_is_being_sent_is_left_alone() -> None:
    appointment, alert = a_trip()
    sending = alert.claimed(owner="somebody", text="…", now=DUE)

    undone = tapped(appointment.with_alert(sending), SCHEDULED, at=DUE + SECOND)

    assert undone.alerts == (sending,)


def test_a_text_that_is_given_back_after_its_trip_is_skipped_at_the_next_claim() -> None:
    appointment, alert = a_trip()
    undone = tapped(
        appointment.with_alert(alert.claimed(owner="somebody", text="…", now=DUE)), SCHEDULED, at=DUE + SECOND
    )

    again = undone.with_alert(undone.alerts[0].given_back())

    assert claimed(again, again.alerts[0], now=DUE + 2 * SECOND) is Reason.UNDONE


def test_a_newer_text_waits_for_the_one_that_is_being_sent() -> None:
    appointment, alert = a_trip()
    sending = alert.claimed(owner="somebody", text="…", now=DUE)
    undone = tapped(appointment.with_alert(sending), SCHEDULED, at=DUE + SECOND)

    again = tapped(undone, ENROUTE, at=DUE + 2 * SECOND)
    ended = again.with_alert(sending.sent("m", DUE + 3 * SECOND))

    assert [alert.state for alert in again.alerts] == [AlertState.SENDING, AlertState.PENDING]
    assert again.unfinished_alert == again.current_alert == sending
    assert ended.unfinished_alert == ended.alerts[1]
    assert claimed(ended, ended.alerts[1], now=DUE + minutes(1)) is Reason.DUPLICATE


@pytest.mark.parametrize(
    ("later", "texts"), [(minutes(30), OWED), (minutes(30) - MILLISECOND, skipped(Reason.DUPLICATE))]
)
@pytest.mark.parametrize("state", [AlertState.SENT, AlertState.UNKNOWN])
def test_half_an_hour_after_a_text_that_may_have_arrived_there_is_no_second_one(
    later: timedelta, texts: Texts, state: AlertState
) -> None:
    appointment = told_before(NOON - later, state=state)

    assert texts_after(appointment)[1:] == texts


@pytest.mark.parametrize("state", [AlertState.FAILED, AlertState.SKIPPED])
def test_a_text_that_did_not_go_out_keeps_no_other_back(state: AlertState) -> None:
    appointment = told_before(NOON - minutes(5), state=state)

    assert texts_after(appointment)[1:] == OWED


def test_the_claim_looks_for_duplicates_too() -> None:
    appointment, alert = a_trip()
    other = an_alert(appointment.changes[0], state=AlertState.UNKNOWN, ended_at=NOON)
    both = replace(appointment, alerts=(other, alert))

    assert claimed(both, alert) is Reason.DUPLICATE
    assert claimed(both, replace(alert, asked=True)) is None


TOMORROW = a_plan(starts_at=NOON + timedelta(days=1))
YESTERDAY = a_plan(starts_at=MORNING + minutes(1) - timedelta(days=1))


@pytest.mark.parametrize(
    ("notify", "plan", "texts"),
    [
        (None, a_plan(), OWED),
        (True, a_plan(), OWED),
        (False, a_plan(), skipped(Reason.NOT_REQUESTED)),
        (None, TOMORROW, skipped(Reason.NOT_REQUESTED)),
        (True, TOMORROW, OWED),
    ],
)
def test_a_dispatcher_who_sets_en_route_texts_as_ticked_and_unticked_only_today(
    notify: bool | None, plan: Any, texts: Texts
) -> None:
    assert texts_after(an_appointment(plan=plan), by=a_dispatcher(), notify=notify) == texts


@pytest.mark.parametrize("plan", [TOMORROW, YESTERDAY])
def test_a_technician_who_sets_out_texts_whatever_the_day(plan: Any) -> None:
    booked_at = MORNING - timedelta(days=2)

    assert texts_after(an_appointment(plan=plan, booked_at=booked_at)) == OWED


@pytest.mark.parametrize(
    ("now", "texts"),
    [
        (datetime(2026, 3, 3, 6, 59, tzinfo=UTC), OWED),
        (datetime(2026, 3, 3, 7, 0, tzinfo=UTC), skipped(Reason.NOT_REQUESTED)),
    ],
)
def test_today_is_by_the_calendar_at_the_address(now: datetime, texts: Texts) -> None:
    assert texts_after(an_appointment(), by=a_dispatcher(), now=now) == texts


def test_a_technician_may_say_that_no_text_is_wanted() -> None:
    assert texts_after(an_appointment(), notify=False) == skipped(Reason.NOT_REQUESTED)


@pytest.mark.parametrize("before", [STARTED, COMPLETE, CANCELED])
@pytest.mark.parametrize(
    ("notify", "texts"), [(None, skipped(Reason.CORRECTION)), (False, skipped(Reason.CORRECTION)), (True, OWED)]
)
def test_a_correction_texts_only_when_ticked(before: Status, notify: bool | None, texts: Texts) -> None:
    appointment = tapped(an_appointment(), before, at=NOON - minutes(5), by=a_dispatcher())

    assert texts_after(appointment, by=a_dispatcher(), notify=notify, reason="still driving") == texts


def test_asking_for_it_overrules_a_duplicate() -> None:
    appointment = told_before(NOON - minutes(5))

    texts = texts_after(appointment, by=a_dispatcher(), notify=True)

    assert texts[1:] == OWED


@pytest.mark.parametrize(
    ("facts", "work", "reason"),
    [
        ({}, {"phone": None}, Reason.NO_NUMBER),
        ({}, {"notify": False}, Reason.NOTIFY_OFF),
        ({"opted_out": True}, {}, Reason.OPTED_OUT),
        ({"number": NO_SUCH}, {}, Reason.INVALID_NUMBER),
        ({"number": LANDLINE}, {}, Reason.INVALID_NUMBER),
        ({"number": None}, {}, Reason.INVALID_NUMBER),
        ({"number": BRITISH}, {}, Reason.COUNTRY),
        ({"all_texts_off": True}, {}, Reason.PAUSED),
        ({"organization": an_organization(texts_on=False)}, {}, Reason.PAUSED),
    ],
)
def test_who_cannot_or_may_not_be_texted_is_not_at_the_tap_nor_at_the_claim_nor_when_ticked(
    facts: dict[str, Any], work: dict[str, Any], reason: Reason
) -> None:
    appointment, alert = a_trip(work=some_work(**work))
    waiting = an_appointment(work=some_work(**work))

    assert texts_after(waiting, facts=some_facts(**facts)) == skipped(reason)
    assert texts_after(waiting, facts=some_facts(**facts), by=a_dispatcher(), notify=True) == skipped(reason)
    assert claimed(appointment, alert, some_facts(**facts)) is reason


def test_another_country_may_be_texted_once_the_organization_says_so() -> None:
    both: Organization = an_organization(countries=frozenset({"US", "GB"}))

    assert texts_after(an_appointment(), facts=some_facts(organization=both, number=BRITISH)) == OWED


EVERY_TROUBLE: Sequence[tuple[Reason, dict[str, Any], dict[str, Any]]] = [
    (Reason.NO_NUMBER, {}, {"phone": None}),
    (Reason.NOTIFY_OFF, {}, {"notify": False}),
    (Reason.OPTED_OUT, {"opted_out": True}, {}),
    (Reason.INVALID_NUMBER, {"number": LANDLINE}, {}),
    (Reason.PAUSED, {"all_texts_off": True}, {}),
]


@pytest.mark.parametrize("first", range(len(EVERY_TROUBLE)))
def test_of_many_reasons_the_one_nearest_to_the_customer_is_told(first: int) -> None:
    troubles = EVERY_TROUBLE[first:]
    facts = some_facts(**{name: value for _, fact, _ in reversed(troubles) for name, value in fact.items()})
    work = some_work(**{name: value for _, _, of_work in troubles for name, value in of_work.items()})
    appointment, alert = a_trip(work=work)
    told_often = an_alert(appointment.changes[0], state=AlertState.SENT, ended_at=NOON)

    reason = claimed(replace(appointment, alerts=(told_often, told_often, told_often, alert)), alert, facts)

    assert reason is troubles[0][0]


def test_that_the_trip_is_over_comes_before_that_it_is_stale_and_both_before_the_rest() -> None:
    unreachable = some_facts(opted_out=True, all_texts_off=True)
    appointment, alert = a_trip()
    over = appointment.with_entry(a_change(STARTED, at=NOON + SECOND))

    assert claimed(over, alert, unreachable, now=alert.expires_at) is Reason.STARTED
    assert claimed(appointment, alert, unreachable, now=alert.expires_at) is Reason.STALE


def test_too_many_comes_before_a_duplicate() -> None:
    appointment = told_before(*[NOON - minutes(5)] * 3)

    assert texts_after(appointment)[3:] == skipped(Reason.TOO_MANY)


@pytest.mark.parametrize(("times", "texts"), [(2, OWED), (3, skipped(Reason.TOO_MANY))])
@pytest.mark.parametrize("notify", [None, True])
def test_an_appointment_has_three_texts_a_day(times: int, texts: Texts, notify: bool | None) -> None:
    appointment = told_before(*[NOON - minutes(40 + 10 * place) for place in range(times)])

    assert texts_after(appointment, by=a_dispatcher(), notify=notify)[times:] == texts


def test_the_three_may_be_sent_or_unknown() -> None:
    unknown = told_before(*[NOON - minutes(40)] * 3, state=AlertState.UNKNOWN)
    failed = told_before(*[NOON - minutes(40)] * 3, state=AlertState.FAILED)

    assert texts_after(unknown)[3:] == skipped(Reason.TOO_MANY)
    assert texts_after(failed)[3:] == OWED


@pytest.mark.parametrize(
    ("now", "texts"),
    [
        (datetime(2026, 3, 3, 6, 50, tzinfo=UTC), skipped(Reason.TOO_MANY)),
        (datetime(2026, 3, 3, 7, 0, tzinfo=UTC), OWED),
    ],
)
def test_the_day_of_the_three_is_the_addresss(now: datetime, texts: Texts) -> None:
    appointment = told_before(*[NOON + minutes(place) for place in range(3)])

    assert texts_after(appointment, now=now)[3:] == texts


def test_a_decision_not_to_text_is_kept_with_its_time_and_never_owed_again() -> None:
    appointment = tapped(an_appointment(work=some_work(phone=None)), ENROUTE)

    alert = appointment.alerts[0]
    assert (alert.reason, alert.ended_at, alert.is_unfinished) == (Reason.NO_NUMBER, NOON, False)
    assert appointment.unfinished_alert is None
    assert appointment.current_alert == alert


def test_whoever_asked_for_it_is_kept_on_the_alert() -> None:
    asked = tapped(an_appointment(), ENROUTE, by=a_dispatcher(), notify=True)
    unasked = tapped(an_appointment(), ENROUTE, by=a_dispatcher())

    assert [asked.alerts[0].asked, unasked.alerts[0].asked] == [True, False]


def test_what_moved_nothing_owes_no_decision() -> None:
    appointment = tapped(an_appointment(), ENROUTE)

    repeated: Change | None = decided(
        appointment, a_wish(ENROUTE, occurred_at=NOON + SECOND), now=NOON + minutes(20)
    ).change

    assert repeated is not None
    assert repeated.not_texted is None
    assert len(appointment.alerts) == 1
