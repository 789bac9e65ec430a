"""What a function fails at comes again, in order, and is kept when it has been tried in vain."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

from local import functions
from local.sources.failures import NotUnderstood, PartlyFailed, Record, kept_in
from local.sources.lane import Invoke, Lane

RETRIES = 3
MOST_TURNS = 1000


def a_record(number: int) -> Record:
    return {"dynamodb": {"NewImage": {"sk": {"S": f"APPT#{number}"}}, "SequenceNumber": f"{number:021}"}}


def number_of(record: Record) -> int:
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

    def put_object(self, *, Bucket: str, Key: str, Body: bytes) -> None:  # noqa: N803
        self.objects[f"{Bucket}/{Key}"] = json.loads(Body)

    def records(self) -> list[list[int]]:
        """The numbers of the records in each report."""
        payloads = [json.loads(report["payload"]) for report in self.objects.values()]
        return [[number_of(record) for record in payload["Records"]] for payload in payloads]


@pytest.fixture
def bucket() -> Bucket:
    return Bucket()


def a_lane(function: Invoke, bucket: Bucket, *, retries: int = RETRIES) -> Lane:
    return Lane(invoke=function, retries=retries, keep=kept_in("failures", bucket, "notify_customer"))


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


def test_the_lowest_that_is_named_and_all_behind_it_come_again(bucket: Bucket) -> None:
    function = Function(trouble={3, 5})
    lane = a_lane(function, bucket)
    lane.add([a_record(number) for number in range(1, 7)])

    with pytest.raises(PartlyFailed, match=r"2 of 6 must come again: 0+3, 0+5"):
        lane.hand_over()
    function.trouble = set()
    lane.hand_over()

    assert function.handed_over == [[1, 2, 3, 4, 5, 6], [3, 4, 5, 6]]
    assert lane.is_empty


def test_a_poison_record_that_is_named_ends_in_the_bucket_and_its_neighbours_are_done(bucket: Bucket) -> None:
    function = Function(trouble={3})

    failures = tried_to_the_end(a_lane(function, bucket), 1, 2, 3, 4)

    assert function.done == {1, 2, 4}
    assert bucket.records() == [[3, 4]]
    assert len(failures) == 1 + RETRIES


def test_a_batch_that_makes_the_function_fail_ends_in_the_bucket_and_the_next_one_is_done(bucket: Bucket) -> None:
    function = Function(trouble={1}, names=False)
    lane = a_lane(function, bucket)

    failures = tried_to_the_end(lane, 1, 2)
    tried_to_the_end(lane, 3)

    assert len(failures) == 1 + RETRIES
    assert bucket.records() == [[1, 2]]
    assert function.done == {3}


def test_getting_further_begins_the_retries_anew(bucket: Bucket) -> None:
    function = Function(trouble={1, 2, 3})
    lane = a_lane(function, bucket, retries=1)
    lane.add([a_record(number) for number in (1, 2, 3)])

    for healed in (1, 2, 3):
        with pytest.raises(PartlyFailed):
            lane.hand_over()
        function.trouble.discard(healed)
    lane.hand_over()

    assert function.done == {1, 2, 3}


def test_an_answer_that_names_strangers_counts_as_a_failure_of_all(bucket: Bucket) -> None:
    def confused(_: Any) -> Any:
        return {"batchItemFailures": [{"itemIdentifier": ""}]}

    failures = tried_to_the_end(a_lane(confused, bucket), 1, 2)

    assert {type(failure) for failure in failures} == {NotUnderstood}
    assert bucket.records() == [[1, 2]]


@pytest.mark.parametrize("answer", [None, "done", {}, {"batchItemFailures": None}, {"batchItemFailures": []}])
def test_an_answer_that_names_nothing_is_a_success(bucket: Bucket, answer: Any) -> None:
    assert tried_to_the_end(a_lane(lambda _: answer, bucket), 1, 2) == []


def test_a_report_says_what_the_runbook_gives_back_to_whom(bucket: Bucket) -> None:
    tried_to_the_end(a_lane(Function(trouble={7}), bucket), 7)

    [(key, report)] = bucket.objects.items()
    assert key.startswith("failures/aws/lambda/notify_customer/")
    assert report["requestContext"]["functionArn"] == functions.Context("notify_customer").invoked_function_arn
    assert json.loads(report["payload"]) == {"Records": [a_record(7)]}


def test_a_bucket_that_cannot_be_written_loses_no_record() -> None:
    class Closed(Bucket):
        def put_object(self, **_: Any) -> None:
            raise ConnectionError

    lane = a_lane(Function(trouble={1}), Closed(), retries=0)
    lane.add([a_record(1)])

    with pytest.raises(ConnectionError):
        lane.hand_over()

    assert not lane.is_empty
