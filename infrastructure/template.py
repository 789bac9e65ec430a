"""The template's parts, put together: what Chalice makes of the application, and all that it cannot know."""

from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).resolve().parent
RESOURCES = HERE / "resources.yaml"

Template = dict[str, Any]

# With these a directory is deployed as it is: only whoever has put the zip into a bucket of theirs says which.
CODE_BUCKET = {"CodeBucket": {"Type": "String", "Description": "Where the package lies, named as in this directory"}}


def additions() -> Template:
    """Everything beside what Chalice generates; a later part completes or overrides an earlier one."""
    parts = [RESOURCES, *sorted((HERE / "deployed").glob("*.yaml"))]
    return reduce(merged, (yaml.safe_load(part.read_text(encoding="utf-8")) for part in parts))


def variables(template: Mapping[str, Any]) -> frozenset[str]:
    """The names of the environment variables that the functions are given."""
    given = (entry.get("Properties", {}).get("Environment", {}) for entry in template["Resources"].values())
    return frozenset(name for environment in given for name in environment.get("Variables", {}))


def merged(before: Mapping[str, Any], after: Mapping[str, Any]) -> Template:
    """Dictionaries deep, anything else whole: as Chalice merges it, too."""
    both = {name for name in before if isinstance(before[name], dict) and isinstance(after.get(name), dict)}
    return {**before, **after, **{name: merged(before[name], after[name]) for name in both}}


def completed(template: Template, zip_name: str) -> Template:
    """What Chalice made, for the package by its name."""
    functions = of_type(template, "AWS::Serverless::Function")
    code = {"CodeUri": {"Bucket": {"Ref": "CodeBucket"}, "Key": zip_name}}
    resources = {name: {"Properties": code} for name in functions}
    return merged(template, {"Parameters": CODE_BUCKET, "Resources": resources})


def of_type(template: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The resources of one type, whole, by their names."""
    return {name: entry for name, entry in template["Resources"].items() if entry.get("Type") == kind}
