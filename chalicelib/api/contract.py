"""The contract over HTTP: the whole API as OpenAPI for programs, and as a page for people."""

from __future__ import annotations

from functools import cache
from typing import Any

from chalicelib.api import appointments, attention, jobs, notes, organization, people, photos, system
from chalicelib.api.asked import Asked
from chalicelib.api.http import Page
from chalicelib.api.routes import Routes

routes = Routes(__name__)


@routes.get_publicly("/openapi.json")
def openapi(_: Asked) -> dict[str, Any]:
    """The whole API as an OpenAPI 3.1 document."""
    return contract()


@routes.get_publicly("/docs")
def docs(_: Asked) -> Page:
    """The whole API as a page for people."""
    from chalicelib.api.reference import page

    return Page(page(contract()))


NOUNS = (
    system.routes,
    organization.routes,
    people.routes,
    jobs.routes,
    appointments.routes,
    attention.routes,
    notes.routes,
    photos.routes,
    routes,
)
"""All there is to ask; app.py serves it."""


@cache
def contract() -> dict[str, Any]:
    from chalicelib.api.openapi import document

    return document(route for noun in NOUNS for route in noun.declared)
