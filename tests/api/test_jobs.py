"""Booking, rescheduling, paging, versions, and the zones that days are counted in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.api.conftest import Office, a_job_body, instant, refused


def test_jobs_are_listed_in_pages_that_miss_and_repeat_nothing(office: Office) -> None:
    visits = [office.visit() for _ in range(5)]
    office.catch_up()

    listed: list[str] = []
    cursor: str | None = ""
    while cursor is not None:
        page = office.dispatcher.get(f"/jobs?status=scheduled&limit=2{cursor and f'&cursor={cursor}'}")
        listed += [row["id"] for row in page["jobs"]]
        cursor = page["cursor"]

    assert sorted(listed) == sorted(visit.job_id for visit in visits)


def test_without_a_status_all_open_jobs_are_listed_and_no_other(office: Office) -> None:
    scheduled, paused, complete, canceled = (office.visit() for _ in range(4))
    paused.moved(office.dispatcher, "complete", outcome="follow_up")
    complete.moved(office.dispatcher, "complete", outcome="done")
    office.dispatcher.post(f"/jobs/{canceled.job_id}/cancel", {})
    unplanned = office.dispatcher.post("/jobs", a_job_body())
    office.catch_up()

    first = office.dispatcher.get("/jobs?limit=2")
    second = office.dispatcher.get(f"/jobs?limit=2&cursor={first['cursor']}")

    rows = {row["id"]: row["status"] for row in [*first["jobs"], *second["jobs"]]}
    assert rows == {scheduled.job_id: "scheduled", paused.job_id: "paused", unplanned["id"]: "unscheduled"}
    assert second["cursor"] is None


def over(office: Office, status: str, *, at: datetime) -> str:
    """A job that was over at that moment, as the office's list tells."""
    office.clock.now = at
    visit = office.visit()
    visit.moved(office.dispatcher, status)
    office.catch_up()
    return visit.job_id


def listed(office: Office, query: str) -> list[str]:
    return [row["id"] for row in office.dispatcher.get(f"/jobs?{query}")["jobs"]]


def test_finished_jobs_are_found_by_days_of_the_offices_calendar(office: Office) -> None:
    sunday_evening = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
    sunday, monday, tuesday = (over(office, "complete", at=sunday_evening + timedelta(hours=24 * n)) for n in range(3))

    assert listed(office, "status=complete&since=2026-03-02&until=2026-03-02") == [monday]
    assert listed(office, "status=complete&since=2026-03-02") == [tuesday, monday]
    assert listed(office, "status=complete&until=2026-03-02") == [monday, sunday]
    assert listed(office, "status=complete&since=2026-03-04") == []
    assert listed(office, "status=canceled&since=2026-03-01") == []


def test_canceled_jobs_are_found_by_day_too(office: Office) -> None:
    visit = office.visit()
    office.dispatcher.post(f"/jobs/{visit.job_id}/cancel", {})

    assert listed(office, "status=canceled&since=2026-03-02&until=2026-03-02") == [visit.job_id]


def test_pages_of_some_days_lead_on_within_them(office: Office) -> None:
    jobs = [over(office, "complete", at=office.clock.now + timedelta(hours=1)) for _ in range(3)]
    days = "status=complete&since=2026-03-02&until=2026-03-02"

    first = office.dispatcher.get(f"/jobs?{days}&limit=2")
    second = office.dispatcher.get(f"/jobs?{days}&limit=2&cursor={first['cursor']}")
    elsewhere = office.dispatcher.ask("GET", f"/jobs?status=complete&since=2026-03-03&cursor={first['cursor']}")

    assert [row["id"] for row in first["jobs"] + second["jobs"]] == jobs[::-1]
    assert second["cursor"] is None
    refused(elsewhere, 400, "unreadable")


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("since=2026-03-02", "ask with status complete or canceled"),
        ("status=scheduled&since=2026-03-02", "ask with status complete or canceled"),
        ("status=paused&until=2026-03-02", "ask with status complete or canceled"),
        ("status=complete&since=2026-03-03&until=2026-03-02", "may not lie before"),
        ("status=complete&since=0001-01-01", "can know of"),
        ("status=complete&until=9999-12-31", "can know of"),
        ("status=complete&since=yesterday", "since"),
        ("status=complete&since=2026-03-02T00:00:00Z", "since"),
        ("status=complete&since=", "since"),
    ],
)
def test_days_that_make_no_sense_are_refused_with_what_would(office: Office, query: str, says: str) -> None:
    answer = office.dispatcher.ask("GET", f"/jobs?{query}")

    assert says in refused(answer, 400, "unreadable")["detail"]


def test_rescheduling_moves_the_end_and_the_window_along(office: Office) -> None:
    visit = office.visit()
    later = office.clock.now + timedelta(days=1)

    answer = office.dispatcher.ask("PATCH", visit.path, {"version": 1, "starts_at": instant(later)})

    planned = answer.json()
    assert planned["ends_at"] == instant(later + timedelta(hours=2))
    assert planned["window"] == {"from": instant(later), "to": instant(later + timedelta(hours=2))}
    assert office.sam.get("/appointments?date=2026-03-02")["appointments"] == []
    assert len(office.sam.get("/appointments?date=2026-03-03")["appointments"]) == 1


