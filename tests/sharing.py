"""How the tests are shared among workers: files stay whole, one kind after the other, small ones last."""

from __future__ import annotations

import os

import pytest
from xdist.scheduler import LoadScopeScheduling

KINDS = ("deployed", "api", "browser", "explorer", "contract", "architecture", "unit")
"""Folders of tests in the order in which they are taken: what takes long comes early, and no worker goes to and fro."""

BUILT_FOR_ALL = "deployed"
"""Its files are one worker's: all of them look at one package, which takes longer to build than to look at."""


def kind_of(nodeid: str) -> str:
    return nodeid.split("/")[1]


class ByFile(LoadScopeScheduling):  # type: ignore[misc] # it has no types of its own
    def _split_scope(self, nodeid: str) -> str:
        return BUILT_FOR_ALL if kind_of(nodeid) == BUILT_FOR_ALL else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByFile:
    return ByFile(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """One for each core: beside each there are a browser and an AWS already, and one more made all of it slower."""
    return os.cpu_count() or 1


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: KINDS.index(kind_of(item.nodeid)))
