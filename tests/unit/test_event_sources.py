"""The stream, the queue and the clock call functions here as they do on AWS."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from botocore.exceptions import ClientError
from chalice.app import Chalice, Rate

from local.aws import resources
from local.aws.doorbell import Doorbell
from local.aws.stack import Stack
from local.sources.failures import PartlyFailed
from local.sources.sources import EventSources, NeverDone

STREAM = "arn:aws:dynamodb:us-east-1:000000000000:table/Table/stream/2026-03-02T19:00:00.000"
QUEUE = "arn:aws:sqs:us-east-1:000000000000:AlertQueue"
ATTRIBUTES = {
    ("Table", "StreamArn"): STREAM,
    ("AlertQueue", "Arn"): QUEUE,
    ("StreamFailures", "Arn"): "arn:aws:s3:::failures",
}
PATIENCE_SECONDS = 10
A_MOMENT = 0.05


class Streams:
    """A stream as its client shows it; places in it are numbers."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.expired: set[str] = set()

    def put(self, key: str, **image: Any) -> None:
        """A row appears."""
        number = len(self.records) + 1
        self.records.append(
            {
                "eventID": str(number),
                "dynamodb": {
                    "ApproximateCreationDateTime": datetime(2026, 3, 2, 19, tzinfo=UTC),
                    "Keys": {"pk": {"S": "JOB"}, "sk": {"S": key}},
                    "NewImage": {"pk": {"S": "JOB"}, "sk": {"S": key}, **image},
                    "SequenceNumber": f"{number:021}",
                },
            }
        )

    def describe_stream(self, **_: Any) -> Any:
        return {"StreamDescription": {"Shards": [{"ShardId": "shard"}]}}

    def get_shard_iterator(self, *, ShardIteratorType: str, SequenceNumber: str = "", **_: Any) -> Any:  # noqa: N803
        return {"ShardIterator": str(len(self.records) if ShardIteratorType == "LATEST" else int(SequenceNumber))}

    def get_records(self, *, ShardIterator: str, Limit: int) -> Any:  # noqa: N803
        if ShardIterator in self.expired:
            self.expired.clear()
            raise ClientError({"Error": {"Code": "ExpiredIteratorException", "Message": ""}}, "GetRecords")
        page = self.records[int(ShardIterator) :][:Limit]
        return {"Records": page, "NextShardIterator": str(int(ShardIterator) + len(page))}


class Queues:
    """A queue as its client shows it."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    def send(self, body: str) -> None:
        number = str(len(self.messages) + 1)
        self.messages.append(
            {"MessageId": number, "ReceiptHandle": f"receipt {number}", "Body": body, "received": False}
        )

    def get_queue_url(self, *, QueueName: str) -> Any:  # noqa: N803
        return {"QueueUrl": f"http://127.0.0.1/{QueueName}"}

    def receive_message(self, *, MaxNumberOfMessages: int, **_: Any) -> Any:  # noqa: N803
        received = [message for message in self.messages if not message["received"]][:MaxNumberOfMessages]
        for message in received:
            message["received"] = True
        return {"Messages": received} if received else {}

    def delete_message_batch(self, *, Entries: list[dict[str, str]], **_: Any) -> Any:  # noqa: N803
        gone = {entry["ReceiptHandle"] for entry in Entries}
        self.messages = [message for message in self.messages if message["ReceiptHandle"] not in gone]

    def purge_queue(self, **_: Any) -> None:
        self.messages.clear()


class Functions:
    """Remembers what each function was called with; one may be told to fail a number of times."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, Any], Any]] = []
        self.failures: dict[str, int] = {}
        self.answers: dict[str, Any] = {}
        self.called = threading.Condition()
        self.then: Callable[[str], None] = lambda _: None

    def call(self, name: str, event: Any) -> Any:
        with self.called:
            self.calls.append((name, event.to_dict(), event.context))
            self.called.notify_all()
        if self.failures.get(name, 0):
            self.failures[name] -= 1
            raise RuntimeError("planted")
        self.then(name)
        return self.answers.pop(name, None)

    def events(self, name: str) -> list[dict[str, Any]]:
        return [event for called, event, _ in self.calls if called == name]

    def keys(self, name: str) -> list[list[str]]:
        return [[record["dynamodb"]["Keys"]["sk"]["S"] for record in event["Records"]] for event in self.events(name)]

    def wait_for(self, name: str, times: int) -> None:
        with self.called:
            self.called.wait_for(lambda: len(self.events(name)) >= times, PATIENCE_SECONDS)


@pytest.fixture
def functions() -> Functions:
    return Functions()


