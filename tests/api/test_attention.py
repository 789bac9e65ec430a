"""Needs attention as the office sees it: what needs somebody, what mends it, and dismissing a flag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.api.conftest import Office, Visit, a_job_body, found, refused


def needs(office: Office) -> list[tuple[str, str, str]]:
    """Kind, since when, and whose."""
    answer = office.dispatcher.get("/attention")
    assert answer["count"] == len(answer["needs"])
    return [(need["kind"], need["since"], need["card"]["id"]) for need in answer["needs"]]


def untextable(office: Office) -> dict[str, str]:
    return {each["card"]["id"]: each["reason"] for each in office.dispatcher.get("/attention")["untextable"]}


def called_off(office: Office, **job: Any) -> Visit:
    """The customer was told, and then nobody went."""
    visit = office.visit(**job)
    visit.moved(office.sam, "enroute")
    office.catch_up()
    office.clock.move(minutes=2)
    visit.moved(office.sam, "scheduled")
    return visit


def dismiss(visit: Visit, flag: str = "told_then_changed", *, key: str | None = None, **body: Any) -> Any:
    return visit.office.dispatcher.ask("POST", f"{visit.path}/flags/{flag}/dismiss", body, key=key)


def test_an_ordinary_day_needs_nobody(office: Office) -> None:
    office.visit().moved(office.sam, "enroute")
    office.catch_up()

    assert office.dispatcher.get("/attention") == {"count": 0, "more": False, "needs": [], "untextable": []}


def test_a_customer_who_was_told_in_vain_is_shown_with_what_can_be_done(office: Office) -> None:
    visit = called_off(office)

    (need,) = office.dispatcher.get("/attention")["needs"]

    assert (need["kind"], need["since"], need["mends"]) == (
        "told_then_changed",
        "2026-03-02T19:02:02Z",
        ["call", "dismiss"],
    )
    (card,) = office.dispatcher.get("/appointments?date=2026-03-02")["appointments"]
    assert need["card"] == card
    assert card["customer"]["phone"] == visit.phone


def test_what_the_clock_tells_is_shown_with_the_statuses_that_mend_it(office: Office) -> None:
    visit = office.visit()
    office.clock.move(minutes=90)

    (need,) = office.dispatcher.get("/attention")["needs"]
    visit.moved(office.dispatcher, "enroute", occurred_at="2026-03-02T20:10:00Z")

    assert (need["kind"], need["since"]) == ("nobody_on_the_way", "2026-03-02T20:30:00Z")
    assert "set_status" in need["mends"]
    assert "enroute" in need["card"]["allowed"]
    assert needs(office) == []


def test_what_changed_nothing_reads_the_same_a_minute_later(office: Office) -> None:
    office.visit()
    called_off(office)
    office.clock.move(minutes=90)
    first = office.dispatcher.ask("GET", "/attention")

    office.clock.move(minutes=1)
    again = office.dispatcher.ask("GET", "/attention", If_None_Match=first.headers["etag"])

    assert found(first)["count"] == 3
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("zone", "starts", "now", "since"),
    [
        # Phoenix is UTC-7, New York UTC-5 in winter, Honolulu UTC-10.
        ("America/New_York", (2026, 3, 3, 0, 15), (2026, 3, 2, 22, 45), (2026, 3, 2, 23, 45)),
        ("Pacific/Honolulu", (2026, 3, 2, 22, 0), (2026, 3, 3, 1, 0), (2026, 3, 3, 2, 30)),
        ("America/Phoenix", (2026, 3, 2, 23, 0), (2026, 3, 2, 23, 45), (2026, 3, 3, 0, 30)),
    ],
)
def test_about_midnight_an_address_ahead_or_behind_is_looked_after_too(
    office: Office, zone: str, starts: tuple[int, ...], now: tuple[int, ...], since: tuple[int, ...]
) -> None:
    """`starts` by the clock at the address, the others by the office's: two hours of work, promised as a whole."""
    begun = datetime(*starts, tzinfo=ZoneInfo(zone)).astimezone(UTC)  # type: ignore[arg-type, misc]
    office.clock.now = in_phoenix(*now)
    visit = office.visit(starts_at=begun, time_zone=zone, phone=None)

    before, today = needs(office), untextable(office)
    office.clock.now = in_phoenix(*since)

    assert (before, today) == ([], {visit.appointment_id: "no_number"})
    assert needs(office) == [("nobody_on_the_way", f"{in_phoenix(*since):%Y-%m-%dT%H:%M:%SZ}", visit.appointment_id)]


def in_phoenix(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo("America/Phoenix")).astimezone(UTC)


