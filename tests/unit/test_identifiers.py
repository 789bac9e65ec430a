"""Identifiers: 26 ULID letters, drawn from time and chance or derived from what they name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from chalicelib.domain.identifiers import PERSON, derived_identifier, is_identifier, new_identifier
from tests.builders import NOON

instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))
chances = st.binary(min_size=10, max_size=10)
NONE, ALL = bytes(10), b"\xff" * 10


@given(now=instants, chance=chances, parts=st.lists(st.text(), min_size=1))
def test_every_identifier_is_26_letters_of_the_ulid_alphabet(now: datetime, chance: bytes, parts: list[str]) -> None:
    drawn, derived = new_identifier(now, chance), derived_identifier(*parts)

    assert is_identifier(drawn)
    assert is_identifier(derived)


def test_a_ulid_is_spelled_as_its_specification_does() -> None:
    earliest = new_identifier(datetime(1970, 1, 1, tzinfo=UTC), NONE)
    known = new_identifier(datetime.fromtimestamp(1469918176.385, tz=UTC), NONE)

    assert earliest == "0" * 26
    assert known == "01ARYZ6S41" + "0" * 16


@given(now=instants, later=st.timedeltas(timedelta(milliseconds=1), timedelta(days=99)), chance=chances)
@example(now=NOON, later=timedelta(milliseconds=1), chance=NONE)
def test_drawn_identifiers_sort_by_time_whatever_chance_says(now: datetime, later: timedelta, chance: bytes) -> None:
    assert new_identifier(now, ALL) < new_identifier(now + later, chance) or chance == ALL


@given(now=instants, one=chances, other=chances)
def test_within_a_millisecond_chance_tells_them_apart(now: datetime, one: bytes, other: bytes) -> None:
    assert (new_identifier(now, one) == new_identifier(now, other)) is (one == other)


def test_the_same_parts_give_the_same_letters_for_ever() -> None:
    assert derived_identifier("job", "somebody", "key-1") == derived_identifier("job", "somebody", "key-1")
    assert derived_identifier("job", "somebody", "key-1") == "18TCHQ5M1NEM5H16ZCJFHGASM3"


@pytest.mark.parametrize(
    "parts",
    [("job", "somebody", "key-2"), ("job", "somebody"), ("somebody", "job", "key-1"), ("jobsomebody", "key-1"), ("",)],
)
def test_other_parts_give_other_letters(parts: tuple[str, ...]) -> None:
    assert derived_identifier(*parts) != derived_identifier("job", "somebody", "key-1")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("01ARYZ6S410000000000000000", True),
        ("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", True),
        ("8ZZZZZZZZZZZZZZZZZZZZZZZZZ", False),
        ("01ARYZ6S41000000000000000", False),
        ("01ARYZ6S4100000000000000000", False),
        ("01ARYZ6S410000000000000000\n", False),
        ("01aryz6s410000000000000000", False),
        ("01ARYZ6S41000000000000000I", False),
        ("01ARYZ6S41000000000000000L", False),
        ("01ARYZ6S41000000000000000O", False),
        ("01ARYZ6S41000000000000000U", False),
        ("01ARYZ6S41000000000000000０", False),
        ("", False),
    ],
)
def test_an_identifier_is_told_by_its_form(text: str, is_one: bool) -> None:
    assert is_identifier(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("c692ed10-4240-4cfb-a064-bdb16a6f885c", True),
        ("C692ED10-4240-4CFB-A064-BDB16A6F885C", False),
        ("c692ed10-4240-4cfb-a064-bdb16a6f885", False),
        ("c692ed10-4240-4cfb-a064-bdb16a6f885c\n", False),
        ("c692ed1042404cfba064bdb16a6f885c", False),
        ("01ARYZ6S410000000000000000", False),
        ("me", False),
        ("", False),
    ],
)
def test_a_persons_identifier_is_a_uuid_as_the_user_pool_writes_it(text: str, is_one: bool) -> None:
    assert (PERSON.fullmatch(text) is not None) is is_one
