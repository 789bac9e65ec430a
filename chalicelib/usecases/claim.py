"""A claim: one worker's right to send one text, and all that sending it takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.organization import Organization


@dataclass(frozen=True, kw_only=True, slots=True)
class Claim:
    appointment: Appointment
    alert: Alert
    organization: Organization
    made_at: datetime

    @property
    def where(self) -> Where:
        return self.appointment.where

    @property
    def phone(self) -> str:
        return self.appointment.work.customer.phone or ""

    @property
    def text(self) -> str:
        return self.alert.text or ""

    @property
    def day(self) -> date:
        """The day of the organization's calendar whose cap the text counts against."""
        return self.made_at.astimezone(ZoneInfo(self.organization.time_zone)).date()