def test_customers_of_today_whom_no_text_would_reach_stand_below_and_do_not_count(office: Office) -> None:
    no_number = office.visit(phone=None)
    landline = office.visit(customer={"name": "Rosa Delgado", "phone": "+442071838750", "notify": True})
    notify_off = office.visit(customer={"name": "Rosa Delgado", "phone": "+16025550123", "notify": False})
    abroad = office.visit(customer={"name": "Rosa Delgado", "phone": "+4915123456789", "notify": True})
    opted_out = office.visit()
    office.visit()
    found(office.dispatcher.ask("PATCH", f"/jobs/{opted_out.job_id}", {"version": 1, "customer": {"opted_out": True}}))

    assert untextable(office) == {
        no_number.appointment_id: "no_number",
        landline.appointment_id: "invalid_number",
        notify_off.appointment_id: "notify_off",
        abroad.appointment_id: "country",
        opted_out.appointment_id: "opted_out",
    }
    assert needs(office) == []


@pytest.mark.parametrize("days", [-1, 1])
def test_customers_of_another_day_are_not_below(office: Office, days: int) -> None:
    office.visit(phone=None, starts_at=office.clock.now)

    office.clock.move(days=days)

    assert untextable(office) == {}


def test_whom_somebody_is_driving_to_already_is_not_below(office: Office) -> None:
    office.visit(phone=None).moved(office.sam, "enroute")

    assert untextable(office) == {}


def test_a_customer_who_knows_is_shown_no_more_and_who_said_so_is_kept(office: Office) -> None:
    visit = called_off(office)

    answer = found(dismiss(visit))

    assert (answer["flags"], needs(office)) == ([], [])
    assert answer["dismissals"] == [
        {
            "flag": "told_then_changed",
            "at": "2026-03-02T19:02:02Z",
            "person": office.dispatcher.person_id,
            "name": "Dana",
        }
    ]
    assert office.sam.get(f"/jobs/{visit.job_id}")["appointments"][0]["dismissals"] == answer["dismissals"]


def test_a_contradiction_is_dismissed_and_the_next_one_shown(office: Office) -> None:
    visit = office.visit()
    office.clock.move(minutes=1)
    visit.moved(office.dispatcher, "canceled")
    office.clock.move(minutes=20)
    visit.moved(office.sam, "started", occurred_at="2026-03-02T19:05:00Z")
    assert [kind for kind, _, _ in needs(office)] == ["contradiction"]

    found(dismiss(visit, "contradiction"))
    quiet = needs(office)
    visit.moved(office.sam, "complete", occurred_at="2026-03-02T19:09:00Z")

    assert quiet == []
    assert [kind for kind, _, _ in needs(office)] == ["contradiction"]


def test_the_same_dismissal_twice_is_one(office: Office) -> None:
    visit = called_off(office)

    first, again = dismiss(visit, key="once"), dismiss(visit, key="once")
    mismatch = dismiss(visit, key="once", version=1)

    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()
    refused(mismatch, 422, "idempotency_mismatch")


def test_of_two_dispatchers_who_dismiss_at_once_nobody_is_refused(office: Office) -> None:
    visit = called_off(office)

    first, second = dismiss(visit), dismiss(visit)

    assert len(found(first)["dismissals"]) == len(found(second)["dismissals"]) == 1
    assert second.json()["version"] == first.json()["version"]


def test_a_dismissal_of_what_was_seen_is_refused_when_something_changed_since(office: Office) -> None:
    visit = called_off(office)
    seen = visit.now()["version"]
    visit.moved(office.sam, "started")

    problem = refused(dismiss(visit, version=seen), 412, "version_mismatch")

    assert problem["current"]["status"] == "started"
    assert problem["current"]["dismissals"] == []


@pytest.mark.parametrize("flag", ["nobody_on_the_way", "FAILED", "nonsense", "%20", "0" * 26])
def test_a_flag_that_there_is_not_is_not_found(office: Office, flag: str) -> None:
    visit = called_off(office)

    refused(dismiss(visit, flag), 404, "not_found")


def test_another_organizations_flags_are_not_shown(opened: Callable[[], Office]) -> None:
    office, other = opened(), opened()
    called_off(other)
    other.visit(phone=None)

    assert office.dispatcher.get("/attention")["needs"] == office.dispatcher.get("/attention")["untextable"] == []


def test_a_job_with_many_flagged_visits_needs_somebody_for_each(office: Office) -> None:
    job_id = office.dispatcher.post("/jobs", a_job_body(phone="+16025550123"))["id"]
    visits = [office.another_visit(job_id, phone="+16025550123") for _ in range(2)]
    for visit in visits:
        visit.moved(office.sam, "enroute", arrival={"minutes": 10})
        office.catch_up()
        visit.moved(office.sam, "scheduled")

    assert [kind for kind, _, _ in needs(office)] == ["told_then_changed"] * 2
