"""What the embedded AWS refuses before ministack sees it, and which calls may have changed something."""

import json
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from local.gateway.loopback import is_this_machine

Application = Callable[[Any, Any, Any], Awaitable[None]]

READS = ("Get", "BatchGet", "TransactGet", "Query", "Scan", "Describe", "List", "Receive")
# resources.yaml forbids these, ministack would allow them: signing up, and moving oneself to another organization.
FORBIDDEN_BY_THE_POOL = {
    "SignUp": "SignUp is not permitted for this user pool",
    "UpdateUserAttributes": "A client attempted to write unauthorized attribute",
    "DeleteUserAttributes": "A client attempted to write unauthorized attribute",
}


def guarded(application: Application, changed: Callable[[], None]) -> Application:
    """The same application, for callers on this machine; says when a call may have changed something."""

    async def answer(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await application(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        operation = headers.get("x-amz-target", "").rpartition(".")[2]
        refusal = _refusal(headers, operation)
        await (_refuse(send, *refusal) if refusal else application(scope, receive, send))
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and not operation.startswith(READS):
            changed()

    return answer


def _refusal(headers: Mapping[str, str], operation: str) -> tuple[int, str] | None:
    # ministack lets every web page read and reset it (its answers carry CORS `*`): only pages of this machine may.
    origin = headers.get("origin", "")
    if not is_this_machine(headers.get("host", "")) or (origin and not is_this_machine(origin.partition("://")[2])):
        return 403, "only this machine is served"
    return (400, FORBIDDEN_BY_THE_POOL[operation]) if operation in FORBIDDEN_BY_THE_POOL else None


async def _refuse(send: Any, status: int, message: str) -> None:
    body = json.dumps({"__type": "NotAuthorizedException", "message": message}).encode()
    headers = [(b"content-type", b"application/x-amz-json-1.1"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
