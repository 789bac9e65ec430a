"""What the count of a day's texts promises, in memory and in DynamoDB."""

from __future__ import annotations

from datetime import date

import pytest

from tests.builders import ORGANIZATION, an_id
from tests.contract.conftest import Store

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.mark.parametrize("cap", [0, 1, 3])
def test_as_many_are_reserved_as_the_cap_says(store: Store, cap: int) -> None:
    reserved = [store.daily_texts.reserve(ORGANIZATION, MONDAY, cap) for _ in range(5)]

    assert reserved == [number < cap for number in range(5)]


def test_one_that_is_given_back_is_reserved_again(store: Store) -> None:
    store.daily_texts.reserve(ORGANIZATION, MONDAY, 1)

    store.daily_texts.give_back(ORGANIZATION, MONDAY)

    assert [store.daily_texts.reserve(ORGANIZATION, MONDAY, 1) for _ in range(2)] == [True, False]


@pytest.mark.parametrize("used", [False, True])
def test_giving_back_what_was_not_taken_gives_nobody_more(store: Store, used: bool) -> None:
    if used:
        store.daily_texts.reserve(ORGANIZATION, MONDAY, 1)
        store.daily_texts.give_back(ORGANIZATION, MONDAY)

    store.daily_texts.give_back(ORGANIZATION, MONDAY)

    assert [store.daily_texts.reserve(ORGANIZATION, MONDAY, 1) for _ in range(2)] == [True, False]


def test_each_day_and_each_organization_has_its_own_count(store: Store) -> None:
    other = an_id("organization")
    store.daily_texts.reserve(ORGANIZATION, MONDAY, 1)

    reserved = [store.daily_texts.reserve(*place, 1) for place in ((ORGANIZATION, TUESDAY), (other, MONDAY))]

    assert reserved == [True, True]


def test_a_lowered_cap_holds_at_once(store: Store) -> None:
    for _ in range(3):
        store.daily_texts.reserve(ORGANIZATION, MONDAY, 5)

    assert not store.daily_texts.reserve(ORGANIZATION, MONDAY, 2)
