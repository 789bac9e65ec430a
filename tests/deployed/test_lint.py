"""Other people's readings: cfn-lint's of the template and its permissions, ruff's of what runs; each finds a fault.

cfn-lint knows every action that IAM has (W3037, after the transform only) and which resources it can be for (I3510).
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from cfnlint.api import ManualArgs, lint

from tests.architecture.source import ROOT
from tests.deployed.test_template import FIRST_STATEMENT, Path, plant
from tests.deployed.transform import transformed

PERMISSIONS = "I3510"


def found(template: Any) -> list[str]:
    asked = ManualArgs(regions=["us-east-1"], include_checks=[PERMISSIONS])
    return [f"{match.rule.id} {match.message}" for match in lint(json.dumps(template), config=asked)]


def test_nothing_is_found_before_the_transform(built: Any) -> None:
    assert found(built) == []


def test_nothing_is_found_after_the_transform(sent: Any) -> None:
    assert found(sent) == []


PLANTED: dict[str, tuple[Path, Any]] = {
    "E3002": (("Table", "Properties", "PointInTimeRecovery"), True),
    "W3037": (("RefreshJobRole", *FIRST_STATEMENT, "Action"), "dynamodb:PutItems"),
    "E3510": (("APIHandlerRole", *FIRST_STATEMENT, "Effect"), "allow"),
    "I3510": (("RepairJobsRole", *FIRST_STATEMENT, "Resource"), "arn:aws:s3:::somewhere"),
}


def test_faults_that_are_planted_are_found(template: Any) -> None:
    for place, planted in PLANTED.values():
        plant(template["Resources"], place, planted)

    assert set(PLANTED) <= {line.split()[0] for line in found(transformed(template))}


@pytest.mark.parametrize(
    ("rule", "planted"),
    [
        ("S602", "import subprocess\nsubprocess.run('ls ' + x, shell=True)\n"),
        ("S301", "import pickle\npickle.loads(body)\n"),
        ("S105", "password = 'correct horse'\n"),
        ("S501", "import httpx\nhttpx.get('https://x', verify=False)\n"),
    ],
)
def test_the_scan_of_what_runs_finds_a_planted_fault(rule: str, planted: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--output-format", "concise", "--stdin-filename"]

    done = subprocess.run(
        [*command, "chalicelib/planted.py", "-"], input=planted, cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert f" {rule} " in done.stdout
