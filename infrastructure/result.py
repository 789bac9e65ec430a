"""Whether what Chalice made is what was asked for: it ends well also when it left something out."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from infrastructure.template import Template, additions, of_type
from infrastructure.wheels import Target

CONFIG = Path(__file__).resolve().parent.parent / ".chalice" / "config.json"
OURS = ("app.py", "chalice/app.py", "chalicelib/wiring.py")
NEEDED = ("boto3", "botocore", "dateutil", "jmespath", "msgspec", "phonenumbers", "pynamodb", "s3transfer", "tzdata")
SETTINGS = {"lambda_timeout": "Timeout", "lambda_memory_size": "MemorySize"}
FOR_THE_STAGE = {"api_gateway_stage", "api_gateway_endpoint_type", "lambda_functions"}
# Where the machine stands in an ELF file, and its number there.
MACHINE_AT = slice(18, 20)
ELF_MACHINES = {"x86_64": 62, "arm64": 183}


class Wrong(Exception):
    """The package is not what was asked for; one line for each thing that is not."""


def check(template: Template, folder: Path, target: Target) -> None:
    """`folder` is what the zip holds, unpacked and not yet compiled."""
    settings = json.loads(CONFIG.read_text(encoding="utf-8"))
    found = [
        *faults(template, settings, target),
        *_files_that_are_missing(folder),
        *_libraries_for_another_machine(folder, target),
    ]
    if found:
        raise Wrong("\n".join(found))


def faults(template: Template, settings: Mapping[str, Any], target: Target) -> list[str]:
    """Of the template, with what .chalice/config.json asked for."""
    return [
        *_additions_that_complete_nothing(template),
        *_functions_that_are_not_as_asked(template, target),
        *_settings_that_nobody_heard(template, settings),
    ]


def _additions_that_complete_nothing(template: Template) -> Iterator[str]:
    for name, entry in template["Resources"].items():
        if "Type" not in entry:
            yield f"{name}: completes something that Chalice did not generate; is it misspelt?"
    for name in additions()["Resources"]:
        if name not in template["Resources"]:
            yield f"{name}: did not reach the template"


def _functions_that_are_not_as_asked(template: Template, target: Target) -> Iterator[str]:
    for name, function in of_type(template, "AWS::Serverless::Function").items():
        properties = function["Properties"]
        if properties["Role"] != {"Fn::GetAtt": [f"{name}Role", "Arn"]}:
            yield f"{name}: has no role of its own"
        if (properties["Runtime"], properties["Architectures"]) != (target.runtime, [target.architecture]):
            yield f"{name}: does not run on {target.runtime}, {target.architecture}"


def _settings_that_nobody_heard(template: Template, config: Mapping[str, Any]) -> Iterator[str]:
    """Chalice reads what it knows and passes over the rest."""
    functions = of_type(template, "AWS::Serverless::Function")
    [stage] = config["stages"].values()
    for name, own in {"": stage, **stage["lambda_functions"]}.items():
        unknown = set(own) - set(SETTINGS) - (set() if name else FOR_THE_STAGE)
        yield from (f".chalice/config.json: {key} is not known" for key in sorted(unknown))
    for name, own in stage["lambda_functions"].items():
        made = functions.get(_logical_id(name), {}).get("Properties", {})
        unheard = (key for key in sorted(set(own) & set(SETTINGS)) if made.get(SETTINGS[key]) != own[key])
        yield from (f".chalice/config.json: {key} of {name} did not reach the template" for key in unheard)


def _logical_id(function: str) -> str:
    parts = function.split("_")
    return "APIHandler" if function == "api_handler" else "".join(map(str.capitalize, parts))


def _files_that_are_missing(folder: Path) -> Iterator[str]:
    yield from (f"the package lacks {name}" for name in OURS if not (folder / name).is_file())
    yield from (f"the package lacks {name}" for name in NEEDED if not any((folder / name).glob("*.py")))


def _libraries_for_another_machine(folder: Path, target: Target) -> Iterator[str]:
    for library in sorted(folder.rglob("*.so*")):
        with library.open("rb") as file:
            machine = int.from_bytes(file.read(MACHINE_AT.stop)[MACHINE_AT], "little")
        if machine != ELF_MACHINES[target.architecture]:
            yield f"{library.relative_to(folder)} is not for {target.architecture}"
