"""A relay with a bug: the real one, among collaborators that make of it what the bug would.

A bug is said by what the relay asks of its ports, or is another decision about the text, so no rewording of the relay
touches it. A bug that finds nothing to spoil breaks no promise, and its test fails.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from importlib import util
from typing import Any

from chalicelib.domain.alert import Alert, AlertState, Reason
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.publication import Publication
from chalicelib.domain.refusals import Conflict
from chalicelib.domain.texting import not_texting
from chalicelib.usecases import relay
from chalicelib.usecases.ports import Services
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
