"""Dismissing a flag: what is known of it by then goes, and whatever comes later is shown."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.attention import flags
from chalicelib.domain.card import card_of
from chalicelib.domain.dismissal import Dismiss, Dismissed, dismiss
from chalicelib.domain.flag import Flag
from chalicelib.domain.refusals import IdempotencyMismatch, VersionMismatch
from chalicelib.domain.status import Status
from tests.builders import BO, DANA, NOON, a_dispatcher, an_appointment, an_id, minutes, tapped, told

FAILED_AT, LATER = NOON + timedelta(seconds=10), NOON + minutes(30)


def failed(appointment: Appointment | None = None, *, at: datetime = FAILED_AT) -> Appointment:
    """A text that the provider refused, owed unless it is given."""
    appointment = appointment or tapped(an_appointment(), Status.ENROUTE)
    owed = appointment.unfinished_alert
    assert owed is not None
    return appointment.with_alert(owed.failed("invalid_parameter", at))


def failed_again(appointment: Appointment, *, at: datetime) -> Appointment:
    undone = tapped(appointment, Status.SCHEDULED, at=LATER)
    return failed(tapped(undone, Status.ENROUTE, at=LATER + minutes(1)), at=at)


def dismissed(appointment: Appointment, flag: Flag = Flag.FAILED, *, by: str = DANA, **request: Any) -> Dismissed:
    wanted = {"flag": flag, "key": an_id("key"), "fingerprint": "f" * 16}
    return dismiss(appointment, Dismiss(**(wanted | request)), a_dispatcher(by), now=LATER)


def test_a_dismissed_flag_is_down_and_who_put_it_down_is_kept() -> None:
    after = dismissed(failed()).appointment

    (dismissal,) = after.dismissals
    assert (flags(after), dict(card_of(after).flags)) == ({}, {})
    assert (dismissal.flag, dismissal.person_id, dismissal.name, dismissal.at) == (
        Flag.FAILED,
        DANA,
        "Dana Reyes",
        LATER,
    )
    assert after.version == failed().version + 1


def test_the_other_flags_stay() -> None:
    lost = tapped(an_appointment(), Status.ENROUTE)
    lost = lost.with_alert(lost.alerts[0].unknown(FAILED_AT))
    undone = tapped(lost, Status.SCHEDULED, at=NOON + minutes(2))

    after = dismissed(undone, Flag.TOLD_THEN_CHANGED).appointment

    assert set(flags(undone)) == {Flag.UNKNOWN, Flag.TOLD_THEN_CHANGED}
    assert set(flags(after)) == {Flag.UNKNOWN}


def test_what_goes_wrong_later_raises_it_anew_and_from_then_on() -> None:
    again = failed_again(dismissed(failed()).appointment, at=LATER + minutes(2))

    assert flags(again) == {Flag.FAILED: LATER + minutes(2)}


def test_what_was_written_later_is_shown_even_if_its_clock_says_it_was_before() -> None:
    """A result may be recorded half a minute after it came, when the table was out of reach."""
    again = failed_again(dismissed(failed()).appointment, at=LATER - timedelta(seconds=5))

    assert flags(again) == {Flag.FAILED: LATER - timedelta(seconds=5)}


def test_it_can_be_dismissed_as_often_as_it_is_raised() -> None:
    again = failed_again(dismissed(failed()).appointment, at=LATER + minutes(2))

    twice = dismissed(again).appointment

    assert flags(twice) == {}
    assert len(twice.dismissals) == 2


def test_all_causes_that_are_known_are_dismissed_at_once() -> None:
    twice = failed_again(failed(), at=LATER + minutes(2))

    assert flags(dismissed(twice).appointment) == {}


def test_a_customer_who_knows_and_is_told_anew_may_need_a_call_again() -> None:
    undone = tapped(
        told(tapped(an_appointment(), Status.ENROUTE), at=FAILED_AT), Status.SCHEDULED, at=NOON + minutes(5)
    )
    knows = dismissed(undone, Flag.TOLD_THEN_CHANGED).appointment
    texted = told(tapped(knows, Status.ENROUTE, at=NOON + minutes(60)), at=NOON + minutes(61))

    again = tapped(texted, Status.SCHEDULED, at=NOON + minutes(70))

    assert flags(knows) == {}
    assert flags(again) == {Flag.TOLD_THEN_CHANGED: NOON + minutes(70)}


def test_a_flag_that_is_not_raised_needs_nobody_already() -> None:
    appointment = failed()

    after = dismissed(appointment, Flag.UNKNOWN)

    assert (flags(after.appointment), after.replayed) == (flags(appointment), False)
    assert (after.appointment.dismissals, after.appointment.version) == ((), appointment.version)


def test_the_same_request_again_changes_nothing() -> None:
    first = dismissed(failed(), key="once").appointment

    again = dismissed(first, key="once")

    assert again == Dismissed(appointment=first, replayed=True)


@pytest.mark.parametrize("before", [failed(), tapped(an_appointment(), Status.ENROUTE)], ids=["raised", "not raised"])
def test_a_request_that_comes_again_does_not_dismiss_what_went_wrong_since(before: Appointment) -> None:
    first = dismissed(before, key="once").appointment
    since = failed_again(first, at=LATER + minutes(2)) if first.dismissals else failed(first)

    again = dismissed(since, key="once")

    assert again.replayed
    assert Flag.FAILED in flags(again.appointment)


@pytest.mark.parametrize("flag", [Flag.FAILED, Flag.UNKNOWN])
def test_the_same_key_with_another_body_is_refused(flag: Flag) -> None:
    first = dismissed(failed(), flag, key="once").appointment

    with pytest.raises(IdempotencyMismatch):
        dismissed(first, flag, key="once", fingerprint="another")


def test_a_key_is_one_persons_and_one_flags() -> None:
    appointment = tapped(failed(), Status.STARTED, at=NOON + minutes(3), key="once", by=a_dispatcher())
    first = dismissed(appointment, Flag.UNKNOWN, key="once").appointment

    others = [dismissed(first, Flag.FAILED, key="once"), dismissed(first, Flag.UNKNOWN, key="once", by=BO)]

    assert [other.replayed for other in others] == [False, False]


def test_a_flag_can_be_dismissed_only_as_it_was_seen() -> None:
    appointment = failed()

    with pytest.raises(VersionMismatch, match="Sam Ortiz"):
        dismissed(tapped(appointment, Status.STARTED, at=NOON + minutes(5)), version=appointment.version)

    assert dismissed(appointment, version=appointment.version).appointment.dismissals


def test_whoever_looked_before_a_dismissal_is_told_who_dismissed() -> None:
    appointment = failed()
    after = dismissed(appointment).appointment

    with pytest.raises(VersionMismatch, match="Dana Reyes"):
        tapped(after, Status.STARTED, at=LATER + minutes(1), version=appointment.version)
