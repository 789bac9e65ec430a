"""The stream's consumers in a whole copy of the product: twice, at once, many at a time, and around a poison record."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3
import pytest

import app
from local.aws import resources
from local.functions import Context
from local.sources.failures import PartlyFailed
from tests.api.conftest import Office, Visit

TEMPLATE = resources.read()
MANY = 16
PATIENCE_SECONDS = 20


def key_of(visit: Visit) -> dict[str, Any]:
    organization_id = visit.office.organization.organization_id
    return {"pk": {"S": f"ORG#{organization_id}#JOB#{visit.job_id}"}, "sk": {"S": f"APPT#{visit.appointment_id}"}}


def a_record(visit: Visit) -> dict[str, Any]:
    key = key_of(visit)
    return {"dynamodb": {"Keys": key, "NewImage": {**key, "alert_state": {"S": "pending"}}, "SequenceNumber": "1"}}


def notify(*visits: Visit) -> Any:
    return app.notify_customer({"Records": [a_record(visit) for visit in visits]}, Context("notify_customer"))


@contextmanager
def poisoned(visit: Visit) -> Iterator[None]:
    """The appointment's item cannot be read, until it is removed."""
    dynamodb, table = boto3.client("dynamodb"), visit.office.run.environment["TABLE_NAME"]
    dynamodb.update_item(
        TableName=table,
        Key=key_of(visit),
        UpdateExpression="SET alert_state = :pending, #status = :status, timeline = :garbage",
        ExpressionAttributeNames={"#status": "status"},
        ExpressionAttributeValues={
            ":pending": {"S": "pending"},
            ":status": {"S": "enroute"},
            ":garbage": {"S": "poison"},
        },
    )
    try:
        yield
    finally:
        dynamodb.delete_item(TableName=table, Key=key_of(visit))
        dynamodb.close()


def drained(office: Office) -> list[str]:
    """What failed until everything was handled or given up."""
    failures: list[str] = []
    while True:
        try:
            office.catch_up()
        except PartlyFailed as failure:
            failures.append(str(failure))
        else:
            return failures


def given_up(function: str, visit: Visit) -> list[Any]:
    """The appointment's records that a function's event source put into the failure bucket."""
    s3 = boto3.client("s3")
    [bucket] = [name for each in s3.list_buckets()["Buckets"] if "streamfailures" in (name := each["Name"])]
    keys = s3.list_objects_v2(Bucket=bucket, Prefix=f"aws/lambda/{function}/").get("Contents", [])
    reports = [json.load(s3.get_object(Bucket=bucket, Key=each["Key"])["Body"]) for each in keys]
    s3.close()
    records = [record for report in reports for record in json.loads(report["payload"])["Records"]]
    return [record for record in records if record["dynamodb"]["Keys"] == key_of(visit)]


def test_a_poison_record_reaches_the_failure_bucket_whole_and_its_neighbours_are_texted(office: Office) -> None:
    before, poison, after = (office.visit() for _ in range(3))
    before.moved(office.sam, "enroute")

    with poisoned(poison):
        after.moved(office.sam, "enroute")
        failures = drained(office)

    assert [len(before.texts()), len(after.texts())] == [1, 1]
    assert len(failures) == sum(
        1 + resources.retries(TEMPLATE, function) for function in ("notify_customer", "refresh_job")
    )
    [record] = given_up("notify_customer", poison)
    assert record["dynamodb"]["NewImage"]["timeline"] == {"S": "poison"}
    assert record["eventSourceARN"]
    assert drained(office) == []


def test_the_row_of_a_poisoned_appointments_job_is_given_up_and_the_other_rows_are_true(office: Office) -> None:
    poison, other = office.visit(), office.visit()
    drained(office)

    with poisoned(poison):
        other.moved(office.sam, "enroute")
        drained(office)

    assert given_up("refresh_job", poison)
    assert [job["id"] for job in office.dispatcher.get("/jobs?status=in_progress")["jobs"]] == [other.job_id]
    assert drained(office) == []


def test_a_batch_that_comes_twice_and_in_two_places_at_once_texts_once(office: Office) -> None:
    visits = [office.visit() for _ in range(4)]
    for visit in visits:
        visit.moved(office.sam, "enroute")
    answers: list[Any] = []

    workers = [threading.Thread(target=lambda: answers.append(notify(*visits))) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(PATIENCE_SECONDS)
    office.catch_up()

    assert answers == [{"batchItemFailures": []}] * 2
    assert [len(visit.texts()) for visit in visits] == [1] * 4


def test_many_at_once_find_a_connection_each(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    visits = [office.visit() for _ in range(MANY)]
    for visit in visits:
        visit.moved(office.sam, "enroute")
    caplog.set_level(logging.WARNING)

    assert notify(*visits) == {"batchItemFailures": []}

    assert [len(visit.texts()) for visit in visits] == [1] * MANY
    assert "Connection pool is full" not in caplog.text
