"""What is known when a text is decided, and its words: the same for the tap, its preview and the relay."""

from __future__ import annotations

from dataclasses import replace

from chalicelib.domain.alert import Alert, Reason
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.messages import on_my_way
from chalicelib.domain.organization import Organization
from chalicelib.domain.phone_number import PhoneNumber
from chalicelib.domain.texting import Brief, Facts
from chalicelib.domain.work import Customer
from chalicelib.usecases.ports import Services


def facts_of(services: Services, organization: Organization, appointment: Appointment) -> Facts:
    """What a tap knows."""
    return Facts(organization=organization, number=number_of(services, appointment.work.customer))


def all_facts_of(services: Services, appointment: Appointment, brief: Brief) -> Facts:
    """What the claim knows besides."""
    known = facts_of(services, brief.organization, appointment)
    return replace(known, opted_out=brief.opted_out, all_texts_off=brief.all_texts_off)


def brief_of(services: Services, appointment: Appointment) -> Brief:
    number = number_of(services, appointment.work.customer)
    return services.organizations.brief(
        appointment.where.organization_id, appointment.plan.technician_id, number.number if number else None
    )


def number_of(services: Services, customer: Customer) -> PhoneNumber | None:
    """The customer's number; however it was typed, it is written in one way."""
    return services.phone_numbers.look_up(customer.phone) if customer.phone else None


def opted_out_at_the_provider(services: Services, appointment: Appointment) -> Reason | None:
    """Where the provider does not say, the text may go."""
    phone = appointment.work.customer.phone
    return Reason.OPTED_OUT if phone and services.publisher.is_opted_out(phone) else None


def text_of(brief: Brief, appointment: Appointment, alert: Alert) -> str:
    return on_my_way(
        brand=brief.organization.brand,
        first_name=brief.technician.first_name if brief.technician else "",
        arrival=alert.arrival,
        time_zone=appointment.work.time_zone,
        link=None,
    )
