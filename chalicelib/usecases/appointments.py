"""What can be asked of appointments: a day's cards, a change of status and its preview."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from chalicelib.domain.alert import AlertState, Reason
from chalicelib.domain.allowance import Costly
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.card import Card
from chalicelib.domain.change import decide
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import NotAllowed, TooManyChanges
from chalicelib.domain.resend import Resend, Resent
from chalicelib.domain.resend import resend as resent_of
from chalicelib.domain.status import Status
from chalicelib.domain.wish import Decided, Wish
from chalicelib.usecases.allowances import causes, may_cause
from chalicelib.usecases.journal import tell
from chalicelib.usecases.permits import visible_appointment
from chalicelib.usecases.ports import Services
from chalicelib.usecases.races import until_won
from chalicelib.usecases.texts import brief_of, facts_of, text_of

ME = "me"


@dataclass(frozen=True, kw_only=True, slots=True)
class Preview:
    """What a change would do: refused and why, or the text that would go out, or why none would."""

    appointment: Appointment
    refusal: str | None = None
    text: str | None = None
    reason: str | None = None


def day(services: Services, caller: Caller, date: date, technician: str | None) -> tuple[Card, ...]:
    """A day's cards; technicians get their own only."""
    if technician == ME or not caller.is_dispatcher:
        technician = caller.person_id
    return services.appointments.on_day(caller.organization_id, date, technician)


def change_status(services: Services, caller: Caller, job_id: str, appointment_id: str, wish: Wish) -> Decided:
    def attempt() -> Decided:
        appointment = visible_appointment(services, caller, job_id, appointment_id)
        decided = _decide(services, caller, appointment, wish)
        if decided.replayed:
            return decided
        decided = _within_allowance(services, caller, decided)
        saved = services.appointments.save(decided.appointment)
        tell(services, appointment, saved)
        return replace(decided, appointment=saved)

    return until_won(services, attempt)


def preview(services: Services, caller: Caller, job_id: str, appointment_id: str, wish: Wish) -> Preview:
    """The same decision with nothing written."""
    appointment = visible_appointment(services, caller, job_id, appointment_id)
    try:
        decided = _decide(services, caller, appointment, wish)
    except (NotAllowed, TooManyChanges) as refusal:
        return Preview(appointment=appointment, refusal=str(refusal))
    alert = decided.alert
    if alert is None or alert.state is not AlertState.PENDING:
        return Preview(appointment=appointment, reason=alert.reason if alert else decided.not_texted)
    brief = brief_of(services, decided.appointment)
    if brief.opted_out:
        return Preview(appointment=appointment, reason=Reason.OPTED_OUT)
    return Preview(appointment=appointment, text=text_of(brief, decided.appointment, alert))


def resend(services: Services, caller: Caller, job_id: str, appointment_id: str, wanted: Resend) -> Resent:
    """The text once more, because a person asks for it."""

    def attempt() -> Resent:
        appointment = visible_appointment(services, caller, job_id, appointment_id)
        organization = services.organizations.get(caller.organization_id)
        facts = facts_of(services, organization, appointment)
        resent = resent_of(appointment, wanted, caller, facts, now=services.clock())
        if not resent.replayed:
            causes(services, caller, Costly.TEXT)
            services.appointments.save(resent.appointment)
            tell(services, appointment, resent.appointment)
        return resent

    return until_won(services, attempt)


def _within_allowance(services: Services, caller: Caller, decided: Decided) -> Decided:
    """The status moves all the same: only the text is held back."""
    alert = decided.alert
    if alert is None or not alert.is_unfinished or may_cause(services, caller, Costly.TEXT):
        return decided
    skipped = alert.skipped(Reason.TOO_MANY, services.clock())
    return replace(decided, appointment=decided.appointment.with_alert(skipped))


def _decide(services: Services, caller: Caller, appointment: Appointment, wish: Wish) -> Decided:
    facts = None
    if wish.status is Status.ENROUTE:
        facts = facts_of(services, services.organizations.get(caller.organization_id), appointment)
    return decide(appointment, wish, caller, facts, now=services.clock(), alert_id=services.new_id())
