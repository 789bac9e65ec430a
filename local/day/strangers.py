"""Who may not: a forged token, and a technician who asks for a colleague's job."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

from local.day.client import Client
from local.day.stage import Stage, expect
from local.day.visit import Visit

NO_SUCH_JOB = "0" * 26


def forgers_are_refused(stage: Stage) -> None:
    """Whatever is wrong with a token, the answer is 401."""
    for what, token in forgeries(stage.office.tokens["IdToken"]).items():
        stranger = Client(address=stage.world.address, network=stage.world.network, tokens={"IdToken": token})
        answer = stranger.ask("GET", "/me")
        expect(f"the answer to {what}", answer.status, 401)
        stage.world.tell("somebody", f"comes with {what}: 401")


def colleague_finds_nothing(stage: Stage, visit: Visit) -> None:
    """Another technician's job is not there, exactly as one that never was."""
    for method, path, body in (
        ("GET", f"/jobs/{visit.job_id}", None),
        ("POST", f"{visit.path}/status", {"status": "enroute"}),
        ("POST", f"/jobs/{visit.job_id}/notes", {"text": "Hello?"}),
    ):
        found = stage.colleague.asks(method, path, body, status=404).body
        nothing = stage.colleague.asks(method, path.replace(visit.job_id, NO_SUCH_JOB), body, status=404).body
        expect(f"what {method} {path} tells of somebody else's job", found, nothing)
    stage.colleague.tells(
        f"asks for {stage.technician.first_name}'s job and its status: 404, as for one that never was"
    )


def forgeries(token: str) -> Mapping[str, str]:
    """What a stranger might try with a token that was seen somewhere."""
    header, claims, signature = token.split(".")
    nobody = _written({"alg": "none", "typ": "JWT"})
    elsewhere = _written({**_read(claims), "custom:organization": NO_SUCH_JOB})
    middle = len(signature) // 2
    other_letter = "A" if signature[middle] != "A" else "B"
    return {
        "no token": "",
        "a token that nobody signed": f"{nobody}.{claims}.",
        "another organization's name in the token": f"{header}.{elsewhere}.{signature}",
        "another signature": f"{header}.{claims}.{signature[:middle]}{other_letter}{signature[middle + 1 :]}",
    }


def _read(part: str) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return decoded


def _written(part: Mapping[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()
