"""A technician's client in a hundred lines, written from docs/api.md alone: a queue that survives lost answers."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import httpx

GONE_WRONG = (401, 429, 503)
"""Worth the same request again."""


@dataclass(kw_only=True)
class Queued:
    path: str
    key: str
    body: dict[str, Any]
    answer: Any = None
    refusal: Any = None


@dataclass(kw_only=True)
class SmallClient:
    """`now` is the phone's clock, as text."""

    http: httpx.Client
    email: str
    password: str
    now: Callable[[], str]
    device: str = "phone-1"
    queue: deque[Queued] = field(default_factory=deque)
    cards: dict[str, tuple[str, Any]] = field(default_factory=dict)
    _numbers: count[int] = field(default_factory=lambda: count(1))
    tokens: dict[str, str] = field(default_factory=dict)

    def sign_in(self) -> None:
        self._authenticate("USER_PASSWORD_AUTH", USERNAME=self.email, PASSWORD=self.password)

    def today(self, date: str) -> Any:
        """Asks only whether anything changed since the last time."""
        path = f"/appointments?date={date}&technician=me"
        tag, cards = self.cards.get(date, ("", None))
        answer = self._send("GET", path, headers={"If-None-Match": tag} if tag else {})
        if answer.status_code != httpx.codes.NOT_MODIFIED:
            cards = answer.raise_for_status().json()["appointments"]
            self.cards[date] = (answer.headers["etag"], cards)
        return cards

    def job(self, job_id: str) -> Any:
        return self._send("GET", f"/jobs/{job_id}").raise_for_status().json()

    def preview(self, card: Any, status: str, **more: Any) -> Any:
        path = f"/jobs/{card['job_id']}/appointments/{card['id']}/status/preview"
        return self._send("POST", path, json={"status": status, **more}).raise_for_status().json()

    def tap(self, card: Any, status: str, **more: Any) -> Queued:
        body = {"status": status, "occurred_at": self.now(), "device": self.device, "sequence": next(self._numbers)}
        return self._enqueue(f"/jobs/{card['job_id']}/appointments/{card['id']}/status", {**body, **more})

    def note(self, job_id: str, text: str) -> Queued:
        return self._enqueue(f"/jobs/{job_id}/notes", {"text": text})

    def photo(self, job_id: str, file: bytes, content_type: str) -> Any:
        announced = self._enqueue(f"/jobs/{job_id}/photos", {"content_type": content_type, "size": len(file)})
        self.flush()
        upload = announced.answer["upload"]
        httpx.post(upload["url"], data=upload["fields"], files={"file": file}).raise_for_status()
        sent = self._enqueue(f"/jobs/{job_id}/photos/{announced.answer['id']}/uploaded", {})
        self.flush()
        return sent.answer

    def flush(self) -> bool:
        """Sends what is queued, in order; whether all of it was answered."""
        while self.queue:
            first = self.queue[0]
            clock = {"client_now": self.now()} if "occurred_at" in first.body else {}
            try:
                answer = self._send("POST", first.path, json={**first.body, **clock}, key=first.key)
            except httpx.TransportError:
                return False
            if answer.status_code in GONE_WRONG:
                return False
            first.answer = answer.json() if answer.is_success else None
            first.refusal = None if answer.is_success else answer.json()
            self.queue.popleft()
        return True

    def _enqueue(self, path: str, body: dict[str, Any]) -> Queued:
        self.queue.append(Queued(path=path, key=f"{self.device}-{next(self._numbers)}", body=body))
        return self.queue[-1]

    def _send(self, method: str, path: str, *, key: str = "", **what: Any) -> httpx.Response:
        headers = {**what.pop("headers", {}), "Authorization": f"Bearer {self.tokens['IdToken']}"}
        headers |= {"Idempotency-Key": key} if key else {}
        answer = self.http.request(method, f"/api{path}", headers=headers, **what)
        if answer.status_code == httpx.codes.UNAUTHORIZED:
            self._authenticate("REFRESH_TOKEN_AUTH", REFRESH_TOKEN=self.tokens["RefreshToken"])
            headers["Authorization"] = f"Bearer {self.tokens['IdToken']}"
            answer = self.http.request(method, f"/api{path}", headers=headers, **what)
        return answer

    def _authenticate(self, flow: str, **parameters: str) -> None:
        config = self.http.get("/api/config").json()
        told = {"AuthFlow": flow, "ClientId": config["clients"]["field"], "AuthParameters": parameters}
        target = {
            "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
            "Content-Type": "application/x-amz-json-1.1",
        }
        answer = httpx.post(config["sign_in_url"], json=told, headers=target).raise_for_status()
        self.tokens |= answer.json()["AuthenticationResult"]