@pytest.fixture
def app(functions: Functions) -> Chalice:
    app = Chalice("under-test", configure_logs=False, env={})
    stream: Any = {"Fn::GetAtt": ["Table", "StreamArn"]}
    queue: Any = {"Fn::GetAtt": ["AlertQueue", "Arn"]}

    @app.on_dynamodb_record(stream_arn=stream, batch_size=3)
    def notify_customer(event: Any) -> Any:
        return functions.call("notify_customer", event)

    @app.on_dynamodb_record(stream_arn=stream, batch_size=3)
    def refresh_job(event: Any) -> Any:
        return functions.call("refresh_job", event)

    @app.on_sqs_message(queue_arn=queue, batch_size=2)
    def send_due_alert(event: Any) -> Any:
        return functions.call("send_due_alert", event)

    @app.schedule(Rate(1, Rate.MINUTES))
    def sweep_alerts(event: Any) -> None:
        functions.call("sweep_alerts", event)

    return app


@pytest.fixture
def streams() -> Streams:
    return Streams()


@pytest.fixture
def queues() -> Queues:
    return Queues()


@pytest.fixture
def doorbell() -> Doorbell:
    return Doorbell()


@pytest.fixture
def sources(app: Chalice, streams: Streams, queues: Queues, doorbell: Doorbell) -> EventSources:
    stack = Stack(template=resources.read(), environment={}, attributes=ATTRIBUTES)
    clients: dict[str, Any] = {"dynamodbstreams": streams, "sqs": queues, "s3": None}
    return EventSources(app, stack, clients.__getitem__, doorbell)


def named(*identifiers: str) -> dict[str, Any]:
    return {"batchItemFailures": [{"itemIdentifier": identifier} for identifier in identifiers]}


def begun(function: str, sources: EventSources) -> threading.Thread:
    thread = threading.Thread(target=sources.fire, args=(function,), daemon=True)
    thread.start()
    return thread


def at_rest(sources: EventSources, act: Callable[[], None]) -> None:
    with sources.at_rest():
        act()


PENDING = {"S": "pending"}


def test_each_function_gets_what_its_filter_lets_through(
    sources: EventSources, streams: Streams, functions: Functions
) -> None:
    streams.put("APPT#1", alert_state=PENDING)
    streams.put("APPT#2")
    streams.put("JOB")

    sources.drain()

    assert functions.keys("notify_customer") == [["APPT#1"]]
    assert functions.keys("refresh_job") == [["APPT#1", "APPT#2"]]


def test_a_record_is_json_as_lambda_shows_it(sources: EventSources, streams: Streams, functions: Functions) -> None:
    streams.put("APPT#1", alert_state=PENDING)

    sources.drain()

    [record] = functions.events("notify_customer")[0]["Records"]
    assert (record["eventID"], record["eventSourceARN"]) == ("1", STREAM)
    assert record["dynamodb"]["ApproximateCreationDateTime"] == 1772478000
    assert record["dynamodb"].keys() >= {"Keys", "NewImage", "SequenceNumber"}


def test_batches_are_no_larger_than_the_decorator_says(
    sources: EventSources, streams: Streams, functions: Functions
) -> None:
    for number in range(5):
        streams.put(f"APPT#{number}")

    sources.drain()

    assert functions.keys("refresh_job") == [["APPT#0", "APPT#1", "APPT#2"], ["APPT#3", "APPT#4"]]


def test_what_was_there_before_is_not_handed_over(
    streams: Streams, request: pytest.FixtureRequest, functions: Functions
) -> None:
    streams.put("APPT#1")

    request.getfixturevalue("sources").drain()

    assert functions.calls == []


def test_what_was_forgotten_is_not_handed_over_nor_does_it_come_again(
    sources: EventSources, streams: Streams, queues: Queues, functions: Functions
) -> None:
    functions.failures = {"refresh_job": 1, "send_due_alert": 1}
    streams.put("APPT#1")
    queues.send("one")
    for source in ("refresh_job", "send_due_alert"):
        with pytest.raises(RuntimeError, match="planted"):
            sources.drain({source})
    functions.calls.clear()

    sources.forget()
    sources.drain()
    assert (functions.calls, queues.messages) == ([], [])
    streams.put("APPT#2")
    sources.drain()

    assert functions.keys("refresh_job") == [["APPT#2"]]


def test_a_failed_batch_is_the_callers_and_comes_first_the_next_time(
    sources: EventSources, streams: Streams, functions: Functions
) -> None:
    functions.failures["refresh_job"] = 1
    streams.put("APPT#1")

    with pytest.raises(RuntimeError, match="planted"):
        sources.drain()
    streams.put("APPT#2")
    sources.drain()

    assert functions.keys("refresh_job") == [["APPT#1"], ["APPT#1"], ["APPT#2"]]


def test_the_sources_that_were_started_and_no_others_try_a_failed_batch_until_it_succeeds(
    sources: EventSources, streams: Streams, functions: Functions, doorbell: Doorbell
) -> None:
    functions.failures["refresh_job"] = 2

    with sources.running({"refresh_job"}):
        streams.put("APPT#1", alert_state=PENDING)
        doorbell.ring()
        functions.wait_for("refresh_job", times=3)

    assert functions.keys("refresh_job") == [["APPT#1"]] * 3
    assert functions.events("notify_customer") == []


