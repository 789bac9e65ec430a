"""Consumers that were down for a minute, an hour, a day: whoever comes first catches up, and nobody is texted late."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

import app
from local.functions import Context
from tests.api.conftest import Office, Visit

MANY = 12


def the_sweeper(office: Office, *_: Visit) -> None:
    office.run.sources.fire("sweep_alerts")


def the_stream(office: Office, *_: Visit) -> None:
    office.catch_up()


def the_queue(office: Office, *visits: Visit) -> None:
    """With what `notify_customer` has left there."""
    messages = [{"messageId": str(number), "body": str(visit.where)} for number, visit in enumerate(visits)]
    assert app.send_due_alert({"Records": messages}, Context("send_due_alert")) == {"batchItemFailures": []}


CONSUMERS: Mapping[str, Callable[..., None]] = {
    "the sweeper": the_sweeper,
    "the stream": the_stream,
    "the queue": the_queue,
}
DOWN: Mapping[str, dict[str, float]] = {
    "a minute": {"minutes": 1},
    "an hour": {"hours": 1},
    "a day": {"days": 1},
}


def claim(visit: Visit) -> None:
    """By a worker who is heard of no more."""
    appointment = visit.office.services.appointments.get(visit.where)
    assert appointment.unfinished_alert
    claimed = appointment.unfinished_alert.claimed(owner="somebody", text="…", now=visit.office.clock())
    visit.office.services.appointments.save(appointment.with_alert(claimed))


def shown_on_the_card(visit: Visit) -> tuple[str, str | None]:
    """As the office and the technician see it in the day's list."""
    cards = [
        card
        for who in (visit.office.dispatcher, visit.office.sam)
        for card in who.get("/appointments?date=2026-03-02")["appointments"]
        if card["id"] == visit.appointment_id
    ]
    [alert] = {(card["alert"]["state"], card["alert"]["reason"]) for card in cards}
    return alert


@pytest.mark.parametrize("down", DOWN)
@pytest.mark.parametrize("first", CONSUMERS)
def test_what_was_missed_is_texted_once_and_in_time_or_not_at_all_and_the_card_says_so(
    office: Office, first: str, down: str
) -> None:
    office.settle(hold_seconds=10)
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    in_time = down == "a minute"

    office.clock.move(**DOWN[down])
    CONSUMERS[first](office, visit)

    assert len(visit.texts()) == in_time
    assert shown_on_the_card(visit) == (("sent", None) if in_time else ("skipped", "stale"))
    for other in CONSUMERS.values():
        other(office, visit)
    assert len(visit.texts()) == in_time


@pytest.mark.parametrize("first", CONSUMERS)
def test_after_a_day_a_whole_crowd_is_told_nothing_and_every_card_says_why(office: Office, first: str) -> None:
    visits = [office.visit() for _ in range(MANY)]
    for visit in visits:
        visit.moved(office.sam, "enroute")

    office.clock.move(days=1)
    CONSUMERS[first](office, *visits)

    assert {shown_on_the_card(visit) for visit in visits} == {("skipped", "stale")}
    assert sum(len(visit.texts()) for visit in visits) == 0


@pytest.mark.parametrize("down", DOWN)
def test_a_text_that_was_being_sent_when_everything_went_down_is_unknown_and_never_sent_again(
    office: Office, down: str
) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    claim(visit)

    office.clock.move(**DOWN[down])
    for consumer in CONSUMERS.values():
        consumer(office, visit)

    assert shown_on_the_card(visit) == ("unknown", None)
    assert visit.texts() == []


def test_the_jobs_row_follows_when_its_consumer_is_back(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    visit.moved(office.sam, "started")
    assert office.dispatcher.get("/jobs?status=in_progress")["jobs"] == []
    assert visit.job()["status"] == "in_progress"

    office.clock.move(days=1)
    office.catch_up()

    assert [row["id"] for row in office.dispatcher.get("/jobs?status=in_progress")["jobs"]] == [visit.job_id]


def test_a_row_whose_record_was_lost_is_put_right_at_night(office: Office) -> None:
    visit = office.visit()
    visit.moved(office.sam, "started")

    office.run.sources.fire("repair_jobs")

    assert [row["id"] for row in office.dispatcher.get("/jobs?status=in_progress")["jobs"]] == [visit.job_id]
