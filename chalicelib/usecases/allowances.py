"""Counting what a person causes that costs money."""

from __future__ import annotations

from chalicelib.domain.allowance import PER_HOUR, Costly, hour_of, until_next_hour
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import TooOften
from chalicelib.usecases.ports import Services


def may_cause(services: Services, caller: Caller, costly: Costly) -> bool:
    """Counts it, or says that there were too many within this hour."""
    hour = hour_of(services.clock())
    return services.allowances.take(caller.organization_id, caller.person_id, costly, hour, PER_HOUR[costly])


def causes(services: Services, caller: Caller, costly: Costly) -> None:
    """Counts it; raises `TooOften` when there were too many within this hour."""
    if not may_cause(services, caller, costly):
        raise TooOften(f"you have asked for {PER_HOUR[costly]} within an hour", until_next_hour(services.clock()))
