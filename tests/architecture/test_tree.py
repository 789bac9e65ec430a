"""What no file may hold, what the lock files promise each other, and the numbers of the decisions."""

import re
from pathlib import PurePosixPath

import pytest

from tests.architecture.source import ROOT, files

# Each written so that it does not find itself.
OF_ONE_MACHINE = re.compile(r"(?<![\w.})\]*-])(/(root|home|work|opt|Users)/\w|/(tmp)/\w)|file:/{3}")
INDEX_HOST = re.compile(r"pypi[.]org|pythonhosted[.]org|registry[.](npmjs|yarnpkg)[.]|index[-]url", re.IGNORECASE)


def found(pattern: re.Pattern[str], path: PurePosixPath) -> list[str]:
    lines = (ROOT / path).read_text("utf-8", errors="ignore").splitlines()
    return [f"{path}:{number} {line.strip()[:80]}" for number, line in enumerate(lines, 1) if pattern.search(line)]


@pytest.mark.parametrize("pattern", [OF_ONE_MACHINE, INDEX_HOST])
def test_no_file_knows_one_machine_or_package_index(pattern: re.Pattern[str]) -> None:
    breaches = "\n".join(line for path in files() for line in found(pattern, path))

    assert not breaches, f"\n{breaches}"


@pytest.mark.parametrize("place", ["home/me", "root/x", "work/main", "tmp/x"])
def test_a_planted_path_is_found(place: str) -> None:
    assert OF_ONE_MACHINE.search(f"see /{place}")
    assert OF_ONE_MACHINE.search(f'"/{place}"')
    assert not OF_ONE_MACHINE.search(f"chalicelib/domain/{place}")


def test_what_runs_locally_and_what_is_tried_is_what_ships() -> None:
    shipped, local, dev = (pins(f"requirements{name}.txt") for name in ["", "-local", "-dev"])

    assert shipped.items() <= local.items() <= dev.items()


@pytest.mark.parametrize("name", ["", "-local", "-dev"])
def test_every_requirement_is_locked_with_its_hash(name: str) -> None:
    text = (ROOT / f"requirements{name}.txt").read_text("utf-8")

    assert len(re.findall(r"\\\n    --hash=sha256:[0-9a-f]{64}", text)) >= len(pins(f"requirements{name}.txt")) > 0
    assert not re.search(r"^[a-z][^\\]*$", text, re.MULTILINE)


def test_chalice_does_not_ship_twice() -> None:
    assert "chalice" not in pins("requirements.txt")


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = sorted(path.name[:5] for path in files() if path.parent == PurePosixPath("docs/decisions"))

    assert numbers == [f"{number:04}-" for number in range(1, len(numbers) + 1)]


def pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(.*) \\$", (ROOT / name).read_text("utf-8"), re.MULTILINE))
