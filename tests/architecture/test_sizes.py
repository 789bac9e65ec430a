"""Small modules, small functions, little nesting, telling names and a first line that says what a module is for."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.source import Module, Rule, broken

MODULE_LINES = 200
APP_LINES = 80
FUNCTION_LINES = 25
NESTING = 2
VAGUE_MODULE = re.compile(r"(^|_)(utils?|helpers?|common|misc|base|managers?)(_|$)")
VAGUE_CLASS = re.compile(r"^(Abstract|Base|My)(?=[A-Z])|(Base|Handler|Helper|Impl|Manager|Service|Utils?)$")
NESTS = ast.If | ast.For | ast.AsyncFor | ast.While | ast.Try | ast.TryStar | ast.Match


def module_is_small(module: Module) -> Iterator[str]:
    lines, limit = len(module.text.splitlines()), APP_LINES if module.path == "app.py" else MODULE_LINES
    if lines > limit:
        yield f"{module.path}:1 has {lines} lines, more than {limit}: split it by noun"


def functions_are_small(module: Module) -> Iterator[str]:
    for function in module.functions():
        lines = (function.end_lineno or 0) - function.lineno + 1
        if lines > FUNCTION_LINES:
            yield f"{module.path}:{function.lineno} {function.name} has {lines} lines, more than {FUNCTION_LINES}"


def functions_are_shallow(module: Module) -> Iterator[str]:
    for function in module.functions():
        depth = max(map(nesting, function.body))
        if depth > NESTING:
            yield f"{module.path}:{function.lineno} {function.name} nests {depth} deep, more than {NESTING}"


def nesting(node: ast.AST) -> int:
    """How many decisions and loops stand in each other; an elif is as deep as its if, and `with` decides nothing."""
    elifs = node.orelse if isinstance(node, ast.If) and [type(child) for child in node.orelse] == [ast.If] else []
    inside = max((nesting(child) for child in ast.iter_child_nodes(node) if child not in elifs), default=0)
    return max([isinstance(node, NESTS) + inside, *map(nesting, elifs)])


def module_says_what_it_is_for(module: Module) -> Iterator[str]:
    docstring = ast.get_docstring(module.tree) or ""
    if module.tree.body and not docstring.partition("\n")[0].endswith((".", "?", "!")):
        yield f"{module.path}:1 does not open with one line that says what it is for"


def names_tell_something(module: Module) -> Iterator[str]:
    for name in module.name.split("."):
        if VAGUE_MODULE.search(name):
            yield f"{module.path}:1 is called {name}: name what is in it"
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and VAGUE_CLASS.search(node.name):
            yield f"{module.path}:{node.lineno} {node.name}: name what it is"


RULES: list[tuple[Rule, list[str]]] = [
    (module_is_small, ["app.py", "chalicelib", "infrastructure", "local", "ops"]),
    (functions_are_small, ["app.py", "chalicelib", "infrastructure", "local", "ops"]),
    (functions_are_shallow, ["app.py", "chalicelib", "infrastructure", "local", "ops"]),
    (module_says_what_it_is_for, ["."]),
    (names_tell_something, ["."]),
]


@pytest.mark.parametrize(("rule", "places"), RULES)
def test_the_tree_keeps_the_rule(rule: Rule, places: list[str]) -> None:
    breaches = broken(rule, *places)

    assert not breaches, f"\n{breaches}"


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (module_is_small, "chalicelib/planted.py", "x = 1\n" * 201),
        (module_is_small, "app.py", "x = 1\n" * 81),
        (functions_are_small, "local/planted.py", "class C:\n  async def f():\n" + "    x = 1\n" * 25),
        (functions_are_shallow, "app.py", "def f():\n for x in y:\n  if x:\n   try: x()\n   except E: pass"),
        (functions_are_shallow, "app.py", "def f():\n if x: pass\n elif y:\n  while y:\n   if z: pass"),
        (module_says_what_it_is_for, "local/planted.py", "import os"),
        (module_says_what_it_is_for, "local/planted.py", '"""Planted"""'),
        (names_tell_something, "chalicelib/api/time_utils.py", ""),
        (names_tell_something, "tests/helpers/planted.py", ""),
        (names_tell_something, "local/planted.py", "class JobManager: pass"),
        (names_tell_something, "local/planted.py", "class BaseJob: pass"),
    ],
)
def test_a_planted_breach_is_found_and_named(rule: Rule, path: str, text: str) -> None:
    found = list(rule(Module(path, text)))

    assert found
    assert found[0].startswith(f"{path}:")


@pytest.mark.parametrize(
    ("rule", "path", "text"),
    [
        (functions_are_small, "app.py", "@route\ndef f():\n" + "    x = 1\n" * 24),
        (
            functions_are_shallow,
            "app.py",
            "def f():\n if x: pass\n elif y: pass\n elif z:\n  with a:\n   for b in c: pass",
        ),
        (module_says_what_it_is_for, "chalicelib/__init__.py", ""),
        (names_tell_something, "chalicelib/domain/database.py", "class Services: pass"),
    ],
)
def test_what_is_small_and_clear_is_left_alone(rule: Rule, path: str, text: str) -> None:
    assert not list(rule(Module(path, text)))
