"""The clock, in: what is done every minute and every night."""

from __future__ import annotations

from chalicelib import wiring
from chalicelib.events.invocation import Context, time_left
from chalicelib.usecases import jobs
from chalicelib.usecases.relay import sweep


def sweep_alerts(context: Context) -> None:
    sweep(wiring.services(), time_left(context))


def repair_jobs() -> None:
    jobs.repair(wiring.services())
