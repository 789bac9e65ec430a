"""The contract: valid, complete, and true of every answer that any test over HTTP gets (conformance.py)."""

from __future__ import annotations

import copy
from html.parser import HTMLParser
from typing import Any

import httpx
import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator

from app import app
from chalicelib.api.contract import NOUNS, contract
from chalicelib.api.openapi import document
from tests.api.conformance import agrees_with_the_contract
from tests.api.conftest import Office

ROUTES = [route for noun in NOUNS for route in noun.declared]


class Text(HTMLParser):
    """What a page says, and what it would load."""

    def __init__(self) -> None:
        super().__init__()
        self.words, self.loads = "", list[str]()

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "link", "img", "iframe"}:
            self.loads.append(tag)


def test_the_contract_is_valid_openapi(http: httpx.Client) -> None:
    served = http.get("/api/openapi.json").json()

    OpenAPIV31SpecValidator(served).validate()

    assert served == contract()
    assert served["openapi"].startswith("3.1")


def test_it_describes_each_route_that_is_served_and_no_other() -> None:
    served = {(method, path) for path, methods in app.routes.items() for method in methods}

    described = {(method.upper(), path) for path, methods in contract()["paths"].items() for method in methods}

    assert described == served


def test_every_route_says_what_it_is_for_under_a_name_of_its_own() -> None:
    operations = [operation for methods in contract()["paths"].values() for operation in methods.values()]

    assert all(operation["summary"].endswith(".") for operation in operations)
    assert len({operation["operationId"] for operation in operations}) == len(operations)


def test_whoever_may_ask_is_said_where_a_token_is_needed() -> None:
    public = {path for path, methods in contract()["paths"].items() if "security" not in next(iter(methods.values()))}

    assert public == {"/health", "/config", "/openapi.json", "/docs"}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route.method} {route.path}")
def test_a_route_that_creates_or_changes_by_post_asks_for_a_key(route: Any) -> None:
    is_question = route.path.endswith("/preview")

    assert route.keyed is (route.method == "POST" and not is_question)


def test_every_shape_that_is_sent_refuses_what_it_does_not_know() -> None:
    shapes = contract()["components"]["schemas"]
    sent = {name for name in shapes if name.endswith(("Body", "Shape"))}

    assert len(sent) > 10
    assert all(shapes[name]["additionalProperties"] is False for name in sent)


def test_the_page_for_people_tells_of_every_route_and_loads_nothing(http: httpx.Client) -> None:
    answer, page = http.get("/api/docs"), Text()
    page.feed(answer.text)

    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert page.loads == []
    for route in ROUTES:
        assert f"{route.method} {route.path}" in page.words


def test_an_answer_that_the_contract_does_not_know_is_found(office: Office) -> None:
    answer = office.dispatcher.ask("GET", "/me")
    planted = httpx.Response(418, request=answer.request, json={})
    changed = httpx.Response(200, request=answer.request, json={**answer.json(), "role": "janitor"})

    with pytest.raises(AssertionError, match="not in the contract"):
        agrees_with_the_contract(planted)
    with pytest.raises(AssertionError, match="janitor"):
        agrees_with_the_contract(changed)


def test_drawing_the_contract_leaves_the_routes_as_they_are() -> None:
    before = copy.deepcopy(contract())

    assert document(ROUTES) == before
