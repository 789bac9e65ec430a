"""Imports point inwards: who may import what, as one table."""

import ast
import re
import sys
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.source import Module, Rule, broken

# Beyond the standard library and the layer itself. An import inside a function or under TYPE_CHECKING counts as well.
MAY_IMPORT = {
    "chalicelib.domain": [],
    "chalicelib.usecases": ["chalicelib.domain"],
    "chalicelib.storage": ["chalicelib.domain", "pynamodb", "msgspec", "boto3", "botocore"],
    "chalicelib.gateways": ["chalicelib.domain", "phonenumbers", "boto3", "botocore"],
    "chalicelib.settings": ["chalicelib.domain"],
    "chalicelib.wiring": [
        *[
            "chalicelib.settings",
            "chalicelib.domain",
            "chalicelib.usecases.ports",
            "chalicelib.storage",
            "chalicelib.gateways",
        ],
        *["boto3", "botocore"],
    ],
    "chalicelib.api": ["chalicelib.wiring", "chalicelib.usecases", "chalicelib.domain", "chalice", "msgspec"],
    "chalicelib.events": ["chalicelib.wiring", "chalicelib.usecases", "chalicelib.domain", "chalice", "msgspec"],
    "app": ["chalicelib.api", "chalicelib.events", "chalicelib.wiring", "chalice"],
    "infrastructure": ["local.web", "boto3", "botocore", "yaml"],
    "ops": ["chalicelib", "infrastructure.stack", "boto3", "botocore"],
    "local": [
        *["app", "chalicelib", "chalice", "msgspec", "boto3", "botocore"],
        *["hypercorn", "jwt", "ministack", "uvicorn", "yaml"],
    ],
}

# In the standard library, and yet not for rules: they ask the machine, the clock or chance.
OUTSIDE = ["os", "pathlib", "random", "secrets", "socket", "subprocess", "time", "urllib.request"]
CLOCK_OR_CHANCE = re.compile(r"\b((datetime|date)\.(now|utcnow|today)|uuid[1-8])$")
ENVIRONMENT = re.compile(r"\bos\.(environb?|getenvb?|putenv)$")


def points_inwards(module: Module) -> Iterator[str]:
    layer = layer_of(module)
    allowed = [layer, *MAY_IMPORT[layer]] if layer in MAY_IMPORT else []
    for line, name in imports(module):
        if not is_standard(name) and not is_within(name, allowed):
            yield f"{module.path}:{line} imports {name}: {layer} may import only {', '.join(allowed) or 'nothing'}"


def is_told_time_and_chance(module: Module) -> Iterator[str]:
    asked = [name for name in imports(module) if is_within(name[1], OUTSIDE)]
    read = [name for name in [*imports(module), *attributes(module)] if CLOCK_OR_CHANCE.search(name[1])]
    for line, name in [*asked, *read]:
        yield f"{module.path}:{line} uses {name}: time, chance and settings come in as arguments"


def leaves_the_environment_alone(module: Module) -> Iterator[str]:
    for line, name in [*imports(module), *attributes(module)]:
        if ENVIRONMENT.search(name) and module.name != "chalicelib.settings":
            yield f"{module.path}:{line} uses {name}: only chalicelib/settings.py reads the environment"


def imports(module: Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"{origin(node, module)}.{alias.name}") for alias in node.names)


def origin(node: ast.ImportFrom, module: Module) -> str:
    """A relative import's package, in full."""
    folders = module.path.split("/")[:-1]
    above = folders[: len(folders) - node.level + 1] if node.level else []
    return ".".join([*above, *([node.module] if node.module else [])])


def attributes(module: Module) -> Iterator[tuple[int, str]]:
    return ((node.lineno, ast.unparse(node)) for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))


def layer_of(module: Module) -> str:
    first, *rest = module.name.split(".")
    return ".".join([first, *rest[:1]]) if first == "chalicelib" else first


def is_standard(name: str) -> bool:
    return name.partition(".")[0] in sys.stdlib_module_names


def is_within(name: str, packages: Iterable[str]) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


RULES: list[tuple[Rule, list[str]]] = [
    (points_inwards, ["app.py", "chalicelib", "infrastructure", "local", "ops"]),
    (is_told_time_and_chance, ["chalicelib/domain", "chalicelib/usecases"]),
    (leaves_the_environment_alone, ["app.py", "chalicelib"]),
]


