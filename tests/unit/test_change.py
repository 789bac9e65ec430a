"""What a tap does: refused, replayed, unchanged, filed or moved. Numbers are those of the cases in the design."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest

from chalicelib.domain.alert import AlertState, Reason
from chalicelib.domain.appointment import PLANS_KEPT, UNCHANGED_KEPT, Appointment, Where
from chalicelib.domain.arrival import ArrivalSource, Estimate, Point
from chalicelib.domain.attention import flags
from chalicelib.domain.card import card_of
from chalicelib.domain.change import CHANGES_BY_ROLE
from chalicelib.domain.flag import Flag
from chalicelib.domain.person import Role, Source
from chalicelib.domain.refusals import IdempotencyMismatch, Invalid, NotAllowed, TooManyChanges, VersionMismatch
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.wish import Wish
from tests.builders import (
    BO,
    DANA,
    MORNING,
    NOON,
    ORGANIZATION,
    SAM,
    a_change,
    a_dispatcher,
    a_plan,
    a_technician,
    a_wish,
    an_appointment,
    an_id,
    an_organization,
    decided,
    minutes,
    planned,
    replanned,
    some_facts,
    tapped,
    told,
)

DRAFT, SCHEDULED, ENROUTE, STARTED, COMPLETE, CANCELED = Status
DONE, FOLLOW_UP = Outcome
SECOND = timedelta(seconds=1)
NOBODYS = a_plan(technician_id=None)


def in_status(status: Status, **differences: Any) -> Appointment:
    """Brought there by the office, half an hour ago."""
    if status is SCHEDULED:
        return an_appointment(**differences)
    moved = a_change(status, at=NOON - minutes(30), person_id=DANA)
    return an_appointment(moved, **differences)


def texts_of(appointment: Appointment) -> list[tuple[AlertState, str | None]]:
    return [(alert.state, alert.reason) for alert in appointment.alerts]


def statuses_of(appointment: Appointment) -> list[Status]:
    return [change.status for change in appointment.changes]


def test_a_tap_records_who_did_what_when_and_how_it_was_heard() -> None:
    wish = a_wish(
        ENROUTE,
        occurred_at=NOON + timedelta(hours=3) - minutes(2),
        client_now=NOON + timedelta(hours=3),
        device="phone",
        sequence=7,
    )

    done = decided(an_appointment(), wish)

    assert done.change == a_change(
        ENROUTE,
        at=NOON - minutes(2),
        key=wish.key,
        source=Source.MOBILE_OFFLINE,
        recorded_at=NOON,
        device_occurred_at=NOON + timedelta(hours=3) - minutes(2),
        device_now=NOON + timedelta(hours=3),
        device="phone",
        sequence=7,
        arrival=done.appointment.alerts[0].arrival,
    )
    assert (done.appointment.status, done.appointment.version, done.replayed) == (ENROUTE, 2, False)
    assert done.alert is done.appointment.unfinished_alert


def test_1_the_same_request_again_changes_nothing_and_tells_what_it_did() -> None:
    wish = a_wish(ENROUTE)
    first = decided(an_appointment(), wish)

    again = decided(first.appointment, wish, now=NOON + timedelta(days=400))

    assert again.replayed
    assert (again.appointment, again.change, again.alert) == (first.appointment, first.change, first.alert)


def test_1_a_replay_is_known_whatever_happened_since() -> None:
    wish = a_wish(ENROUTE, version=1)
    first = decided(an_appointment(), wish)
    since = replanned(first.appointment, at=NOON + minutes(1), technician_id=BO)

    again = decided(since, wish, now=NOON + minutes(2))

    assert (again.replayed, again.appointment, again.change) == (True, since, first.change)


def test_2_the_same_key_with_another_body_is_refused() -> None:
    wish = a_wish(ENROUTE)
    appointment = decided(an_appointment(), wish).appointment

    with pytest.raises(IdempotencyMismatch):
        decided(appointment, a_wish(STARTED, key=wish.key, fingerprint="another"))


def test_2_the_same_key_with_another_body_is_refused_even_if_nothing_had_changed() -> None:
    wish = a_wish(SCHEDULED)
    appointment = decided(an_appointment(), wish).appointment

    with pytest.raises(IdempotencyMismatch):
        decided(appointment, a_wish(ENROUTE, key=wish.key, fingerprint="another"))


def test_a_key_belongs_to_the_person_who_sent_it() -> None:
    appointment = tapped(an_appointment(), ENROUTE, key="one")

    by_another = decided(appointment, a_wish(STARTED, key="one", fingerprint="another"), by=a_dispatcher())

    assert not by_another.replayed
    assert statuses_of(by_another.appointment) == [ENROUTE, STARTED]
    assert len({change.entry_id for change in by_another.appointment.changes}) == 2


def test_4_a_double_tap_with_two_keys_is_one_change_and_one_text() -> None:
    first = decided(an_appointment(), a_wish(ENROUTE))

    second = decided(first.appointment, a_wish(ENROUTE), now=NOON + SECOND / 10)

    assert second.change is None
    assert second.appointment.timeline == first.appointment.timeline
    assert second.appointment.version == first.appointment.version
    assert texts_of(second.appointment) == [(AlertState.PENDING, None)]


@pytest.mark.parametrize("key", ["a", "b", "c", "d"])
def test_4_a_double_tap_at_one_instant_is_one_change(key: str) -> None:
    first = tapped(an_appointment(), Status.ENROUTE)

    second = decided(first, a_wish(Status.ENROUTE, key=key))

    assert (second.change, second.appointment.timeline) == (None, first.timeline)


def test_4_a_double_tap_whose_first_arrives_second_is_filed_and_leaves_the_text_alone() -> None:
    newer = decided(an_appointment(), a_wish(ENROUTE, occurred_at=NOON, client_now=NOON))

    older = decided(
        newer.appointment, a_wish(ENROUTE, occurred_at=NOON - SECOND, client_now=NOON), now=NOON + SECOND / 10
    )

    assert older.change is not None
    assert (older.change.not_texted, older.alert) == (Reason.STALE, None)
    assert texts_of(older.appointment) == [(AlertState.PENDING, None)]
    assert older.appointment.standing.trip == older.change.entry_id
    assert flags(told(older.appointment, at=NOON + 10 * SECOND)) == {}


def test_5_who_looked_at_another_version_is_told_who_was_faster_and_what_stands() -> None:
    looked_at = an_appointment()
    now = tapped(looked_at, COMPLETE, by=a_dispatcher(), outcome=FOLLOW_UP, at=NOON - SECOND)

    with pytest.raises(VersionMismatch, match="Dana Reyes") as refused:
        decided(now, a_wish(COMPLETE, version=looked_at.version))

    assert refused.value.current is now


def test_5_without_a_version_it_is_decided_on_what_the_winner_left() -> None:
    paused = tapped(an_appointment(), COMPLETE, by=a_dispatcher(), outcome=FOLLOW_UP, at=NOON - SECOND)

    done = tapped(paused, COMPLETE, outcome=DONE)

    assert (done.status, done.outcome) == (COMPLETE, DONE)


def test_the_version_that_was_looked_at_is_no_obstacle() -> None:
    appointment = an_appointment()

    assert tapped(appointment, ENROUTE, version=appointment.version).status is ENROUTE


def test_8_a_technician_may_skip_steps() -> None:
    appointment = tapped(an_appointment(), COMPLETE, outcome=DONE)

    assert (appointment.status, appointment.outcome) == (COMPLETE, DONE)
    assert [(step.before, step.after) for step in appointment.standing.steps[1:]] == [(SCHEDULED, COMPLETE)]


@pytest.mark.parametrize(("status", "outcome"), [(COMPLETE, None), (STARTED, DONE), (CANCELED, FOLLOW_UP)])
def test_9_an_outcome_goes_with_complete_and_with_complete_only(status: Status, outcome: Outcome | None) -> None:
    with pytest.raises(Invalid) as refused:
        Wish(key="k", fingerprint="f", status=status, outcome=outcome)

    assert list(refused.value.errors) == ["outcome"]


def test_10_a_live_tap_on_what_was_canceled_is_refused_with_what_is_allowed() -> None:
    with pytest.raises(NotAllowed) as refused:
        tapped(in_status(CANCELED), STARTED)

    assert refused.value.allowed == ()


def test_a_live_tap_that_may_not_be_is_refused_with_what_is_allowed() -> None:
    complete = tapped(an_appointment(), COMPLETE)

    with pytest.raises(NotAllowed, match="complete cannot become enroute") as refused:
        tapped(complete, ENROUTE, at=NOON + minutes(15))

    assert refused.value.allowed == (STARTED,)


def test_10_a_late_tap_on_what_was_canceled_is_filed_and_contradicts() -> None:
    canceled = in_status(CANCELED)

    filed = decided(canceled, a_wish(COMPLETE, occurred_at=NOON - minutes(20)))

    assert filed.change is not None
    assert (filed.appointment.status, filed.appointment.outcome) == (CANCELED, None)
    assert flags(filed.appointment) == {Flag.CONTRADICTION: NOON}


def test_11_live_it_is_refused_saying_whose_it_is_now() -> None:
    appointment = replanned(an_appointment(), at=NOON - minutes(5), technician_id=BO)

    with pytest.raises(NotAllowed, match="now with Bo Lind"):
        tapped(appointment, ENROUTE)
    with pytest.raises(NotAllowed, match="with nobody now"):
        tapped(replanned(appointment, at=NOON - minutes(4), technician_id=None), ENROUTE)


def test_11_late_it_is_filed_for_the_dispatcher() -> None:
    appointment = replanned(an_appointment(), at=NOON - minutes(30), technician_id=BO)

    filed = tapped(appointment, STARTED, occurred_at=NOON - minutes(20))

    assert (filed.status, statuses_of(filed)) == (SCHEDULED, [STARTED])
    assert set(flags(filed)) == {Flag.CONTRADICTION}


def test_11_what_was_done_before_it_was_reassigned_counts() -> None:
    appointment = replanned(an_appointment(), at=NOON - minutes(30), technician_id=BO)

    filed = tapped(appointment, ENROUTE, occurred_at=NOON - minutes(40))

    assert (filed.status, filed.standing.technician_id) == (SCHEDULED, BO)
    assert flags(filed) == {}


@pytest.mark.parametrize("ago", [0, 30])
def test_who_never_had_it_is_refused_even_late(ago: int) -> None:
    with pytest.raises(NotAllowed, match="now with Sam Ortiz"):
        tapped(an_appointment(), STARTED, by=a_technician(BO), occurred_at=NOON - minutes(ago))


def test_11a_what_is_older_than_the_offices_move_is_filed_before_it_without_a_text() -> None:
    started = tapped(an_appointment(), STARTED, by=a_dispatcher(), at=NOON + minutes(3))

    filed = decided(started, a_wish(ENROUTE, occurred_at=NOON), now=NOON + minutes(5))

    assert (filed.appointment.status, statuses_of(filed.appointment)) == (STARTED, [STARTED, ENROUTE])
    assert filed.appointment.unfinished_alert is None
    assert filed.change is not None
    assert filed.change.not_texted is Reason.STALE
    assert flags(filed.appointment) == {}


def test_12_undone_inside_the_hold_there_is_no_text() -> None:
    set_out = tapped(an_appointment(), ENROUTE)

    undone = tapped(set_out, SCHEDULED, at=NOON + 9 * SECOND)

    assert (undone.status, texts_of(undone)) == (SCHEDULED, [(AlertState.SKIPPED, Reason.UNDONE)])
    assert undone.alerts[0].ended_at == NOON + 9 * SECOND


def test_12a_an_undo_that_was_quicker_on_its_way_still_comes_after() -> None:
    tap, undo = NOON, NOON + 2 * SECOND
    set_out = tapped(
        an_appointment(), ENROUTE, at=tap + 4 * SECOND, occurred_at=tap, client_now=tap, device="phone", sequence=1
    )

    undone = tapped(
        set_out,
        SCHEDULED,
        at=tap + 4.2 * SECOND,
        occurred_at=undo,
        client_now=tap + 4.1 * SECOND,
        device="phone",
        sequence=2,
    )

    assert undone.changes[1].occurred_at < undone.changes[0].occurred_at
    assert (undone.status, texts_of(undone)) == (SCHEDULED, [(AlertState.SKIPPED, Reason.UNDONE)])
    assert flags(undone) == {}


def test_12b_an_on_my_way_whose_undo_is_already_queued_says_so_and_texts_nobody() -> None:
    without_hold = some_facts(organization=an_organization(hold=timedelta()))
    queued = a_wish(ENROUTE, occurred_at=NOON - minutes(5), client_now=NOON, notify=False)

    set_out = decided(an_appointment(), queued, facts=without_hold).appointment
    undone = tapped(set_out, SCHEDULED, at=NOON + SECOND, occurred_at=NOON - minutes(4))

    assert texts_of(set_out) == [(AlertState.SKIPPED, Reason.NOT_REQUESTED)]
    assert (undone.status, texts_of(undone)) == (SCHEDULED, texts_of(set_out))


def test_13_undone_after_the_text_it_goes_back_and_the_card_says_when_they_were_told() -> None:
    set_out = told(tapped(an_appointment(), ENROUTE), at=NOON + 10 * SECOND)

    undone = tapped(set_out, SCHEDULED, at=NOON + minutes(1))

    sign = card_of(undone).alert
    assert undone.status is SCHEDULED
    assert sign is not None
    assert (sign.state, sign.at) == ("sent", NOON + 10 * SECOND)
    assert set(flags(undone)) == {Flag.TOLD_THEN_CHANGED}


@pytest.mark.parametrize(
    ("later", "state", "reason"),
    [(5, AlertState.SKIPPED, Reason.DUPLICATE), (40, AlertState.PENDING, None)],
)
def test_14_setting_out_anew_texts_anew_only_half_an_hour_later(
    later: int, state: AlertState, reason: Reason | None
) -> None:
    set_out = told(tapped(an_appointment(), ENROUTE), at=NOON + 10 * SECOND)
    undone = tapped(set_out, SCHEDULED, at=NOON + minutes(1))

    again = tapped(undone, ENROUTE, at=NOON + minutes(later))

    assert texts_of(again) == [(AlertState.SENT, None), (state, reason)]


@pytest.mark.parametrize("status", [DRAFT, SCHEDULED, ENROUTE, STARTED])
def test_15_whatever_is_not_complete_is_canceled_without_a_reason(status: Status) -> None:
    canceled = decided(in_status(status), a_wish(CANCELED), by=a_dispatcher())

    assert canceled.appointment.status is CANCELED
    assert canceled.change is not None
    assert not canceled.change.correction


def test_15_canceling_skips_the_text_that_is_owed() -> None:
    canceled = tapped(tapped(an_appointment(), ENROUTE), CANCELED, at=NOON + SECOND, by=a_dispatcher())

    assert texts_of(canceled) == [(AlertState.SKIPPED, Reason.CANCELED)]


def test_16_a_correction_does_not_text() -> None:
    corrected = decided(in_status(STARTED), a_wish(ENROUTE, reason="still driving"), by=a_dispatcher())

    assert corrected.change is not None
    assert (corrected.change.correction, corrected.change.reason) == (True, "still driving")
    assert texts_of(corrected.appointment) == [(AlertState.SKIPPED, Reason.CORRECTION)]


@pytest.mark.parametrize("ahead", [timedelta(hours=3), -timedelta(hours=3)])
def test_25_a_phone_three_hours_off_is_put_right(ahead: timedelta) -> None:
    wish = a_wish(ENROUTE, occurred_at=NOON - SECOND + ahead, client_now=NOON + ahead)

    set_out = decided(an_appointment(), wish)

    assert set_out.change is not None
    assert (set_out.change.occurred_at, set_out.change.source) == (NOON - SECOND, Source.MOBILE)
    assert texts_of(set_out.appointment) == [(AlertState.PENDING, None)]


def test_26_the_future_is_now_and_the_past_begins_with_the_booking() -> None:
    ahead = tapped(an_appointment(), ENROUTE, occurred_at=NOON + timedelta(hours=3))
    before = tapped(an_appointment(), ENROUTE, occurred_at=MORNING - timedelta(hours=3))

    assert (ahead.standing.since, before.standing.since) == (NOON, MORNING)


def test_27_forty_changes_of_an_offline_day_are_all_filed_in_order_and_text_nobody() -> None:
    appointment, evening = an_appointment(), NOON + timedelta(hours=7)
    moves = [ENROUTE, SCHEDULED, ENROUTE, STARTED, ENROUTE, SCHEDULED, ENROUTE, SCHEDULED] * 5

    for place, status in enumerate(moves):
        appointment = tapped(
            appointment,
            status,
            at=evening + place * SECOND,
            occurred_at=NOON + minutes(place),
            client_now=evening + place * SECOND,
            device="phone",
            sequence=place,
        )

    steps = appointment.standing.steps[1:]
    assert [(step.entry.stands_at, step.after) for step in steps] == [
        (NOON + minutes(place), status) for place, status in enumerate(moves)
    ]
    assert appointment.unfinished_alert is None
    assert all(alert.reason == Reason.STALE for alert in appointment.alerts)
    assert {change.source for change in appointment.changes} == {Source.MOBILE_OFFLINE}
    assert flags(appointment) == {}


@pytest.mark.parametrize(
    ("source", "ago", "recorded"),
    [
        (Source.MOBILE, minutes(1), Source.MOBILE),
        (Source.MOBILE, minutes(1) + timedelta(milliseconds=1), Source.MOBILE_OFFLINE),
        (Source.API, minutes(30), Source.API),
    ],
)
def test_what_the_phone_sent_a_minute_after_it_happened_was_offline(
    source: Source, ago: timedelta, recorded: Source
) -> None:
    done = decided(an_appointment(), a_wish(ENROUTE, occurred_at=NOON - ago), by=a_technician(source=source))

    assert done.change is not None
    assert done.change.source is recorded


@pytest.mark.parametrize("source", [Source.WEB, Source.API])
def test_a_dispatchers_source_stays_what_it_is(source: Source) -> None:
    done = decided(an_appointment(), a_wish(STARTED, occurred_at=MORNING), by=a_dispatcher(source=source))

    assert done.change is not None
    assert done.change.source is source


def test_setting_the_status_it_has_changes_nothing_and_is_remembered() -> None:
    appointment, wish = tapped(an_appointment(), STARTED), a_wish(STARTED)

    same = decided(appointment, wish, by=a_dispatcher(), now=NOON + minutes(1))
    again = decided(same.appointment, wish, by=a_dispatcher(), now=NOON + minutes(2))

    assert (same.change, same.replayed, again.change, again.replayed) == (None, False, None, True)
    assert same.appointment.timeline == appointment.timeline
    assert (same.appointment.version, again.appointment) == (appointment.version, same.appointment)


def test_the_last_twenty_that_changed_nothing_are_remembered() -> None:
    appointment, wishes = an_appointment(), [a_wish(SCHEDULED) for _ in range(UNCHANGED_KEPT + 1)]

    for wish in wishes:
        appointment = decided(appointment, wish).appointment

    assert [decided(appointment, wish).replayed for wish in wishes] == [False, *[True] * 20]


def test_a_repeat_that_comes_late_is_filed_with_its_true_time() -> None:
    appointment = tapped(an_appointment(), STARTED)

    filed = decided(appointment, a_wish(STARTED, occurred_at=NOON + minutes(1)), now=NOON + minutes(20))

    assert statuses_of(filed.appointment) == [STARTED, STARTED]
    assert (filed.appointment.status, flags(filed.appointment)) == (STARTED, {})


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize("after", Status)
def test_a_dispatcher_may_set_any_status_with_a_reason(before: Status, after: Status) -> None:
    appointment = in_status(before)

    moved = decided(appointment, a_wish(after, reason="so it is"), by=a_dispatcher())

    assert moved.appointment.status is after
    assert (moved.change is None) is (before is after)


@pytest.mark.parametrize(
    ("before", "after"),
    [(ENROUTE, SCHEDULED), (STARTED, DRAFT), (COMPLETE, STARTED), (COMPLETE, CANCELED), (CANCELED, COMPLETE)],
)
@pytest.mark.parametrize("reason", [None, ""])
def test_a_dispatcher_says_why_a_correction_is_made(before: Status, after: Status, reason: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        tapped(in_status(before), after, by=a_dispatcher(), reason=reason)

    assert list(refused.value.errors) == ["reason"]


@pytest.mark.parametrize("status", [STARTED, COMPLETE])
def test_a_dispatcher_needs_no_reason_to_go_forward(status: Status) -> None:
    moved = decided(in_status(ENROUTE), a_wish(status), by=a_dispatcher())

    assert moved.change is not None
    assert not moved.change.correction


@pytest.mark.parametrize(("later", "may"), [(minutes(1), True), (minutes(1) + timedelta(milliseconds=1), False)])
def test_undoing_ones_own_last_move_within_a_minute_needs_no_reason(later: timedelta, may: bool) -> None:
    moved = tapped(tapped(an_appointment(), ENROUTE, at=NOON - minutes(5)), COMPLETE, by=a_dispatcher())

    def undo() -> Appointment:
        return tapped(moved, ENROUTE, at=NOON + later, by=a_dispatcher())

    if may:
        assert undo().status is ENROUTE
    else:
        with pytest.raises(Invalid, match="reason"):
            undo()


def test_undoing_means_going_back_where_it_was() -> None:
    moved = tapped(tapped(an_appointment(), ENROUTE, at=NOON - minutes(5)), COMPLETE, by=a_dispatcher())

    with pytest.raises(Invalid, match="reason"):
        tapped(moved, SCHEDULED, at=NOON + SECOND, by=a_dispatcher())


@pytest.mark.parametrize("mover", [a_technician(), a_dispatcher(SAM)])
def test_undoing_somebody_elses_move_needs_a_reason(mover: Any) -> None:
    moved = tapped(an_appointment(), ENROUTE, by=mover)

    with pytest.raises(Invalid, match="reason"):
        tapped(moved, SCHEDULED, at=NOON + SECOND, by=a_dispatcher())


def test_a_dispatchers_time_before_the_latest_change_is_refused_naming_it() -> None:
    appointment = tapped(an_appointment(), STARTED)

    with pytest.raises(Invalid, match="Sam Ortiz set started at 19:00 UTC") as refused:
        tapped(appointment, COMPLETE, at=NOON + minutes(5), by=a_dispatcher(), occurred_at=NOON - SECOND)

    assert list(refused.value.errors) == ["occurred_at"]


def test_a_dispatchers_time_may_be_that_of_the_latest_change() -> None:
    appointment = tapped(an_appointment(), STARTED)

    complete = tapped(appointment, COMPLETE, at=NOON + minutes(60), by=a_dispatcher(), occurred_at=NOON)

    assert (complete.status, complete.standing.since) == (COMPLETE, NOON)


def test_only_a_change_that_took_effect_keeps_a_dispatcher_from_an_earlier_time() -> None:
    canceled = in_status(CANCELED)
    filed = tapped(canceled, STARTED, at=NOON, occurred_at=NOON - minutes(20))

    back = tapped(
        filed,
        COMPLETE,
        at=NOON + minutes(1),
        by=a_dispatcher(),
        occurred_at=NOON - minutes(25),
        reason="it was done",
    )

    assert (back.status, back.standing.since) == (COMPLETE, NOON - minutes(25))


@pytest.mark.parametrize("status", [ENROUTE, STARTED, COMPLETE])
def test_nobody_sets_out_starts_or_completes_what_is_with_nobody(status: Status) -> None:
    with pytest.raises(NotAllowed, match="assign a technician first") as refused:
        tapped(an_appointment(plan=NOBODYS), status, by=a_dispatcher())

    assert refused.value.allowed == (DRAFT, CANCELED)


@pytest.mark.parametrize("status", [DRAFT, CANCELED])
def test_what_is_with_nobody_may_be_drafted_or_canceled(status: Status) -> None:
    moved = tapped(an_appointment(plan=NOBODYS), status, by=a_dispatcher(), reason="not yet")

    assert moved.status is status


@pytest.mark.parametrize(("later", "may"), [(minutes(15), True), (minutes(15) + timedelta(milliseconds=1), False)])
def test_another_outcome_is_a_change_the_technicians_for_a_quarter_of_an_hour(later: timedelta, may: bool) -> None:
    complete = tapped(an_appointment(), COMPLETE, outcome=DONE)

    if may:
        paused = tapped(complete, COMPLETE, outcome=FOLLOW_UP, at=NOON + later)
        assert (paused.outcome, paused.version) == (FOLLOW_UP, complete.version + 1)
    else:
        with pytest.raises(NotAllowed):
            tapped(complete, COMPLETE, outcome=FOLLOW_UP, at=NOON + later)


def test_another_outcome_is_a_change_the_dispatchers_always_and_without_a_reason() -> None:
    complete = tapped(an_appointment(), COMPLETE, outcome=DONE)

    paused = decided(complete, a_wish(COMPLETE, outcome=FOLLOW_UP), by=a_dispatcher(), now=NOON + timedelta(days=9))

    assert paused.change is not None
    assert (paused.appointment.outcome, paused.change.correction) == (FOLLOW_UP, False)


def test_card_and_appointment_agree_on_what_may_come_next() -> None:
    entered = a_change(COMPLETE, at=NOON - minutes(14), person_id=DANA, recorded_at=NOON)
    appointment = an_appointment(entered)

    for later in (0, 1, 2):
        now = NOON + minutes(later)
        assert card_of(appointment).allowed(a_technician(), now) == appointment.allowed(a_technician(), now)


def test_nothing_comes_next_for_a_technician_who_does_not_have_it() -> None:
    assert an_appointment().allowed(a_technician(BO), NOON) == ()
    assert an_appointment().allowed(a_technician(SAM), NOON) == (ENROUTE, STARTED, COMPLETE)


def full(changes: int, *, by: str = SAM) -> Appointment:
    """So many changes of the morning, half of them undoing the other."""
    moves = [
        a_change((SCHEDULED, ENROUTE)[place % 2], at=MORNING + place * SECOND, person_id=by)
        for place in range(1, changes + 1)
    ]
    return an_appointment(*moves)


def test_at_the_technicians_limit_only_the_office_moves_on() -> None:
    limit = CHANGES_BY_ROLE[Role.TECHNICIAN]
    almost, at_limit = full(limit - 1), full(limit)

    assert tapped(almost, STARTED).status is STARTED
    for occurred_at in (NOON, NOON - minutes(60)):
        with pytest.raises(TooManyChanges):
            tapped(at_limit, STARTED, occurred_at=occurred_at)
    assert tapped(at_limit, STARTED, by=a_dispatcher()).status is STARTED


def test_at_its_own_limit_the_office_may_only_cancel_and_technicians_go_on() -> None:
    limit = CHANGES_BY_ROLE[Role.DISPATCHER]
    almost, at_limit = full(limit - 1, by=DANA), full(limit, by=DANA)

    assert tapped(almost, STARTED, by=a_dispatcher(), reason="by phone").status is STARTED
    with pytest.raises(TooManyChanges):
        tapped(at_limit, STARTED, by=a_dispatcher(), reason="by phone")
    assert tapped(at_limit, STARTED).status is STARTED
    assert tapped(at_limit, CANCELED, by=a_dispatcher()).status is CANCELED


def test_an_appointment_is_planned_anew_a_hundred_times_at_most() -> None:
    often = an_appointment(*[planned(a_plan(), at=NOON) for _ in range(PLANS_KEPT)])

    with pytest.raises(TooManyChanges):
        often.planned(planned(a_plan(starts_at=NOON + minutes(5)), at=NOON))


def test_the_limits_are_those_of_an_items_budget() -> None:
    assert (*CHANGES_BY_ROLE.values(), UNCHANGED_KEPT, PLANS_KEPT) == (60, 100, 20, 100)


def test_after_ten_texts_the_status_moves_and_the_change_says_too_many() -> None:
    appointment = an_appointment()
    for place in range(10):
        appointment = tapped(appointment, ENROUTE, at=NOON + minutes(2 * place))
        appointment = tapped(appointment, SCHEDULED, at=NOON + minutes(2 * place + 1))

    set_out = decided(appointment, a_wish(ENROUTE), now=NOON + minutes(30))

    assert set_out.appointment.status is ENROUTE
    assert len(set_out.appointment.alerts) == 10
    assert set_out.change is not None
    assert (set_out.change.not_texted, set_out.alert) == (Reason.TOO_MANY, None)


def test_a_technicians_wish_to_insist_on_a_text_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        tapped(an_appointment(), ENROUTE, notify=True)

    assert list(refused.value.errors) == ["notify"]


def test_the_arrival_is_fixed_at_the_tap() -> None:
    here = Estimate(position=Point(latitude=33.6, longitude=-112.0))

    given = decided(an_appointment(), a_wish(ENROUTE, estimate=Estimate(minutes=25))).change
    driven = decided(an_appointment(), a_wish(ENROUTE, estimate=here)).change
    promised = decided(an_appointment(), a_wish(ENROUTE)).change
    started = decided(an_appointment(), a_wish(STARTED, estimate=here)).change

    sources = [change and change.arrival and change.arrival.source for change in (given, driven, promised, started)]
    assert sources == [ArrivalSource.GIVEN, ArrivalSource.STRAIGHT_LINE, ArrivalSource.WINDOW, None]


def test_what_a_technician_undoes_is_no_correction() -> None:
    undone = decided(tapped(an_appointment(), STARTED, at=NOON - minutes(5)), a_wish(ENROUTE))

    assert undone.change is not None
    assert (undone.appointment.status, undone.change.correction) == (ENROUTE, False)


def test_every_change_is_one_more_version() -> None:
    days = [an_appointment()]
    for status in (ENROUTE, STARTED, COMPLETE):
        days.append(tapped(days[-1], status, at=NOON + minutes(len(days))))
    days.append(tapped(days[-1], COMPLETE, outcome=FOLLOW_UP, at=NOON + minutes(5)))

    assert all(after.version == before.version + 1 for before, after in pairwise(days))
    assert all(after.revision == before.revision for before, after in pairwise(days))


def test_a_started_appointment_is_not_replanned_but_paused() -> None:
    with pytest.raises(NotAllowed, match="Pause It"):
        replanned(tapped(an_appointment(), STARTED), at=NOON, technician_id=BO)


@pytest.mark.parametrize("status", [COMPLETE, CANCELED])
def test_what_is_over_is_not_replanned(status: Status) -> None:
    with pytest.raises(NotAllowed, match=f"is {status}"):
        replanned(in_status(status), at=NOON, technician_id=BO)


def test_the_plan_it_has_is_no_edit() -> None:
    appointment = tapped(an_appointment(), ENROUTE)

    assert replanned(appointment, at=NOON + SECOND) is appointment


@pytest.mark.parametrize("length", [timedelta(), -minutes(1)])
def test_work_ends_after_it_starts(length: timedelta) -> None:
    with pytest.raises(Invalid) as refused:
        a_plan(starts_at=NOON, length=length, window=a_plan().window)

    assert list(refused.value.errors) == ["ends_at"]


def test_a_place_is_read_as_it_is_written() -> None:
    where = Where(organization_id=ORGANIZATION, job_id=an_id("job"), appointment_id=an_id("appointment"))

    assert Where.read(str(where)) == where
