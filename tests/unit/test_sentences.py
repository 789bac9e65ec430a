"""What is wrong with a field is said in words; every message that msgspec can give for our shapes has its sentence."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
import pytest
from msgspec import Meta

from chalicelib.api.appointment_bodies import ChangeBody
from chalicelib.api.attention import DismissBody
from chalicelib.api.bodies import Line, Prose
from chalicelib.api.people import Email
from chalicelib.api.sentences import sentence
from chalicelib.api.work import Country, WorkShape


def said(shape: Any, value: Any) -> str:
    with pytest.raises(msgspec.ValidationError) as refused:
        msgspec.convert(value, type=shape)
    return sentence(str(refused.value).partition(" - at ")[0])


@pytest.mark.parametrize(
    ("shape", "value", "words"),
    [
        (Line, "  ", "must say something, and hold no NUL character"),
        (Line, "", "must not be empty"),
        (Line, "x" * 121, "must have at most 120 characters"),
        (Prose, "a\0b", "must hold no NUL character"),
        (Prose, 7, "must be text"),
        (Country, "usa", "must be a country's two capital letters, such as US"),
        (Country, "US\n", "must be a country's two capital letters, such as US"),
        (Email, "kim@example", "must be an e-mail address, such as kim@example.com"),
        (Annotated[str, Meta(pattern="^a+$")], "b", "must be like '^a+$'"),
        (Annotated[list[str], Meta(min_length=1)], [], "must name at least one"),
        (Annotated[list[str], Meta(max_length=1)], ["a", "b"], "must have at most 1 entries"),
        (Annotated[int, Meta(ge=0)], -1, "must be 0 or more"),
        (Annotated[float, Meta(le=90)], 91, "must be 90.0 or less"),
        (bool | None, "yes", "must be true or false or null"),
        (ChangeBody, {}, "is missing"),
        (ChangeBody, {"status": "started", "source": "web"}, "is not known here; leave it out"),
        (ChangeBody, {"status": "gone"}, "cannot be 'gone'; the contract says what it can be"),
        (ChangeBody, {"status": "started", "sequence": 2**53}, "must be 9007199254740991 or less"),
        (ChangeBody, {"status": "started", "occurred_at": "noon"}, "must be a time such as 2026-03-02T19:00:00Z"),
        (
            ChangeBody,
            {"status": "started", "occurred_at": "2026-03-02T19:00:00"},
            "must name its zone, as 2026-03-02T19:00:00Z does",
        ),
        (DismissBody, {"version": "3"}, "must be a whole number or null"),
        (WorkShape, [], "must be an object"),
    ],
)
def test_it_is_said_in_words(shape: Any, value: Any, words: str) -> None:
    assert said(shape, value) == words


def test_a_rule_of_ours_names_the_field_once() -> None:
    assert sentence("`phone` must be written as +12125550123") == "must be written as +12125550123"


def test_our_own_rules_speak_for_themselves() -> None:
    assert sentence("must end after it begins") == "must end after it begins"
