"""What must be true when everything has come to rest, by the ledger of what really happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from chalicelib.domain.alert import Alert, AlertState
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.clocks import is_live
from chalicelib.domain.entry import Change
from chalicelib.domain.texting import owes_text
from chalicelib.domain.timeline import Step
from chalicelib.usecases.ports import Services
from tests.promises import HandOver, broken_by_repeats, broken_by_row, broken_by_texts
from tests.soak.company import Watched
from tests.soak.ledger import Ledger


@dataclass(kw_only=True)
class Verdict:
    """The sums, and which promise was broken where."""

    broken: list[tuple[Where | None, str]] = field(default_factory=list)
    texts: int = 0
    """As AWS has logged them."""
    owed: int = 0
    ends: Counter[str] = field(default_factory=Counter)
    unknown_reached: int = 0

    @property
    def holds(self) -> bool:
        return self.adds_up and not self.broken

    @property
    def without_a_text(self) -> int:
        return self.owed - self.ends[AlertState.SENT] - self.unknown_reached

    @property
    def adds_up(self) -> bool:
        """Texts sent and reasons recorded are the alerts that were owed."""
        return self.texts + self.without_a_text == self.owed

    def add(self, case: Case, texts: int) -> None:
        self.broken += [(case.visit.where, promise) for promise in case.broken(texts)]
        self.texts += texts
        self.owed += len(case.appointment.alerts)
        self.ends.update(_end(alert) for alert in case.appointment.alerts)
        self.unknown_reached += case.unknown_reached


def _end(alert: Alert) -> str:
    return f"{alert.state} ({alert.reason})" if alert.reason else alert.state.value


def judged(services: Services, visits: Iterable[Watched], ledger: Ledger, texts: Mapping[str, int]) -> Verdict:
    """`texts` are those that AWS has logged, by number."""
    verdict = Verdict()
    for visit in visits:
        folder = services.jobs.folder(visit.where.organization_id, visit.where.job_id)
        [appointment] = folder.appointments
        case = Case(visit=visit, appointment=appointment, handed_over=ledger.handed_over[visit.where], lost=ledger.lost)
        for alert in appointment.alerts:
            ledger.note(visit.where, f"alert {alert.alert_id} has ended {_end(alert)}")
        verdict.add(case, texts.get(visit.phone, 0))
        verdict.broken += [(visit.where, promise) for promise in broken_by_row(folder, services.clock())]
    verdict.broken += [(None, promise) for promise in _caps(services, ledger)]
    return verdict


def _caps(services: Services, ledger: Ledger) -> Iterator[str]:
    reached: Counter[str] = Counter()
    for where, handed_over in ledger.handed_over.items():
        reached[where.organization_id] += sum(handed.reached for handed in handed_over)
    for organization_id, texts in reached.items():
        if texts > services.organizations.get(organization_id).daily_cap:
            yield f"cap: {organization_id} has sent {texts} texts"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One visit, as the product sees it and as it was."""

    visit: Watched
    appointment: Appointment
    handed_over: list[HandOver]
    lost: Mapping[str, str]

    def broken(self, texts: int) -> Iterator[str]:
        yield from self._requests()
        yield from self._owed()
        yield from (f"P5: alert {a.alert_id} never ends" for a in self.appointment.alerts if a.is_unfinished)
        yield from broken_by_repeats(self.appointment)
        yield from broken_by_texts(self.appointment, self.handed_over, is_lost=self.lost.__contains__)
        if texts != sum(handed.reached for handed in self.handed_over):
            yield f"P2: AWS has logged {texts} texts, and that is not how many were handed over"

    @property
    def unknown_reached(self) -> int:
        unknown = {alert.alert_id for alert in self.appointment.alerts if alert.state is AlertState.UNKNOWN}
        return sum(handed.reached for handed in self.handed_over if handed.alert_id in unknown)

    def _requests(self) -> Iterator[str]:
        made = {change.key for change in self.appointment.changes}
        for key, answer in self.visit.answers.items():
            if answer.change and key not in made:
                yield f"P6: {key} was accepted and is lost"
            if not answer.accepted and key in made:
                yield f"P6: {key} was refused and yet changed something"
        yield from (f"P1: {key} was told something else when it came again" for key in self.visit.unsteady)

    def _owed(self) -> Iterator[str]:
        for alert_id in self.visit.alerts - {alert.alert_id for alert in self.appointment.alerts}:
            yield f"P6: alert {alert_id} was shown and is lost"
        if all(is_live(change.occurred_at, change.recorded_at) for change in self.appointment.changes):
            told = {alert.entry_id for alert in self.appointment.alerts}
            silent = (step.entry for step in self.appointment.standing.steps if _owes_in_silence(step, told))
            yield from (f"P6: nothing tells of the text of {entry.entry_id}" for entry in silent)


def _owes_in_silence(step: Step, told: set[str]) -> bool:
    """Only of a timeline in which nothing came late: that may have moved what stood already."""
    change = step.entry
    return isinstance(change, Change) and owes_text(change, step) and not (change.not_texted or change.entry_id in told)
