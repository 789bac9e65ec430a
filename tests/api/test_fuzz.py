"""Whatever the contract allows, and whatever it does not, is answered as the contract says, and to nobody else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.api.conftest import Office
from tests.fuzz.fuzzing import RULES_BEYOND, fuzzed, ids_of, operations, strangers

REPRODUCIBLE = ("--generation-deterministic", "--max-examples", "5")


@pytest.mark.parametrize(
    ("asks", "phases", "at_least"),
    [("dispatcher", "coverage,stateful", 1_000), ("technician", "fuzzing,stateful", 100)],
)
def test_requests_drawn_from_the_contract_find_nothing(
    opened: Callable[[], Office], tmp_path: Path, asks: str, phases: str, at_least: int
) -> None:
    office, other = opened(), opened()
    people, ids = strangers(office, other)[asks], ids_of(office, other)

    found = fuzzed(office.run.url, tmp_path, people, ids, "--phases", phases, *REPRODUCIBLE)

    assert found.passed, found.report
    assert found.requests > at_least
    office.catch_up()


def test_rules_beyond_the_contract_are_those_of_routes_that_it_has() -> None:
    assert set(RULES_BEYOND) <= {route for route, _ in operations()}
