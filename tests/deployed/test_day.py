"""The package deployed as it is, into ministack: its own REST API, authorizer, functions, stream, queue and clock.

Known to be otherwise than on AWS, and covered by assertions on the template: ministack ignores gateway responses that
stand in the API's definition, partial batch answers, retries, bisection and failure destinations of streams, and
checks no permissions of roles; CloudFront is a small front of our own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from chalicelib.api.contract import contract
from local.day.client import Client
from local.day.network import send
from local.day.play import Cast, play
from local.day.stage import copy_at
from local.demo.company import DANA, MARIA, ORGANIZATION, SAM
from ops.__main__ import main as ops
from tests.deployed.copy_of_aws import STAGE, Copy
from tests.deployed.permissions import NOT_PART_OF_THE_DAY, allowances, is_relay
from tests.deployed.rules import functions

PASSWORD = "correct horse battery staple"
FOUNDING = [
    *("organization", "--brand", ORGANIZATION.brand, "--time-zone", ORGANIZATION.time_zone),
    *("--phone", ORGANIZATION.phone or "", "--email", DANA.email),
    *("--first-name", DANA.first_name, "--last-name", DANA.last_name),
]

TICK = {
    "version": "0",
    "id": "1",
    "account": "000000000000",
    "region": "us-east-1",
    "time": "2026-03-02T08:00:00Z",
    "detail-type": "Scheduled Event",
    "source": "aws.events",
    "resources": [],
    "detail": {},
}


@pytest.fixture(scope="module")
def office(copy: Copy, monkeypatch_module: pytest.MonkeyPatch) -> Client:
    """The first dispatcher of an organization that the operator founded; technicians are invited by the API."""
    for name, value in copy.aws.environment.items():
        monkeypatch_module.setenv(name, value)
    assert operator(copy, *FOUNDING, "--do-it")[-1] == "done"
    let_in(copy, DANA.email)
    dispatcher = Client(address=copy.url, app="dispatch", email=DANA.email).signed_in(PASSWORD)
    for each in (SAM, MARIA):
        names = {"first_name": each.first_name, "last_name": each.last_name}
        answer = dispatcher.ask("POST", "/people", {"email": each.email, "roles": ["technician"], **names})
        assert answer.status == 201, answer
        let_in(copy, each.email)
    return dispatcher


@pytest.fixture(scope="module")
def monkeypatch_module() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def operator(copy: Copy, *arguments: str) -> list[str]:
    told: list[str] = []
    assert ops([STAGE, *arguments], copy.client, told.append) == 0
    return told


def let_in(copy: Copy, email: str) -> None:
    """What somebody does with the first password that came by e-mail."""
    pool = copy.deployed.resource("UserPool")
    copy.client("cognito-idp").admin_set_user_password(
        UserPoolId=pool, Username=email, Password=PASSWORD, Permanent=True
    )


@pytest.fixture(scope="module")
def told(copy: Copy, office: Client) -> list[str]:
    """What the scripted day told."""
    sentences: list[str] = []
    play(copy_at(copy.url, say=sentences.append), cast=Cast(password=PASSWORD), hold=2)
    return sentences


def test_the_scripted_day_is_played_on_the_deployed_copy(told: list[str], office: Client) -> None:
    assert told[-1].startswith("\nAll as promised")
    assert office.ask("GET", "/jobs?status=complete").body["jobs"]


@pytest.mark.usefixtures("told")
def test_every_function_may_do_what_it_does_and_hardly_anything_else(copy: Copy, office: Client, built: Any) -> None:
    assert office.ask("GET", "/attention").is_good
    for name in ("SweepAlerts", "RepairJobs"):
        answer = copy.client("lambda").invoke(FunctionName=copy.deployed.resource(name), Payload=json.dumps(TICK))
        assert "FunctionError" not in answer

    asked, allowed = copy.recorder.asked, set(allowances(built))

    assert {function for function, _, _ in asked} == set(functions(built))
    assert asked - allowed == set()
    assert {each for each in allowed - asked if not is_relay(each)} == NOT_PART_OF_THE_DAY


def test_the_authorizer_stands_before_every_route_but_the_public_ones(copy: Copy) -> None:
    statuses = {path: send("GET", f"{copy.url}/api{path}").status for path in ("/health", "/config", "/me", "/people")}

    assert statuses == {"/health": 200, "/config": 200, "/me": 401, "/people": 401}


def test_the_deployed_copy_tells_the_contract_that_was_tested(copy: Copy) -> None:
    assert send("GET", f"{copy.url}/api/openapi.json").body == json.loads(json.dumps(contract()))


def test_the_switch_stops_all_texts_of_the_deployed_copy(copy: Copy, office: Client) -> None:
    def preview() -> Any:
        told = operator(copy, "texts", "off")
        return told[0].split(";")[0]

    assert preview().endswith("are on")

    operator(copy, "texts", "off", "--do-it")
    stopped = preview()
    operator(copy, "texts", "on", "--do-it")

    assert stopped.endswith("are off")
    assert preview().endswith("are on")


def test_the_site_may_use_the_bucket_of_photos_after_the_first_deployment(copy: Copy) -> None:
    origins = copy.deployed.stack.parameters()["SiteOrigins"]

    assert origins == f"https://{copy.outputs['SiteDomain']}"
