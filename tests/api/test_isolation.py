"""Who may not: no token, a forged one, another technician, another organization."""

from __future__ import annotations

import base64
import json
import time
from collections.abc import Callable
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from chalicelib.domain.person import Role
from tests.api.conftest import API, DISPATCH, Client, Office, Visit, a_job_body, refused

ROUTES = [
    ("GET", "/me", None),
    ("GET", "/organization", None),
    ("PUT", "/organization", {}),
    ("GET", "/appointments?date=2026-03-02", None),
    ("GET", "/jobs?status=scheduled", None),
    ("POST", "/jobs", a_job_body()),
    ("GET", "/jobs/{job}", None),
    ("POST", "/jobs/{job}/cancel", {}),
    ("PUT", "/jobs/{job}/customer/opted-out", {"opted_out": True}),
    ("POST", "/jobs/{job}/notes", {"text": "hello"}),
    ("POST", "/jobs/{job}/appointments", {"starts_at": "2026-03-03T16:00:00Z"}),
    ("PATCH", "/jobs/{job}/appointments/{appointment}", {"version": 1, "starts_at": "2026-03-03T16:00:00Z"}),
    ("POST", "/jobs/{job}/appointments/{appointment}/status", {"status": "started"}),
    ("POST", "/jobs/{job}/appointments/{appointment}/status/preview", {"status": "started"}),
    ("POST", "/jobs/{job}/appointments/{appointment}/alerts/00000000000000000000000000/resend", {}),
]
ABOUT_A_JOB = [route for route in ROUTES if "{job}" in route[1]]
FOR_DISPATCHERS = {
    "/organization",
    "/jobs",
    "/jobs?status=scheduled",
    "/jobs/{job}/cancel",
    "/jobs/{job}/customer/opted-out",
    "/jobs/{job}/appointments",
    "/jobs/{job}/appointments/{appointment}",
}


def asked(who: Client, route: tuple[str, str, Any], visit: Visit) -> httpx.Response:
    method, path, body = route
    return who.ask(method, path.format(job=visit.job_id, appointment=visit.appointment_id), body)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: f"{route[0]} {route[1]}")
def test_without_a_token_nothing_is_answered(office: Office, route: tuple[str, str, Any]) -> None:
    stranger = Client(http=office.http, person_id="", token="")

    answer = asked(stranger, route, office.visit())

    refused(answer, 401, "unauthorized")


@pytest.mark.parametrize("route", ABOUT_A_JOB, ids=lambda route: f"{route[0]} {route[1]}")
def test_another_organizations_things_do_not_exist(opened: Callable[[], Office], route: tuple[str, str, Any]) -> None:
    office, other = opened(), opened()
    visit, own = office.visit(), other.visit()

    foreign = asked(other.dispatcher, route, visit)
    unknown = asked(other.dispatcher, route, Visit(office=other, job_id="0" * 26, appointment_id="0" * 26, phone=None))

    refused(foreign, 404, "not_found")
    assert foreign.content == unknown.content
    assert asked(other.sam, ROUTES[6], own).status_code == 200


@pytest.mark.parametrize("route", ABOUT_A_JOB, ids=lambda route: f"{route[0]} {route[1]}")
def test_another_technicians_job_does_not_exist(office: Office, route: tuple[str, str, Any]) -> None:
    visit = office.visit(technician=office.sam)

    answer = asked(office.bo, route, visit)

    if route[1] in FOR_DISPATCHERS:
        refused(answer, 403, "forbidden")
    else:
        refused(answer, 404, "not_found")
    assert visit.now()["version"] == 1


@pytest.mark.parametrize("route", [route for route in ROUTES if route[1] in FOR_DISPATCHERS], ids=str)
def test_what_dispatchers_do_is_not_for_technicians(office: Office, route: tuple[str, str, Any]) -> None:
    visit = office.visit()
    method, path, body = route
    body = office.dispatcher.get("/organization") if (method, path) == ("PUT", "/organization") else body

    answer = asked(office.sam, (method, path, body), visit)

    refused(answer, 403, "forbidden")


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
