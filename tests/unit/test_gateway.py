"""The local gateway is to the application, and to its clients, what API Gateway is."""

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from chalice.app import Chalice, CognitoUserPoolAuthorizer, Response

from local.gateway.answers import Reply
from local.gateway.gateway import Gateway
from local.gateway.rest_event import MOST_BYTES_OUT
from local.gateway.tokens import Tokens

AT_ONCE = 16
JPEG = bytes([0xFF, 0xD8, 0xFF, 0x00, 0x80])


@pytest.fixture
def app() -> Chalice:
    app = Chalice("under-test", configure_logs=False, env={})
    pool = CognitoUserPoolAuthorizer("pool", provider_arns=["any"])

    @app.route("/health", methods=["GET"])
    def health() -> Any:
        return {"alive": True}

    @app.route("/echo/{word}", methods=["GET", "POST"], content_types=["application/json", "text/plain", "image/jpeg"])
    def echo(word: str) -> Any:
        request = now(app)
        return {"argument": word, "event": request.to_original_event(), "bytes": list(request.raw_body)[:9]}

    @app.route("/echo/fixed", methods=["GET"])
    def fixed() -> Any:
        return {"fixed": True}

    @app.route("/private", methods=["GET"], authorizer=pool)
    def private() -> Any:
        return {"secret": True}

    answer_in_every_way(app)
    return app


def answer_in_every_way(app: Chalice) -> None:
    @app.route("/long/{length}", methods=["GET"])
    def long(length: str) -> Any:
        return Response("x" * int(length), headers={"Content-Type": "text/plain"})

    @app.route("/photo", methods=["GET"])
    def photo() -> Any:
        return Response(JPEG, headers={"Content-Type": "image/jpeg"})

    @app.route("/cookies", methods=["GET"])
    def cookies() -> Any:
        return Response("", status_code=204, headers={"Set-Cookie": ["a=1", "b=2"]})

    @app.route("/odd", methods=["GET"])
    def odd() -> Any:
        return {"unserialisable": object()}


@pytest.fixture
def gateway(app: Chalice) -> Iterator[Gateway]:
    nobody = Tokens(issuer="nobody", audience=["nothing"], fetch=lambda: {"keys": []})
    gateway = Gateway(
        app, nobody, {"/page": lambda: Reply(body=b"a page")}, {"/app/": lambda path: Reply(body=path.encode())}
    )
    yield gateway
    gateway.close()


def now(app: Chalice) -> Any:
    return app.current_request


def ask(gateway: Gateway, method: str, url: str, **parts: Any) -> httpx.Response:
    return asyncio.run(asked(gateway, method, url, **parts))


async def asked(gateway: Gateway, method: str, url: str, **parts: Any) -> httpx.Response:
    transport = httpx.ASGITransport(gateway)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
        return await client.request(method, url, **parts)


def refused(response: httpx.Response, status: int, code: str) -> None:
    assert (response.status_code, response.json()["code"]) == (status, code)
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json().keys() == {"type", "title", "status", "code", "detail"}


@pytest.mark.parametrize("path", ["/api/health", "/api/health/"])
def test_a_route_answers_below_the_stage_with_or_without_a_slash(gateway: Gateway, path: str) -> None:
    response = ask(gateway, "GET", path)

    assert response.json() == {"alive": True}
    assert response.headers["content-type"] == "application/json"


def test_a_folder_answers_for_everything_below_its_slash(gateway: Gateway) -> None:
    moved = ask(gateway, "GET", "/app")

    assert (moved.status_code, moved.headers["location"]) == (308, "/app/")
    assert ask(gateway, "GET", "/app/").text == ""
    assert ask(gateway, "GET", "/app/jobs/one").text == "jobs/one"
    refused(ask(gateway, "POST", "/app/jobs/one"), 403, "forbidden")


def test_a_fixed_segment_wins_over_a_parameter(gateway: Gateway) -> None:
    assert ask(gateway, "GET", "/api/echo/fixed").json() == {"fixed": True}
    assert ask(gateway, "GET", "/api/echo/other").json()["argument"] == "other"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api"),
        ("GET", "/api/nothing"),
        ("GET", "/api/echo/"),
        ("GET", "/api/echo/a/b"),
        ("GET", "/health"),
        ("GET", "/apihealth"),
        ("POST", "/api/health"),
        ("OPTIONS", "/api/health"),
        ("POST", "/page"),
    ],
)
def test_what_is_no_route_is_forbidden(gateway: Gateway, method: str, path: str) -> None:
    response = ask(gateway, method, path)

    refused(response, 403, "forbidden")


def test_a_method_that_is_not_listed_is_none_even_when_it_only_asks_for_headers(gateway: Gateway) -> None:
    response = ask(gateway, "HEAD", "/api/health")

    assert (response.status_code, response.content) == (403, b"")


def test_a_path_and_its_parameters_stay_encoded_and_a_query_does_not(gateway: Gateway) -> None:
    response = ask(gateway, "GET", "/api/echo/a%2Fb%20c?q=a%2Bb+c&q=last&empty=")

    event = response.json()["event"]
    assert event["path"] == "/echo/a%2Fb%20c"
    assert event["pathParameters"] == {"word": "a%2Fb%20c"}
    assert event["multiValueQueryStringParameters"] == {"q": ["a+b c", "last"], "empty": [""]}
    assert event["queryStringParameters"] == {"q": "last", "empty": ""}


