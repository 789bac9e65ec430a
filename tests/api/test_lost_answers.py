"""A write whose answer is lost is sent again by botocore: it must have done what it does once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from chalicelib.usecases.ports import Services
from tests.builders import an_id
from tests.fates import ARRIVES_AND_IS_RESET
from tests.wire import Call, heard_of, wired


@pytest.fixture
def lost() -> Iterator[list[str]]:
    """The operations whose next answer is lost."""
    operations: list[str] = []

    def meet(call: Call) -> None:
        if call.operation in operations:
            operations.remove(call.operation)
            heard_of(call, ARRIVES_AND_IS_RESET)

    with wired(meet):
        yield operations


def test_a_text_of_the_day_is_given_back_once(services: Services, lost: list[str]) -> None:
    organization_id, today = an_id("organization"), datetime.now(UTC).date()
    for _ in range(3):
        services.daily_texts.reserve(organization_id, today, 3)

    lost.append("UpdateItem")
    services.daily_texts.give_back(organization_id, today)

    assert lost == []
    assert [services.daily_texts.reserve(organization_id, today, 3) for _ in range(2)] == [True, False]


def test_several_are_given_back_one_after_another(services: Services) -> None:
    organization_id, today = an_id("organization"), datetime.now(UTC).date()
    for _ in range(3):
        services.daily_texts.reserve(organization_id, today, 3)

    for _ in range(2):
        services.daily_texts.give_back(organization_id, today)

    assert [services.daily_texts.reserve(organization_id, today, 3) for _ in range(3)] == [True, True, False]
