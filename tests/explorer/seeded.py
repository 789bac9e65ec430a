"""Relays with one bug each: the real one, among collaborators that make of it what the bug would.

A bug is said by what the relay asks of its ports, or is another decision about the text, so no rewording of the relay
touches it. A bug that finds nothing to spoil fails loudly.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from importlib import util
from typing import Any

from chalicelib.domain.alert import LEASE, Alert, AlertState, Reason
from chalicelib.domain.appointment import ENDED_BY, Appointment
from chalicelib.domain.publication import AnswerLost, NotTaken, Publication, Rejected, Taken
from chalicelib.domain.refusals import Conflict
from chalicelib.domain.texting import not_texting
from chalicelib.usecases import relay
from chalicelib.usecases.ports import Services
from tests.builders import PHONE
from tests.explorer.life import Relay
from tests.ports import met

Decision = Callable[..., Reason | None]


@dataclass(frozen=True, kw_only=True)
class Bug:
    """What goes otherwise in a run: what it is shown, what it writes (None: nothing), is told, gives back, decides."""

    shown: Callable[[Run, Alert], Alert] = lambda _, alert: alert
    claims: Callable[[Run, Appointment], Appointment] = lambda _, claimed: claimed
    records: Callable[[Run, Appointment], Appointment | None] = lambda _, recorded: recorded
    minds_conflict: Callable[[Run, Appointment], object] = lambda _, __: True
    answered: Callable[[Run, Publication], Publication] = lambda _, answer: answer
    reserves: Callable[[bool], bool] = bool
    gives_back: Callable[[Run], bool] = lambda _: True
    clock: Callable[[Run, datetime], datetime] = lambda _, now: now
    decision: Decision = not_texting
    breaks: str
    """The first word of the promise that it breaks."""
    where: str = "two workers"
    """The world in which it shows."""

    def relay(self) -> Relay:
        deciding = _relay_deciding(self.decision)
        return lambda services, where, time_left: deciding(Run(services, self).services(), where, time_left)


def _relay_deciding(decision: Decision) -> Relay:
    """In a copy of its module, which decides otherwise."""
    spec = util.find_spec(relay.__name__)
    assert spec
    assert spec.loader
    module: Any = util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.not_texting is not_texting, "the relay asks something else by now: seed anew"
    module.not_texting = decision
    planted: Relay = module.relay
    return planted


class Run:
    """One run of the relay with a bug, and how far it is, by what it asks of its ports."""

    def __init__(self, services: Services, bug: Bug) -> None:
        self.right, self.bug = services, bug
        self.claim: Alert | None = None
        self.stands = False
        """The claim is written, and the run knows it."""
        self.answer: Publication | None = None

    def services(self) -> Services:
        return replace(met(self.right, self._meet), clock=self._clock)

    @property
    def is_about_to_hand_over(self) -> bool:
        return self.stands and self.answer is None

    @property
    def ends_dead_claim(self) -> bool:
        return self.is_claim_of_others(self.read)

    def is_own(self, alert: Alert) -> bool:
        return self.claim is not None and alert.owner == self.claim.owner

    def is_claim_of_others(self, alert: Alert) -> bool:
        return alert.state is AlertState.SENDING and not self.is_own(alert)

    def publish(self, hand_over: Callable[[], Publication]) -> Publication:
        self.answer = self.answer or hand_over()
        return self.bug.answered(self, self.answer)

    def _meet(self, call: str, arguments: tuple[Any, ...], act: Callable[[], Any]) -> Any:
        match call:
            case "appointments.get":
                return self._read(act())
            case "appointments.save":
                return self._save(*arguments)
            case "publisher.publish":
                return self.publish(act)
            case "daily_texts.reserve":
                self.day = arguments[:2]
                return self.bug.reserves(act())
            case "daily_texts.give_back" if not self.bug.gives_back(self):
                return None
        return act()

    def _read(self, found: Appointment) -> Appointment:
        if found.unfinished_alert is None:
            return found
        self.read = found.unfinished_alert
        shown = found.with_alert(self.bug.shown(self, self.read))
        self.stands = self.stands or self.is_own(self.read)
        return shown

    def _save(self, appointment: Appointment) -> Appointment:
        alert = appointment.unfinished_alert
        if alert is None or alert.state is not AlertState.SENDING:
            return self._write(self.bug.records(self, appointment), appointment)
        self.claim, self.stands = alert, False
        saved = self._write(self.bug.claims(self, appointment), appointment)
        self.stands = True
        return saved

    def _write(self, written: Appointment | None, meant: Appointment) -> Appointment:
        try:
            return self.right.appointments.save(written) if written else meant
        except Conflict:
            if self.bug.minds_conflict(self, meant):
                raise
            return meant

    def _clock(self) -> datetime:
        self.looked_at = self.bug.clock(self, self.right.clock())
        return self.looked_at


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
