"""A client as anybody could write one from docs/api.md: it signs in, asks, and renews its token on the way."""

from __future__ import annotations

import urllib.parse
import uuid
from dataclasses import dataclass, field
from typing import Any, Self

from local.day.network import Answer, Network, send

UNAUTHORIZED = 401
TO_THE_POOL = {
    "X-Amz-Target": "AWSCognitoIdentityProviderService.InitiateAuth",
    "Content-Type": "application/x-amz-json-1.1",
}


class SignInRefused(Exception):
    """The pool does not let this person in just so."""


@dataclass(kw_only=True)
class Client:
    """The API at an address, asked through one of the app clients by whom the tokens name, or by nobody."""

    address: str
    app: str = "field"
    email: str = ""
    network: Network = send
    tokens: dict[str, str] = field(default_factory=dict)

    def signed_in(self, password: str) -> Self:
        self._let_in("USER_PASSWORD_AUTH", USERNAME=self.email, PASSWORD=password)
        return self

    def ask(self, method: str, path: str, body: Any = None, *, key: str | None = None, etag: str = "") -> Answer:
        """Whatever changes something carries a key, a new one unless it is given."""
        headers = {"Idempotency-Key": key or new_key()} if method == "POST" else {}
        headers |= {"If-None-Match": etag} if etag else {}
        answer = self._sent(method, path, body, headers)
        if answer.status == UNAUTHORIZED and "RefreshToken" in self.tokens:
            self._let_in("REFRESH_TOKEN_AUTH", REFRESH_TOKEN=self.tokens["RefreshToken"])
            answer = self._sent(method, path, body, headers)
        return answer

    def _sent(self, method: str, path: str, body: Any, headers: dict[str, str]) -> Answer:
        token = self.tokens.get("IdToken")
        names_whom = {"Authorization": f"Bearer {token}"} if token else {}
        return self.network(method, f"{self.address}/api{path}", body, headers | names_whom)

    def _let_in(self, flow: str, **parameters: str) -> None:
        """By the pool that the API names."""
        config = self._sent("GET", "/config", None, {})
        if not config.is_good:
            raise SignInRefused(f"{self.address}/api/config should tell how to sign in, but told {config.status}")
        wanted = {"AuthFlow": flow, "ClientId": config.body["clients"][self.app], "AuthParameters": parameters}
        answer = self.network("POST", config.body["sign_in_url"], wanted, TO_THE_POOL)
        given = answer.body if isinstance(answer.body, dict) else {}
        if "AuthenticationResult" not in given:
            why = given.get("ChallengeName") or given.get("message") or given.get("__type") or answer.status
            raise SignInRefused(f"{self.email} cannot sign in: {why}")
        self.tokens |= given["AuthenticationResult"]


def new_key() -> str:
    return uuid.uuid4().hex


def query(**parameters: str) -> str:
    return "?" + urllib.parse.urlencode(parameters)
