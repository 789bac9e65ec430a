"""The work, as jobs and appointments carry it."""

from __future__ import annotations

from typing import Any

from chalicelib.domain.arrival import Point
from chalicelib.domain.work import Address, Customer, Work
from chalicelib.storage.maps import AddressMap, PointMap
from chalicelib.storage.rows import WorkRow


def columns_of_work(work: Work) -> dict[str, Any]:
    return {
        "title": work.title,
        "customer_name": work.customer.name,
        "phone": work.customer.phone,
        "notify": work.customer.notify,
        "address": AddressMap(
            line1=work.address.line1,
            line2=work.address.line2,
            city=work.address.city,
            region=work.address.region,
            postal_code=work.address.postal_code,
            country=work.address.country,
        ),
        "location": work.location and PointMap(latitude=work.location.latitude, longitude=work.location.longitude),
        "time_zone": work.time_zone,
    }


def work_of(row: WorkRow) -> Work:
    return Work(
        title=row.title,
        customer=Customer(name=row.customer_name, phone=row.phone, notify=row.notify),
        address=Address(
            line1=row.address.line1,
            line2=row.address.line2,
            city=row.address.city,
            region=row.address.region,
            postal_code=row.address.postal_code,
            country=row.address.country,
        ),
        location=Point(latitude=row.location.latitude, longitude=row.location.longitude) if row.location else None,
        time_zone=row.time_zone,
    )
