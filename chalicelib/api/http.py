"""The only place that knows HTTP: requests in, replies out, and which refusal is which status.

A route says what it takes (query, body); the view gets it checked, in one `Asked`, and returns what to show.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

import msgspec
from chalice.app import Blueprint, CognitoUserPoolAuthorizer, Request, Response

from chalicelib import wiring
from chalicelib.api.asked import Answer, Asked, present
from chalicelib.api.bodies import TooLarge, UnsupportedMediaType, decoded_body, decoded_query
from chalicelib.api.callers import Unauthorized
from chalicelib.domain import refusals
from chalicelib.domain.identifiers import is_identifier
from chalicelib.usecases.failures import log_failure

STATUS_OF: Mapping[type[Exception], HTTPStatus] = {
    Unauthorized: HTTPStatus.UNAUTHORIZED,
    TooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    refusals.Unreadable: HTTPStatus.BAD_REQUEST,
    refusals.Forbidden: HTTPStatus.FORBIDDEN,
    refusals.NotFound: HTTPStatus.NOT_FOUND,
    refusals.NotAllowed: HTTPStatus.CONFLICT,
    refusals.TooManyChanges: HTTPStatus.CONFLICT,
    refusals.VersionMismatch: HTTPStatus.PRECONDITION_FAILED,
    refusals.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    refusals.Busy: HTTPStatus.SERVICE_UNAVAILABLE,
}
RETRY_AFTER = {HTTPStatus.SERVICE_UNAVAILABLE: "1"}
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


View = Callable[..., Any]
POOL: Any = {"Fn::GetAtt": ["UserPool", "Arn"]}
AUTHORIZER = CognitoUserPoolAuthorizer("people", provider_arns=[POOL])


@dataclass(frozen=True, kw_only=True)
class Takes:
    """What a route takes: the declaration that requests are checked against."""

    query: type[msgspec.Struct] | None = None
    body: type[msgspec.Struct] | None = None

    def read(self, asked: Asked, path_parameters: Mapping[str, str]) -> Asked:
        if not all(is_identifier(value) for value in path_parameters.values()):
            raise refusals.NotFound
        return replace(
            asked,
            query=self.query and decoded_query(asked.request, self.query),
            body=self.body and decoded_body(asked.request, self.body),
        )


class Routes(Blueprint):
    """A noun's routes. Every refusal leaves in the one error shape, whatever raised it."""

    def get(self, path: str, *, query: type[msgspec.Struct] | None = None) -> Callable[[View], View]:
        return self._answering("GET", path, Takes(query=query))

    def get_publicly(self, path: str) -> Callable[[View], View]:
        return self._answering("GET", path, Takes(), authorizer=None)

    def post(self, path: str, *, body: type[msgspec.Struct]) -> Callable[[View], View]:
        return self._answering("POST", path, Takes(body=body))

    def put(self, path: str, *, body: type[msgspec.Struct]) -> Callable[[View], View]:
        return self._answering("PUT", path, Takes(body=body))

    def patch(self, path: str, *, body: type[msgspec.Struct]) -> Callable[[View], View]:
        return self._answering("PATCH", path, Takes(body=body))

    def _answering(
        self, method: str, path: str, takes: Takes, authorizer: CognitoUserPoolAuthorizer | None = AUTHORIZER
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            def answer(**path_parameters: str) -> Response:
                return _answer(view, takes, self.current_request, path_parameters)

            # Chalice's own check of the content type answers in another shape than ours.
            self.route(path, methods=[method], name=view.__name__, content_types=[], authorizer=authorizer)(answer)
            return view

        return register


def _answer(view: View, takes: Takes, request: Request, path_parameters: dict[str, str]) -> Response:
    asked = Asked(services=wiring.services(), request=request)
    try:
        return _reply(asked, view(takes.read(asked, path_parameters), **path_parameters))
    except tuple(STATUS_OF) as refusal:
        return _problem(asked, refusal)
    except Exception as bug:  # noqa: BLE001 - what went wrong inside must not show its inside
        return _bug(bug)


def _reply(asked: Asked, shown: Any) -> Response:
    answer = shown if isinstance(shown, Answer) else Answer(body=shown)
    body = msgspec.json.encode(answer.body).decode()
    headers: dict[str, str | list[str]] = {**HEADERS, "Content-Type": "application/json"}
    if answer.replayed:
        headers["Idempotency-Replayed"] = "true"
    if asked.request.method == "GET":
        tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
        headers["ETag"] = f"W/{tag}"
        if tag in asked.request.headers.get("if-none-match", ""):
            return Response(body="", status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    status = HTTPStatus.CREATED if answer.created else HTTPStatus.OK
    return Response(body=body, status_code=status, headers=headers)


def _problem(asked: Asked, refusal: Exception) -> Response:
    status = next(STATUS_OF[kind] for kind in type(refusal).__mro__ if kind in STATUS_OF)
    facts: dict[str, Any] = {}
    if isinstance(refusal, refusals.Invalid):
        facts["errors"] = [{"field": name, "message": message} for name, message in refusal.errors.items()]
    if isinstance(refusal, refusals.NotAllowed):
        facts["allowed"] = refusal.allowed
    if isinstance(refusal, refusals.VersionMismatch):
        facts["current"] = present(refusal.current, asked)
    return problem(status, code_of(refusal), str(refusal), **facts)


def problem(status: HTTPStatus, code: str, detail: str, **facts: Any) -> Response:
    """The one error body (RFC 9457)."""
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "code": code, "detail": detail}
    headers: dict[str, str | list[str]] = {**HEADERS, "Content-Type": "application/problem+json"}
    if status in RETRY_AFTER:
        headers["Retry-After"] = RETRY_AFTER[status]
    return Response(body=msgspec.json.encode({**body, **facts}).decode(), status_code=status, headers=headers)


def code_of(refusal: Exception) -> str:
    """The refusal's name in snake case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(refusal).__name__).lower()


def _bug(bug: Exception) -> Response:
    log_failure("bug", bug)
    detail = "something went wrong on our side; it has been recorded, please try again"
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail)
