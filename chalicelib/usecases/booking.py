"""Booking an appointment, assigning and rescheduling it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from chalicelib.domain.appointment import DEFAULT_LENGTH, Appointment, Where
from chalicelib.domain.arrival import Window
from chalicelib.domain.entry import Plan, Planned
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.job import APPOINTMENTS_PER_JOB, Folder
from chalicelib.domain.person import Caller
from chalicelib.domain.refusals import IdempotencyMismatch, Invalid, NotAllowed, NotFound
from chalicelib.domain.status import Status
from chalicelib.usecases.journal import tell
from chalicelib.usecases.permits import dispatcher_only, visible_folder
from chalicelib.usecases.ports import Services
from chalicelib.usecases.races import until_won


@dataclass(frozen=True, kw_only=True, slots=True)
class Booking:
    """What is asked for; `ends_at` is two hours later and `window` the whole of it unless given."""

    key: str
    fingerprint: str
    technician_id: str | None
    starts_at: datetime
    ends_at: datetime | None = None
    window: Window | None = None
    first: Status = Status.SCHEDULED


@dataclass(frozen=True, kw_only=True, slots=True)
class Replan:
    """What is to be different, `technician` only if `assigns`; `version` is the one the caller looked at."""

    version: int
    assigns: bool
    technician_id: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    window: Window | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Booked:
    appointment: Appointment
    replayed: bool = False


def book(services: Services, caller: Caller, job_id: str, booking: Booking) -> Booked:
    dispatcher_only(caller)
    appointment_id = derived_identifier("appointment", job_id, caller.person_id, booking.key)

    def attempt() -> Booked:
        folder = visible_folder(services, caller, job_id)
        if earlier := folder.appointment(appointment_id):
            return _booked_before(earlier, booking)
        appointment = _new(services, caller, folder, appointment_id, booking)
        _save(services, folder, appointment, lifts=True)
        return Booked(appointment=appointment)

    return until_won(services, attempt)


def replan(services: Services, caller: Caller, job_id: str, appointment_id: str, wanted: Replan) -> Appointment:
    """Assigns or reschedules. An en route trip ends with it; what has started or is over is refused."""
    dispatcher_only(caller)

    def attempt() -> Appointment:
        folder = visible_folder(services, caller, job_id)
        appointment = folder.appointment(appointment_id)
        if appointment is None:
            raise NotFound
        appointment.must_be(wanted.version)
        planned = appointment.planned(
            _planned(services, caller, services.new_id(), _plan_after(services, caller, appointment.plan, wanted))
        )
        if planned is not appointment:
            _save(services, folder, planned, lifts=False)
            tell(services, appointment, planned)
        return planned

    return until_won(services, attempt)


def _booked_before(appointment: Appointment, booking: Booking) -> Booked:
    if appointment.fingerprint != booking.fingerprint:
        raise IdempotencyMismatch
    return Booked(appointment=appointment, replayed=True)


def _new(services: Services, caller: Caller, folder: Folder, appointment_id: str, booking: Booking) -> Appointment:
    if len(folder.appointments) >= APPOINTMENTS_PER_JOB:
        raise NotAllowed(f"a job has at most {APPOINTMENTS_PER_JOB} appointments; create another job")
    ends_at = booking.ends_at or booking.starts_at + DEFAULT_LENGTH
    window = booking.window or _whole(booking.starts_at, ends_at)
    plan = Plan(starts_at=booking.starts_at, ends_at=ends_at, window=window)
    plan = _given_to(services, caller, plan, booking.technician_id)
    return Appointment(
        where=Where(organization_id=caller.organization_id, job_id=folder.job.job_id, appointment_id=appointment_id),
        work=folder.job.work,
        first=booking.first,
        fingerprint=booking.fingerprint,
        timeline=(_planned(services, caller, appointment_id, plan),),
    )


def _plan_after(services: Services, caller: Caller, old: Plan, wanted: Replan) -> Plan:
    """Moved in time, the visit keeps its length, and its window moves along, unless they are given too."""
    starts_at = wanted.starts_at or old.starts_at
    shift = starts_at - old.starts_at
    window = wanted.window or Window(starts=old.window.starts + shift, ends=old.window.ends + shift)
    plan = replace(old, starts_at=starts_at, ends_at=wanted.ends_at or old.ends_at + shift, window=window)
    return _given_to(services, caller, plan, wanted.technician_id) if wanted.assigns else plan


def _given_to(services: Services, caller: Caller, plan: Plan, technician_id: str | None) -> Plan:
    if technician_id is None:
        return replace(plan, technician_id=None, technician_name=None)
    try:
        technician = services.people.get(caller.organization_id, technician_id)
    except NotFound:
        raise Invalid(technician="there is no such technician in your organization") from None
    if not technician.takes_appointments:
        raise Invalid(technician=f"{technician.name} does not take appointments")
    return replace(plan, technician_id=technician.person_id, technician_name=technician.name)


def _whole(starts_at: datetime, ends_at: datetime) -> Window:
    """The window that is promised when none is given."""
    if ends_at <= starts_at:
        raise Invalid(ends_at="must be later than starts_at")
    return Window(starts=starts_at, ends=ends_at)


def _planned(services: Services, caller: Caller, entry_id: str, plan: Plan) -> Planned:
    return Planned(
        entry_id=entry_id,
        person_id=caller.person_id,
        name=caller.name,
        recorded_at=services.clock(),
        plan=plan,
    )


def _save(services: Services, folder: Folder, appointment: Appointment, *, lifts: bool) -> None:
    """The appointment, and the job with who may read it now, in one transaction."""
    job = folder.job.with_technician(appointment.plan.technician_id)
    job = job.lifted() if lifts else job
    after = replace(folder.with_appointments((appointment,)), job=job).refreshed(appointment.timeline[-1].recorded_at)
    services.jobs.save(after.job, (appointment,))
