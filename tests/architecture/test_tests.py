"""Tests use fakes and a fixed clock, never patches or sleeps, and each of them checks something."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, Rule, broken

# The one seam is wiring.services: what stands behind it may be replaced, nothing else.
PATCH = re.compile(r"^(monkeypatch\.(setattr|setitem|delattr)|mocker\.|(unittest\.)?mock\.|(patch|MagicMock|Mock)\b)")
SEAM = "monkeypatch.setattr(wiring, 'services', "
SLEEP = re.compile(r"(^|\.)sleep$")
CHECK = re.compile(r"assert|raises|fail|check|expect|hold|agree|refus|\bsees")


def uses_fakes(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom) and "unittest" in ast.unparse(node):
            yield f"{module.path}:{node.lineno} {ast.unparse(node)}: fakes, not mocks"
        if isinstance(node, ast.Call) and PATCH.match(name := ast.unparse(node)) and not name.startswith(SEAM):
            yield f"{module.path}:{node.lineno} {ast.unparse(node.func)}: the one seam is wiring.services"


def never_sleeps(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and SLEEP.search(ast.unparse(node.func)):
            yield f"{module.path}:{node.lineno} {ast.unparse(node.func)}: give it the time, or wait for the event"


def checks_something(module: Module) -> Iterator[str]:
    for function in module.functions():
        if function.name.startswith("test_") and not any(map(is_check, ast.walk(function))):
            yield f"{module.path}:{function.lineno} {function.name} checks nothing"


def is_check(node: ast.AST) -> bool:
    return isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and bool(CHECK.search(ast.unparse(node.func))))


@pytest.mark.parametrize("rule", [uses_fakes, never_sleeps, checks_something])
def test_the_tests_keep_the_rule(rule: Rule) -> None:
    breaches = broken(rule, "tests")

    assert not breaches, f"\n{breaches}"


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (uses_fakes, "from unittest import mock"),
        (uses_fakes, "import unittest.mock"),
        (uses_fakes, "monkeypatch.setattr(storage, 'table', None)"),
        (uses_fakes, "mocker.patch('app.x')"),
        (never_sleeps, "time.sleep(1)"),
        (never_sleeps, "async def f():\n    await asyncio.sleep(1)"),
        (never_sleeps, "sleep(1)"),
        (checks_something, "def test_it():\n    'assert it'\n    change(it)"),
    ],
)
def test_a_planted_breach_is_found_and_named(rule: Rule, text: str) -> None:
    found = list(rule(Module("tests/unit/test_planted.py", text)))

    assert found
    assert found[0].startswith("tests/unit/test_planted.py:")


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (uses_fakes, "monkeypatch.setattr(wiring, 'services', lambda: fake)\nmonkeypatch.setenv('TABLE_NAME', 'x')"),
        (never_sleeps, "def f(sleep):\n    relay(sleep=sleep)"),
        (checks_something, "def test_it():\n    with pytest.raises(Conflict):\n        change(it)"),
        (checks_something, "def test_it():\n    check_the_error_body(it)"),
    ],
)
def test_what_is_allowed_is_left_alone(rule: Rule, text: str) -> None:
    assert not list(rule(Module("tests/unit/test_planted.py", text)))
