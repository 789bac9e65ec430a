"""The soak in small and with more faults, so that it cannot rot: every promise holds, and a planted fault is found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from chalicelib.domain.owed import Owed
from chalicelib.storage.appointments import Appointments
from chalicelib.usecases.ports import Services
from local.running import LocalRun
from tests.soak.soak import soak

SIZE, SEVERITY = 30, 3.0


class Blind(Appointments):
    """A sweeper finds nothing here."""

    def owed(self) -> Iterator[Owed]:
        yield from ()


def blinded(services: Services) -> Services:
    return replace(services, appointments=Blind())


@pytest.fixture
def told(run: LocalRun) -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    run.sources.drain()


def test_a_small_soak_keeps_every_promise(run: LocalRun, told: list[str]) -> None:
    verdict = soak(run, seed=1, size=SIZE, severity=SEVERITY, tell=told.append)

    assert verdict.holds, "\n".join(told)
    assert verdict.owed > verdict.texts > SIZE / 3


def test_a_soak_finds_a_planted_fault_and_tells_its_story(run: LocalRun, told: list[str]) -> None:
    verdict = soak(run, seed=2, size=SIZE // 2, severity=2 * SEVERITY, tell=told.append, plant=blinded)

    assert {promise.partition(":")[0] for _, promise in verdict.broken} == {"P5"}
    assert any("claims alert" in line for line in told)
