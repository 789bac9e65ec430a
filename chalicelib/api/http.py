"""The only place that knows HTTP's status codes: what is shown, and which refusal is which status."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from datetime import timedelta
from http import HTTPStatus
from math import ceil
from typing import Any

import msgspec
from chalice.app import Response
from msgspec import UNSET, UnsetType

from chalicelib.api.asked import Answer, Asked, present
from chalicelib.api.bodies import TooLarge, UnsupportedMediaType
from chalicelib.api.callers import Unauthorized
from chalicelib.domain import refusals
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
    refusals.TooManyPhotos: HTTPStatus.CONFLICT,
    refusals.VersionMismatch: HTTPStatus.PRECONDITION_FAILED,
    refusals.Invalid: HTTPStatus.UNPROCESSABLE_ENTITY,
    refusals.TooOften: HTTPStatus.TOO_MANY_REQUESTS,
    refusals.Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    refusals.Unavailable: HTTPStatus.SERVICE_UNAVAILABLE,
}
SOON = timedelta(seconds=1)
"""When whoever was answered 503 may ask again."""

COMES_AGAIN = frozenset({HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE})
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
PAGE_HEADERS = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
}


class Page(str):
    """A page of HTML; everything else that is shown is JSON."""

    __slots__ = ()


class FieldProblem(msgspec.Struct):
    field: str
    message: str


class Problem(msgspec.Struct, kw_only=True):
    """The one error body (RFC 9457): `code` is for programs, `detail` one sentence that a person can act on."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblem] | UnsetType = UNSET
    """With 422: each field that breaks a rule."""
    allowed: tuple[str, ...] | UnsetType = UNSET
    """With `not_allowed`: the statuses that are."""
    current: Any = UNSET
    """With `version_mismatch`: the object as it is now."""


def replied(asked: Asked, shown: Any, *, created: bool) -> Response:
    answer = shown if isinstance(shown, Answer) else Answer(body=shown)
    is_page = isinstance(answer.body, Page)
    body = answer.body if is_page else msgspec.json.encode(answer.body).decode()
    headers: dict[str, str | list[str]] = {
        **HEADERS,
        **(PAGE_HEADERS if is_page else {"Content-Type": "application/json"}),
    }
    if answer.replayed:
        headers["Idempotency-Replayed"] = "true"
    if asked.request.method == "GET":
        tag = f'"{hashlib.sha256(body.encode()).hexdigest()[:32]}"'
        headers["ETag"] = f"W/{tag}"
        if tag in asked.request.headers.get("if-none-match", ""):
            return Response(body="", status_code=HTTPStatus.NOT_MODIFIED, headers=headers)
    return Response(body=body, status_code=HTTPStatus.CREATED if created else HTTPStatus.OK, headers=headers)


def failed(asked: Asked, failure: Exception) -> Response:
    """A refusal, with the facts that it brings along; anything else is a bug, and must not show its inside."""
    status = next((STATUS_OF[kind] for kind in type(failure).__mro__ if kind in STATUS_OF), None)
    if status is None:
        log_failure("bug", failure)
        detail = "something went wrong on our side; it has been recorded, please try again"
        return _problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal", detail)
    facts: dict[str, Any] = {}
    if isinstance(failure, refusals.Invalid):
        facts["errors"] = [FieldProblem(*error) for error in failure.errors.items()]
    if isinstance(failure, refusals.NotAllowed):
        facts["allowed"] = failure.allowed
    if isinstance(failure, refusals.VersionMismatch):
        facts["current"] = present(failure.current, asked)
    problem = _problem(status, code_of(type(failure)), str(failure), **facts)
    if status in COMES_AGAIN:
        problem.headers["Retry-After"] = str(ceil(getattr(failure, "wait", SOON).total_seconds()))
    return problem


def _problem(status: HTTPStatus, code: str, detail: str, **facts: Any) -> Response:
    problem = Problem(title=status.phrase, status=status.value, code=code, detail=detail, **facts)
    headers: dict[str, str | list[str]] = {**HEADERS, "Content-Type": "application/problem+json"}
    return Response(body=msgspec.json.encode(problem).decode(), status_code=status, headers=headers)


def code_of(refusal: type[Exception]) -> str:
    """The refusal's name in snake case."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", refusal.__name__).lower()
