"""A noun's routes: what each takes, shows and refuses; requests are checked against it, the contract drawn from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from chalice.app import Blueprint, CognitoUserPoolAuthorizer, Request, Response

from chalicelib import wiring
from chalicelib.api.asked import Answer, Asked
from chalicelib.api.bodies import decoded_body, decoded_query
from chalicelib.api.http import failed, replied
from chalicelib.domain.flag import Flag
from chalicelib.domain.identifiers import PERSON, SHAPE
from chalicelib.domain.refusals import NotFound, Refused

View = Callable[..., Any]
Shape = type[msgspec.Struct]
Refusals = tuple[type[Refused], ...]

FORMS: Mapping[str, re.Pattern[str]] = {"flag": re.compile("|".join(Flag)), "person_id": PERSON}
"""Of the path parameters that are no ULIDs; what has not its form is not found."""

POOL: Any = {"Fn::GetAtt": ["UserPool", "Arn"]}
AUTHORIZER = CognitoUserPoolAuthorizer("people", provider_arns=[POOL])


@dataclass(frozen=True, kw_only=True)
class Route:
    """`refuses` names the refusals that do not follow from what the route takes; `view` says what it shows."""

    method: str
    path: str
    view: View
    query: Shape | None = None
    body: Shape | None = None
    keyed: bool = False
    """It asks for an Idempotency-Key."""
    creates: bool = False
    is_public: bool = False
    refuses: Refusals = ()

    @property
    def noun(self) -> str:
        return self.view.__module__.rpartition(".")[2]

    @property
    def parameters(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.path)

    @property
    def shows(self) -> Any:
        shown = get_type_hints(self.view)["return"]
        return get_args(shown)[0] if get_origin(shown) is Answer else shown

    def answer(self, request: Request, path_parameters: Mapping[str, str]) -> Response:
        asked = Asked(services=wiring.services(), request=request)
        try:
            shown = self.view(self._read(asked, path_parameters), **path_parameters)
            return replied(asked, shown, created=self.creates)
        except Exception as failure:  # noqa: BLE001 - whatever it is, it leaves in the one error shape
            return failed(asked, failure)

    def _read(self, asked: Asked, path_parameters: Mapping[str, str]) -> Asked:
        if not all(form_of(name).fullmatch(value) for name, value in path_parameters.items()):
            raise NotFound
        if self.keyed:
            asked.must_have_key()
        return replace(
            asked,
            query=self.query and decoded_query(asked.request, self.query),
            body=self.body and decoded_body(asked.request, self.body),
        )


def form_of(parameter: str) -> re.Pattern[str]:
    return FORMS.get(parameter, SHAPE)


class Routes(Blueprint):
    """Every refusal leaves in the one error shape, whatever raised it."""

    def __init__(self, import_name: str) -> None:
        super().__init__(import_name)
        self.declared: list[Route] = []

    def get(self, path: str, *, query: Shape | None = None, refuses: Refusals = ()) -> Callable[[View], View]:
        return self._declared("GET", path, query=query, refuses=refuses)

    def get_publicly(self, path: str) -> Callable[[View], View]:
        return self._declared("GET", path, is_public=True)

    def post(
        self, path: str, *, body: Shape, creates: bool = False, keyed: bool = True, refuses: Refusals = ()
    ) -> Callable[[View], View]:
        """With `keyed=False` it changes nothing, and so needs no key."""
        return self._declared("POST", path, body=body, creates=creates, keyed=keyed, refuses=refuses)

    def put(self, path: str, *, body: Shape, refuses: Refusals = ()) -> Callable[[View], View]:
        return self._declared("PUT", path, body=body, refuses=refuses)

    def patch(self, path: str, *, body: Shape, refuses: Refusals = ()) -> Callable[[View], View]:
        return self._declared("PATCH", path, body=body, refuses=refuses)

    def _declared(self, method: str, path: str, **takes: Any) -> Callable[[View], View]:
        def declare(view: View) -> View:
            route = Route(method=method, path=path, view=view, **takes)
            self.declared.append(route)
            self._register(route)
            return view

        return declare

    def _register(self, route: Route) -> None:
        def answer(**path_parameters: str) -> Response:
            return route.answer(self.current_request, path_parameters)

        self.route(
            route.path,
            methods=[route.method],
            name=route.view.__name__,
            content_types=[],  # Chalice's own check of the content type answers in another shape than ours
            authorizer=None if route.is_public else AUTHORIZER,
        )(answer)
