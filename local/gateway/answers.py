"""What goes back over HTTP: replies, and the one shape of an error that the gateway itself answers with."""

import json
from dataclasses import dataclass
from http import HTTPStatus


@dataclass(frozen=True, kw_only=True)
class Reply:
    """A whole HTTP answer."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


class Refusal(Exception):
    """The gateway answers by itself, without asking the application."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail = status, code, detail

    def reply(self) -> Reply:
        title = HTTPStatus(self.status).phrase
        problem = {
            "type": "about:blank",
            "title": title,
            "status": self.status,
            "code": self.code,
            "detail": self.detail,
        }
        headers = [("content-type", "application/problem+json"), ("cache-control", "no-store")]
        if self.status == HTTPStatus.UNAUTHORIZED:
            headers.append(("www-authenticate", "Bearer"))
        return Reply(status=self.status, headers=tuple(headers), body=json.dumps(problem).encode())


def moved(to: str) -> Reply:
    return Reply(status=308, headers=(("location", to),))


def unauthorized() -> Refusal:
    return Refusal(401, "unauthorized", "Sign in again: the token is missing, not valid, or no longer valid.")


def forbidden() -> Refusal:
    return Refusal(403, "forbidden", "There is nothing at this address for this method.")


def not_for_you() -> Refusal:
    return Refusal(403, "forbidden", "Only this machine is served, under 127.0.0.1 or localhost.")


def incomplete() -> Refusal:
    return Refusal(400, "incomplete", "The request ended before its body did.")


def too_large() -> Refusal:
    return Refusal(413, "too_large", "The request is larger than 10 MB.")


def unavailable(status: int, detail: str = "Something went wrong here; try again in a moment.") -> Refusal:
    return Refusal(status, "unavailable", detail)
