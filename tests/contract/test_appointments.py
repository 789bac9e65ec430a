"""What the store of appointments promises, in memory and in DynamoDB."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.arrival import Estimate, Window
from chalicelib.domain.card import card_of
from chalicelib.domain.dismissal import Dismiss, dismiss
from chalicelib.domain.entry import Plan
from chalicelib.domain.flag import Flag
from chalicelib.domain.refusals import Conflict, NotFound
from chalicelib.domain.status import Outcome, Status
from tests.builders import (
    BO,
    DANA,
    NOON,
    ORGANIZATION,
    SAM,
    a_dispatcher,
    a_plan,
    a_wish,
    an_appointment,
    an_id,
    decided,
    minutes,
    planned,
    some_work,
)
from tests.contract.conftest import Store

TODAY = NOON.date()


def on_the_way(appointment: Appointment | None = None) -> Appointment:
    """With a pending alert, due ten seconds after noon."""
    return decided(appointment or an_appointment(), a_wish(Status.ENROUTE)).appointment


def the_alert(appointment: Appointment) -> Alert:
    assert appointment.unfinished_alert
    return appointment.unfinished_alert


def test_what_was_saved_is_what_is_read(store: Store) -> None:
    wish = a_wish(Status.ENROUTE, estimate=Estimate(minutes=20), occurred_at=NOON - minutes(1), client_now=NOON)
    appointment = decided(an_appointment(), replace(wish, device="phone", sequence=3)).appointment

    saved = store.appointments.save(appointment)

    assert store.appointments.get(appointment.where) == saved == replace(appointment, revision=1)


def test_a_long_history_is_read_as_it_was_saved(store: Store) -> None:
    appointment = store.appointments.save(an_appointment())
    reached = NOON
    for status in (Status.ENROUTE, Status.STARTED, Status.ENROUTE, Status.STARTED, Status.COMPLETE):
        reached += minutes(5)
        outcome = Outcome.FOLLOW_UP if status is Status.COMPLETE else None
        wish = a_wish(status, outcome=outcome, reason="said so")
        appointment = decided(appointment, wish, by=a_dispatcher(), now=reached).appointment
    again = decided(appointment, a_wish(Status.COMPLETE, outcome=Outcome.FOLLOW_UP), by=a_dispatcher(), now=reached)

    saved = store.appointments.save(again.appointment)

    assert saved.unchanged
    assert store.appointments.get(appointment.where) == saved


def test_a_changed_plan_leaves_the_earlier_ones_in_the_timeline(store: Store) -> None:
    window = Window(starts=NOON, ends=NOON + minutes(45))
    moved = an_appointment().planned(planned(a_plan(technician_id=BO, window=window), at=NOON))
    unassigned = moved.planned(planned(a_plan(technician_id=None, starts_at=NOON + timedelta(days=1)), at=NOON))

    saved = store.appointments.save(unassigned)

    assert store.appointments.get(saved.where) == saved
    assert [entry.plan for entry in saved.timeline if hasattr(entry, "plan")][1].window == window


def test_an_appointment_of_another_organization_is_not_found(store: Store) -> None:
    appointment = store.appointments.save(an_appointment())

    with pytest.raises(NotFound):
        store.appointments.get(replace(appointment.where, organization_id=an_id("organization")))


def test_an_appointment_under_another_job_is_not_found(store: Store) -> None:
    appointment = store.appointments.save(an_appointment())

    with pytest.raises(NotFound):
        store.appointments.get(replace(appointment.where, job_id=an_id("job")))


def test_of_two_who_read_the_same_only_the_first_saves(store: Store) -> None:
    read = store.appointments.save(an_appointment())
    winner = store.appointments.save(decided(read, a_wish(Status.STARTED)).appointment)

    with pytest.raises(Conflict):
        store.appointments.save(decided(read, a_wish(Status.ENROUTE)).appointment)

    assert store.appointments.get(read.where) == winner


def test_of_many_threads_one_wins(store_in_memory: Store) -> None:
    # In memory only: moto is not atomic under threads. Real writes race in tests/api.
    read = store_in_memory.appointments.save(an_appointment())

    def saves(number: int) -> bool:
        with suppress(Conflict):
            return bool(store_in_memory.appointments.save(replace(read, version=number)))
        return False

    with ThreadPoolExecutor(20) as threads:
        won = list(threads.map(saves, range(200)))

    assert won.count(True) == 1


def test_a_new_appointment_never_replaces_one_that_is_there(store: Store) -> None:
    appointment = store.appointments.save(an_appointment())

    with pytest.raises(Conflict):
        store.appointments.save(replace(appointment, revision=0))


def test_one_that_is_not_there_cannot_be_changed(store: Store) -> None:
    with pytest.raises(Conflict):
        store.appointments.save(an_appointment(revision=1))


def test_a_card_shows_what_its_appointment_would(store: Store) -> None:
    appointment = store.appointments.save(on_the_way())

    (card,) = store.appointments.on_day(ORGANIZATION, TODAY, None)

    assert card == card_of(appointment)


def test_a_card_tells_what_needs_attention(store: Store) -> None:
    told = on_the_way()
    told = told.with_alert(the_alert(told).claimed(owner="w", text="t", now=NOON).sent("m", NOON))
    undone = store.appointments.save(decided(told, a_wish(Status.SCHEDULED), now=NOON + minutes(1)).appointment)

    (card,) = store.appointments.on_day(ORGANIZATION, TODAY, None)

    assert card == card_of(undone)
    assert card.flags == {Flag.TOLD_THEN_CHANGED: NOON + minutes(1)}


def flagged(store: Store, *, limit: int = 9, organization_id: str = ORGANIZATION) -> list[str]:
    cards = store.appointments.flagged(organization_id, limit=limit)
    return [card.where.appointment_id for card in cards]


def failed(at: datetime) -> Appointment:
    tapped = on_the_way()
    return tapped.with_alert(the_alert(tapped).failed("invalid_parameter", at))


def test_what_is_flagged_is_found_the_longest_first_and_no_more_than_asked_for(store: Store) -> None:
    later, earliest, middle = (store.appointments.save(failed(NOON + minutes(n))) for n in (9, 1, 5))
    store.appointments.save(on_the_way())

    found = [each.where.appointment_id for each in (earliest, middle, later)]

    assert flagged(store) == found
    assert flagged(store, limit=2) == found[:2]
    assert flagged(store, organization_id=an_id("organization")) == []


def test_a_flagged_card_is_the_appointments_card(store: Store) -> None:
    appointment = store.appointments.save(failed(NOON))

    assert store.appointments.flagged(ORGANIZATION, limit=1) == (card_of(appointment),)


def test_a_dismissed_flag_is_found_no_more_and_who_dismissed_it_is_kept(store: Store) -> None:
    appointment = store.appointments.save(failed(NOON))

    dismissed = store.appointments.save(dismissed_by_dana(appointment, Flag.FAILED))

    assert flagged(store) == []
    assert store.appointments.on_day(ORGANIZATION, TODAY, None) == (card_of(dismissed),)
    assert store.appointments.get(appointment.where) == dismissed
    assert [(each.flag, each.name) for each in dismissed.dismissals] == [(Flag.FAILED, "Dana Reyes")]


def dismissed_by_dana(appointment: Appointment, flag: Flag) -> Appointment:
    wanted = Dismiss(flag=flag, key=an_id("key"), fingerprint="f" * 16)
    return dismiss(appointment, wanted, a_dispatcher(), now=NOON + minutes(30)).appointment


def test_a_bare_appointment_has_a_card_too(store: Store) -> None:
    work = some_work(phone=None, notify=False, location=None)
    appointment = store.appointments.save(an_appointment(plan=a_plan(technician_id=None), work=work))

    (card,) = store.appointments.on_day(ORGANIZATION, TODAY, None)

    assert card == card_of(appointment)


def test_a_day_is_the_day_at_the_address(store: Store) -> None:
    half_past_eleven_pm = datetime(2026, 3, 3, 6, 30, tzinfo=UTC)
    store.appointments.save(an_appointment(plan=a_plan(starts_at=half_past_eleven_pm)))

    days = [day for day in (2, 3) if store.appointments.on_day(ORGANIZATION, TODAY.replace(day=day), None)]

    assert days == [2]


def test_a_day_is_sorted_by_technician_and_start(store: Store) -> None:
    plans = [a_plan(technician_id=BO), a_plan(starts_at=NOON + minutes(60)), a_plan(), a_plan(technician_id=None)]
    for plan in plans:
        store.appointments.save(an_appointment(plan=plan))

    cards = store.appointments.on_day(ORGANIZATION, TODAY, None)

    assert [card.plan for card in cards] == [plans[3], plans[2], plans[1], plans[0]]


def test_a_technician_sees_only_their_own(store: Store) -> None:
    other_with_the_same_beginning = replace(a_plan(), technician_id=f"{SAM}0")
    for plan in (a_plan(), a_plan(technician_id=BO), a_plan(technician_id=None), other_with_the_same_beginning):
        store.appointments.save(an_appointment(plan=plan))

    cards = store.appointments.on_day(ORGANIZATION, TODAY, SAM)

    assert [card.plan.technician_id for card in cards] == [SAM]


def test_another_organization_sees_nothing_of_a_day(store: Store) -> None:
    store.appointments.save(an_appointment())

    assert store.appointments.on_day(an_id("organization"), TODAY, None) == ()


@pytest.mark.parametrize("plan", [a_plan(starts_at=NOON + timedelta(days=1)), a_plan(technician_id=BO)])
def test_a_changed_plan_takes_the_card_along(store: Store, plan: Plan) -> None:
    appointment = store.appointments.save(an_appointment())

    store.appointments.save(appointment.planned(planned(plan, at=NOON, by=DANA)))

    assert not store.appointments.on_day(ORGANIZATION, TODAY, SAM)


@pytest.mark.parametrize(("seconds", "is_overdue"), [(9.999, False), (10, True), (86_400, True)])
def test_an_alert_is_owed_since_the_tap_and_overdue_from_when_it_is_due(
    store: Store, seconds: float, is_overdue: bool
) -> None:
    appointment = store.appointments.save(on_the_way())

    [owed] = store.appointments.owed()

    assert (owed.where, owed.since) == (appointment.where, NOON)
    assert owed.is_overdue(NOON + timedelta(seconds=seconds)) is is_overdue


def test_a_claimed_alert_is_overdue_when_its_lease_is_over(store: Store) -> None:
    claimed = on_the_way()
    claimed = claimed.with_alert(the_alert(claimed).claimed(owner="worker", text="text", now=NOON))
    store.appointments.save(claimed)

    [owed] = store.appointments.owed()

    assert [owed.is_overdue(NOON + timedelta(seconds=late)) for late in (39, 40)] == [False, True]


def test_a_finished_alert_is_owed_no_more(store: Store) -> None:
    appointment = store.appointments.save(on_the_way())

    store.appointments.save(appointment.with_alert(the_alert(appointment).skipped("paused", NOON)))

    assert not list(store.appointments.owed())


def test_what_is_owed_is_found_in_every_organization(store: Store) -> None:
    appointments = [on_the_way(an_appointment()) for _ in range(30)]
    for number, appointment in enumerate(appointments):
        where = replace(appointment.where, organization_id=an_id(f"organization {number}"))
        store.appointments.save(replace(appointment, where=where))

    owed = list(store.appointments.owed())

    assert {each.where.appointment_id for each in owed} == {each.where.appointment_id for each in appointments}
    assert len(owed) == len(appointments)