def test_what_has_started_is_not_rescheduled(office: Office) -> None:
    visit = office.visit()
    version = visit.moved(office.sam, "started")["version"]

    answer = office.dispatcher.ask("PATCH", visit.path, {"version": version, "technician": office.bo.person_id})

    refused(answer, 409, "not_allowed")


def test_assigning_somebody_unknown_is_refused(office: Office) -> None:
    visit = office.visit()

    answer = office.dispatcher.ask("PATCH", visit.path, {"version": 1, "technician": "nobody"})

    assert refused(answer, 422, "invalid")["errors"][0]["field"] == "technician"


def test_work_needs_a_technician(office: Office) -> None:
    visit = office.visit()
    office.dispatcher.ask("PATCH", visit.path, {"version": 1, "technician": None})

    answer = visit.move(office.dispatcher, "enroute")

    assert refused(answer, 409, "not_allowed")["allowed"] == ["draft", "canceled"]


def test_of_two_who_change_the_same_card_the_slower_is_shown_what_the_faster_did(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.dispatcher, "complete", outcome="follow_up", version=1)

    slower = visit.move(office.sam, "complete", version=1)

    problem = refused(slower, 412, "version_mismatch")
    assert "Dana" in problem["detail"]
    assert (problem["current"]["status"], problem["current"]["outcome"]) == ("complete", "follow_up")


def test_without_a_version_the_slower_is_decided_anew_on_what_the_faster_left(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.dispatcher, "started")

    assert visit.moved(office.sam, "complete")["status"] == "complete"


def test_a_live_move_that_is_not_possible_names_those_that_are(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.dispatcher, "canceled")

    problem = refused(visit.move(office.sam, "enroute"), 409, "not_allowed")

    assert problem["allowed"] == []


def test_a_late_move_is_filed_and_contradictions_are_shown(office: Office) -> None:
    visit = office.visit()
    happened = instant(office.clock.now + timedelta(minutes=2))
    office.clock.move(minutes=1)
    visit.moved(office.dispatcher, "canceled")
    office.clock.move(minutes=20)

    filed = visit.moved(office.sam, "started", occurred_at=happened, client_now=instant(office.clock.now))

    assert filed["status"] == "canceled"
    assert filed["flags"] == ["contradiction"]
    assert [entry["applied"] for entry in filed["timeline"] if entry["kind"] == "change"] == [True, False]


def test_skipped_steps_are_fine_and_stay_visible(office: Office) -> None:
    visit = office.visit()

    done = visit.moved(office.sam, "complete")

    assert done["allowed"] == ["started"]
    assert [entry["status"] for entry in done["timeline"] if entry["kind"] == "change"] == ["complete"]


def test_an_offline_day_arrives_in_order_with_true_times_and_no_texts(office: Office) -> None:
    visits = [office.visit() for _ in range(4)]
    started = office.clock.now
    office.clock.move(hours=6)

    for place, visit in enumerate(visits):
        for step, status in enumerate(("enroute", "started", "complete")):
            moment = started + timedelta(minutes=60 * place + 10 * step)
            visit.moved(
                office.sam,
                status,
                occurred_at=instant(moment),
                client_now=instant(office.clock.now + timedelta(seconds=1)),
                device="phone-1",
                sequence=3 * place + step,
            )
    office.catch_up()

    for place, visit in enumerate(visits):
        assert visit.now()["since"] == instant(started + timedelta(minutes=60 * place + 20))
        assert visit.now()["status"] == "complete"
        assert visit.texts() == []


@pytest.mark.parametrize(
    ("zone", "starts_at", "day", "told"),
    [
        ("America/Phoenix", datetime(2026, 3, 9, 5, 30, tzinfo=UTC), "2026-03-08", "10:30 PM-12:30 AM"),
        ("America/Denver", datetime(2026, 3, 8, 8, 30, tzinfo=UTC), "2026-03-08", "1:30-4:30 AM"),
        ("America/Denver", datetime(2026, 11, 1, 7, 30, tzinfo=UTC), "2026-11-01", "1:30-2:30 AM"),
        ("America/New_York", datetime(2026, 3, 2, 4, 30, tzinfo=UTC), "2026-03-01", "11:30 PM-1:30 AM"),
    ],
)
def test_days_and_times_are_those_of_the_address(
    office: Office, zone: str, starts_at: datetime, day: str, told: str
) -> None:
    office.clock.now = starts_at - timedelta(minutes=30)
    visit = office.visit(starts_at=starts_at, time_zone=zone)

    visit.moved(office.sam, "enroute")
    office.catch_up()

    cards = office.sam.get(f"/appointments?date={day}")["appointments"]
    assert [card["id"] for card in cards] == [visit.appointment_id]
    assert visit.texts() == [f"Desert Air: Sam is on the way and should arrive {told}. Reply STOP to opt out."]
