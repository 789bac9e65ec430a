"""What is known when a text is decided, and its words: the same for the tap, its preview and the relay."""

from __future__ import annotations

from chalicelib.domain.alert import Alert
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.messages import on_my_way
from chalicelib.domain.organization import Organization
from chalicelib.domain.texting import Brief, Facts
from chalicelib.usecases.ports import Services


def facts_of(
    services: Services, organization: Organization, appointment: Appointment, *, all_texts_off: bool = False
) -> Facts:
    phone = appointment.work.customer.phone
    number = services.phone_numbers.look_up(phone) if phone else None
    return Facts(organization=organization, number=number, all_texts_off=all_texts_off)


def text_of(brief: Brief, appointment: Appointment, alert: Alert) -> str:
    return on_my_way(
        brand=brief.organization.brand,
        first_name=brief.technician.first_name if brief.technician else "",
        arrival=alert.arrival,
        time_zone=appointment.work.time_zone,
        link=None,
    )
