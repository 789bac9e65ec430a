"""docs/api.md tells the truth: every example on it is sent, and answered as the page says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.api.conftest import PASSWORD, Office, instant
from tests.api.guide import PAGE, Message, Reader, examples, routes_in
from tests.images import a_png

pytestmark = pytest.mark.accounts

GUIDE = PAGE.read_text("utf-8")


@pytest.fixture
def reader(office: Office) -> Reader:
    """Somebody with a phone, a job of today and nothing but the page."""
    office.settle(hold_seconds=10)
    office.visit()
    office.clock.move(hours=4)

    def now() -> str:
        office.clock.move(seconds=1)
        return instant(office.clock.now)

    known = {
        "email": office.sam.email,
        "office_email": office.dispatcher.email,
        "password": PASSWORD,
        "technician": office.sam.person_id,
        "today": "2026-03-02",
        "size": len(a_png()),
        "three_hours_ago": instant(office.clock.now - timedelta(hours=3)),
    }
    return Reader(http=office.http, now=now, file=a_png(), known=known)


def test_every_example_is_answered_as_the_page_says(reader: Reader) -> None:
    for request, shown in examples(GUIDE):
        reader.follow(request, shown)

    assert len(reader.sent) > 20


def test_it_walks_through_what_a_phone_needs() -> None:
    assert {
        "GET /config",
        "GET /me",
        "GET /appointments",
        "GET /jobs/{job}",
        "POST /jobs/{job}/appointments/{appointment}/status",
        "POST /jobs/{job}/appointments/{appointment}/status/preview",
        "POST /jobs/{job}/notes",
        "POST /jobs/{job}/photos",
    } <= set(routes_in(GUIDE))


@pytest.mark.parametrize(
    "wrong",
    [
        "201 Created",
        '200 OK\n\n{"role": "dispatcher"}',
        '200 OK\n\n{"shoe_size": 44}',
        '200 OK\n\n{"id": "{technician_of_another_page}"}',
        "200 OK\nIdempotency-Replayed: true",
    ],
)
def test_an_example_that_says_otherwise_is_found(reader: Reader, wrong: str) -> None:
    reader.known["technician_of_another_page"] = "somebody else"
    signing_in = examples(GUIDE)[:2]
    for request, shown in signing_in:
        reader.follow(request, shown)

    with pytest.raises(AssertionError):
        reader.follow(examples(GUIDE)[2][0], Message.read(wrong))
