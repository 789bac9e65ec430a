"""Whose hat somebody wears, who has an appointment now, and that no forged token opens anything."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from chalicelib.domain.person import Role
from tests.api.conftest import API, DISPATCH, Client, Office, refused


def test_through_the_field_app_a_dispatcher_acts_as_technician(office: Office) -> None:
    both = office.hired("Kim", Role.TECHNICIAN, Role.DISPATCHER)

    answer = both.ask("GET", "/organization")

    refused(answer, 403, "forbidden")
    assert both.get("/me")["role"] == "technician"


def test_a_person_without_a_role_is_told_so(office: Office) -> None:
    nobody = office.hired("Kim", client=DISPATCH)

    refused(nobody.ask("GET", "/appointments?date=2026-03-02"), 403, "forbidden")


def test_the_source_of_a_change_is_the_client_it_came_through(office: Office) -> None:
    visit = office.visit()
    machine = office.hired("Kim", Role.DISPATCHER, client=API)

    visit.moved(office.sam, "enroute")
    visit.moved(office.dispatcher, "started")
    visit.moved(machine, "complete")

    sources = [entry["source"] for entry in visit.now()["timeline"] if entry["kind"] == "change"]
    assert sources == ["mobile", "web", "api"]


def test_after_a_reassignment_the_former_technician_is_told_who_has_it_now(office: Office) -> None:
    visit = office.visit(technician=office.sam)
    office.dispatcher.ask("PATCH", visit.path, {"version": 1, "technician": office.bo.person_id})

    live = visit.move(office.sam, "enroute")

    assert "Bo" in refused(live, 409, "not_allowed")["detail"]
    assert visit.now()["status"] == "scheduled"


def unsigned(office: Office) -> str:
    _, body, _ = office.sam.token.split(".")
    forged = base64.urlsafe_b64encode(json.dumps({"alg": "none", "typ": "JWT"}).encode()).decode().rstrip("=")
    return f"{forged}.{body}."


def signed_with_the_public_key(office: Office) -> str:
    pool = office.run.environment["USER_POOL_ID"]
    keys = httpx.get(f"{office.run.environment['SIGN_IN_URL']}{pool}/.well-known/jwks.json").json()["keys"]
    claims = jwt.decode(office.sam.token, options={"verify_signature": False})
    kid = {"kid": jwt.get_unverified_header(office.sam.token)["kid"]}
    return jwt.encode(claims, keys[0]["n"], algorithm="HS256", headers=kid)


def tampered(office: Office) -> str:
    head, body, signature = office.sam.token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(body + "=="))
    claims["custom:organization"] = "0" * 26
    return f"{head}.{base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip('=')}.{signature}"


def signed_by_somebody_else(office: Office) -> str:
    claims = jwt.decode(office.sam.token, options={"verify_signature": False}) | {"exp": int(time.time()) + 600}
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, key, algorithm="RS256", headers=jwt.get_unverified_header(office.sam.token))


@pytest.mark.parametrize("forge", [unsigned, signed_with_the_public_key, tampered, signed_by_somebody_else])
def test_a_forged_token_opens_nothing(office: Office, forge: Callable[[Office], str]) -> None:
    forger = Client(http=office.http, person_id="", token=forge(office))

    refused(forger.ask("GET", "/me"), 401, "unauthorized")
