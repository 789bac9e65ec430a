"""Appointments over HTTP: a day's cards, booking, assigning and rescheduling, the change and its preview."""

from __future__ import annotations

from datetime import date

import msgspec

from chalicelib.api.appointment_bodies import (
    BookingBody,
    ChangeBody,
    PersonId,
    ReplanBody,
    ResendBody,
    booking_of,
    replan_of,
    resend_of,
    wish_of,
)
from chalicelib.api.appointment_views import AppointmentView, CardView, card_view
from chalicelib.api.asked import Answer, Asked, present
from chalicelib.api.bodies import Body
from chalicelib.api.history_views import ChangeView
from chalicelib.api.routes import Routes
from chalicelib.domain.refusals import NotAllowed, TooManyChanges, TooOften
from chalicelib.usecases import appointments, booking
from chalicelib.usecases.jobs import Request

routes = Routes(__name__)


class Day(Body):
    date: date
    technician: PersonId | None = None


class Cards(msgspec.Struct):
    date: date
    appointments: list[CardView]


class Changed(AppointmentView, kw_only=True):
    """The appointment as it is now, and what the request's key did (null: the status was set already)."""

    change: ChangeView | None


class PreviewView(msgspec.Struct):
    """`text` is what would be sent, to the number that ends so; otherwise `reason` says why none would be."""

    allowed: bool
    refusal: str | None
    text: str | None
    parts: int
    to_last_digits: str | None
    reason: str | None


@routes.get("/appointments", query=Day)
def day(asked: Asked) -> Cards:
    """A day's cards, whole: a technician's own, or all for the office (`technician=me` or an id chooses)."""
    cards = appointments.day(asked.services, asked.caller, asked.query.date, asked.query.technician)
    return Cards(date=asked.query.date, appointments=[card_view(card, asked.caller, asked.now) for card in cards])


@routes.post("/jobs/{job_id}/appointments", body=BookingBody, creates=True, refuses=(NotAllowed,))
def book(asked: Asked, job_id: str) -> Answer[AppointmentView]:
    """Book an appointment of the job. Dispatchers only."""
    booked = booking.book(asked.services, asked.caller, job_id, booking_of(asked.body, asked.keyed))
    shown = present(booked.appointment, asked)
    return Answer(body=shown, replayed=booked.replayed)


@routes.patch("/jobs/{job_id}/appointments/{appointment_id}", body=ReplanBody, refuses=(NotAllowed, TooManyChanges))
def replan(asked: Asked, job_id: str, appointment_id: str) -> AppointmentView:
    """Reschedule it or give it to somebody. A trip that is under way ends with it. Dispatchers only."""
    wanted = replan_of(asked.body)
    replanned: AppointmentView = present(
        booking.replan(asked.services, asked.caller, job_id, appointment_id, wanted), asked
    )
    return replanned


@routes.post(
    "/jobs/{job_id}/appointments/{appointment_id}/status", body=ChangeBody, refuses=(NotAllowed, TooManyChanges)
)
def change_status(asked: Asked, job_id: str, appointment_id: str) -> Answer[Changed]:
    """Set the status. What a technician sends late is filed at its true time, whatever status it finds."""
    wish = wish_of(asked.body, asked.keyed)
    decided = appointments.change_status(asked.services, asked.caller, job_id, appointment_id, wish)
    view = present(decided.appointment, asked)
    change = next((e for e in view.timeline if decided.change and e.id == decided.change.entry_id), None)
    return Answer(body=Changed(**msgspec.structs.asdict(view), change=change), replayed=decided.replayed)


@routes.post("/jobs/{job_id}/appointments/{appointment_id}/status/preview", body=ChangeBody, keyed=False)
def preview(asked: Asked, job_id: str, appointment_id: str) -> PreviewView:
    """What the same body would do, and the very text that the customer would get: nothing is written."""
    wish = wish_of(asked.body, Request(key="", fingerprint=""))
    previewed = appointments.preview(asked.services, asked.caller, job_id, appointment_id, wish)
    phone = previewed.appointment.work.customer.phone
    return PreviewView(
        allowed=previewed.refusal is None,
        refusal=previewed.refusal,
        text=previewed.text,
        parts=1 if previewed.text else 0,
        to_last_digits=phone[-4:] if phone else None,
        reason=previewed.reason,
    )


@routes.post(
    "/jobs/{job_id}/appointments/{appointment_id}/alerts/{alert_id}/resend",
    body=ResendBody,
    refuses=(NotAllowed, TooOften),
)
def resend(asked: Asked, job_id: str, appointment_id: str, alert_id: str) -> Answer[AppointmentView]:
    """Send the text once more, while the trip is under way and no other text is: each text once."""
    wanted = resend_of(asked.body, asked.keyed, alert_id)
    resent = appointments.resend(asked.services, asked.caller, job_id, appointment_id, wanted)
    return Answer(body=present(resent.appointment, asked), replayed=resent.replayed)
