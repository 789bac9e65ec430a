"""Requests drawn from the contract, valid and not, by people who must not see each other's things, to a running copy.

Every check of schemathesis is on, object-level authorization and ignored sign-in among them, but for one: to a method
that a path does not have API Gateway answers 403, not 405.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chalicelib.api.contract import contract
from tests.api.conftest import Client, Office, Visit

CHECKOUT = Path(__file__).parents[2]
DRAWING = Path(__file__).with_name("drawing.py")
CHECKS = ("--checks", "all", "--exclude-checks", "unsupported_method")

TAKEN = ["2xx", "304", "401", "403", "404", "409", "429"]
"""What a request that the contract allows may be answered: it may ask for what is not there, or not theirs, or once too
often; and now and then a token is drawn, too (that no other than a true one opens anything is a check of its own)."""

RULES_BEYOND = {
    "GET /jobs": "a cursor is one that another page brought; days go with what is over, the first one first",
    "PUT /organization": "the brand is spelled with a text's own letters",
    "PATCH /jobs/{job_id}": "whoever opts out has a number",
    "POST /jobs/{job_id}/photos/{photo_id}/uploaded": "what was announced was sent",
    "POST /jobs/{job_id}/appointments": "it ends after it starts; the technician is one of the office's",
    "PATCH /jobs/{job_id}/appointments/{appointment_id}": "the same",
    "POST /jobs/{job_id}/appointments/{appointment_id}/status": "an outcome goes with complete",
    "POST /jobs/{job_id}/appointments/{appointment_id}/status/preview": "the same",
    "POST /people": "the address is nobody's yet, and one that Cognito takes",
}
"""Where a schema cannot say everything, and what it cannot say: there 400 and 422 may be an answer, too."""

OFTEN = 0.8
"""How often an id is one of something that is there: drawn ones never are."""

REPORTED = 10_000
"""Characters."""

Ids = Mapping[str, Sequence[str]]
"""Of things that are there, by the name of the parameter that they stand for."""


@dataclass(frozen=True, kw_only=True)
class Fuzzed:
    """What came of it: how many requests were sent, and what was found."""

    passed: bool
    requests: int
    report: str


def fuzzed(url: str, folder: Path, people: Mapping[str, Client], ids: Ids, *options: str) -> Fuzzed:
    """The first of the people asks, the others are tried on what they must not see."""
    people_file, settings = folder / "people.json", folder / "schemathesis.toml"
    people_file.write_text(json.dumps({"auth": [_person(*person) for person in people.items()]}), "utf-8")
    settings.write_text(_settings(people_file, list(people), ids), "utf-8")
    schemathesis = (sys.executable, "-m", "schemathesis.cli", "--config-file", str(settings))
    ended = subprocess.run(
        [*schemathesis, "run", f"{url}/api/openapi.json", *CHECKS, *options],
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )
    generated = re.search(r"(\d+) generated", ended.stdout)
    return Fuzzed(
        passed=ended.returncode == 0,
        requests=int(generated[1]) if generated else 0,
        report=ended.stdout[-REPORTED:] + ended.stderr[-REPORTED:],
    )


def strangers(office: Office, other: Office) -> dict[str, dict[str, Client]]:
    """Who asks, with whom that must not see the same."""
    return {
        "dispatcher": {"dispatcher": office.dispatcher, "another office's dispatcher": other.dispatcher},
        "technician": {"technician": office.sam, "another technician": office.bo, "another office's": other.sam},
    }


def ids_of(office: Office, other: Office) -> Ids:
    """Mostly of the office's own things."""
    own, foreign = _told(office.visit()), _told(other.visit())
    return {name: [own[name], own[name], foreign[name]] for name in own}


def _told(visit: Visit) -> dict[str, str]:
    """The ids of a visit whose customer was told that somebody is on the way."""
    alert = visit.moved(visit.office.sam, "enroute")["alert"]
    visit.office.catch_up()
    photo = visit.office.sam.post(f"/jobs/{visit.job_id}/photos", {"content_type": "image/png", "size": 1})
    return {
        "job_id": visit.job_id,
        "appointment_id": visit.appointment_id,
        "alert_id": alert["id"],
        "photo_id": photo["id"],
        "person_id": visit.office.bo.person_id,
    }


def _person(name: str, client: Client) -> dict[str, Any]:
    return {"name": name, "fixedHeaders": [{"name": "Authorization", "value": f"Bearer {client.token}"}]}


def operations() -> Iterator[tuple[str, Any]]:
    """Each route, and what the contract says of it."""
    for path, methods in contract()["paths"].items():
        yield from ((f"{method.upper()} {path}", operation) for method, operation in methods.items())


def _settings(people: Path, names: list[str], ids: Ids) -> str:
    return "\n".join(
        (
            "color = false",
            "continue-on-failure = true",
            "cache.enabled = false",
            f"hooks = {json.dumps(str(DRAWING))}",
            "[auth.wfc]",
            f"path = {json.dumps(str(people))}",
            f"user = {json.dumps(names[0])}",
            f"peers = {json.dumps(names)}",
            "[dictionaries]",
            *(f"{name} = {{values = {json.dumps(values)}}}" for name, values in ids.items()),
            "[parameters]",
            *(f'"path.{name}" = {{dictionary = "{name}", probability = {OFTEN}}}' for name in ids),
            *(_taken(*operation) for operation in operations()),
        )
    )


def _taken(route: str, operation: Any) -> str:
    """Where it matters which version was read, nobody can draw it."""
    of_versions = ["412"] if "412" in operation["responses"] else []
    of_rules = ["400", "422"] if route in RULES_BEYOND else []
    return (
        f"[[operations]]\ninclude-name = {json.dumps(route)}\n"
        f"checks.positive_data_acceptance.expected-statuses = {json.dumps([*TAKEN, *of_versions, *of_rules])}"
    )
