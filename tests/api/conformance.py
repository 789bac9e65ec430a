"""Every answer that any test over HTTP gets is held against the contract: its status, its headers, its body."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import httpx
import jsonschema_rs

from chalicelib.api.contract import contract
from local.day.network import Answer, Network

PREFIX = "/api"


def agrees_with_the_contract(response: httpx.Response) -> None:
    """Raises with what the contract does not know or says otherwise. Addresses that no route has are the gateway's."""
    if response.status_code == httpx.codes.INTERNAL_SERVER_ERROR:
        return  # a bug, or a death on the way, is in no contract: whoever meets one sees it fail
    request = response.request
    for path, methods in contract()["paths"].items():
        if _address(path).fullmatch(request.url.path) and request.method.lower() in methods:
            _agrees(response, f"{request.method} {path}", methods[request.method.lower()])
            return


def held_to_the_contract(http: httpx.Client) -> Network:
    """The network for a client of the scripted day."""

    def network(method: str, url: str, body: Any, headers: Mapping[str, str]) -> Answer:
        response = http.request(method, url, json=body, headers=headers)
        agrees_with_the_contract(response)
        return Answer(
            status=response.status_code, headers=response.headers, body=response.json() if response.content else None
        )

    return network


def _agrees(response: httpx.Response, route: str, operation: Any) -> None:
    where = f"{route} → {response.status_code}"
    declared = operation["responses"].get(str(response.status_code))
    assert declared, f"{where} is not in the contract: {response.text}"
    for name in {"etag", "retry-after", "idempotency-replayed"} & response.headers.keys():
        assert name in {header.lower() for header in declared.get("headers", {})}, f"{where} does not tell of {name}"
    contents = declared.get("content", {})
    media_type = response.headers["content-type"].partition(";")[0] if response.content else None
    assert media_type in (contents or {None}), f"{where} answers {media_type}"
    if media_type and media_type.endswith("json"):
        validator = _validator(route, str(response.status_code), media_type)
        errors = [error.message for error in validator.iter_errors(response.json())]
        assert not errors, f"{where} says otherwise: {errors}"


@cache
def _validator(route: str, status: str, media_type: str) -> Any:
    method, _, path = route.partition(" ")
    answer = contract()["paths"][path][method.lower()]["responses"][status]["content"][media_type]
    whole = {**answer["schema"], "components": contract()["components"]}
    return jsonschema_rs.Draft202012Validator(whole, validate_formats=True)


@cache
def _address(path: str) -> re.Pattern[str]:
    return re.compile(PREFIX + re.sub(r"{\w+}", "[^/]+", path))
