"""The storms in small, so that they cannot rot: the queue keeps its promises, and every planted fault is found."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from local.running import LocalRun
from tests.storm.plants import PLANTS
from tests.storm.stage import storms

SEEDS = range(1, 4)
TRIES = range(1, 31)


def test_what_was_tapped_in_a_storm_is_recorded_once_in_order_and_at_its_time(run: LocalRun, browser: Browser) -> None:
    found = {storm.seed: ["", *broken, *storm.story] for storm, broken in storms(run, browser, SEEDS) if broken}

    assert not found, "\n".join(line for seed, lines in found.items() for line in [f"seed {seed}", *lines])


@pytest.mark.parametrize("fault", PLANTS)
def test_a_storm_finds_a_planted_fault(fault: str, run: LocalRun, browser: Browser) -> None:
    plant = PLANTS[fault]

    promises = (promise for _, broken in storms(run, browser, TRIES, plant) for promise in broken)

    assert any(re.search(plant.breaks, promise) for promise in promises)
