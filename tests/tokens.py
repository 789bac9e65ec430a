"""ID tokens as the pool signs them, without asking it: most tests need somebody who is signed in, and no account."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from chalicelib.domain.person import Person
from local.gateway.tokens import Fetch, keys_at

KEY_ID = "the tests' own"
AN_HOUR = 3600


@cache
def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def the_pool_and_the_tests(url: str) -> Fetch:
    """The keys that a pool publishes, and one more."""
    pools = keys_at(url)

    def fetch() -> Mapping[str, Any]:
        ours = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(_key().public_key()))
        return {"keys": [*pools()["keys"], {**ours, "kid": KEY_ID, "alg": "RS256", "use": "sig"}]}

    return fetch


def token_of(person: Person, *, pool: Mapping[str, str], client: str) -> str:
    """`pool` is a run's environment, `client` the name in it of the app client that somebody signs in through."""
    now = int(time.time())
    claims = {
        "sub": person.person_id,
        "iss": f"https://cognito-idp.{pool['AWS_REGION']}.amazonaws.com/{pool['USER_POOL_ID']}",
        "aud": pool[client],
        "token_use": "id",
        "auth_time": now,
        "iat": now,
        "exp": now + AN_HOUR,
        "cognito:username": person.person_id,
        "email": person.email,
        "email_verified": True,
        "name": person.first_name,
        "custom:organization": person.organization_id,
    }
    if person.roles:
        claims["cognito:groups"] = sorted(person.roles)
    return jwt.encode(claims, _key(), algorithm="RS256", headers={"kid": KEY_ID})
