"""The bugs that the explorer must find: each breaks one promise, in the smallest world that shows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from chalicelib.domain.alert import LEASE, Alert, AlertState, Reason
from chalicelib.domain.appointment import ENDED_BY, Appointment
from chalicelib.domain.publication import AnswerLost, NotTaken, Publication, Rejected, Taken
from chalicelib.domain.texting import not_texting
from tests.builders import PHONE
from tests.explorer.seeded import Bug, Decision, Run


def _anew(run: Run, claimed: Appointment) -> Appointment:
    assert run.claim
    return run.right.appointments.get(claimed.where).with_alert(run.claim)


def _handed_over(run: Run, claimed: Appointment) -> Appointment:
    run.publish(lambda: run.right.publisher.publish(phone=PHONE, text="", origination_number=None))
    return claimed


def _leased(lease: timedelta) -> Callable[[Run, Appointment], Appointment]:
    def claims(run: Run, claimed: Appointment) -> Appointment:
        assert run.claim
        assert run.claim.lease_until
        return claimed.with_alert(replace(run.claim, lease_until=run.claim.lease_until - LEASE + lease))

    return claims


def _as_claimed(run: Run, alert: Alert) -> Alert:
    return run.claim if run.claim and run.is_own(alert) else alert


def _given_back_if_sent(run: Run, answer: Publication) -> Publication:
    if isinstance(answer, Taken | AnswerLost):
        run.right.daily_texts.give_back(*run.day)
    return answer


def _never(*reasons: Reason) -> Decision:
    def decision(*facts: Any) -> Reason | None:
        reason = not_texting(*facts)
        return None if reason in reasons else reason

    return decision


def _by_what_was_sent_for_certain(appointment: Appointment, *facts: Any) -> Reason | None:
    certain = tuple(alert for alert in appointment.alerts if alert.state is not AlertState.UNKNOWN)
    return not_texting(replace(appointment, alerts=certain), *facts)


OLD_CLAIM, TWO_TRIPS = "a claim grows old, an answer is lost, a third comes", "undo and a new departure"
DEATH, EXPIRING = "a death", "a text about to expire"

BUGS: Mapping[str, Bug] = {
    "a_claim_without_condition": Bug(claims=_anew, breaks="P2"),
    "a_claim_that_somebody_else_won_is_taken_for_ones_own": Bug(
        minds_conflict=lambda run, claimed: run.right.appointments.get(claimed.where).unfinished_alert is None,
        breaks="P2",
    ),
    "ones_own_claim_is_not_known_again_when_its_answer_was_lost": Bug(
        shown=lambda run, alert: replace(alert, owner="?") if run.is_own(alert) and not run.stands else alert,
        where="an answer is lost",
        breaks="record",
    ),
    "the_text_is_handed_over_before_the_claim": Bug(claims=_handed_over, breaks="P2"),
    "the_result_is_recorded_without_looking_at_the_owner": Bug(
        shown=lambda run, alert: replace(alert, owner=run.claim.owner) if run.claim and run.stands else alert,
        where=OLD_CLAIM,
        breaks="P2",
    ),
    "the_result_is_recorded_only_if_the_first_try_wins": Bug(
        minds_conflict=lambda run, _: run.answer is None, where=TWO_TRIPS, breaks="record"
    ),
    "a_lost_answer_is_tried_again": Bug(
        answered=lambda _, answer: NotTaken(why=answer.why) if isinstance(answer, AnswerLost) else answer,
        gives_back=lambda run: not isinstance(run.answer, AnswerLost),
        breaks="P2",
    ),
    "a_claim_whose_owner_died_is_tried_again": Bug(
        records=lambda run, ended: ended.with_alert(run.read.given_back()) if run.ends_dead_claim else ended,
        where=DEATH,
        breaks="P2",
    ),
    "a_claim_whose_owner_died_stays_a_claim": Bug(
        records=lambda run, ended: None if run.ends_dead_claim else ended, where=DEATH, breaks="P5"
    ),
    "a_claim_under_a_live_lease_is_called_dead": Bug(
        shown=lambda run, alert: replace(alert, lease_until=None) if run.is_claim_of_others(alert) else alert,
        breaks="record",
    ),
    "a_claim_is_claimed_again": Bug(
        shown=lambda run, alert: alert.given_back() if run.is_claim_of_others(alert) else alert, breaks="P2"
    ),
    "a_lease_shorter_than_its_worker_may_live": Bug(
        claims=_leased(timedelta(seconds=3)), shown=_as_claimed, where=OLD_CLAIM, breaks="record"
    ),
    "a_lease_that_outlasts_the_trip": Bug(
        claims=_leased(timedelta(hours=1)), shown=_as_claimed, where=DEATH, breaks="P5"
    ),
    "no_look_at_the_clock_before_the_text_is_handed_over": Bug(
        clock=lambda run, now: run.looked_at if run.is_about_to_hand_over else now, where=EXPIRING, breaks="P3"
    ),
    "an_old_claim_is_still_handed_over": Bug(
        clock=lambda run, now: run.looked_at if run.is_about_to_hand_over and run.read.may_leave(now) else now,
        where="undo while a worker is slow",
        breaks="P4",
    ),
    "a_claim_given_up_for_its_age_is_forgotten": Bug(
        records=lambda run, ended: None if run.is_about_to_hand_over else ended, where=OLD_CLAIM, breaks="record"
    ),
    "a_refusal_is_recorded_as_sent": Bug(
        answered=lambda _, answer: Taken(message_id="message 1") if isinstance(answer, Rejected) else answer,
        breaks="record",
    ),
    "the_day_s_text_is_not_given_back_when_the_provider_refused": Bug(
        gives_back=lambda run: not run.stands, breaks="cap"
    ),
    "the_day_s_text_is_not_given_back_when_the_claim_was_lost": Bug(gives_back=lambda run: run.stands, breaks="cap"),
    "the_day_s_text_is_given_back_though_it_was_sent": Bug(answered=_given_back_if_sent, breaks="cap"),
    "a_spent_cap_is_no_cap": Bug(reserves=lambda _: True, where="a spent day", breaks="cap"),
    "a_second_departure_texts_again_at_once": Bug(decision=_never(Reason.DUPLICATE), where=TWO_TRIPS, breaks="P2"),
    "a_text_that_may_have_reached_the_customer_does_not_count": Bug(
        decision=_by_what_was_sent_for_certain, where=TWO_TRIPS, breaks="P2"
    ),
    "a_trip_that_is_over_is_still_told": Bug(decision=_never(*ENDED_BY.values()), where=TWO_TRIPS, breaks="P4"),
    "what_has_expired_is_claimed_and_given_back_for_ever": Bug(
        decision=_never(Reason.STALE), where=EXPIRING, breaks="P5"
    ),
}
