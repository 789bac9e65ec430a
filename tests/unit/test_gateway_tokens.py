"""Only ID tokens that the pool signed, for one of its clients and still valid, are let through."""

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

from local.gateway.answers import Refusal
from local.gateway.tokens import SECONDS_BETWEEN_FETCHES, Tokens

ISSUER = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_pool"
CLIENTS = ["field", "dispatch", "api"]
IN_2023, IN_2100 = 1_700_000_000, 4_102_444_800


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def other_key() -> RSAPrivateKey:
    return generate_private_key(public_exponent=65537, key_size=2048)


class Pool:
    """A user pool that counts how often it is asked for its keys."""

    def __init__(self, **keys: RSAPrivateKey) -> None:
        self.keys = keys
        self.asked = 0

    def fetch(self) -> dict[str, Any]:
        self.asked += 1
        return {"keys": [published(name, key) for name, key in self.keys.items()]}


def published(key_id: str, key: RSAPrivateKey) -> dict[str, Any]:
    return {
        **json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key())),
        "kid": key_id,
        "alg": "RS256",
        "use": "sig",
    }


@pytest.fixture
def pool(key: RSAPrivateKey) -> Pool:
    return Pool(current=key)


@pytest.fixture
def tokens(pool: Pool) -> Tokens:
    return Tokens(issuer=ISSUER, audience=CLIENTS, fetch=pool.fetch)


def a_token(key: RSAPrivateKey, *, key_id: str = "current", **claims: Any) -> str:
    now = int(time.time())
    usual = {"sub": "ann", "iss": ISSUER, "aud": "field", "token_use": "id", "iat": now, "exp": now + 900}
    given = {name: value for name, value in (usual | claims).items() if value is not None}
    return jwt.encode(given, key, algorithm="RS256", headers={"kid": key_id})


def by_hand(header: dict[str, str], claims: dict[str, Any], secret: bytes = b"") -> str:
    """A token that no library would make."""
    signed = ".".join(unpadded(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{unpadded(hmac.digest(secret, signed.encode(), hashlib.sha256)) if secret else ''}"


def unpadded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def refused(tokens: Tokens, authorization: str | None) -> None:
    with pytest.raises(Refusal) as refusal:
        tokens.claims(authorization)
    assert (refusal.value.status, refusal.value.code) == (401, "unauthorized")


@pytest.mark.parametrize("client", CLIENTS)
@pytest.mark.parametrize("prefix", ["Bearer ", ""])
def test_a_token_of_each_client_is_accepted_in_both_forms(
    tokens: Tokens, key: RSAPrivateKey, client: str, prefix: str
) -> None:
    claims = tokens.claims(prefix + a_token(key, aud=client))

    assert (claims["sub"], claims["aud"]) == ("ann", client)


def test_claims_arrive_as_text(tokens: Tokens, key: RSAPrivateKey) -> None:
    several: dict[str, Any] = {
        "cognito:groups": ["technician", "dispatcher"],
        "email_verified": True,
        "auth_time": 1720614516,
    }
    at: Any = {"iat": 1720614516, "exp": IN_2100}

    claims = tokens.claims(a_token(key, **several, **at))

    assert claims["cognito:groups"] == "technician,dispatcher"
    assert claims["email_verified"] == "true"
    assert claims["auth_time"] == "1720614516"
    assert claims["iat"] == "Wed Jul 10 12:28:36 UTC 2024"
    assert claims["exp"] == "Fri Jan 01 00:00:00 UTC 2100"


@pytest.mark.parametrize("authorization", [None, "", "Bearer", "Bearer ", "garbage", "a.b.c", "é.é.é", "Basic YTpi"])
def test_what_is_no_token_is_refused(tokens: Tokens, authorization: str | None) -> None:
    refused(tokens, authorization)


@pytest.mark.parametrize(
    "claims",
    [
        {"exp": IN_2023},
        {"exp": None},
        {"exp": "soon"},
        {"nbf": IN_2100},
        {"iss": ISSUER + "2"},
        {"iss": "https://evil.example/us-east-1_pool"},
        {"iss": None},
        {"aud": "another client"},
        {"aud": None, "client_id": "field"},
        {"token_use": "access"},
        {"token_use": None},
        {"sub": None},
    ],
    ids=str,
)
def test_a_token_with_one_wrong_claim_is_refused(tokens: Tokens, key: RSAPrivateKey, claims: dict[str, Any]) -> None:
    refused(tokens, a_token(key, **claims))


def test_a_token_signed_by_somebody_else_is_refused(tokens: Tokens, other_key: RSAPrivateKey) -> None:
    refused(tokens, a_token(other_key))


def test_a_token_without_signature_is_refused(tokens: Tokens, key: RSAPrivateKey) -> None:
    header, claims, _ = a_token(key).split(".")

    refused(tokens, f"{header}.{claims}.")
    for algorithm in ("none", "None", "NONE"):
        refused(tokens, by_hand({"alg": algorithm, "kid": "current"}, jwt.decode(a_token(key), options=UNCHECKED)))


def test_a_token_signed_with_the_public_key_as_a_secret_is_refused(tokens: Tokens, key: RSAPrivateKey) -> None:
    pem, info = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    secret = key.public_key().public_bytes(pem, info)

    forged = by_hand({"alg": "HS256", "kid": "current"}, jwt.decode(a_token(key), options=UNCHECKED), secret)

    refused(tokens, forged)


def test_changed_claims_break_the_signature(tokens: Tokens, key: RSAPrivateKey) -> None:
    header, _, signature = a_token(key).split(".")
    _, claims, _ = a_token(key, sub="somebody else").split(".")

    refused(tokens, f"{header}.{claims}.{signature}")


def test_a_header_nested_without_end_is_refused(tokens: Tokens) -> None:
    nested = unpadded(b"[" * 20_000)

    refused(tokens, f"{nested}.e30.x")


def test_keys_are_fetched_once(tokens: Tokens, pool: Pool, key: RSAPrivateKey) -> None:
    for _ in range(3):
        tokens.claims(a_token(key))

    assert pool.asked == 1


def test_a_new_key_is_found_but_forgers_do_not_make_us_ask_again(key: RSAPrivateKey, other_key: RSAPrivateKey) -> None:
    pool, clock = Pool(current=key), Clock()
    tokens = Tokens(issuer=ISSUER, audience=CLIENTS, fetch=pool.fetch, clock=clock)
    tokens.claims(a_token(key))
    pool.keys["new"] = other_key

    for _ in range(3):
        refused(tokens, a_token(other_key, key_id="forged"))
    assert pool.asked == 1

    clock.now += SECONDS_BETWEEN_FETCHES
    assert tokens.claims(a_token(other_key, key_id="new"))["sub"] == "ann"
    assert pool.asked == 2


def test_a_pool_that_cannot_be_reached_lets_nobody_in(key: RSAPrivateKey) -> None:
    def unreachable() -> dict[str, Any]:
        raise ConnectionRefusedError

    tokens = Tokens(issuer=ISSUER, audience=CLIENTS, fetch=unreachable)

    refused(tokens, a_token(key))


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


UNCHECKED: Any = {"verify_signature": False}
