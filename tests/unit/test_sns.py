"""What SNS's answers mean, and how many requests leave: botocore's own errors, made by real sockets."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from datetime import timedelta
from pathlib import Path

import boto3
import pytest

from chalicelib.domain.alert import HAND_OVER_BEFORE
from chalicelib.domain.publication import AnswerLost, NotTaken, Publication, Rejected, Taken
from chalicelib.gateways.sns import CONNECT_SECONDS, READ_SECONDS, SnsPublisher
from tests.unit import sns_server as sns
from tests.unit.sns_server import Certificate, Reply, SnsServer

PHONE = "+12125550123"
SECONDS = 0.2

PublisherAt = Callable[..., SnsPublisher]
Serve = Callable[..., SnsServer]


@pytest.fixture
def publisher_at(monkeypatch: pytest.MonkeyPatch) -> Iterator[PublisherAt]:
    """A publisher with little patience, for an SNS that is somewhere else."""
    with ExitStack() as made:

        def make(url: str) -> SnsPublisher:
            monkeypatch.setenv("AWS_ENDPOINT_URL_SNS", url)
            publisher = SnsPublisher("us-east-1", connections=2, connect_seconds=SECONDS, read_seconds=SECONDS)
            made.callback(publisher.forget_connections)
            return publisher

        yield make


@pytest.fixture
def serve() -> Iterator[Serve]:
    with ExitStack() as serving:
        yield lambda *replies, **how: serving.enter_context(SnsServer(*replies, **how))


def published(publisher: SnsPublisher) -> Publication:
    return publisher.publish(phone=PHONE, text="on the way", origination_number=None)


def test_a_text_that_sns_takes_is_sent_with_the_number_that_it_is_to_come_from(
    serve: Serve, publisher_at: PublisherAt
) -> None:
    server = serve(sns.takes("m-7"))

    publication = publisher_at(server.url).publish(phone=PHONE, text="on the way", origination_number="+18335550100")

    [request] = server.requests
    attributes = {
        request[f"MessageAttributes.entry.{n}.Name"]: request[f"MessageAttributes.entry.{n}.Value.StringValue"]
        for n in (1, 2)
    }
    assert publication == Taken(message_id="m-7")
    assert (request["Action"], request["PhoneNumber"], request["Message"]) == ("Publish", PHONE, "on the way")
    assert attributes == {"AWS.SNS.SMS.SMSType": "Transactional", "AWS.MM.SMS.OriginationNumber": "+18335550100"}


@pytest.mark.parametrize(
    ("somewhere", "why"),
    [
        (sns.nobody_listening, "unreachable"),
        (sns.no_such_name, "unreachable"),
        (sns.nobody_accepting, "connect_timeout"),
    ],
)
def test_without_a_connection_nothing_was_sent(
    publisher_at: PublisherAt, somewhere: Callable[[], AbstractContextManager[str]], why: str
) -> None:
    with somewhere() as url:
        publication = published(publisher_at(url))

    assert publication == NotTaken(why=why)


@pytest.mark.parametrize(
    "reply",
    [
        sns.refuses("Throttled", 429),
        sns.refuses("Throttling"),
        sns.refuses("ThrottlingException"),
        sns.refuses("ThrottledException"),
        sns.refuses("TooManyRequestsException"),
        sns.refuses("RequestLimitExceeded", 503),
        sns.refuses("KMSThrottling"),
        sns.refuses("SomethingNew", 429),
        sns.says(429, "<html><body>slow down</body></html>"),
    ],
)
def test_what_was_turned_away_for_the_rate_was_not_sent(serve: Serve, publisher_at: PublisherAt, reply: Reply) -> None:
    server = serve(reply)

    publication = published(publisher_at(server.url))

    assert publication == NotTaken(why="throttled")
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("code", "status", "why"),
    [
        ("InvalidParameter", 400, "invalid_parameter"),
        ("ParameterValueInvalid", 400, "invalid_parameter"),
        ("ValidationException", 400, "invalid_parameter"),
        ("ValidationError", 400, "invalid_parameter"),
        ("UserError", 400, "invalid_parameter"),
        ("OptedOut", 400, "opted_out"),
        ("AuthorizationError", 403, "not_authorized"),
        ("AccessDenied", 403, "not_authorized"),
        ("InvalidSecurity", 403, "not_authorized"),
        ("SignatureDoesNotMatch", 403, "not_authorized"),
        ("KMSOptInRequired", 403, "not_authorized"),
        ("KMSAccessDenied", 400, "refused"),
        ("KMSDisabled", 400, "refused"),
        ("EndpointDisabled", 400, "refused"),
        ("NotFound", 404, "refused"),
        ("SomethingNew", 400, "refused"),
    ],
)
def test_a_no_that_stays_one_is_a_refusal(
    serve: Serve, publisher_at: PublisherAt, code: str, status: int, why: str
) -> None:
    server = serve(sns.refuses(code, status))

    publication = published(publisher_at(server.url))

    assert publication == Rejected(why=why)
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (sns.never_answers, "timeout"),
        (sns.answers_half_and_stops, "timeout"),
        (sns.refuses("RequestTimeout", 408), "timeout"),
        (sns.resets, "reset"),
        (sns.closes, "reset"),
        (sns.answers_half, "reset"),
        (sns.speaks_no_http, "reset"),
        (sns.refuses("InternalError", 500), "server_error"),
        (sns.refuses("InternalFailure", 500), "server_error"),
        (sns.refuses("ServiceUnavailable", 503), "server_error"),
        (sns.says(503, ""), "server_error"),
        (sns.says(502, "<html><body>Bad Gateway</body></html>"), "server_error"),
        (sns.says(502, "Bad Gateway"), "unreadable"),
        (sns.says(403, ""), "unreadable"),
        (sns.says(307, "", "Location: http://127.0.0.1:9/"), "unreadable"),
        (sns.says(200, ""), "unreadable"),
        (sns.says(200, "garbage"), "unreadable"),
        (sns.says(200, "<html><body>Sign in to this network</body></html>"), "unreadable"),
        (sns.says(200, "<PublishResponse><PublishResult/></PublishResponse>"), "unreadable"),
    ],
)
def test_an_answer_that_is_lost_leaves_it_open_and_exactly_one_request_has_left(
    serve: Serve, publisher_at: PublisherAt, reply: Reply, why: str
) -> None:
    server = serve(reply)

    publication = published(publisher_at(server.url))

    assert publication == AnswerLost(why=why)
    assert len(server.requests) == 1


def test_every_error_that_sns_declares_for_publish_is_a_refusal_but_its_own_failures_and_its_rate(
    serve: Serve, publisher_at: PublisherAt
) -> None:
    declared = boto3.client("sns").meta.service_model.operation_model("Publish").error_shapes
    errors = [(shape.metadata["error"]["code"], shape.metadata["error"]["httpStatusCode"]) for shape in declared]
    server = serve(*(sns.refuses(code, status) for code, status in errors))
    publisher = publisher_at(server.url)

    meanings = {code: type(published(publisher)) for code, _ in errors}

    others = {code: meaning for code, meaning in meanings.items() if meaning is not Rejected}
    assert others == {"InternalError": AnswerLost, "KMSThrottling": NotTaken}
    assert len(server.requests) == len(errors) > 10


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
@pytest.mark.parametrize("reply", [sns.never_answers, sns.resets, sns.refuses("Throttled", 429), sns.says(503, "")])
def test_no_setting_of_the_environment_makes_a_second_request_leave(
    serve: Serve, publisher_at: PublisherAt, monkeypatch: pytest.MonkeyPatch, mode: str, reply: Reply
) -> None:
    monkeypatch.setenv("AWS_RETRY_MODE", mode)
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "5")
    server = serve(reply)

    published(publisher_at(server.url))

    assert len(server.requests) == 1


@pytest.fixture
def no_credentials(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    boto3.setup_default_session()
    yield
    boto3.setup_default_session()


@pytest.mark.usefixtures("no_credentials")
def test_without_credentials_nothing_leaves(serve: Serve, publisher_at: PublisherAt) -> None:
    server = serve(sns.takes())

    publication = published(publisher_at(server.url))

    assert publication == NotTaken(why="no_credentials")
    assert server.requests == []


def test_handing_over_takes_less_than_the_time_that_is_kept_for_it() -> None:
    assert timedelta(seconds=CONNECT_SECONDS + READ_SECONDS) < HAND_OVER_BEFORE


def test_a_connection_is_kept_until_it_is_forgotten(serve: Serve, publisher_at: PublisherAt) -> None:
    server = serve(sns.takes())
    publisher = publisher_at(server.url)
    for _ in range(3):
        published(publisher)
    assert len(server.connections) == 1

    publisher.forget_connections()
    published(publisher)

    assert len(server.connections) == 2


def test_a_kept_connection_that_died_unnoticed_reads_as_a_lost_answer_so_it_is_forgotten_first(
    serve: Serve, publisher_at: PublisherAt
) -> None:
    server = serve(sns.takes(), sns.resets, sns.takes(), sns.takes())
    publisher = publisher_at(server.url)
    published(publisher)

    kept = published(publisher)
    published(publisher)
    publisher.forget_connections()
    new = published(publisher)

    assert (kept, new) == (AnswerLost(why="reset"), Taken(message_id="m-1"))


@pytest.fixture
def certificate(tmp_path: Path) -> Certificate:
    return sns.a_certificate(tmp_path)


def garbles_the_record(connection: socket.socket) -> None:
    os.write(connection.fileno(), b"\x17\x03\x03\x00\x20" + b"z" * 32)
    sns.never_answers(connection)


def test_an_answer_that_was_garbled_on_the_way_is_lost(
    serve: Serve, publisher_at: PublisherAt, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_CA_BUNDLE", str(certificate.file))
    server = serve(sns.takes(), garbles_the_record, tls=certificate.context)
    publisher = publisher_at(server.url)

    readable, garbled = published(publisher), published(publisher)

    assert (readable, garbled) == (Taken(message_id="m-1"), AnswerLost(why="tls"))
    assert len(server.requests) == 2


def test_a_failed_handshake_looks_the_same_and_is_not_taken_for_more_than_it_says(
    serve: Serve, publisher_at: PublisherAt, certificate: Certificate
) -> None:
    server = serve(sns.takes(), tls=certificate.context)

    untrusted = published(publisher_at(server.url))

    assert untrusted == AnswerLost(why="tls")
    assert server.requests == []


@pytest.mark.parametrize("reply", [sns.closes, sns.resets])
def test_a_proxy_that_cannot_be_reached_cannot_be_told_from_one_that_hung_up_after_the_text_had_left(
    serve: Serve, publisher_at: PublisherAt, monkeypatch: pytest.MonkeyPatch, reply: Reply
) -> None:
    proxy = serve(reply)
    monkeypatch.setenv("http_proxy", proxy.url)

    publication = published(publisher_at("http://sns.localhost"))

    assert publication == AnswerLost(why="proxy")
    assert len(proxy.requests) == 1


@pytest.mark.parametrize("opted_out", [True, False])
def test_sns_says_whether_a_number_opted_out(serve: Serve, publisher_at: PublisherAt, opted_out: bool) -> None:
    server = serve(sns.lists(opted_out=opted_out))

    said = publisher_at(server.url).is_opted_out(PHONE)

    assert said is opted_out
    assert [request["phoneNumber"] for request in server.requests] == [PHONE]


@pytest.mark.parametrize(
    "reply",
    [
        sns.never_answers,
        sns.resets,
        sns.refuses("InvalidAction"),
        sns.refuses("Throttled", 429),
        sns.refuses("AuthorizationError", 403),
        sns.says(500, ""),
        sns.says(200, "garbage"),
    ],
)
def test_when_sns_does_not_say_it_is_asked_no_second_time(
    serve: Serve, publisher_at: PublisherAt, reply: Reply
) -> None:
    server = serve(reply)

    said = publisher_at(server.url).is_opted_out(PHONE)

    assert said is None
    assert len(server.requests) == 1


def test_who_asked_first_publishes_on_the_same_connection(serve: Serve, publisher_at: PublisherAt) -> None:
    server = serve(sns.lists(opted_out=False), sns.takes())
    publisher = publisher_at(server.url)

    publisher.is_opted_out(PHONE)
    published(publisher)

    assert len(server.connections) == 1