def test_an_event_says_where_it_comes_from(gateway: Gateway) -> None:
    context = ask(gateway, "GET", "/api/echo/word").json()["event"]["requestContext"]

    assert context["path"] == "/api/echo/word"
    assert context["resourcePath"] == "/echo/{word}"
    assert (context["stage"], context["httpMethod"]) == ("api", "GET")
    assert context["identity"]["sourceIp"] == "127.0.0.1"
    assert "authorizer" not in context


def test_of_repeated_headers_the_last_one_counts_and_none_is_lost(gateway: Gateway) -> None:
    response = ask(gateway, "GET", "/api/echo/word", headers=[("X-Which", "first"), ("X-Which", "last")])

    event = response.json()["event"]
    assert event["headers"]["x-which"] == "last"
    assert event["multiValueHeaders"]["x-which"] == ["first", "last"]


def test_no_body_and_no_query_are_nothing_rather_than_empty(gateway: Gateway) -> None:
    event = ask(gateway, "GET", "/api/echo/word").json()["event"]

    assert event["body"] is None
    assert event["queryStringParameters"] is None
    assert event["multiValueQueryStringParameters"] is None


def test_a_binary_body_arrives_as_it_was_sent(gateway: Gateway) -> None:
    response = ask(gateway, "POST", "/api/echo/word", content=JPEG, headers={"content-type": "image/jpeg"})

    assert response.json()["event"]["isBase64Encoded"] is True
    assert response.json()["bytes"] == list(JPEG)


def test_bytes_that_are_no_text_do_not_survive_in_a_body_of_text(gateway: Gateway) -> None:
    response = ask(gateway, "POST", "/api/echo/word", content=b"a\xffb", headers={"content-type": "text/plain"})

    assert response.json()["event"]["isBase64Encoded"] is False
    assert response.json()["event"]["body"] == "a�b"


def test_a_request_of_more_than_10_mb_is_too_large(gateway: Gateway) -> None:
    async def chunks() -> Any:
        for _ in range(11):
            yield bytes(1024 * 1024)

    announced = ask(gateway, "POST", "/api/echo/word", content=bytes(10 * 1024 * 1024 + 1))
    streamed = ask(gateway, "POST", "/api/echo/word", content=chunks())

    refused(announced, 413, "too_large")
    refused(streamed, 413, "too_large")


def test_an_answer_of_more_than_6_mb_does_not_leave_lambda(gateway: Gateway) -> None:
    assert ask(gateway, "GET", f"/api/long/{MOST_BYTES_OUT}").status_code == 200
    refused(ask(gateway, "GET", f"/api/long/{MOST_BYTES_OUT + 1}"), 502, "unavailable")


def test_a_binary_answer_is_decoded_for_who_accepts_it(gateway: Gateway) -> None:
    response = ask(gateway, "GET", "/api/photo", headers={"accept": "image/jpeg"})

    assert response.content == JPEG


def test_several_values_of_one_header_all_leave(gateway: Gateway) -> None:
    response = ask(gateway, "GET", "/api/cookies")

    assert response.status_code == 204
    assert response.headers.get_list("set-cookie") == ["a=1", "b=2"]


def test_an_answer_that_is_no_json_is_a_bad_gateway(gateway: Gateway) -> None:
    refused(ask(gateway, "GET", "/api/odd"), 502, "unavailable")


def test_who_takes_longer_than_the_function_may_is_not_waited_for(app: Chalice) -> None:
    done = threading.Event()

    @app.route("/slow", methods=["GET"])
    def slow() -> Any:
        return {"done": done.wait(10)}

    gateway = Gateway(app, Tokens(issuer="", audience=[], fetch=dict), seconds=0.05)

    refused(ask(gateway, "GET", "/api/slow"), 504, "unavailable")
    done.set()


def test_a_protected_route_wants_a_token(gateway: Gateway) -> None:
    response = ask(gateway, "GET", "/api/private")

    refused(response, 401, "unauthorized")
    assert response.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1:9000", "localhost", "10.0.0.1:8000", ""]
)
@pytest.mark.parametrize("path", ["/api/health", "/page"])
def test_other_host_names_are_refused(gateway: Gateway, host: str, path: str) -> None:
    response = ask(gateway, "GET", path, headers={"host": host})

    refused(response, 403, "forbidden")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000"])
def test_this_machine_goes_by_two_names(gateway: Gateway, host: str) -> None:
    response = ask(gateway, "GET", "/page", headers={"host": host})

    assert response.content == b"a page"


def test_sixteen_requests_at_once_each_see_only_their_own(app: Chalice) -> None:
    together = threading.Barrier(AT_ONCE)

    @app.route("/mine/{number}", methods=["GET"])
    def mine(number: str) -> Any:
        together.wait(timeout=10)
        return {"argument": number, "header": now(app).headers["x-number"]}

    gateway = Gateway(app, Tokens(issuer="", audience=[], fetch=dict))

    async def all_at_once() -> list[httpx.Response]:
        numbers = [str(number) for number in range(AT_ONCE)]
        return await asyncio.gather(
            *[asked(gateway, "GET", f"/api/mine/{n}", headers={"x-number": n}) for n in numbers]
        )

    answers = [response.json() for _ in range(5) for response in asyncio.run(all_at_once())]

    assert all(answer["argument"] == answer["header"] for answer in answers)
    assert len(answers) == 5 * AT_ONCE
