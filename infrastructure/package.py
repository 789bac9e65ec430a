"""Builds what is deployed: one template and one zip in a directory, the same to the last byte from the same commit.

    python -m infrastructure.package [--arch arm64] [--into dist/prod]

Chalice leaves out what it does not find and says nothing of what it does not know, so the result is checked.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from infrastructure import archive, libraries, python, start, template
from infrastructure.compiled import CouldNotCompile, compile_in
from infrastructure.result import Wrong, check
from infrastructure.wheels import MACHINES, WHEELS, Missing, Target, fetched

CHECKOUT = Path(__file__).resolve().parent.parent
DIST = CHECKOUT / "dist"
STAGE = "prod"
TEMPLATE_NAME = "template.json"
CHALICE = "import sys; from chalice.cli import main; sys.exit(main())"
# Chalice asks for one although the template is for any, and nobody's profile shall count.
ANY_REGION = {
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


class ChaliceFailed(Exception):
    """Chalice could not package the application; what it said follows."""


@dataclass(frozen=True, kw_only=True)
class Package:
    """What lies in the directory."""

    template: Path
    zip: Path

    @property
    def size(self) -> int:
        return self.zip.stat().st_size


def build(into: Path, target: Target, wheels: Path = WHEELS) -> Package:
    """Replaces what was in the directory. Raises `Wrong` and leaves nothing that could be deployed by mistake."""
    shutil.rmtree(into, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        workshop = Path(place)
        libraries.unpack(fetched(target, wheels), workshop / "project" / "vendor")
        libraries.copy_sources(CHECKOUT, workshop / "project")
        _write_settings(workshop, target)
        _run_chalice(workshop)
        sam, unpacked = json.loads((workshop / "made" / "sam.json").read_text(encoding="utf-8")), workshop / "unpacked"
        archive.unpack(workshop / "made" / "deployment.zip", unpacked)
        check(sam, unpacked, target)
        compile_in(unpacked, start.modules(unpacked, template.variables(sam)))
        archive.pack(unpacked, workshop / "finished.zip")
        return _finished(sam, workshop / "finished.zip", into)


def _write_settings(workshop: Path, target: Target) -> None:
    """An empty list of requirements: the libraries are there already, Chalice would leave out those it cannot find."""
    project = workshop / "project"
    (project / "requirements.txt").touch()
    settings = json.loads((CHECKOUT / ".chalice" / "config.json").read_text(encoding="utf-8"))
    # The roles are our own; Chalice wants to hear of one, and every function's entry replaces it.
    settings |= {"manage_iam_role": False, "iam_role_arn": "none", "lambda_architecture": target.architecture}
    (project / ".chalice").mkdir()
    (project / ".chalice" / "config.json").write_text(json.dumps(settings), encoding="utf-8")
    (workshop / "additions.json").write_text(json.dumps(template.additions()), encoding="utf-8")


def _run_chalice(workshop: Path) -> None:
    what = ["package", "--stage", STAGE, "--merge-template", str(workshop / "additions.json"), str(workshop / "made")]
    by = ["-P", "-c", CHALICE, "--project-dir", str(workshop / "project"), *what]
    python.said(by, or_raise=ChaliceFailed, environment=ANY_REGION, folder=workshop)


def _finished(sam: template.Template, made: Path, into: Path) -> Package:
    into.mkdir(parents=True)
    name = f"{hashlib.sha256(made.read_bytes()).hexdigest()}.zip"
    package = Package(template=into / TEMPLATE_NAME, zip=into / name)
    shutil.move(made, package.zip)
    text = json.dumps(template.completed(sam, name), indent=1, sort_keys=True)
    package.template.write_text(text + "\n", encoding="utf-8")
    return package


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m infrastructure.package", description="Build what is deployed.")
    parser.add_argument("--arch", choices=MACHINES, default="x86_64", help="of the functions")
    parser.add_argument("--into", type=Path, default=DIST / STAGE, help="the directory; it is replaced")
    told = parser.parse_args()
    try:
        package = build(told.into, Target(architecture=told.arch))
    except (Missing, Wrong, ChaliceFailed, libraries.Absent, start.DoesNotStart, CouldNotCompile) as reason:
        sys.stderr.write(f"{type(reason).__name__}: {reason}\n")
        return 1
    sys.stdout.write(f"{package.template}\n{package.zip} ({package.size / 1e6:.2f} MB)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
