"""The main job, end to end: a technician's day as technician, office and customer see it."""

from __future__ import annotations

from datetime import timedelta

from tests.api.conftest import Office, found


def test_a_technician_sees_the_jobs_of_the_day_and_nobody_elses(office: Office) -> None:
    mine = office.visit()
    office.visit(technician=office.bo)

    day = office.sam.get("/appointments?date=2026-03-02")

    assert [card["id"] for card in day["appointments"]] == [mine.appointment_id]
    assert day["appointments"][0]["customer"]["name"] == "Rosa Delgado"
    assert day["appointments"][0]["allowed"] == ["enroute", "started", "complete"]


def test_setting_out_is_seen_by_the_office_at_once_and_told_to_the_customer(office: Office) -> None:
    visit = office.visit()

    moved = visit.moved(office.sam, "enroute", arrival={"minutes": 25})
    seen = visit.now()
    office.catch_up()

    assert moved["status"] == seen["status"] == "enroute"
    assert seen["arrival"]["source"] == "given"
    assert visit.texts() == ["Desert Air: Sam is on the way and should arrive 12:20-12:35 PM. Reply STOP to opt out."]
    assert visit.now()["alert"]["state"] == "sent"


def test_the_day_goes_on_to_pausing_and_completing_the_job(office: Office) -> None:
    visit = office.visit()

    visit.moved(office.sam, "enroute")
    office.clock.move(minutes=20)
    visit.moved(office.sam, "started")
    office.sam.post(f"/jobs/{visit.job_id}/notes", {"text": "Compressor is gone, part ordered"})
    office.clock.move(minutes=40)
    visit.moved(office.sam, "complete", outcome="follow_up")

    job = visit.job()
    assert job["status"] == "paused"
    assert [note["text"] for note in job["notes"]] == ["Compressor is gone, part ordered"]

    again = office.another_visit(visit.job_id, phone=visit.phone)
    assert visit.job()["status"] == "scheduled"
    again.moved(office.sam, "complete", outcome="done")
    assert visit.job()["status"] == "complete"


def test_the_list_of_jobs_follows_what_happens_to_their_appointments(office: Office) -> None:
    visit = office.visit()
    office.catch_up()
    assert [row["id"] for row in office.dispatcher.get("/jobs?status=scheduled")["jobs"]] == [visit.job_id]

    visit.moved(office.sam, "started")
    office.catch_up()

    assert office.dispatcher.get("/jobs?status=scheduled")["jobs"] == []
    rows = office.dispatcher.get("/jobs?status=in_progress")["jobs"]
    assert [(row["id"], row["technicians"]) for row in rows] == [(visit.job_id, ["Sam Ortiz"])]


def test_a_dispatcher_sets_any_status_by_hand(office: Office) -> None:
    visit = office.visit()

    for status in ("complete", "started", "scheduled", "canceled", "draft", "enroute"):
        office.clock.move(minutes=2)
        assert visit.moved(office.dispatcher, status, reason="as told by phone")["status"] == status


def test_the_schedule_shows_the_whole_day_to_the_office(office: Office) -> None:
    for technician in (office.sam, office.bo):
        office.visit(technician=technician)
    office.visit(starts_at=office.clock.now + timedelta(days=1))

    everybody = office.dispatcher.get("/appointments?date=2026-03-02")["appointments"]
    one = office.dispatcher.get(f"/appointments?date=2026-03-02&technician={office.bo.person_id}")["appointments"]

    assert len(everybody) == 2
    assert [card["technician"]["id"] for card in one] == [office.bo.person_id]


def test_me_tells_who_i_am_and_what_my_office_has_settled(office: Office) -> None:
    me = office.sam.get("/me")

    assert (me["first_name"], me["role"], me["roles"]) == ("Sam", "technician", ["technician"])
    assert me["organization"]["hold_seconds"] == 0


def test_a_read_that_is_polled_answers_304_when_nothing_changed(office: Office) -> None:
    visit = office.visit()
    first = office.sam.ask("GET", f"/jobs/{visit.job_id}")

    unchanged = office.sam.ask("GET", f"/jobs/{visit.job_id}", If_None_Match=first.headers["etag"])
    visit.moved(office.sam, "enroute")
    changed = office.sam.ask("GET", f"/jobs/{visit.job_id}", If_None_Match=first.headers["etag"])

    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert found(changed)["appointments"][0]["status"] == "enroute"
