"""An appointment: one visit, its plan, its timeline and its alerts, as one value that every change makes anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property

from chalicelib.domain.alert import Alert, AlertState, Reason
from chalicelib.domain.entry import Change, Entry, Plan, Planned, Unchanged
from chalicelib.domain.flag import Dismissal
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import NotAllowed, TooManyChanges, VersionMismatch
from chalicelib.domain.status import OVER, Outcome, Status, Visit, open_to
from chalicelib.domain.timeline import Standing, Step, fold
from chalicelib.domain.work import Work

DEFAULT_LENGTH = timedelta(hours=2)
PLANS_KEPT = 100
"""How often an appointment may be assigned or rescheduled."""

UNCHANGED_KEPT = 20
"""How many requests that changed nothing are remembered, so that their replays can be told from new ones."""

ENDED_BY = {
    Status.DRAFT: Reason.UNDONE,
    Status.SCHEDULED: Reason.UNDONE,
    Status.ENROUTE: Reason.UNDONE,
    Status.STARTED: Reason.STARTED,
    Status.COMPLETE: Reason.COMPLETED,
    Status.CANCELED: Reason.CANCELED,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Where:
    """An appointment's place: its organization, job and own id; as text, `organization/job/appointment`."""

    organization_id: str
    job_id: str
    appointment_id: str

    def __str__(self) -> str:
        return f"{self.organization_id}/{self.job_id}/{self.appointment_id}"

    @classmethod
    def read(cls, text: str) -> Where:
        organization_id, job_id, appointment_id = text.split("/")
        return cls(organization_id=organization_id, job_id=job_id, appointment_id=appointment_id)


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """`version` counts edits by people; `revision` is the store's lock. The timeline is as recorded, booking first."""

    where: Where
    work: Work
    first: Status = Status.SCHEDULED
    fingerprint: str
    """Of the request that booked it."""
    timeline: tuple[Entry, ...]
    alerts: tuple[Alert, ...] = ()
    unchanged: tuple[Unchanged, ...] = ()
    dismissals: tuple[Dismissal, ...] = ()
    version: int = 1
    revision: int = 0

    @cached_property
    def standing(self) -> Standing:
        return fold(self.timeline, first=self.first)

    @property
    def status(self) -> Status:
        return self.standing.status

    @property
    def outcome(self) -> Outcome | None:
        return self.standing.outcome

    @cached_property
    def plan(self) -> Plan:
        """The latest plan; the booking is one, so there always is."""
        return next(entry.plan for entry in reversed(self.timeline) if isinstance(entry, Planned))

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(entry for entry in self.timeline if isinstance(entry, Change))

    @property
    def created_at(self) -> datetime:
        return self.timeline[0].recorded_at

    @property
    def is_over(self) -> bool:
        return self.status in OVER

    @property
    def unfinished_alert(self) -> Alert | None:
        """The one that is owed now; a newer one waits for it."""
        return next((alert for alert in self.alerts if alert.is_unfinished), None)

    @property
    def current_alert(self) -> Alert | None:
        """The one a card shows: the one that is owed now, else the latest."""
        return self.unfinished_alert or (self.alerts[-1] if self.alerts else None)

    @property
    def visit(self) -> Visit:
        return Visit(
            appointment_id=self.where.appointment_id,
            status=self.status,
            outcome=self.outcome,
            starts_at=self.plan.starts_at,
            set_open_at=self.standing.set_open_at,
            completed_at=self.standing.completed_at,
        )

    def was_ever_with(self, person_id: str) -> bool:
        return any(isinstance(entry, Planned) and entry.plan.technician_id == person_id for entry in self.timeline)

    def allowed(self, caller: Caller, now: datetime) -> tuple[Status, ...]:
        return open_to(caller, self.status, self.plan.technician_id, self.standing.completed_at, now)

    def trip_ended_by(self, alert: Alert) -> Reason | None:
        """What ended the trip of the change that owes this alert, if anything did."""
        step = self.standing.step_of(alert.entry_id)
        if step.after is not Status.ENROUTE:
            return ENDED_BY[self.status]
        for later in self.standing.steps[self.standing.steps.index(step) + 1 :]:
            if later.before is Status.ENROUTE and later.moved:
                return _reason(later)
        return None

    def trip_over(self, alert: Alert) -> tuple[Reason, datetime] | None:
        """What ended the alert's trip for good, and when we heard: a Start that was undone did not."""
        steps = self.standing.steps
        trip = self.standing.step_of(alert.entry_id).trip
        last = max(place for place, step in enumerate(steps) if step.trip == trip)
        if trip is None or last + 1 == len(steps):
            return None
        return _reason(steps[last + 1]), steps[last + 1].entry.recorded_at

    def with_entry(self, entry: Entry, alert: Alert | None = None) -> Appointment:
        """One more entry in the timeline, and the alert it owes. Pending alerts of trips that are over are skipped."""
        alerts = self.alerts if alert is None else (*self.alerts, alert)
        recorded = replace(self, timeline=(*self.timeline, entry), alerts=alerts, version=self.version + 1)
        return recorded._without_idle_alerts(entry.recorded_at)

    def with_alert(self, alert: Alert) -> Appointment:
        """The alert in its new state."""
        kept = tuple(alert if known.alert_id == alert.alert_id else known for known in self.alerts)
        return replace(self, alerts=kept)

    def with_resent(self, alert: Alert) -> Appointment:
        """One more alert, because a person asked for it."""
        return replace(self, alerts=(*self.alerts, alert), version=self.version + 1)

    def with_work(self, work: Work) -> Appointment:
        """The job was edited. What is over keeps what it was done as."""
        if self.is_over or work == self.work:
            return self
        return replace(self, work=work, version=self.version + 1)

    def with_unchanged(self, unchanged: Unchanged) -> Appointment:
        return replace(self, unchanged=(*self.unchanged, unchanged)[-UNCHANGED_KEPT:])

    def planned(self, planned: Planned) -> Appointment:
        """Assigned or rescheduled: an en route trip ends; what has started or is over is refused."""
        if self.status is Status.STARTED:
            raise NotAllowed("work has started; complete it with follow up (Pause It) and book another appointment")
        if self.is_over:
            raise NotAllowed(f"the appointment is {self.status}; set its status back before changing its plan")
        if len(self.timeline) - len(self.changes) > PLANS_KEPT:
            raise TooManyChanges("this appointment was planned anew too often; book another one")
        return self if planned.plan == self.plan else self.with_entry(planned)

    def must_be(self, version: int | None) -> None:
        """Refuses when the caller looked at another version than this one."""
        if version is not None and version != self.version:
            edits = [(self.timeline[-1].recorded_at, self.timeline[-1].name)]
            edits += [(dismissal.at, dismissal.name) for dismissal in self.dismissals[-1:]]
            raise VersionMismatch(f"{max(edits)[1]} changed this appointment since you looked", self)

    def _without_idle_alerts(self, now: datetime) -> Appointment:
        return replace(self, alerts=tuple(self._settled(alert, now) for alert in self.alerts))

    def _settled(self, alert: Alert, now: datetime) -> Alert:
        if alert.state is not AlertState.PENDING:
            return alert
        ended_by = self.trip_ended_by(alert)
        return alert.skipped(ended_by, now) if ended_by else alert


def _reason(end: Step) -> Reason:
    return Reason.REASSIGNED if isinstance(end.entry, Planned) else ENDED_BY[end.after]
