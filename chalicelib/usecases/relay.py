"""The relay: claim an alert, hand its text to the provider once, record what came of it.

The stream, the queue and the sweeper all call `relay`; whoever comes second finds nothing to do. A claim is one
conditional write, so of two workers one wins. Exactly one request leaves for each claim, and an answer that was lost
ends as `unknown`, never as a second request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import assert_never

from chalicelib.domain.alert import Alert, AlertState, Reason
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.publication import AnswerLost, NotTaken, Publication, Rejected, Taken
from chalicelib.domain.refusals import Conflict
from chalicelib.domain.texting import not_texting
from chalicelib.usecases.claim import Claim
from chalicelib.usecases.failures import log_failure
from chalicelib.usecases.journal import settle
from chalicelib.usecases.ports import Services
from chalicelib.usecases.races import LONGEST_FIRST_WAIT, until_won
from chalicelib.usecases.texts import all_facts_of, brief_of, opted_out_at_the_provider, text_of
from chalicelib.usecases.workers import failures_of

CLAIM_FRESH_FOR = timedelta(seconds=5)
"""An older claim is given back: the decision it rests on may no longer hold."""

CLAIM_NEEDS = timedelta(seconds=15)
"""No claim is made with less of the invocation left than this."""

ASKING_TAKES = timedelta(seconds=7)
"""The provider's answer whether the customer opted out, at the longest."""

RECORDING_NEEDS = timedelta(seconds=1)

TimeLeft = Callable[[], timedelta]


class OutOfTime(Exception):
    """The invocation is too near its end to claim anything; the record must come again."""


class NotAllRelayed(Exception):
    """The end of a sweep in which some failed, so that its invocation counts as failed; the log has each of them."""


def relay(services: Services, where: Where, time_left: TimeLeft) -> None:
    """Whatever the appointment's unfinished alert needs now. Raises `OutOfTime`, and `Busy` after too many races."""
    until_won(services, lambda: _relay(services, services.appointments.get(where), time_left))


def relay_all(services: Services, places: Iterable[Where], time_left: TimeLeft) -> dict[Where, Exception]:
    """Each of them, several at a time; those that failed, and how. Returns after the last."""
    services.publisher.forget_connections()
    return failures_of(lambda where: relay(services, where, time_left), places)


def sweep(services: Services, time_left: TimeLeft) -> None:
    """Every alert that is overdue, whatever became of its stream record and its queue message."""
    now, owed = services.clock(), tuple(services.appointments.owed())
    overdue = [each.where for each in owed if each.is_overdue(now)]
    oldest = max((now - each.since for each in owed), default=timedelta())
    services.journal.swept(overdue=len(overdue), oldest=oldest, at=now)
    failures = relay_all(services, overdue, time_left)
    if failures:
        raise NotAllRelayed(f"{len(failures)} overdue alerts")


def _relay(services: Services, appointment: Appointment, time_left: TimeLeft) -> None:
    alert, now = appointment.unfinished_alert, services.clock()
    if alert is None:
        return
    if alert.next_at > now:
        _come_back(services, appointment, alert, now)
    elif alert.state is AlertState.SENDING:
        settle(services, appointment, alert.unknown(now))
    else:
        _deliver(services, appointment, alert, time_left)


def _come_back(services: Services, appointment: Appointment, alert: Alert, now: datetime) -> None:
    """Not due: a queue message comes then. Being sent by somebody: the sweeper comes when the lease is over."""
    if alert.state is AlertState.PENDING:
        services.due_queue.remind(appointment.where, alert.due_at - now)


def _deliver(services: Services, appointment: Appointment, alert: Alert, time_left: TimeLeft) -> None:
    brief = brief_of(services, appointment)
    reason = not_texting(appointment, alert, all_facts_of(services, appointment, brief), services.clock())
    if reason is None and time_left() < CLAIM_NEEDS + ASKING_TAKES:
        raise OutOfTime
    reason = reason or opted_out_at_the_provider(services, appointment)
    now = services.clock()
    if reason:
        settle(services, appointment, alert.skipped(reason, now))
        return
    claim = Claim(
        appointment=appointment,
        alert=alert.claimed(owner=services.new_id(), text=text_of(brief, appointment, alert), now=now),
        organization=brief.organization,
        made_at=now,
    )
    if not services.daily_texts.reserve(claim.where.organization_id, claim.day, claim.organization.daily_cap):
        settle(services, appointment, alert.skipped(Reason.BUDGET, now))
        return
    _claim(services, claim)
    publication = _publish(services, claim)
    _record(services, claim, _ended(services, claim, publication), time_left)
    if not isinstance(publication, Taken | AnswerLost):
        services.daily_texts.give_back(claim.where.organization_id, claim.day)


def _claim(services: Services, claim: Claim) -> None:
    """Writes the claim; the day's text goes back if somebody else was faster."""
    try:
        services.appointments.save(claim.appointment.with_alert(claim.alert))
    except Conflict:
        if services.appointments.get(claim.where).unfinished_alert == claim.alert:
            return  # the write was made, only its answer was lost
        services.daily_texts.give_back(claim.where.organization_id, claim.day)
        raise


def _publish(services: Services, claim: Claim) -> Publication | None:
    """What the provider answered; None when the claim had grown too old to be handed over."""
    now = services.clock()
    if now - claim.made_at >= CLAIM_FRESH_FOR or not claim.alert.may_leave(now):
        return None
    return services.publisher.publish(
        phone=claim.phone, text=claim.text, origination_number=claim.organization.origination_number
    )


def _ended(services: Services, claim: Claim, publication: Publication | None) -> Alert:
    now = services.clock()
    match publication:
        case None:
            return claim.alert.given_back()
        case Taken(message_id=message_id):
            return claim.alert.sent(message_id, now)
        case NotTaken():
            return claim.alert.retried(now, services.chance())
        case Rejected(why=why):
            return claim.alert.failed(why, now)
        case AnswerLost():
            return claim.alert.unknown(now)
        case _:
            assert_never(publication)


def _record(services: Services, claim: Claim, ended: Alert, time_left: TimeLeft) -> None:
    """Tried until it is written: what the provider took must not be left looking like a claim."""
    while not _recorded(services, claim, ended):
        if time_left() < RECORDING_NEEDS:
            raise OutOfTime
        services.sleep(services.chance() * LONGEST_FIRST_WAIT)


def _recorded(services: Services, claim: Claim, ended: Alert) -> bool:
    try:
        _settle_own(services, claim, ended)
    except Conflict:
        return False
    except Exception as trouble:  # noqa: BLE001 - whatever keeps it from being written, giving up would lose the answer
        log_failure(str(claim.where), trouble)
        return False
    return True


def _settle_own(services: Services, claim: Claim, ended: Alert) -> None:
    appointment = services.appointments.get(claim.where)
    current = appointment.unfinished_alert
    if current is None or current.owner != claim.alert.owner:
        return  # written before, or the lease ran out and somebody has recorded `unknown`
    settle(services, appointment, ended)
