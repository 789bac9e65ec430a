"""The office's part of a scripted day: the job, its visits, the settings, and setting a status by hand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

from local.day.client import query
from local.day.network import NoAnswer
from local.day.phone import written
from local.day.stage import ZONE, Actor, Stage, Surprise, expect
from local.day.visit import Visit

JOB = {
    "title": "Ice on the outdoor unit",
    "description": "Frozen over since this morning, fan still turns. Side gate is open.",
    "address": {
        "line1": "1842 E Weldon Ave",
        "city": "Phoenix",
        "region": "AZ",
        "postal_code": "85016",
        "country": "US",
    },
    "location": {"latitude": 33.4862, "longitude": -112.0416},
    "time_zone": ZONE.key,
}

IS_SOMEBODYS = {"scheduled", "in_progress"}


def create_job(stage: Stage) -> str:
    """The job, for a customer with the number of this day."""
    customer = {"name": "Alma Reyes", "phone": stage.number, "notify": True}
    job = stage.office.asks("POST", "/jobs", {**JOB, "customer": customer}, status=201).body
    expect("a new job", job["status"], "unscheduled")
    stage.office.tells(f"creates a job, {job['title']}, for {customer['name']}, {stage.number}")
    return str(job["id"])


def book(stage: Stage, job_id: str, wait: timedelta, *, was: str) -> Visit:
    """A visit that begins after the wait; the job is scheduled with it."""
    starts_at = stage.world.now().replace(second=0, microsecond=0) + wait
    wanted = {"starts_at": written(starts_at), "technician": stage.technician.me["id"]}
    booked = stage.office.asks("POST", f"/jobs/{job_id}/appointments", wanted, status=201).body
    expect("a new appointment", booked["status"], "scheduled")
    stage.office.tells(f"books {stage.technician.name} for {starts_at.astimezone(ZONE):%H:%M}")
    sees_job(stage, job_id, "scheduled", was=was)
    return Visit(job_id=job_id, appointment_id=booked["id"])


def sees(stage: Stage, visit: Visit, status: str) -> None:
    """What a tap has set is what the office's very next read of the job says."""
    expect("the status that the office reads next", visit.seen_by(stage.office)["status"], status)
    stage.office.tells(f"sees {status} on the next look")


def sees_job(stage: Stage, job_id: str, status: str, *, was: str) -> None:
    """The job itself follows at once; its row in the Jobs view comes a moment later, and is nowhere else."""
    expect("the job's status", stage.office.get(f"/jobs/{job_id}")["status"], status)

    def row() -> Any | None:
        return None if _row(stage.office, job_id, was) else _row(stage.office, job_id, status)

    found, seconds = stage.eventually(f"the job's row as {status} and no more as {was}", row, within=10)
    expected = [stage.technician.name] if status in IS_SOMEBODYS else []
    expect("the technicians in the job's row", found["technicians"], expected)
    stage.office.tells(f"sees the job {status}; its row in the Jobs view follows in {seconds:.2f} s")
    stage.world.seen.append(f"the job's row {status} after {seconds:.2f} s")


def correct(stage: Stage, visit: Visit) -> None:
    """Back from complete, which asks for a reason, and complete again; the customer hears nothing of it."""
    path, texted = f"{visit.path}/status", len(visit.seen_by(stage.office)["alerts"])
    answer = stage.office.asks("POST", path, {"status": "started"}, status=422)
    expect("the field that a correction lacks", [error["field"] for error in answer.body["errors"]], ["reason"])
    stage.office.tells("may not correct without saying why (422)")
    started = stage.office.asks("POST", path, {"status": "started", "reason": "wrong visit"}).body
    expect("the corrected status", started["status"], "started")
    complete = stage.office.asks("POST", path, {"status": "complete", "outcome": "done"}).body
    expect("the status that was set by hand", (complete["status"], complete["outcome"]), ("complete", "done"))
    expect("the number of texts that a correction owes", len(complete["alerts"]) - texted, 0)
    stage.office.tells("corrects complete to started, with a reason, and back; no text is owed")


@contextmanager
def hold_restored(office: Actor) -> Iterator[None]:
    """The organization has its own hold again, whatever happens in between."""
    before: int = office.get("/organization")["hold_seconds"]
    try:
        yield
    except BaseException:
        with suppress(Surprise, NoAnswer):
            _settle(office, before)
        raise
    _settle(office, before)


def set_hold(stage: Stage, seconds: int) -> None:
    """The technician's phone is told of it as well."""
    _settle(stage.office, seconds)
    expect("the hold that a phone is told", stage.technician.get("/me")["organization"]["hold_seconds"], seconds)


def _settle(office: Actor, seconds: int) -> None:
    settings: dict[str, Any] = office.get("/organization")
    if settings["hold_seconds"] != seconds:
        settings = office.asks("PUT", "/organization", {**settings, "hold_seconds": seconds}).body
        expect("the hold that was set", settings["hold_seconds"], seconds)
        office.tells(f"sets the hold to {seconds} s")


def _row(office: Actor, job_id: str, status: str) -> Any | None:
    """The job's row, should the list of that status have it."""
    cursor: str | None = ""
    while cursor is not None:
        page = office.get("/jobs" + query(status=status, limit="100", **({"cursor": cursor} if cursor else {})))
        if row := next((row for row in page["jobs"] if row["id"] == job_id), None):
            return row
        cursor = page["cursor"]
    return None
