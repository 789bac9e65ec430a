"""Compiles, in a process of its own, what a cold start loads; everything else stays as it was written.

    python -m infrastructure.compiled FOLDER < names of modules as JSON

Lambda unpacks with dates that no .pyc could be checked against, so these say that they need no checking. A compiled
module takes its source's place: both would be too much. Lines stay in tracebacks, columns do not; docstrings stay where
the contract is drawn from them.
"""

import ast
import importlib.util
import json
import marshal
import sys
from collections.abc import Iterable
from pathlib import Path

from infrastructure import python

WHERE_LAMBDA_UNPACKS = Path("/var/task")
NEEDS_NO_CHECK = (0b01).to_bytes(4, "little")
HAS_DOCSTRING = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
READ_ALOUD = (Path("chalicelib/api"), Path("chalicelib/domain"))
# One seed for hashes, or the order of a set's members could differ; and no columns, which are a third of a .pyc.
ALWAYS_THE_SAME = {"PYTHONHASHSEED": "0", "PYTHONNODEBUGRANGES": "1"}
CHECKOUT = Path(__file__).resolve().parent.parent


class CouldNotCompile(Exception):
    """Something that ships is no Python that this version understands."""


def compile_in(folder: Path, modules: Iterable[str]) -> None:
    python.said(
        ["-m", "infrastructure.compiled", str(folder)],
        or_raise=CouldNotCompile,
        given=json.dumps(sorted(modules)),
        environment=ALWAYS_THE_SAME,
        folder=CHECKOUT,
    )


def replace(folder: Path, module: str) -> None:
    for source in (folder.joinpath(*module.split(".")) / "__init__.py", _beside(folder, module)):
        if source.is_file():
            source.with_suffix(".pyc").write_bytes(_bytecode(source, folder))
            source.unlink()


def _beside(folder: Path, module: str) -> Path:
    *packages, name = module.split(".")
    return folder.joinpath(*packages, f"{name}.py")


def _bytecode(source: Path, folder: Path) -> bytes:
    text, relative = source.read_bytes(), source.relative_to(folder)
    tree = ast.parse(text)
    if not any(map(relative.is_relative_to, READ_ALOUD)):
        _drop_docstrings(tree)
    code = compile(tree, str(WHERE_LAMBDA_UNPACKS / relative), "exec", dont_inherit=True)
    return importlib.util.MAGIC_NUMBER + NEEDS_NO_CHECK + importlib.util.source_hash(text) + marshal.dumps(code)


def _drop_docstrings(tree: ast.AST) -> None:
    for node in ast.walk(tree):
        if isinstance(node, HAS_DOCSTRING) and ast.get_docstring(node, clean=False) is not None:
            docstring, *rest = node.body
            node.body = rest or [ast.copy_location(ast.Pass(), docstring)]


if __name__ == "__main__":
    for name in json.load(sys.stdin):
        replace(Path(sys.argv[1]), name)
