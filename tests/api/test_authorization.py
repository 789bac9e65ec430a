"""The walls: every route of the contract, and what each kind of caller is answered there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

import httpx
import pytest

from chalicelib.api.contract import contract
from chalicelib.domain.image import Size
from chalicelib.domain.photo import Picture
from tests.api.conftest import Client, Office, Visit, a_job_body, an_invitation, refused
from tests.builders import a_job, a_photo

CALLERS = ("nobody", "forger", "technician", "other technician", "dispatcher", "other office")
"""`technician` has the appointment, `dispatcher` is of the same office; both of the others have work of their own."""

OPEN = (200, 200, 200, 200, 200, 200)
SIGNED_IN = (401, 401, 200, 200, 200, 200)
TEAM = (401, 401, 200, 404, 200, 404)
"""A job's technicians and its office."""
OFFICES = (401, 401, 403, 403, 200, 200)
OFFICE = (401, 401, 403, 403, 200, 404)
"""The office whose job it is."""

MATRIX: Mapping[str, tuple[int, ...]] = {
    "GET /health": OPEN,
    "GET /config": OPEN,
    "GET /openapi.json": OPEN,
    "GET /docs": OPEN,
    "GET /me": SIGNED_IN,
    "GET /organization": OFFICES,
    "PUT /organization": OFFICES,
    "GET /appointments": SIGNED_IN,
    "GET /jobs": OFFICES,
    "POST /jobs": OFFICES,
    "GET /jobs/{job_id}": TEAM,
    "PATCH /jobs/{job_id}": OFFICE,
    "POST /jobs/{job_id}/cancel": OFFICE,
    "POST /jobs/{job_id}/notes": TEAM,
    "POST /jobs/{job_id}/photos": TEAM,
    "POST /jobs/{job_id}/photos/{photo_id}/uploaded": TEAM,
    "GET /jobs/{job_id}/photos/{photo_id}": TEAM,
    "POST /jobs/{job_id}/appointments": OFFICE,
    "PATCH /jobs/{job_id}/appointments/{appointment_id}": OFFICE,
    "POST /jobs/{job_id}/appointments/{appointment_id}/status": TEAM,
    "POST /jobs/{job_id}/appointments/{appointment_id}/status/preview": TEAM,
    "POST /jobs/{job_id}/appointments/{appointment_id}/alerts/{alert_id}/resend": TEAM,
    "POST /jobs/{job_id}/appointments/{appointment_id}/flags/{flag}/dismiss": OFFICE,
    "GET /attention": OFFICES,
    "GET /people": OFFICES,
    "POST /people": OFFICES,
    "PATCH /people/{person_id}": OFFICE,
    "POST /people/{person_id}/invitation": OFFICE,
}
REFUSALS = {401: "unauthorized", 403: "forbidden", 404: "not_found"}
OK = 200
"""Or 201."""

NOWHERE = "0" * 26
NOBODY = "00000000-0000-4000-8000-000000000000"


@dataclass(kw_only=True)
class Scene:
    """A visit on the way, its text sent, a photo left, somebody invited, and who may come by."""

    visit: Visit
    other: Office
    alert_id: str
    photo_id: str
    invited_id: str

    @property
    def office(self) -> Office:
        return self.visit.office

    @property
    def ids(self) -> dict[str, str]:
        return {
            "job_id": self.visit.job_id,
            "appointment_id": self.visit.appointment_id,
            "alert_id": self.alert_id,
            "flag": "unknown",
            "photo_id": self.photo_id,
            "person_id": self.invited_id,
        }

    def callers(self) -> dict[str, Client]:
        nobody, forged = (Client(http=self.office.http, person_id="", token=token) for token in ("", self._forged()))
        people = (nobody, forged, self.office.sam, self.office.bo, self.office.dispatcher, self.other.dispatcher)
        return dict(zip(CALLERS, people, strict=True))

    def _forged(self) -> str:
        """Signed for somebody else."""
        head, body, _ = self.office.sam.token.split(".")
        return f"{head}.{body}.{self.office.bo.token.rpartition('.')[2]}"


def settings_known_to(scene: Scene, who: Client) -> Any:
    """Those of the caller's own office."""
    return (who if who is scene.other.dispatcher else scene.office.dispatcher).get("/organization")


