"""What is sent about an appointment: a booking, a new plan, a change of status."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import UNSET, Meta, UnsetType

from chalicelib.api.bodies import Body, Instant, Reason, Version, given
from chalicelib.api.work import Latitude, Longitude
from chalicelib.domain.arrival import Estimate, Point, Window
from chalicelib.domain.clocks import to_milliseconds
from chalicelib.domain.refusals import Invalid
from chalicelib.domain.resend import Resend
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.wish import Wish
from chalicelib.usecases.booking import Booking, Replan
from chalicelib.usecases.jobs import Request

Minutes = Annotated[int, Meta(ge=0, le=720)]
Device = Annotated[str, Meta(min_length=1, max_length=64)]
Sequence = Annotated[int, Meta(ge=0, lt=2**53)]
PersonId = Annotated[str, Meta(min_length=1, max_length=64)]


class WindowBody(Body):
    from_: Instant = msgspec.field(name="from")
    to: Instant

    def to_window(self) -> Window:
        starts, ends = to_milliseconds(self.from_), to_milliseconds(self.to)
        if ends <= starts:
            raise Invalid(window="must end after it begins")
        return Window(starts=starts, ends=ends)


class BookingBody(Body):
    starts_at: Instant
    ends_at: Instant | None = None
    window: WindowBody | None = None
    technician: PersonId | None = None
    draft: bool = False


class ReplanBody(Body):
    """What is left out stays as it is; a technician of null takes the appointment from whoever has it."""

    version: Version
    technician: PersonId | UnsetType | None = UNSET
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    window: WindowBody | None = None


class ArrivalBody(Body):
    """Minutes from when it happened, or where the technician is."""

    demands: ClassVar = {
        "oneOf": [
            {"required": ["minutes"], "maxProperties": 1},
            {"required": ["latitude", "longitude"], "maxProperties": 2},
        ]
    }

    minutes: Minutes | UnsetType = UNSET
    latitude: Latitude | UnsetType = UNSET
    longitude: Longitude | UnsetType = UNSET

    def __post_init__(self) -> None:
        if given(self).keys() not in ({"minutes"}, {"latitude", "longitude"}):
            raise ValueError("takes either minutes, or latitude and longitude")

    def to_estimate(self) -> Estimate:
        if isinstance(self.minutes, int):
            return Estimate(minutes=self.minutes)
        return Estimate(position=Point(**given(self)))


class ResendBody(Body):
    """`arrival` when it is to be another than the one that was told."""

    arrival: ArrivalBody | None = None


class ChangeBody(Body):
    status: Status
    outcome: Outcome | None = None
    reason: Reason | None = None
    occurred_at: Instant | None = None
    client_now: Instant | None = None
    arrival: ArrivalBody | None = None
    notify: bool | None = None
    version: Version | None = None
    device: Device | None = None
    sequence: Sequence | None = None


def booking_of(body: BookingBody, request: Request) -> Booking:
    return Booking(
        key=request.key,
        fingerprint=request.fingerprint,
        technician_id=body.technician,
        starts_at=to_milliseconds(body.starts_at),
        ends_at=body.ends_at and to_milliseconds(body.ends_at),
        window=body.window.to_window() if body.window else None,
        first=Status.DRAFT if body.draft else Status.SCHEDULED,
    )


def replan_of(body: ReplanBody) -> Replan:
    return Replan(
        version=body.version,
        assigns=body.technician is not UNSET,
        technician_id=None if isinstance(body.technician, UnsetType) else body.technician,
        starts_at=body.starts_at and to_milliseconds(body.starts_at),
        ends_at=body.ends_at and to_milliseconds(body.ends_at),
        window=body.window.to_window() if body.window else None,
    )


def wish_of(body: ChangeBody, request: Request) -> Wish:
    return Wish(
        key=request.key,
        fingerprint=request.fingerprint,
        status=body.status,
        outcome=body.outcome,
        reason=body.reason,
        occurred_at=body.occurred_at and to_milliseconds(body.occurred_at),
        client_now=body.client_now and to_milliseconds(body.client_now),
        estimate=body.arrival.to_estimate() if body.arrival else None,
        notify=body.notify,
        version=body.version,
        device=body.device,
        sequence=body.sequence,
    )


def resend_of(body: ResendBody, request: Request, alert_id: str) -> Resend:
    estimate = body.arrival.to_estimate() if body.arrival else None
    return Resend(alert_id=alert_id, key=request.key, fingerprint=request.fingerprint, estimate=estimate)
