"""The project's files, as the tests of the architecture read them."""

import ast
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache, cached_property
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Module:
    """One Python file, of the tree or planted by a test."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def name(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


Rule = Callable[[Module], Iterator[str]]


def broken(rule: Rule, *places: str) -> str:
    """Where a rule is broken below these folders or in these files, one line each; empty if nowhere."""
    return "\n".join(line for module in modules() if is_below(module.path, places) for line in rule(module))


def is_below(path: str, places: tuple[str, ...]) -> bool:
    return any(PurePosixPath(path).is_relative_to(place) for place in places)


@cache
def modules() -> list[Module]:
    return [Module(str(path), (ROOT / path).read_text("utf-8")) for path in files() if path.suffix == ".py"]


@cache
def files() -> list[PurePosixPath]:
    """What is, or may be, committed: the tree without what .gitignore names."""
    found: list[PurePosixPath] = []
    for folder, folders, names in os.walk(ROOT):
        here = PurePosixPath(os.path.relpath(folder, ROOT))
        folders[:] = [name for name in folders if not is_ignored(here / name)]
        found += [here / name for name in names if not is_ignored(here / name)]
    return sorted(found)


def is_ignored(path: PurePosixPath) -> bool:
    return any(fnmatch(path.name, pattern) or fnmatch(str(path), pattern) for pattern in ignored())


@cache
def ignored() -> list[str]:
    return [".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines())]
