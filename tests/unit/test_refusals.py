"""What can be refused, and the facts that come with each refusal."""

from __future__ import annotations

import re

import pytest

from chalicelib.domain import refusals
from chalicelib.domain.refusals import (
    Busy,
    IdempotencyMismatch,
    Invalid,
    NotAllowed,
    NotFound,
    Refused,
    Unavailable,
    VersionMismatch,
)

EVERY = [kind for kind in vars(refusals).values() if isinstance(kind, type) and issubclass(kind, Refused)]


@pytest.mark.parametrize("kind", EVERY)
def test_every_refusal_says_in_one_line_when_it_is_raised(kind: type[Refused]) -> None:
    line = kind.__doc__ or ""

    assert line.endswith(".")
    assert "\n" not in line


def test_every_refusal_stands_in_the_tree() -> None:
    tree = re.findall(r"^[│ ]*(?:├──|└──)? ?(\w+)", refusals.__doc__ or "", re.MULTILINE)

    assert {kind.__name__ for kind in EVERY} <= set(tree)


def test_an_invalid_field_is_named_with_its_rule() -> None:
    refusal = Invalid(outcome="goes with complete", reason="say why")

    assert refusal.errors == {"outcome": "goes with complete", "reason": "say why"}
    assert str(refusal) == "outcome: goes with complete; reason: say why"


def test_a_key_used_for_something_else_is_an_invalid_field() -> None:
    refusal = IdempotencyMismatch()

    assert isinstance(refusal, Invalid)
    assert list(refusal.errors) == ["idempotency_key"]


def test_what_is_not_allowed_comes_with_what_is() -> None:
    assert NotAllowed("no").allowed == ()
    assert NotAllowed("no", allowed=("started",)).allowed == ("started",)


def test_another_version_comes_with_what_stands_now() -> None:
    now = object()

    assert VersionMismatch("Dana changed it", now).current is now


@pytest.mark.parametrize("refusal", [NotFound(), Busy(), Unavailable(), IdempotencyMismatch()])
def test_what_has_one_sentence_only_brings_it_along(refusal: Refused) -> None:
    assert len(str(refusal)) > 20
    assert not str(refusal).endswith(".")