def test_one_functions_trouble_does_not_hold_up_another(
    sources: EventSources, streams: Streams, functions: Functions, doorbell: Doorbell
) -> None:
    functions.failures["notify_customer"] = 1_000_000

    with sources.running({"notify_customer", "refresh_job"}):
        streams.put("APPT#1", alert_state=PENDING)
        doorbell.ring()
        functions.wait_for("refresh_job", times=1)

    assert functions.keys("refresh_job") == [["APPT#1"]]


def test_a_place_that_expired_is_found_again(sources: EventSources, streams: Streams, functions: Functions) -> None:
    streams.put("APPT#1")
    sources.drain()
    streams.expired = {"1"}
    streams.put("APPT#2")

    sources.drain()
    sources.drain()

    assert functions.keys("refresh_job") == [["APPT#1"], ["APPT#2"]]


def test_draining_goes_on_with_what_comes_of_it(sources: EventSources, streams: Streams, functions: Functions) -> None:
    def follow(name: str) -> None:
        if name == "refresh_job" and len(streams.records) < 4:
            streams.put(f"APPT#{len(streams.records) + 1}")

    functions.then = follow
    streams.put("APPT#1")

    sources.drain()

    assert functions.keys("refresh_job") == [["APPT#1"], ["APPT#2"], ["APPT#3"], ["APPT#4"]]


def test_functions_that_never_finish_are_noticed(sources: EventSources, streams: Streams, functions: Functions) -> None:
    functions.then = lambda _: streams.put("APPT#again")
    streams.put("APPT#1")

    with pytest.raises(NeverDone):
        sources.drain()


def test_a_message_is_as_lambda_shows_it_and_gone_when_handled(
    sources: EventSources, queues: Queues, functions: Functions
) -> None:
    queues.send("due")

    sources.drain()

    assert functions.events("send_due_alert")[0]["Records"] == [
        {
            "messageId": "1",
            "receiptHandle": "receipt 1",
            "body": "due",
            "eventSource": "aws:sqs",
            "eventSourceARN": QUEUE,
        }
    ]
    assert queues.messages == []


def test_messages_of_a_failed_batch_stay_in_the_queue(
    sources: EventSources, queues: Queues, functions: Functions
) -> None:
    functions.failures["send_due_alert"] = 1
    for body in ("one", "two", "three"):
        queues.send(body)

    with pytest.raises(RuntimeError, match="planted"):
        sources.drain()
    sources.drain()

    assert [message["Body"] for message in queues.messages] == ["one", "two"]


def test_only_the_messages_that_a_function_names_stay_in_the_queue(
    sources: EventSources, queues: Queues, functions: Functions
) -> None:
    for body in ("one", "two"):
        queues.send(body)
    functions.answers["send_due_alert"] = named("2")

    with pytest.raises(PartlyFailed, match="1 of 2 must come again: 2"):
        sources.drain()

    assert [message["Body"] for message in queues.messages] == ["two"]


def test_the_clock_and_nothing_else_is_left_out_of_draining_and_can_be_fired(
    sources: EventSources, functions: Functions
) -> None:
    sources.drain()
    assert functions.calls == []

    sources.fire("sweep_alerts")

    [event] = functions.events("sweep_alerts")
    assert (event["detail-type"], event["source"]) == ("Scheduled Event", "aws.events")
    with pytest.raises(TypeError):
        sources.fire("refresh_job")


def test_what_runs_ends_before_the_sources_are_at_rest(sources: EventSources, functions: Functions) -> None:
    ends, order = threading.Event(), list[str]()
    functions.then = lambda _: order.append("ended") if ends.wait(PATIENCE_SECONDS) else None
    begun("sweep_alerts", sources)
    functions.wait_for("sweep_alerts", times=1)
    resting = threading.Thread(target=at_rest, args=(sources, lambda: order.append("at rest")))
    resting.start()
    resting.join(A_MOMENT)

    ends.set()
    resting.join(PATIENCE_SECONDS)

    assert order == ["ended", "at rest"]


def test_nothing_runs_while_the_sources_are_at_rest_and_everything_afterwards(
    sources: EventSources, functions: Functions
) -> None:
    with sources.at_rest():
        begun("sweep_alerts", sources).join(A_MOMENT)
        assert functions.calls == []

    functions.wait_for("sweep_alerts", times=1)
    assert len(functions.calls) == 1


def test_a_function_knows_its_name_its_invocation_and_how_long_it_has(
    sources: EventSources, streams: Streams, functions: Functions
) -> None:
    streams.put("APPT#1", alert_state=PENDING)
    sources.drain({"notify_customer"})
    streams.put("APPT#2", alert_state=PENDING)
    sources.drain({"notify_customer"})

    first, second = (context for _, _, context in functions.calls)
    assert first.function_name.endswith("notify_customer")
    assert first.invoked_function_arn.endswith(first.function_name)
    assert first.aws_request_id != second.aws_request_id
    assert 0 < first.get_remaining_time_in_millis() <= second.get_remaining_time_in_millis() <= 30_000
