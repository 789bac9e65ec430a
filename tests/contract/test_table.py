"""What only DynamoDB can tell: how it is asked, what it keeps where, and what it refuses."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse
from pynamodb.exceptions import PutError

from chalicelib.domain.clocks import Span
from chalicelib.domain.refusals import Conflict, Unavailable
from chalicelib.domain.status import JobStatus, Status
from chalicelib.storage.opt_outs import OptOuts
from chalicelib.storage.rows import AppointmentRow, JobRow
from chalicelib.storage.table import Table
from chalicelib.usecases.attention import attention
from tests import fakes
from tests.builders import (
    BO,
    NOON,
    ORGANIZATION,
    PHONE,
    SAM,
    a_dispatcher,
    a_job,
    a_note,
    a_person,
    a_wish,
    an_appointment,
    an_id,
    an_organization,
    decided,
    minutes,
    some_work,
)
from tests.contract.conftest import Store, described

Asked = tuple[str, dict[str, Any]]


@dataclass
class Wire:
    """What goes to DynamoDB; `answers` come instead of its own, one each."""

    asked: list[Asked] = field(default_factory=list)
    answers: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    tamper: Callable[[dict[str, Any]], None] = lambda _: None

    def ask(self, params: dict[str, Any], model: Any, **_: Any) -> None:
        self.tamper(params)
        self.asked.append((model.name, params))

    def answer(self, request: Any, **_: Any) -> AWSResponse | None:
        if not self.answers:
            return None
        status, body = self.answers.pop(0)
        raw = SimpleNamespace(stream=lambda: iter([json.dumps(body).encode()]))
        return AWSResponse(request.url, status, {}, raw)


@pytest.fixture
def store(store_in_dynamodb: Store) -> Store:
    return store_in_dynamodb


@pytest.fixture
def wire(store: Store) -> Iterator[Wire]:
    wire, events = Wire(), Table.connection().client.meta.events
    events.register("before-parameter-build.dynamodb", wire.ask)
    events.register_first("before-send.dynamodb", wire.answer)
    yield wire
    events.unregister("before-parameter-build.dynamodb", wire.ask)
    events.unregister("before-send.dynamodb", wire.answer)


@pytest.mark.parametrize("index", ["schedule", "attention"])
def test_the_indexes_of_cards_hold_every_attribute_of_a_card_and_no_more(index: str) -> None:
    history = {"pk", "sk", "revision", "fingerprint", "first", "device", "people", "timeline", "alerts", "unchanged"}
    history |= {"dismissals"}

    held = set(projected(index))

    assert held == {name for name in AppointmentRow.get_attributes() if not name.endswith(("_pk", "_sk"))} - history


def test_the_index_of_jobs_holds_every_attribute_of_a_jobs_row_and_no_more() -> None:
    folder_only = {"pk", "sk", "revision", "fingerprint", "description", "technicians", "cancellation"}

    held = set(projected("jobs"))

    assert held == {name for name in JobRow.get_attributes() if not name.endswith(("_pk", "_sk"))} - folder_only


def test_indexes_stay_within_what_dynamodb_allows() -> None:
    names = [len(projected(index)) for index in ("schedule", "jobs", "attention")]

    assert max(names) <= 20
    assert sum(names) <= 100


def projected(index: str) -> list[str]:
    (projection,) = (each["Projection"] for each in described()["GlobalSecondaryIndexes"] if each["IndexName"] == index)
    names: list[str] = projection["NonKeyAttributes"]
    return names


def test_what_needs_attention_is_found_by_its_oldest_flag(store: Store, table: Any) -> None:
    failed = decided(an_appointment(), a_wish(Status.ENROUTE)).appointment
    failed = failed.with_alert(failed.alerts[0].failed("no", NOON))
    undone = decided(failed, a_wish(Status.SCHEDULED), now=NOON + minutes(1)).appointment
    again = decided(undone, a_wish(Status.ENROUTE), now=NOON + minutes(2)).appointment
    appointment = store.appointments.save(again.with_alert(again.alerts[1].unknown(NOON + minutes(3))))

    found = table.query(
        IndexName="attention",
        KeyConditionExpression="attention_pk = :pk",
        ExpressionAttributeValues={":pk": f"ORG#{ORGANIZATION}#ATTENTION"},
    )["Items"]

    assert [(item["sk"], item["attention_sk"], item["flags"]) for item in found] == [
        (
            f"APPT#{appointment.where.appointment_id}",
            "2026-03-02T19:00:00.000Z",
            {"failed": 1_772_478_000_000, "unknown": 1_772_478_180_000},
        )
    ]


@pytest.mark.parametrize(("hour", "days"), [(19, 3), (11, 4)])
def test_what_needs_the_dispatcher_is_read_in_few_calls_however_much_it_is(
    store: Store, wire: Wire, hour: int, days: int
) -> None:
    """A Query for the flags, one for each date that is today or yesterday anywhere; the settings, the opt-outs."""
    store.organizations.save(an_organization())
    now = NOON.replace(hour=hour)
    for number in range(30):
        work = some_work(phone=f"+1602555{1000 + number}")
        failed = decided(an_appointment(work=work), a_wish(Status.ENROUTE)).appointment
        store.appointments.save(failed.with_alert(failed.alerts[0].failed("no", NOON)))
        store.appointments.save(an_appointment(work=work))
    services = fakes.services(
        clock=fakes.Clock(now=now),
        appointments=store.appointments,
        organizations=store.organizations,
        opt_outs=store.opt_outs,
    )
    wire.asked.clear()

    found = attention(services, a_dispatcher())

    assert len(found.needs) == 30
    assert Counter(operation for operation, _ in wire.asked) == {"Query": 1 + days, "GetItem": 1, "BatchGetItem": 1}


def test_opt_outs_of_many_numbers_are_read_a_hundred_at_a_time(store: Store, wire: Wire) -> None:
    numbers = {f"+1602555{1000 + number}" for number in range(150)}
    for number in ("+16025551000", "+16025551149"):
        store.opt_outs.record(ORGANIZATION, number, opted_out=True, by=SAM, at=NOON)
    wire.asked.clear()

    opted_out = store.opt_outs.among(ORGANIZATION, numbers)

    assert opted_out == {"+16025551000", "+16025551149"}
    assert [operation for operation, _ in wire.asked] == ["BatchGetItem"] * 2


def test_a_list_of_some_days_reads_nothing_that_it_does_not_show(store: Store, wire: Wire) -> None:
    for number in range(5):
        store.jobs.add(a_job(status_since=NOON + minutes(number)))
    span = Span(since=NOON + minutes(1), until=NOON + minutes(3))
    wire.asked.clear()

    store.jobs.listed(ORGANIZATION, JobStatus.UNSCHEDULED, span=span, limit=50, cursor=None)

    ((operation, params),) = wire.asked
    assert (operation, "FilterExpression" in params) == ("Query", False)
    assert "BETWEEN" in params["KeyConditionExpression"]


def test_a_job_with_all_that_belongs_to_it_is_one_consistent_query(store: Store, wire: Wire) -> None:
    job = a_job()
    store.jobs.add(job)
    store.notes.add(a_note(job))
    store.appointments.save(replace(an_appointment(), where=replace(an_appointment().where, job_id=job.job_id)))
    wire.asked.clear()

    store.jobs.folder(ORGANIZATION, job.job_id)

    ((operation, params),) = wire.asked
    assert (operation, params["ConsistentRead"]) == ("Query", True)


def test_all_people_are_one_consistent_query_of_nothing_else(store: Store, wire: Wire) -> None:
    for person_id in (SAM, BO):
        store.people.save(a_person(person_id))
    store.opt_outs.record(ORGANIZATION, PHONE, opted_out=True, by=SAM, at=NOON)
    wire.asked.clear()

    people = store.people.all(ORGANIZATION)

    ((operation, params),) = wire.asked
    assert (operation, params["ConsistentRead"], len(people)) == ("Query", True, 2)
    assert "FilterExpression" not in params


def test_what_is_decided_upon_is_read_consistently(store: Store, wire: Wire) -> None:
    appointment, job = store.appointments.save(an_appointment()), a_job()
    store.jobs.add(job)
    store.people.save(a_person())
    store.organizations.save(an_organization())
    wire.asked.clear()

    store.appointments.get(appointment.where)
    store.jobs.get(ORGANIZATION, job.job_id)
    store.people.get(ORGANIZATION, SAM)
    store.organizations.get(ORGANIZATION)
    store.opt_outs.is_opted_out(ORGANIZATION, PHONE)

    assert [(operation, params["ConsistentRead"]) for operation, params in wire.asked] == [("GetItem", True)] * 5


def test_a_brief_is_one_consistent_read_of_one_moment(store: Store, wire: Wire) -> None:
    store.organizations.save(an_organization())
    store.people.save(a_person())
    wire.asked.clear()

    store.organizations.brief(ORGANIZATION, SAM, PHONE)

    ((operation, params),) = wire.asked
    (request,) = params["RequestItems"].values()
    assert (operation, request["ConsistentRead"], len(request["Keys"])) == ("BatchGetItem", True, 4)


def test_a_brief_asks_again_for_what_was_left_out(store: Store, wire: Wire) -> None:
    store.organizations.save(an_organization())
    key = {"pk": {"S": f"ORG#{ORGANIZATION}"}, "sk": {"S": "ORG"}}
    wire.answers.append((200, {"Responses": {"on-my-way": []}, "UnprocessedKeys": {"on-my-way": {"Keys": [key]}}}))
    wire.asked.clear()

    brief = store.organizations.brief(ORGANIZATION, None, None)

    assert brief.organization == an_organization()
    assert [params["RequestItems"]["on-my-way"]["ConsistentRead"] for _, params in wire.asked] == [True, True]


def test_a_number_that_opted_out_is_kept_as_a_hash_that_needs_the_key_and_the_organization(
    store: Store, wire: Wire, table: Any
) -> None:
    other = an_id("organization")
    places = [
        OptOuts(key).place(place, PHONE) for key, place in [("one", other), ("two", other), ("one", ORGANIZATION)]
    ]

    store.opt_outs.record(ORGANIZATION, PHONE, opted_out=True, by=SAM, at=NOON)

    (item,) = table.scan()["Items"]
    digits = PHONE.removeprefix("+")
    assert digits not in json.dumps(item, default=str)
    assert digits not in json.dumps(wire.asked, default=str)
    assert set(item) == {"pk", "sk", "opted_out", "person_id", "recorded_at"}
    assert len({place[1] for place in places}) == 3


def test_a_day_is_read_to_its_end(store: Store, wire: Wire) -> None:
    for _ in range(5):
        store.appointments.save(an_appointment())
    wire.tamper = lambda params: params.update(Limit=2)

    cards = store.appointments.on_day(ORGANIZATION, NOON.date(), None)

    assert len(cards) == 5


def test_a_transaction_in_the_way_is_a_lost_race(store: Store, wire: Wire) -> None:
    wire.answers.append((400, {"__type": "com.amazonaws.dynamodb#TransactionConflictException", "message": "busy"}))

    with pytest.raises(Conflict):
        store.appointments.save(an_appointment())


def test_a_transaction_that_met_another_is_a_lost_race(store: Store, wire: Wire) -> None:
    reasons = [{"Code": "None"}, {"Code": "TransactionConflict", "Message": "busy"}]
    canceled = "com.amazonaws.dynamodb#TransactionCanceledException"
    wire.answers.append((400, {"__type": canceled, "message": "canceled", "CancellationReasons": reasons}))

    with pytest.raises(Conflict):
        store.jobs.save(a_job(), (an_appointment(),))


def test_what_is_no_race_is_not_taken_for_one(store: Store, wire: Wire) -> None:
    wire.answers.append((400, {"__type": "com.amazon.coral#AccessDeniedException", "message": "no"}))

    with pytest.raises(PutError):
        store.appointments.save(an_appointment())


def test_dynamodb_overloaded_to_the_last_try_is_unavailable(store: Store, wire: Wire) -> None:
    tries = Table.connection().client.meta.config.retries["total_max_attempts"]
    wire.answers += [(500, {"__type": "com.amazonaws.dynamodb#InternalServerError", "message": "sorry"})] * tries

    with pytest.raises(Unavailable):
        store.appointments.save(an_appointment())

    assert wire.answers == []


def test_a_days_count_goes_away_after_forty_days(store: Store, table: Any) -> None:
    store.daily_texts.reserve(ORGANIZATION, date(2026, 3, 2), 5)

    (item,) = table.scan()["Items"]

    assert (item["sk"], item["n"], item["expires_on"]) == ("COUNT", 1, 1_775_865_600)


def test_dynamodb_is_given_up_on_before_the_gateway_gives_up_on_us(store: Store) -> None:
    config = Table.connection().client.meta.config

    assert (config.connect_timeout + config.read_timeout) * config.retries["total_max_attempts"] < 29


def test_the_status_of_a_job_stands_in_its_list_key(store: Store, table: Any) -> None:
    store.jobs.add(a_job())

    (item,) = table.scan()["Items"]

    assert item["jobs_pk"] == f"ORG#{ORGANIZATION}#JOBS#{JobStatus.UNSCHEDULED}"
