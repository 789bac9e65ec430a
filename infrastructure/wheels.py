"""The libraries that ship, as wheels for Lambda's platform: exactly those that are locked, or none at all.

    python -m infrastructure.wheels

Fetches them ahead: everything after that needs no network.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infrastructure import python

REQUIREMENTS = Path(__file__).resolve().parent.parent / "requirements.txt"
WHEELS = REQUIREMENTS.parent / "dist" / "wheels"
MARK = ".made-of"

MACHINES = {"x86_64": "x86_64", "arm64": "aarch64"}


class Missing(Exception):
    """A library has no wheel for the platform, or not the one that is locked; pip's own words follow."""


@dataclass(frozen=True, kw_only=True)
class Target:
    """Where the package is to run. The runtime is the Python that packages: what was tested is what ships."""

    architecture: str = "x86_64"
    python: tuple[int, int] = sys.version_info[:2]

    @property
    def runtime(self) -> str:
        return "python{}.{}".format(*self.python)

    @property
    def tag(self) -> str:
        return "cp{}{}".format(*self.python)

    @property
    def pip_options(self) -> Sequence[str]:
        # manylinux2014 is the newest that Lambda's oldest image with a supported Python (glibc 2.26) can load.
        platform = f"manylinux2014_{MACHINES[self.architecture]}"
        return [
            *["--platform", platform, "--implementation", "cp", "--abi", self.tag],
            *["--python-version", "{}.{}".format(*self.python)],
        ]


def fetched(target: Target, folder: Path, requirements: Path = REQUIREMENTS) -> list[Path]:
    """The wheels in a folder of their own below `folder`, downloaded only when what is locked has changed."""
    kept = folder / f"{target.tag}-{target.architecture}"
    locked = requirements.read_text(encoding="utf-8")
    mark = kept / MARK
    if not mark.is_file() or mark.read_text(encoding="utf-8") != locked:
        _download(target, kept, requirements)
        mark.write_text(locked, encoding="utf-8")
    return sorted(kept.glob("*.whl"))


def _download(target: Target, folder: Path, requirements: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    what = ["-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--only-binary", ":all:"]
    python.said([*what, *target.pip_options, "--dest", str(folder), "-r", str(requirements)], or_raise=Missing)


if __name__ == "__main__":
    fetched(Target(), WHEELS)
