"""What needs the dispatcher, and saying of a flag that it does no more."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain

from chalicelib.domain.alert import Reason
from chalicelib.domain.card import Card
from chalicelib.domain.dismissal import Dismiss, Dismissed
from chalicelib.domain.dismissal import dismiss as dismissed_of
from chalicelib.domain.need import Need, days_to_look_at, needs
from chalicelib.domain.person import Caller
from chalicelib.domain.status import Status
from chalicelib.domain.texting import Facts, cannot_be_texted
from chalicelib.usecases.permits import dispatcher_only, visible_appointment
from chalicelib.usecases.ports import Services
from chalicelib.usecases.races import until_won
from chalicelib.usecases.texts import number_of

MOST_FLAGGED = 200
"""Appointments that are looked through for flags, those first that have been flagged the longest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Untextable:
    """A customer whom no text would reach if the technician set out now."""

    reason: Reason
    card: Card


@dataclass(frozen=True, kw_only=True, slots=True)
class Attention:
    """`more`: there are later flags that were not looked through."""

    needs: tuple[Need, ...]
    more: bool
    untextable: tuple[Untextable, ...]


def attention(services: Services, caller: Caller) -> Attention:
    dispatcher_only(caller)
    now, organization_id = services.clock(), caller.organization_id
    flagged = services.appointments.flagged(organization_id, limit=MOST_FLAGGED + 1)
    days = [services.appointments.on_day(organization_id, day, None) for day in days_to_look_at(now)]
    recent = tuple(chain.from_iterable(days))
    return Attention(
        needs=needs(flagged[:MOST_FLAGGED], recent, now),
        more=len(flagged) > MOST_FLAGGED,
        untextable=tuple(_untextable(services, organization_id, _still_to_come(recent, now))),
    )


def dismiss(services: Services, caller: Caller, job_id: str, appointment_id: str, wanted: Dismiss) -> Dismissed:
    dispatcher_only(caller)

    def attempt() -> Dismissed:
        appointment = visible_appointment(services, caller, job_id, appointment_id)
        dismissed = dismissed_of(appointment, wanted, caller, now=services.clock())
        if not dismissed.replayed:
            services.appointments.save(dismissed.appointment)
        return dismissed

    return until_won(services, attempt)


def _still_to_come(cards: Iterable[Card], now: datetime) -> list[Card]:
    """Today's, at their address, that nobody has set out for."""
    today = [card for card in cards if card.status is Status.SCHEDULED and card.age(now) == timedelta()]
    return sorted(today, key=lambda card: (card.plan.starts_at, card.where.appointment_id))


def _untextable(services: Services, organization_id: str, cards: list[Card]) -> Iterator[Untextable]:
    if not cards:
        return
    organization = services.organizations.get(organization_id)
    numbers = [number_of(services, card.work.customer) for card in cards]
    opted_out = services.opt_outs.among(organization_id, {number.number for number in numbers if number})
    for card, number in zip(cards, numbers, strict=True):
        asked_not_to = number is not None and number.number in opted_out
        facts = Facts(organization=organization, number=number, opted_out=asked_not_to)
        if reason := cannot_be_texted(card.work.customer, facts):
            yield Untextable(reason=reason, card=card)
