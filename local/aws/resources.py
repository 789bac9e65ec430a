"""What infrastructure/resources.yaml says: the resources, the functions' environment, the streams' filters."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).resolve().parents[2] / "infrastructure" / "resources.yaml"

Template = dict[str, Any]


def read(file: Path = FILE) -> Template:
    template: Template = yaml.safe_load(file.read_text(encoding="utf-8"))
    return template


def buildable(template: Template) -> Template:
    """The template without the entries that only complete Chalice's, with the functions' environment as outputs."""
    return {
        "Parameters": template.get("Parameters", {}),
        "Resources": {name: entry for name, entry in template["Resources"].items() if "Type" in entry},
        "Outputs": {output_name(name): {"Value": value} for name, value in variables(template).items()},
    }


def variables(template: Template) -> dict[str, Any]:
    """Every environment variable that any function is given, as the template says it."""
    return {name: value for properties in _functions(template) for name, value in _own(properties).items()}


def output_name(variable: str) -> str:
    # Output names are letters and digits only.
    return "".join(part.capitalize() for part in variable.split("_"))


def patterns(template: Template, function: str) -> list[Template]:
    """The filter patterns of a function's event source; none means that everything passes."""
    filters = event_source(template, function).get("FilterCriteria", {}).get("Filters", [])
    return [json.loads(entry["Pattern"]) for entry in filters]


def retries(template: Template, function: str) -> int:
    """How often a record that fails is tried again."""
    return int(event_source(template, function)["MaximumRetryAttempts"])


def event_source(template: Template, function: str) -> Template:
    """What completes the decorator of a function that the stream or the queue calls."""
    [source] = template["Resources"][logical_id(function)]["Properties"]["Events"].values()
    properties: Template = source["Properties"]
    return properties


def logical_id(function: str) -> str:
    """The name that Chalice gives a function in the template."""
    return "".join(part.capitalize() for part in function.split("_"))


def _functions(template: Template) -> Iterator[Mapping[str, Any]]:
    return (entry["Properties"] for entry in template["Resources"].values() if "Type" not in entry)


def _own(properties: Mapping[str, Any]) -> Mapping[str, Any]:
    own: Mapping[str, Any] = properties.get("Environment", {}).get("Variables", {})
    return own
