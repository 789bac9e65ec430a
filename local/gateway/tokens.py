"""Checks ID tokens as API Gateway's Cognito authorizer does: signature, issuer, audience, kind and expiry."""

import json
import threading
import time
import urllib.request
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any

import jwt

from local.gateway.answers import unauthorized

# A token signed with a key that is not known yet may be signed with a new one; a forger must not make us ask each time.
SECONDS_BETWEEN_FETCHES = 10.0
NEEDED = ["exp", "iat", "iss", "aud", "sub", "token_use"]
DATES = ("exp", "iat")

Fetch = Callable[[], Mapping[str, Any]]


class Tokens:
    """The tokens of one user pool, for a few of its app clients."""

    def __init__(
        self, *, issuer: str, audience: Collection[str], fetch: Fetch, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._issuer, self._audience = issuer, list(audience)
        self._fetch, self._clock = fetch, clock
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched_at = float("-inf")
        self._fetching = threading.Lock()

    def claims(self, authorization: str | None) -> dict[str, str]:
        """The claims as API Gateway hands them over; whatever is wrong with the token, the refusal is the same."""
        token = (authorization or "").removeprefix("Bearer ").strip()
        try:
            claims = self._decode(token)
        except (jwt.PyJWTError, OSError, ValueError, RecursionError) as reason:
            raise unauthorized() from reason
        if claims["token_use"] != "id":
            raise unauthorized()
        return {name: _as_text(name, value) for name, value in claims.items()}

    def _decode(self, token: str) -> dict[str, Any]:
        key = self._key(str(jwt.get_unverified_header(token).get("kid")))
        claims: dict[str, Any] = jwt.decode(
            token, key, algorithms=["RS256"], issuer=self._issuer, audience=self._audience, options={"require": NEEDED}
        )
        return claims

    def _key(self, key_id: str) -> jwt.PyJWK:
        with self._fetching:
            if key_id not in self._keys and self._clock() - self._fetched_at >= SECONDS_BETWEEN_FETCHES:
                self._fetched_at = self._clock()
                self._keys = {str(key.key_id): key for key in jwt.PyJWKSet.from_dict(dict(self._fetch())).keys}
        if key_id not in self._keys:
            raise jwt.InvalidKeyError("signed with a key that is not the pool's")
        return self._keys[key_id]


def keys_at(url: str) -> Fetch:
    """Fetches the keys that a pool publishes."""

    def fetch() -> Mapping[str, Any]:
        with urllib.request.urlopen(url, timeout=5) as answer:
            keys: Mapping[str, Any] = json.load(answer)
        return keys

    return fetch


def _as_text(name: str, value: Any) -> str:
    if name in DATES:
        return datetime.fromtimestamp(value, UTC).strftime("%a %b %d %H:%M:%S UTC %Y")
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
