"""The package as it is deployed, built once; its template before and after CloudFormation's SAM transform."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from infrastructure.package import Package, build
from infrastructure.wheels import Target
from tests.deployed.copy_of_aws import Copy, deployed_copy
from tests.deployed.transform import transformed

Template = dict[str, Any]


@pytest.fixture(scope="package")
def package(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return build(tmp_path_factory.mktemp("dist") / "prod", Target())


@pytest.fixture(scope="package")
def unpacked(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As Lambda unpacks it."""
    folder = tmp_path_factory.mktemp("task")
    with zipfile.ZipFile(package.zip) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture(scope="package")
def built(package: Package) -> Template:
    template: Template = json.loads(package.template.read_text("utf-8"))
    return template


@pytest.fixture(scope="package")
def sent(built: Template) -> Template:
    """What CloudFormation makes of it."""
    return transformed(built)


@pytest.fixture(scope="package")
def copy(package: Package, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Copy]:
    """The package, deployed."""
    with deployed_copy(package, tmp_path_factory.mktemp("deployed")) as running:
        yield running


@pytest.fixture
def template(built: Template) -> Template:
    """A copy to plant faults in."""
    return deepcopy(built)
