"""After a failure a stream goes on here as it does on AWS: halves, some retries, an age limit, a failure bucket."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest

from local.aws import resources
from local.sources.given_up import GivenUp
from local.sources.lane import Lane
from local.sources.rules import NotUnderstood, PartlyFailed, Rules, rules
from tests.builders import NOON

STREAM = "arn:aws:dynamodb:us-east-1:000000000000:table/Table/stream/2026-03-02T19:00:00.000"
SENDS = Rules(listens=True, bisects=True, retries=3)
MOST_TURNS = 1000


def a_record(number: int, *, age: timedelta = timedelta()) -> dict[str, Any]:
    return {
        "eventID": str(number),
        "eventSourceARN": STREAM,
        "dynamodb": {
            "ApproximateCreationDateTime": (NOON - age).timestamp(),
            "NewImage": {"sk": {"S": f"APPT#{number}"}},
            "SequenceNumber": f"{number:021}",
        },
    }


def number_of(record: dict[str, Any]) -> int:
    return int(record["dynamodb"]["SequenceNumber"])


def named(*numbers: int) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": f"{number:021}"} for number in numbers]}


@dataclass
class Function:
    """Has trouble with some records; it names them, or fails altogether."""

    trouble: set[int] = field(default_factory=set)
    names: bool = True
    handed_over: list[list[int]] = field(default_factory=list)
    done: set[int] = field(default_factory=set)

    def __call__(self, event: dict[str, Any]) -> Any:
        numbers = [number_of(record) for record in event["Records"]]
        self.handed_over.append(numbers)
        failed = [number for number in numbers if number in self.trouble]
        if failed and not self.names:
            raise RuntimeError("planted")
        self.done |= set(numbers) - set(failed)
        return named(*failed)


@dataclass
class Bucket:
    """What was put into it."""

    objects: dict[str, Any] = field(default_factory=dict)

    def put_object(self, *, Bucket: str, Key: str, Body: bytes, **_: Any) -> None:  # noqa: N803
        self.objects[f"{Bucket}/{Key}"] = json.loads(Body)

    def reports(self) -> list[Any]:
        return list(self.objects.values())

    def records(self) -> list[list[int]]:
        """The numbers of the records in each report."""
        return [[number_of(record) for record in json.loads(report["payload"])["Records"]] for report in self.reports()]


@pytest.fixture
def bucket() -> Bucket:
    return Bucket()


def a_lane(function: Callable[[dict[str, Any]], Any], bucket: Bucket | None = None, rules: Rules = SENDS) -> Lane:
    def clock() -> datetime:
        return NOON

    name = "failures" if bucket else ""
    given_up = GivenUp(function="notify_customer", shard="shard-1", clock=clock, s3=bucket, bucket=name)
    return Lane(invoke=function, rules=rules, given_up=given_up, clock=clock)


def tried_to_the_end(lane: Lane, *numbers: int) -> list[Exception]:
    """What failed, until nothing waits any more."""
    lane.add([a_record(number) for number in numbers])
    failures: list[Exception] = []
    for _ in range(MOST_TURNS):
        if lane.is_empty:
            return failures
        try:
            lane.hand_over()
        except (RuntimeError, PartlyFailed, NotUnderstood) as failure:
            failures.append(failure)
    pytest.fail("it never ends")


def test_the_lowest_that_is_named_and_all_behind_it_come_again() -> None:
    function = Function(trouble={3, 5})
    lane = a_lane(function)
    lane.add([a_record(number) for number in range(1, 7)])

    with pytest.raises(PartlyFailed, match=r"2 of 6 must come again: 0+3, 0+5"):
        lane.hand_over()
    function.trouble = set()
    lane.hand_over()

    assert function.handed_over == [[1, 2, 3, 4, 5, 6], [3, 4, 5, 6]]
    assert lane.is_empty


def test_an_answer_counts_only_when_the_template_listens_to_it() -> None:
    function = Function(trouble={2})

    assert tried_to_the_end(a_lane(function, rules=Rules()), 1, 2, 3) == []

    assert function.handed_over == [[1, 2, 3]]


def test_a_poison_record_that_is_named_ends_in_the_bucket_and_its_neighbours_are_done(bucket: Bucket) -> None:
    function = Function(trouble={3})

    failures = tried_to_the_end(a_lane(function, bucket), 1, 2, 3, 4)

    assert function.done == {1, 2, 4}
    assert bucket.records() == [[3, 4]]
    assert len(failures) == 1 + 3


def test_a_poison_record_that_makes_the_function_fail_is_found_by_halving(bucket: Bucket) -> None:
    function = Function(trouble={5}, names=False)

    tried_to_the_end(a_lane(function, bucket), *range(1, 9))

    assert function.done == {1, 2, 3, 4, 6, 7, 8}
    assert bucket.records() == [[5]]


def test_halving_is_no_retry() -> None:
    function = Function(trouble={5}, names=False)

    failures = tried_to_the_end(a_lane(function), *range(1, 9))

    assert function.handed_over.count([5]) == 1 + 3
    assert len(failures) == 3 + 1 + 3


def test_the_largest_batch_finds_its_poison_within_seven_halvings() -> None:
    function = Function(trouble={77}, names=False)

    failures = tried_to_the_end(a_lane(function), *range(1, 101))

    assert len(failures) <= 7 + 1 + 3


def test_halves_stay_in_order() -> None:
    function = Function(trouble={2}, names=False)

    tried_to_the_end(a_lane(function, rules=Rules(bisects=True, retries=0)), 1, 2, 3, 4)

    assert function.handed_over == [[1, 2, 3, 4], [1, 2], [1], [2], [3, 4]]


def test_two_poison_records_each_have_their_tries(bucket: Bucket) -> None:
    function = Function(trouble={1, 4}, names=False)

    tried_to_the_end(a_lane(function, bucket), 1, 2, 3, 4)

    assert bucket.records() == [[1], [4]]
    assert function.done == {2, 3}


def test_getting_further_begins_the_retries_anew() -> None:
    function = Function(trouble={1, 2, 3})
    lane = a_lane(function, rules=Rules(listens=True, retries=1))
    lane.add([a_record(number) for number in (1, 2, 3)])

    for healed in (1, 2, 3):
        with pytest.raises(PartlyFailed):
            lane.hand_over()
        function.trouble.discard(healed)
    lane.hand_over()

    assert function.done == {1, 2, 3}


def test_without_a_limit_it_is_tried_again_and_again() -> None:
    function = Function(trouble={1}, names=False)
    lane = a_lane(function, rules=Rules())
    lane.add([a_record(1)])

    for _ in range(50):
        with pytest.raises(RuntimeError):
            lane.hand_over()

    assert not lane.is_empty


def test_an_answer_that_names_strangers_counts_as_a_failure_of_all(bucket: Bucket) -> None:
    def confused(_: Any) -> Any:
        return {"batchItemFailures": [{"itemIdentifier": ""}]}

    failures = tried_to_the_end(a_lane(confused, bucket), 1, 2)

    assert {type(failure) for failure in failures} == {NotUnderstood}
    assert bucket.records() == [[1], [2]]


@pytest.mark.parametrize("answer", [None, "done", {}, {"batchItemFailures": None}, {"batchItemFailures": []}])
def test_an_answer_that_names_nothing_is_a_success(answer: Any) -> None:
    assert tried_to_the_end(a_lane(lambda _: answer), 1, 2) == []


def test_what_is_too_old_is_not_handed_over_but_kept(bucket: Bucket) -> None:
    function = Function()
    lane = a_lane(function, bucket, Rules(longest_age=timedelta(minutes=15)))
    lane.add([a_record(1, age=timedelta(minutes=16)), a_record(2, age=timedelta(minutes=14))])

    lane.hand_over()

    assert (function.handed_over, bucket.records()) == ([[2]], [[1]])
    [report] = bucket.reports()
    assert report["requestContext"]["condition"] == "RecordAgeExceeded"
    assert "responseContext" not in report


def test_when_all_is_too_old_nothing_is_handed_over(bucket: Bucket) -> None:
    function = Function()
    lane = a_lane(function, bucket, Rules(longest_age=timedelta(minutes=15)))
    lane.add([a_record(1, age=timedelta(hours=5))])

    lane.hand_over()

    assert (function.handed_over, bucket.records(), lane.is_empty) == ([], [[1]], True)


def test_a_record_that_does_not_say_when_it_was_made_is_never_too_old() -> None:
    function = Function()
    lane = a_lane(function, rules=Rules(longest_age=timedelta(minutes=15)))
    record = a_record(1)
    del record["dynamodb"]["ApproximateCreationDateTime"]
    lane.add([record])

    lane.hand_over()

    assert function.handed_over == [[1]]


@pytest.mark.parametrize(("names", "error"), [(True, {}), (False, {"functionError": "Unhandled"})])
def test_a_report_has_the_shape_that_lambda_gives_it(bucket: Bucket, names: bool, error: dict[str, str]) -> None:
    tried_to_the_end(a_lane(Function(trouble={7}, names=names), bucket), 7)

    [(key, report)] = bucket.objects.items()
    assert key.startswith("failures/aws/lambda/notify_customer/shard-1/2026/03/02/2026-03-02T19.00.00-")
    assert report["requestContext"].pop("requestId")
    assert report == {
        "requestContext": {
            "functionArn": "arn:aws:lambda:us-east-1:000000000000:function:notify_customer",
            "condition": "RetryAttemptsExhausted",
            "approximateInvokeCount": 4,
        },
        "responseContext": {"statusCode": 200, "executedVersion": "$LATEST", **error},
        "version": "1.0",
        "timestamp": "2026-03-02T19:00:00.000Z",
        "DDBStreamBatchInfo": {
            "shardId": "shard-1",
            "startSequenceNumber": f"{7:021}",
            "endSequenceNumber": f"{7:021}",
            "approximateArrivalOfFirstRecord": "2026-03-02T19:00:00Z",
            "approximateArrivalOfLastRecord": "2026-03-02T19:00:00Z",
            "batchSize": 1,
            "streamArn": STREAM,
        },
        "payload": json.dumps({"Records": [a_record(7)]}),
    }


def test_a_bucket_that_cannot_be_written_loses_no_record(bucket: Bucket) -> None:
    class Closed(Bucket):
        def put_object(self, **_: Any) -> None:
            raise ConnectionError

    lane = a_lane(Function(trouble={1}), Closed(), Rules(listens=True, retries=0))
    lane.add([a_record(1)])

    with pytest.raises(ConnectionError):
        lane.hand_over()

    assert not lane.is_empty


def test_the_rules_are_the_templates() -> None:
    template = resources.read()
    bucket = {"Fn::GetAtt": ["StreamFailures", "Arn"]}

    assert rules(template, "notify_customer") == Rules(
        listens=True, bisects=True, retries=10, longest_age=timedelta(minutes=15), destination=bucket
    )
    assert rules(template, "refresh_job") == Rules(
        listens=True, bisects=True, retries=20, longest_age=timedelta(days=1), destination=bucket
    )
    assert rules(template, "send_due_alert") == Rules(listens=True)
    assert rules(template, "sweep_alerts") == Rules()


def test_minus_one_is_no_limit() -> None:
    said = {"MaximumRetryAttempts": -1, "MaximumRecordAgeInSeconds": -1}
    function = {"Properties": {"Events": {"Source": {"Properties": said}}}}

    assert rules({"Resources": {"NotifyCustomer": function}}, "notify_customer") == Rules()
