"""HTTP to a REST API's Lambda event, and a Lambda's answer to HTTP, as API Gateway's proxy integration does both."""

import base64
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from local.gateway.answers import Reply, unavailable
from local.gateway.routes import Match

STAGE = "api"
MOST_BYTES_OUT = 6 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Request:
    """An HTTP request, its path and query as they were sent."""

    method: str
    path: str
    query: str = ""
    headers: Mapping[str, list[str]] = field(default_factory=dict)
    body: bytes = b""
    client: str = "127.0.0.1"

    def header(self, name: str) -> str | None:
        """The last of that name, as API Gateway takes it."""
        values = self.headers.get(name)
        return values[-1] if values else None


def headers_of(pairs: Collection[tuple[bytes, bytes]]) -> dict[str, list[str]]:
    headers = defaultdict(list)
    for name, value in pairs:
        headers[name.decode("latin-1")].append(value.decode("latin-1"))
    return dict(headers)


def event_of(
    request: Request, match: Match, claims: Mapping[str, str] | None, binary_types: Collection[str]
) -> dict[str, Any]:
    """The event; `binary_types` are the content types whose bodies travel in base64."""
    query = parse_qs(request.query, keep_blank_values=True)
    encoded = _is_binary(request.header("content-type"), binary_types)
    return {
        "resource": match.resource,
        "path": request.path,
        "httpMethod": request.method,
        "headers": {name: values[-1] for name, values in request.headers.items()},
        "multiValueHeaders": dict(request.headers),
        "queryStringParameters": {name: values[-1] for name, values in query.items()} or None,
        "multiValueQueryStringParameters": query or None,
        "pathParameters": match.parameters or None,
        "stageVariables": None,
        "requestContext": _context(request, match, claims),
        "body": _body(request.body, encoded=encoded) if request.body else None,
        "isBase64Encoded": bool(request.body) and encoded,
    }


def reply_of(answer: Any, request: Request, binary_types: Collection[str]) -> Reply:
    """The HTTP reply; an answer that Lambda or API Gateway would not let pass is a 502 there, and here."""
    try:
        content = (answer.get("body") or "").encode()
        headers = _headers(answer.get("headers") or {}, answer.get("multiValueHeaders") or {})
        status = int(answer["statusCode"])
    except (AttributeError, KeyError, TypeError, ValueError) as reason:
        raise unavailable(502) from reason
    if len(content) > MOST_BYTES_OUT:
        raise unavailable(502)
    if answer.get("isBase64Encoded") and _is_binary(request.header("accept"), binary_types):
        content = base64.b64decode(content)
    return Reply(status=status, headers=headers, body=content)


def _headers(single: Mapping[str, Any], multiple: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    headers = {"content-type": ["application/json"]}
    headers |= {name.lower(): [str(value)] for name, value in single.items()}
    headers |= {name.lower(): [str(value) for value in values] for name, values in multiple.items()}
    return tuple((name, value) for name, values in headers.items() for value in values if name != "content-length")


def _is_binary(content_type: str | None, binary_types: Collection[str]) -> bool:
    return (content_type or "").partition(",")[0].partition(";")[0].strip() in binary_types


def _body(body: bytes, *, encoded: bool) -> str:
    # What is not UTF-8 in a body of text arrives damaged on AWS, so it does here.
    return base64.b64encode(body).decode() if encoded else body.decode(errors="replace")


def _context(request: Request, match: Match, claims: Mapping[str, str] | None) -> dict[str, Any]:
    context = {
        "httpMethod": request.method,
        "identity": {"sourceIp": request.client},
        "path": f"/{STAGE}{request.path}",
        "resourcePath": match.resource,
        "stage": STAGE,
    }
    return context if claims is None else context | {"authorizer": {"claims": dict(claims)}}