@pytest.mark.parametrize(("rule", "places"), RULES)
def test_the_tree_keeps_the_rule(rule: Rule, places: list[str]) -> None:
    breaches = broken(rule, *places)

    assert not breaches, f"\n{breaches}"


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (points_inwards, "chalicelib/domain/planted.py", "import msgspec"),
        (points_inwards, "chalicelib/domain/planted.py", "from chalicelib.usecases import ports"),
        (points_inwards, "chalicelib/domain/planted.py", "from ..storage import rows"),
        (points_inwards, "chalicelib/domain/planted.py", "def f():\n    import boto3"),
        (points_inwards, "chalicelib/domain/planted.py", "if TYPE_CHECKING:\n    from pynamodb.models import Model"),
        (points_inwards, "chalicelib/usecases/planted.py", "import chalicelib"),
        (points_inwards, "chalicelib/usecases/planted.py", "import chalicelib.wiring as services"),
        (points_inwards, "chalicelib/usecases/planted.py", "from chalicelib import storage"),
        (points_inwards, "chalicelib/storage/planted.py", "from chalicelib.gateways import texts"),
        (points_inwards, "chalicelib/storage/planted.py", "from chalicelib.usecases.ports import Appointments"),
        (points_inwards, "chalicelib/gateways/planted.py", "import pynamodb"),
        (points_inwards, "chalicelib/gateways/planted.py", "from chalice.app import Chalice"),
        (points_inwards, "chalicelib/settings.py", "import boto3"),
        (points_inwards, "chalicelib/wiring.py", "from chalicelib.usecases import relay"),
        (points_inwards, "chalicelib/wiring.py", "from chalicelib.api import jobs"),
        (points_inwards, "chalicelib/api/planted.py", "import boto3"),
        (points_inwards, "chalicelib/api/planted.py", "from chalicelib.storage.rows import Row"),
        (points_inwards, "chalicelib/api/__init__.py", "from ..events import relay"),
        (points_inwards, "chalicelib/events/planted.py", "from chalicelib.api import http"),
        (points_inwards, "chalicelib/events/planted.py", "from local import loopback"),
        (points_inwards, "chalicelib/planted/new.py", "from chalicelib.domain import status"),
        (points_inwards, "chalicelib/__init__.py", "from chalicelib.domain import status"),
        (points_inwards, "app.py", "from chalicelib.storage import rows"),
        (points_inwards, "app.py", "import boto3"),
        (points_inwards, "infrastructure/planted.py", "from chalicelib.storage import rows"),
        (points_inwards, "infrastructure/planted.py", "from local.aws import stack"),
        (points_inwards, "ops/planted.py", "from local.demo import seed"),
        (points_inwards, "local/planted.py", "from tests import fakes"),
        (points_inwards, "local/planted.py", "import moto"),
        (points_inwards, "local/planted.py", "import pynamodb"),
        (is_told_time_and_chance, "chalicelib/domain/planted.py", "now = datetime.now(UTC)"),
        (is_told_time_and_chance, "chalicelib/domain/planted.py", "import datetime\nnow = datetime.datetime.now()"),
        (is_told_time_and_chance, "chalicelib/domain/planted.py", "clock = date.today"),
        (is_told_time_and_chance, "chalicelib/usecases/planted.py", "from uuid import uuid4"),
        (is_told_time_and_chance, "chalicelib/usecases/planted.py", "from time import monotonic"),
        (is_told_time_and_chance, "chalicelib/usecases/planted.py", "import random"),
        (leaves_the_environment_alone, "chalicelib/wiring.py", "import os\ntable = os.environ['TABLE_NAME']"),
        (leaves_the_environment_alone, "chalicelib/wiring.py", "from os import getenv"),
        (leaves_the_environment_alone, "app.py", "import os\ntable = os.getenv('TABLE_NAME')"),
    ],
)
def test_a_planted_breach_is_found_and_named(rule: Rule, path: str, text: str) -> None:
    found = list(rule(Module(path, text)))

    assert found
    assert all(line.startswith(f"{path}:") and ": " in line for line in found)


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (points_inwards, "chalicelib/domain/planted.py", "from datetime import time\nfrom .status import Status"),
        (points_inwards, "chalicelib/usecases/planted.py", "from chalicelib.domain.status import Status"),
        (points_inwards, "chalicelib/wiring.py", "from chalicelib.usecases.ports import Services"),
        (
            points_inwards,
            "chalicelib/api/planted.py",
            "from chalicelib import wiring\nfrom chalice.app import Blueprint",
        ),
        (
            is_told_time_and_chance,
            "chalicelib/usecases/planted.py",
            "from datetime import time\nnow = services.clock()\nt = time.min",
        ),
        (leaves_the_environment_alone, "chalicelib/settings.py", "import os\ntable = os.environ['TABLE_NAME']"),
    ],
)
def test_what_the_table_allows_is_left_alone(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Module(path, text)))
