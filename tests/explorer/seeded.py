"""Relays with one bug each, made from the real source with one passage replaced.

A passage that is no longer there fails loudly: whoever changes the relay changes its seeded bugs with it.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from types import ModuleType
from typing import Any

from chalicelib.domain import texting
from chalicelib.domain.alert import AlertState
from chalicelib.usecases import relay
from tests.explorer.life import Relay

BUILT_WITH: Mapping[str, Any] = {"replace": replace, "timedelta": timedelta, "AlertState": AlertState}
"""What a passage may use beyond what its module imports."""


@dataclass(frozen=True, kw_only=True)
class Bug:
    passage: str
    instead: str
    breaks: str
    """The first word of the promise that it breaks."""
    where: str = "two workers"
    """The world in which it shows."""
    module: ModuleType = relay

    def relay(self) -> Relay:
        seeded = _seeded(self.module, self.passage, self.instead)
        names = seeded if self.module is relay else _seeded(relay, "", "")
        names.update({name: seeded[name] for name in _defined_by(self.module) & vars(relay).keys()})
        planted: Relay = names["relay"]
        return planted


def _defined_by(module: ModuleType) -> set[str]:
    return {name for name, thing in vars(module).items() if getattr(thing, "__module__", "") == module.__name__}


def _seeded(module: ModuleType, passage: str, instead: str) -> dict[str, Any]:
    source = inspect.getsource(module)
    assert not passage or source.count(passage) == 1, f"{module.__name__} holds {passage!r} no more: seed it anew"
    names = {**BUILT_WITH, "__name__": module.__name__}
    exec(compile(source.replace(passage, instead), f"seeded {module.__name__}", "exec"), names)  # noqa: S102
    return names


CLAIM = "services.appointments.save(claim.appointment.with_alert(claim.alert))"
CLAIMED = "alert.claimed(owner=services.new_id(), text=text_of(brief, appointment, alert), now=now)"
SENDING = "elif alert.state is AlertState.SENDING:"
CLOCK_CHECK = "now - claim.made_at >= CLAIM_FRESH_FOR or not claim.alert.may_leave(now)"
GIVES_BACK = "if not isinstance(publication, Taken | AnswerLost):"
BEATEN = """        services.daily_texts.give_back(claim.where.organization_id, claim.day)
        raise"""

BUGS: Mapping[str, Bug] = {
    "a_claim_without_condition": Bug(
        passage=CLAIM,
        instead="services.appointments.save(services.appointments.get(claim.where).with_alert(claim.alert))",
        breaks="P2",
    ),
    "a_claim_that_somebody_else_won_is_taken_for_ones_own": Bug(
        passage=".unfinished_alert == claim.alert:", instead=".unfinished_alert:", breaks="P2"
    ),
    "ones_own_claim_is_not_known_again_when_its_answer_was_lost": Bug(
        where="an answer is lost",
        passage=".unfinished_alert == claim.alert:",
        instead=".unfinished_alert == claim:",
        breaks="record",
    ),
    "the_text_is_handed_over_before_the_claim": Bug(
        passage="    _claim(services, claim)\n    publication = _publish(services, claim)\n",
        instead="    publication = _publish(services, claim)\n    _claim(services, claim)\n",
        breaks="P2",
    ),
    "the_result_is_recorded_without_looking_at_the_owner": Bug(
        where="a claim grows old, an answer is lost, a third comes",
        passage="if current is None or current.owner != claim.alert.owner:",
        instead="if current is None:",
        breaks="P2",
    ),
    "the_result_is_recorded_only_if_the_first_try_wins": Bug(
        where="undo and a new departure",
        passage="while not _recorded(services, claim, ended):",
        instead="while not _recorded(services, claim, ended) and time_left() < RECORDING_NEEDS:",
        breaks="record",
    ),
    "a_lost_answer_is_tried_again": Bug(
        passage="return claim.alert.unknown(now)",
        instead="return claim.alert.retried(now, services.chance())",
        breaks="P2",
    ),
    "a_claim_whose_owner_died_is_tried_again": Bug(
        where="a death", passage="alert.unknown(now))", instead="alert.given_back())", breaks="P2"
    ),
    "a_claim_whose_owner_died_stays_a_claim": Bug(
        where="a death", passage=SENDING, instead=f"{SENDING}\n        return\n    elif False:", breaks="P5"
    ),
    "a_claim_under_a_live_lease_is_called_dead": Bug(
        passage="if alert.next_at > now:", instead="if alert.due_at > now:", breaks="record"
    ),
    "a_claim_is_claimed_again": Bug(
        passage="    if alert.next_at > now:\n        _come_back(services, appointment, alert, now)\n    elif"
        " alert.state is AlertState.SENDING:",
        instead="    if alert.due_at > now:\n        _come_back(services, appointment, alert, now)\n    elif False:",
        breaks="P2",
    ),
    "a_lease_shorter_than_its_worker_may_live": Bug(
        where="a claim grows old, an answer is lost, a third comes",
        passage=CLAIMED,
        instead=f"replace({CLAIMED}, lease_until=now + timedelta(seconds=3))",
        breaks="record",
    ),
    "a_lease_that_outlasts_the_trip": Bug(
        where="a death",
        passage=CLAIMED,
        instead=f"replace({CLAIMED}, lease_until=now + timedelta(hours=1))",
        breaks="P5",
    ),
    "no_look_at_the_clock_before_the_text_is_handed_over": Bug(
        where="a text about to expire", passage=CLOCK_CHECK, instead="False", breaks="P3"
    ),
    "an_old_claim_is_still_handed_over": Bug(
        where="undo while a worker is slow", passage=CLOCK_CHECK, instead="not claim.alert.may_leave(now)", breaks="P4"
    ),
    "a_claim_given_up_for_its_age_is_forgotten": Bug(
        where="a claim grows old, an answer is lost, a third comes",
        passage="return claim.alert.given_back()",
        instead="return claim.alert",
        breaks="record",
    ),
    "a_refusal_is_recorded_as_sent": Bug(
        passage="return claim.alert.failed(why, now)",
        instead='return claim.alert.sent("message 1", now)',
        breaks="record",
    ),
    "the_day_s_text_is_not_given_back_when_the_provider_refused": Bug(
        passage=GIVES_BACK, instead="if False:", breaks="cap"
    ),
    "the_day_s_text_is_not_given_back_when_the_claim_was_lost": Bug(
        passage=BEATEN, instead="        raise", breaks="cap"
    ),
    "the_day_s_text_is_given_back_though_it_was_sent": Bug(passage=GIVES_BACK, instead="if True:", breaks="cap"),
    "a_spent_cap_is_no_cap": Bug(
        where="a spent day",
        passage="if not services.daily_texts.reserve(",
        instead="if services.daily_texts.reserve(",
        breaks="cap",
    ),
    "a_second_departure_texts_again_at_once": Bug(
        where="undo and a new departure",
        module=texting,
        passage="return Reason.DUPLICATE",
        instead="return None",
        breaks="P2",
    ),
    "a_text_that_may_have_reached_the_customer_does_not_count": Bug(
        where="undo and a new departure",
        module=texting,
        passage="if alert.state in MAY_HAVE_REACHED and",
        instead="if alert.state is AlertState.SENT and",
        breaks="P2",
    ),
    "a_trip_that_is_over_is_still_told": Bug(
        where="undo and a new departure",
        module=texting,
        passage="    if ended_by := appointment.trip_ended_by(alert):\n        return ended_by\n",
        instead="",
        breaks="P4",
    ),
    "what_has_expired_is_claimed_and_given_back_for_ever": Bug(
        where="a text about to expire",
        module=texting,
        passage="    if not alert.may_leave(now):\n        return Reason.STALE\n",
        instead="",
        breaks="P5",
    ),
}
