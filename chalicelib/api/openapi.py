"""The contract as an OpenAPI 3.1 document: drawn from the declarations that check requests and write answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from inspect import getdoc
from typing import Any

import msgspec

from chalicelib.api.asked import KEY
from chalicelib.api.bodies import Body, TooLarge, UnsupportedMediaType
from chalicelib.api.callers import Unauthorized
from chalicelib.api.http import COMES_AGAIN, STATUS_OF, Page, Problem, code_of
from chalicelib.api.routes import Route, form_of
from chalicelib.domain import refusals

SCHEMAS = "#/components/schemas/{name}"
JSON, PROBLEM, HTML = "application/json", "application/problem+json", "text/html"

INTRODUCTION = """\
JSON over HTTPS. Sign in at the user pool that `GET /config` names and send its ID token as `Authorization: Bearer …`.

Every POST that creates or changes something carries an `Idempotency-Key`; sent again with the same body it changes
nothing, answers as before and says so in `Idempotency-Replayed`. Every GET answers with an `ETag`; asked with
`If-None-Match` it answers 304 while nothing has changed. Instants are RFC 3339 in UTC; every appointment names the
`time_zone` of its address.

Every error has one shape, with a stable `code` and one sentence that says what to do. The gateway in front of the API
answers in the same shape: 403 where there is no such route, 413 above 10 MB, 429 when you ask too often, 5xx when the
API itself could not answer; after 429 and 503 wait as long as `Retry-After` says.
"""


def document(routes: Iterable[Route]) -> dict[str, Any]:
    declared = list(routes)
    _, shapes = msgspec.json.schema_components(_types(declared), ref_template=SCHEMAS)
    for shape in _all_kinds_of(Body):
        shapes.get(shape.__name__, {}).update(shape.demands)
    queries = {route.query.__name__ for route in declared if route.query}
    paths: dict[str, dict[str, Any]] = {}
    for route in declared:
        paths.setdefault(route.path, {})[route.method.lower()] = _operation(route, declared)
    scheme = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT", "description": "An ID token of the user pool."}
    return {
        "openapi": "3.1.0",
        "info": {"title": "On My Way", "version": "1", "description": INTRODUCTION},
        "servers": [{"url": "/api"}],
        "tags": [{"name": noun} for noun in dict.fromkeys(route.noun for route in declared)],
        "paths": paths,
        "components": {"schemas": _without(queries, shapes), "securitySchemes": {"people": scheme}},
    }


def refused_by(route: Route) -> set[type[Exception]]:
    """Every refusal that may come from a route: those that follow from what it takes, and those that it names."""
    follow: list[tuple[Any, tuple[type[Exception], ...]]] = [
        (not route.is_public, (Unauthorized, refusals.Forbidden, refusals.Busy, refusals.Unavailable)),
        (route.parameters, (refusals.NotFound,)),
        (route.query or route.keyed, (refusals.Unreadable,)),
        (route.keyed, (refusals.IdempotencyMismatch,)),
        (route.body, (refusals.Unreadable, TooLarge, UnsupportedMediaType, refusals.Invalid)),
        (route.body and "version" in route.body.__struct_fields__, (refusals.VersionMismatch,)),
    ]
    return {refusal for holds, found in follow if holds for refusal in found} | set(route.refuses)


def _types(routes: list[Route]) -> list[Any]:
    named = (shape for route in routes for shape in (route.body, route.query, route.shows) if shape)
    return [*dict.fromkeys(shape for shape in named if shape is not Page), Problem]


def _operation(route: Route, others: list[Route]) -> dict[str, Any]:
    summary, _, more = (getdoc(route.view) or "").partition("\n\n")
    operation: dict[str, Any] = {
        "operationId": _name(route),
        "tags": [route.noun],
        "summary": summary,
        **({"description": more} if more else {}),
        "parameters": [*_in_path(route), *_in_query(route), *_in_headers(route)],
        "responses": {**_shown(route, others), **_refused(route)},
    }
    if route.body:
        operation["requestBody"] = {"required": True, "content": _content(JSON, route.body)}
    if not route.is_public:
        operation["security"] = [{"people": []}]
    return operation


def _in_path(route: Route) -> Iterator[dict[str, Any]]:
    for name in route.parameters:
        yield {"name": name, "in": "path", "required": True, "schema": _text(form_of(name).pattern)}


def _in_query(route: Route) -> Iterator[dict[str, Any]]:
    if route.query:
        _, shapes = msgspec.json.schema_components((route.query,), ref_template=SCHEMAS)
        query = shapes[route.query.__name__]
        for name, field in query["properties"].items():
            yield {"name": name, "in": "query", "required": name in query["required"], "schema": _without_null(field)}


def _in_headers(route: Route) -> Iterator[dict[str, Any]]:
    if route.keyed:
        yield {"name": "Idempotency-Key", "in": "header", "required": True, "schema": _text(KEY.pattern)}
    if route.method == "GET":
        yield {"name": "If-None-Match", "in": "header", "required": False, "schema": {"type": "string"}}


def _shown(route: Route, others: list[Route]) -> dict[str, Any]:
    headers = {}
    if route.keyed:
        headers["Idempotency-Replayed"] = _header("`true` when this request had been answered before", ["true"])
    if route.method == "GET":
        headers["ETag"] = _header("Names this answer; for If-None-Match")
    status = HTTPStatus.CREATED if route.creates else HTTPStatus.OK
    media_type = HTML if route.shows is Page else JSON
    shown = _response(status.phrase, media_type, route.shows, headers)
    answers = {str(status.value): {**shown, **_links(route, others)}}
    if route.method == "GET":
        answers["304"] = {"description": "It has not changed", "headers": headers}
    return answers


def _links(route: Route, others: list[Route]) -> dict[str, Any]:
    """From an answer that changed something to every route about the thing that it shows."""
    places = getattr(route.shows, "places", {}) if route.method != "GET" else {}
    links = {
        _name(other): {
            "operationId": _name(other),
            "parameters": {name: f"$response.body#{places[name]}" for name in other.parameters},
        }
        for other in others
        if other.parameters and set(other.parameters) <= places.keys()
    }
    return {"links": links} if links else {}


def _name(route: Route) -> str:
    return f"{route.noun}_{route.view.__name__}"


def _refused(route: Route) -> dict[str, Any]:
    by_status: dict[HTTPStatus, list[type[Exception]]] = {}
    for refusal in sorted(refused_by(route), key=code_of):
        status = next(STATUS_OF[kind] for kind in refusal.__mro__ if kind in STATUS_OF)
        by_status.setdefault(status, []).append(refusal)
    return {str(status.value): _refusal(status, kinds) for status, kinds in sorted(by_status.items())}


def _refusal(status: HTTPStatus, kinds: list[type[Exception]]) -> dict[str, Any]:
    said = " ".join(f"`{code_of(kind)}`: {(getdoc(kind) or '').partition(chr(10))[0]}" for kind in kinds)
    headers = {"Retry-After": _header("Seconds")} if status in COMES_AGAIN else {}
    return _response(said, PROBLEM, Problem, headers)


def _response(description: str, media_type: str, shape: Any, headers: dict[str, Any]) -> dict[str, Any]:
    return {
        "description": description,
        "content": _content(media_type, shape),
        **({"headers": headers} if headers else {}),
    }


def _content(media_type: str, shape: Any) -> dict[str, Any]:
    (schema,), _ = msgspec.json.schema_components((str if shape is Page else shape,), ref_template=SCHEMAS)
    return {media_type: {"schema": schema}}


def _all_kinds_of(shape: type[Body]) -> Iterator[type[Body]]:
    for kind in shape.__subclasses__():
        yield kind
        yield from _all_kinds_of(kind)


def _without(names: set[str], shapes: dict[str, Any]) -> dict[str, Any]:
    """Queries stand at their routes, field by field."""
    return {name: shape for name, shape in shapes.items() if name not in names}


def _without_null(field: dict[str, Any]) -> dict[str, Any]:
    """A query has no null: what is not given is left out."""
    kinds = [kind for kind in field.get("anyOf", ()) if kind != {"type": "null"}]
    return kinds[0] if len(kinds) == 1 else field


def _header(description: str, values: list[str] | None = None) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string", **({"enum": values} if values else {})}}


def _text(pattern: str) -> dict[str, str]:
    return {"type": "string", "pattern": f"^(?:{pattern})$"}
