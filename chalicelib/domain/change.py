"""Deciding a change of status: what a tap does to the appointment, or why it is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.appointment import Appointment
from chalicelib.domain.arrival import Arrival, Estimate, expected_arrival
from chalicelib.domain.clocks import OFFLINE_AFTER, corrected, is_live
from chalicelib.domain.entry import Change, Unchanged
from chalicelib.domain.person import Caller, Role, Source
from chalicelib.domain.refusals import IdempotencyMismatch, Invalid, NotAllowed, TooManyChanges
from chalicelib.domain.status import NEEDS_PLAN, Status, is_correction
from chalicelib.domain.texting import Facts, owes_text, with_alert, without_alert
from chalicelib.domain.timeline import Step
from chalicelib.domain.wish import Decided, Wish

CHANGES_BY_ROLE = {Role.TECHNICIAN: 60, Role.DISPATCHER: 100}
UNDO_WITHIN = timedelta(minutes=1)
"""Undoing one's own last move within this needs no reason."""


def decide(
    appointment: Appointment, wish: Wish, caller: Caller, facts: Facts | None, *, now: datetime, alert_id: str
) -> Decided:
    """Replayed, unchanged, filed or moved, and whether it owes a text: only En Route may, it alone needs `facts`."""
    if earlier := _earlier(appointment, wish, caller):
        return earlier
    appointment.must_be(wish.version)
    _may_ask(appointment, wish, caller)
    change = _change(appointment, wish, caller, now)
    step, is_newest = _placed(appointment, change)
    if caller.is_dispatcher or (is_newest and is_live(change.occurred_at, now)):
        _holds(appointment, caller)
        if (appointment.status, appointment.outcome) == (change.status, change.outcome):
            return Decided(appointment=appointment.with_unchanged(_unchanged(wish, caller)))
        _permit(appointment, change, step, caller)
    _room_for(appointment, change)
    if facts is None or not owes_text(change, step):
        return Decided(appointment=appointment.with_entry(change), change=change)
    if reason := without_alert(appointment, change, is_newest=is_newest):
        change = replace(change, not_texted=reason)
        return Decided(appointment=appointment.with_entry(change), change=change)
    told = with_alert(appointment, change, step, facts, notify=wish.notify, alert_id=alert_id)
    return Decided(appointment=told, change=change)


def _may_ask(appointment: Appointment, wish: Wish, caller: Caller) -> None:
    if caller.is_dispatcher:
        return
    if wish.notify:
        raise Invalid(notify="only a dispatcher may insist on a text")
    if not appointment.was_ever_with(caller.person_id):
        raise _not_yours(appointment)


def _placed(appointment: Appointment, change: Change) -> tuple[Step, bool]:
    """What the change would do where it stands, and whether it is the newest: no other change stands later."""
    steps = replace(appointment, timeline=(*appointment.timeline, change)).standing.steps
    changes = [step for step in steps if isinstance(step.entry, Change)]
    step = next(step for step in changes if step.entry is change)
    return step, step.at == changes[-1].at


def _earlier(appointment: Appointment, wish: Wish, caller: Caller) -> Decided | None:
    """What this key did before, if it came before."""
    known: tuple[Change | Unchanged, ...] = (*appointment.changes, *appointment.unchanged)
    mark = (wish.key, caller.person_id)
    earlier = next((each for each in known if (each.key, each.person_id) == mark), None)
    if earlier is None:
        return None
    if earlier.fingerprint != wish.fingerprint:
        raise IdempotencyMismatch
    change = earlier if isinstance(earlier, Change) else None
    return Decided(appointment=appointment, change=change, replayed=True)


def _change(appointment: Appointment, wish: Wish, caller: Caller, now: datetime) -> Change:
    occurred_at = corrected(wish.occurred_at, wish.client_now, now=now, created_at=appointment.created_at)
    offline = caller.source is Source.MOBILE and now - occurred_at > OFFLINE_AFTER
    change = Change(
        key=wish.key,
        person_id=caller.person_id,
        name=caller.name,
        role=caller.role,
        source=Source.MOBILE_OFFLINE if offline else caller.source,
        status=wish.status,
        outcome=wish.outcome,
        reason=wish.reason,
        occurred_at=occurred_at,
        recorded_at=now,
        device_occurred_at=wish.occurred_at,
        device_now=wish.client_now,
        device=wish.device,
        sequence=wish.sequence,
        fingerprint=wish.fingerprint,
        correction=caller.is_dispatcher and is_correction(appointment.status, wish.status),
    )
    return replace(change, arrival=_arrival(appointment, wish, change)) if wish.status is Status.ENROUTE else change


def _arrival(appointment: Appointment, wish: Wish, change: Change) -> Arrival | None:
    return expected_arrival(
        estimate=wish.estimate or Estimate(),
        occurred_at=change.occurred_at,
        now=change.recorded_at,
        destination=appointment.work.location,
        window=appointment.plan.window,
    )


def _holds(appointment: Appointment, caller: Caller) -> None:
    """Live, an appointment is moved by the technician who has it now."""
    if not caller.is_dispatcher and caller.person_id != appointment.plan.technician_id:
        raise _not_yours(appointment)


def _permit(appointment: Appointment, change: Change, step: Step, caller: Caller) -> None:
    """Refuses a live change that cannot take effect. Late and filed ones never come here."""
    allowed = appointment.allowed(caller, change.recorded_at)
    if not step.applied:
        raise NotAllowed(f"{appointment.status} cannot become {change.status} now", allowed=allowed)
    if not caller.is_dispatcher:
        return
    if change.status in NEEDS_PLAN and appointment.plan.technician_id is None:
        raise NotAllowed("assign a technician first", allowed=allowed)
    _in_time(appointment, change)
    if change.correction and not change.reason and not _undoes_own_last(appointment, change):
        raise Invalid(reason="say why: this corrects what was recorded")


def _in_time(appointment: Appointment, change: Change) -> None:
    """A dispatcher's time may not lie before the latest change that took effect."""
    took_effect = [step.entry for step in appointment.standing.steps if step.applied and isinstance(step.entry, Change)]
    if took_effect and change.occurred_at < took_effect[-1].occurred_at:
        last = took_effect[-1]
        raise Invalid(occurred_at=f"{last.name} set {last.status} at {last.occurred_at:%H:%M} UTC; choose a later time")


def _undoes_own_last(appointment: Appointment, change: Change) -> bool:
    moved = [step for step in appointment.standing.steps if step.moved and isinstance(step.entry, Change)]
    if not moved:
        return False
    last = moved[-1]
    recent = change.recorded_at - last.entry.recorded_at <= UNDO_WITHIN
    return recent and last.entry.person_id == change.person_id and last.before is change.status


def _room_for(appointment: Appointment, change: Change) -> None:
    """Each role has room of its own, so that neither can shut the other out; canceling always works."""
    made = sum(earlier.role is change.role for earlier in appointment.changes)
    if made >= CHANGES_BY_ROLE[change.role] and change.status is not Status.CANCELED:
        raise TooManyChanges("this appointment has too many changes; book another one")


def _unchanged(wish: Wish, caller: Caller) -> Unchanged:
    return Unchanged(key=wish.key, person_id=caller.person_id, fingerprint=wish.fingerprint)


def _not_yours(appointment: Appointment) -> NotAllowed:
    holder = appointment.plan.technician_name
    return NotAllowed(f"this appointment is now with {holder}" if holder else "this appointment is with nobody now")