BODIES: Mapping[str, Callable[[Scene, Client], Any]] = {
    "PUT /organization": settings_known_to,
    "POST /jobs": lambda _, __: a_job_body(),
    "PATCH /jobs/{job_id}": lambda _, __: {"version": 1, "title": "Another"},
    "POST /jobs/{job_id}/notes": lambda _, __: {"text": "Gate code"},
    "POST /jobs/{job_id}/photos": lambda _, __: {"content_type": "image/png", "size": 100},
    "POST /jobs/{job_id}/appointments": lambda _, __: {"starts_at": "2026-03-03T16:00:00Z"},
    "PATCH /jobs/{job_id}/appointments/{appointment_id}": lambda scene, _: {
        "version": scene.visit.now()["version"],
        "starts_at": "2026-03-03T16:00:00Z",
    },
    "POST /jobs/{job_id}/appointments/{appointment_id}/status": lambda _, __: {"status": "started"},
    "POST /jobs/{job_id}/appointments/{appointment_id}/status/preview": lambda _, __: {"status": "started"},
    "POST /people": lambda _, __: an_invitation(),
    "PATCH /people/{person_id}": lambda _, __: {"version": 1, "last_name": "Lind"},
}
QUERIES = {"GET /appointments": "?date=2026-03-02", "GET /jobs": "?status=in_progress"}


@pytest.fixture
def set_scene(opened: Callable[[], Office]) -> Callable[[], Scene]:
    office, other = opened(), opened()
    other.visit()
    office.visit(technician=office.bo)

    def scene() -> Scene:
        visit = office.visit()
        alert_id = visit.moved(office.sam, "enroute")["alert"]["id"]
        office.catch_up()
        invited_id = office.dispatcher.post("/people", an_invitation())["id"]
        return Scene(visit=visit, other=other, alert_id=alert_id, photo_id=left(visit), invited_id=invited_id)

    return scene


def left(visit: Visit) -> str:
    """A photo that is shown."""
    job = a_job(organization_id=visit.office.organization.organization_id, job_id=visit.job_id)
    photo = a_photo(job, picture=Picture(etag="e", size=Size(width=3, height=2)))
    visit.office.services.photos.add(photo)
    return photo.photo_id


def asked(route: str, who: Client, scene: Scene, **ids: str) -> httpx.Response:
    method, _, path = route.partition(" ")
    body = BODIES[route](scene, who) if route in BODIES else {} if method != "GET" else None
    return who.ask(method, path.format(**{**scene.ids, **ids}) + QUERIES.get(route, ""), body)


def test_the_matrix_knows_every_route_and_no_other() -> None:
    routes = [f"{method.upper()} {path}" for path, methods in contract()["paths"].items() for method in methods]

    assert [pair for pair in zip_longest(sorted(MATRIX), sorted(routes)) if pair[0] != pair[1]] == []


@pytest.mark.parametrize("route", MATRIX)
def test_each_caller_is_answered_as_the_matrix_says(route: str, set_scene: Callable[[], Scene]) -> None:
    answers, scene = {}, set_scene()
    before = scene.visit.job()

    for name in sorted(CALLERS, key=lambda name: is_let_in(route, name)):
        scene = set_scene() if is_let_in(route, name) and "{job_id}" in route else scene
        answers[name] = asked(route, scene.callers()[name], scene)
        if not is_let_in(route, name):
            assert scene.visit.job() == before

    assert tuple(OK if answers[name].is_success else answers[name].status_code for name in CALLERS) == MATRIX[route]
    for answer in answers.values():
        if answer.status_code in REFUSALS:
            refused(answer, answer.status_code, REFUSALS[answer.status_code])


@pytest.mark.parametrize("route", [route for route in MATRIX if 404 in MATRIX[route]])
@pytest.mark.parametrize("name", ["other technician", "other office"])
def test_what_is_not_theirs_is_as_if_it_were_not_there(route: str, name: str, set_scene: Callable[[], Scene]) -> None:
    scene = set_scene()
    who = scene.callers()[name]

    foreign = asked(route, who, scene)
    nowhere = {name: NOWHERE for name in scene.ids if name != "flag"} | {"person_id": NOBODY}
    unknown = asked(route, who, scene, **nowhere)

    assert (foreign.status_code, foreign.content) == (unknown.status_code, unknown.content)


def is_let_in(route: str, name: str) -> bool:
    return MATRIX[route][CALLERS.index(name)] < 400
