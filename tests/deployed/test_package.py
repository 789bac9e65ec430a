"""The zip: small, the same whenever it is made of the same, and complete without anything of the repository."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from infrastructure import libraries
from infrastructure.package import Package, build
from infrastructure.result import Wrong, check
from infrastructure.wheels import Missing, Target, fetched

MOST_BYTES = 2 * 1024 * 1024
HANDLERS = ["app.app", *(f"app.{name}" for name in ("notify_customer", "refresh_job", "send_due_alert"))]
LAMBDA = """
import importlib, json, sys
sys.path.insert(0, sys.argv[1])
module, name = sys.argv[2].split(".")
class Context:
    function_name, memory_limit_in_mb, aws_request_id = "it", "512", "1"
    def get_remaining_time_in_millis(self): return 20000
answer = getattr(importlib.import_module(module), name)(json.load(sys.stdin), Context())
foreign = [m.__file__ for m in list(sys.modules.values()) if getattr(m, "__file__", None)
    and not m.__file__.startswith((sys.argv[1], sys.base_prefix, sys.base_exec_prefix))]
json.dump({"answer": answer, "foreign": foreign}, sys.stdout)
"""
NOTHING_FOR_US: dict[str, Any] = {"Records": []}
HEALTH = {
    "resource": "/health",
    "httpMethod": "GET",
    "headers": {},
    "multiValueHeaders": {},
    "multiValueQueryStringParameters": None,
    "pathParameters": None,
    "stageVariables": None,
    "body": None,
    "isBase64Encoded": False,
    "requestContext": {"resourcePath": "/health", "httpMethod": "GET", "path": "/api/health", "requestId": "1"},
}


def test_it_is_small(package: Package) -> None:
    assert package.size <= MOST_BYTES


@pytest.mark.parametrize("writes_none", ["1", ""], ids=["without bytecode", "with bytecode"])
def test_two_builds_are_the_same_to_the_last_byte_whoever_builds(
    package: Package, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, writes_none: str
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", writes_none)

    again = build(tmp_path / "again", Target())

    assert again.zip.name == package.zip.name
    assert again.zip.read_bytes() == package.zip.read_bytes()
    assert again.template.read_bytes() == package.template.read_bytes()


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_bare_python_answers_an_event_with_nothing_but_the_zip(handler: str, unpacked: Path, built: Any) -> None:
    event = HEALTH if handler == "app.app" else NOTHING_FOR_US

    said = run_as_lambda_does(unpacked, handler, event, variables(built))

    assert said["foreign"] == []
    if handler == "app.app":
        assert (said["answer"]["statusCode"], json.loads(said["answer"]["body"])) == (200, {"status": "ok"})
    else:
        assert said["answer"] == {"batchItemFailures": []}


def test_what_is_loaded_only_when_it_is_needed_is_there_too(unpacked: Path) -> None:
    lazily = (
        "import sys; sys.path.insert(0, sys.argv[1]); import boto3, phonenumbers, zoneinfo;"
        "[boto3.client(service, region_name='us-east-1') for service in sys.argv[2:]];"
        "[phonenumbers.is_valid_number(phonenumbers.parse(n)) for n in ('+12025550123', '+442079460123')];"
        "zoneinfo.reset_tzpath([]); print(zoneinfo.ZoneInfo('America/Phoenix'))"
    )
    command = [os.path.realpath(sys.executable), "-I", "-S", "-B", "-c", lazily, str(unpacked), *libraries.SERVICES]

    done = subprocess.run(command, env={}, cwd=unpacked, capture_output=True, text=True, check=False)

    assert (done.stdout.strip(), done.stderr) == ("America/Phoenix", "")


def variables(built: Any) -> list[str]:
    return list(built["Resources"]["APIHandler"]["Properties"]["Environment"]["Variables"])


def run_as_lambda_does(folder: Path, handler: str, event: Any, names: list[str]) -> Any:
    """A Python that knows no site-packages, no environment but a function's, and no other folder."""
    done = subprocess.run(
        [os.path.realpath(sys.executable), "-I", "-S", "-B", "-c", LAMBDA, str(folder), handler],
        input=json.dumps(event),
        env={
            **dict.fromkeys(names, "https://127.0.0.1/nothing"),
            "TABLE_NAME": "nothing",
            "AWS_REGION": "us-east-1",
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
        },
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_what_a_start_loads_is_compiled_and_needs_no_check(package: Package) -> None:
    with zipfile.ZipFile(package.zip) as archive:
        names = set(archive.namelist())
        compiled = {name: archive.read(name)[4:8] for name in names if name.endswith(".pyc")}

    assert {"app.pyc", "chalicelib/wiring.pyc", "botocore/client.pyc", "phonenumbers/__init__.pyc"} <= names
    assert set(compiled.values()) == {b"\x01\0\0\0"}
    assert not {name for name in compiled if name.removesuffix("c") in names}, "one of the two would never be read"
    assert not [name for name in names if "__pycache__" in name]


def test_every_entry_has_one_date_so_that_no_clock_shows(package: Package) -> None:
    with zipfile.ZipFile(package.zip) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_of_aws_it_knows_only_the_services_that_are_used(unpacked: Path) -> None:
    data = unpacked / "botocore" / "data"

    assert {path.name for path in data.iterdir() if path.is_dir()} == libraries.SERVICES
    for description in data.glob("*/*/service-2.json"):
        assert not re.search('"documentation":"[^"]', description.read_text("utf-8"))


def test_a_wheel_that_is_missing_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    locked = tmp_path / "requirements.txt"
    locked.write_text("msgspec==0.22.0 --hash=sha256:" + "0" * 64 + "\n")

    with pytest.raises(Missing, match="msgspec"):
        fetched(Target(), tmp_path / "wheels", locked)


def test_libraries_for_another_machine_are_named(unpacked: Path, built: Any) -> None:
    with pytest.raises(Wrong, match=r"msgspec/_core\..* is not for arm64"):
        check(built, unpacked, Target(architecture="arm64"))


def test_what_the_package_lacks_is_named(tmp_path: Path, built: Any) -> None:
    with pytest.raises(Wrong, match="the package lacks pynamodb"):
        check(built, tmp_path, Target())
