"""What the count of a person's hour promises, in memory and in DynamoDB."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chalicelib.domain.allowance import HOUR, Costly
from tests.builders import BO, NOON, ORGANIZATION, SAM, an_id
from tests.contract.conftest import Store


@pytest.mark.parametrize("cap", [0, 1, 3])
def test_as_much_may_be_caused_as_the_cap_says(store: Store, cap: int) -> None:
    taken = [store.allowances.take(ORGANIZATION, SAM, Costly.TEXT, NOON, cap) for _ in range(5)]

    assert taken == [number < cap for number in range(5)]


def test_each_person_hour_and_thing_has_its_own_count(store: Store) -> None:
    store.allowances.take(ORGANIZATION, SAM, Costly.TEXT, NOON, 1)

    others = [
        store.allowances.take(ORGANIZATION, BO, Costly.TEXT, NOON, 1),
        store.allowances.take(an_id("organization"), SAM, Costly.TEXT, NOON, 1),
        store.allowances.take(ORGANIZATION, SAM, Costly.PHOTO, NOON, 1),
        store.allowances.take(ORGANIZATION, SAM, Costly.TEXT, NOON + HOUR, 1),
    ]

    assert others == [True] * 4


def test_an_hours_count_goes_away_after_a_day(store_in_dynamodb: Store, table: Any) -> None:
    store_in_dynamodb.allowances.take(ORGANIZATION, SAM, Costly.TEXT, NOON, 1)

    (item,) = table.scan()["Items"]

    assert item["expires_on"] == (NOON + timedelta(days=1)).timestamp()
