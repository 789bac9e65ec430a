"""What CloudFormation makes of a SAM template, by the translator that AWS publishes."""

from __future__ import annotations

import copy
from typing import Any

import boto3
from samtranslator.translator.transform import transform


class NoManagedPolicies:
    """The template names its own; the translator would ask the account for AWS's."""

    def load(self) -> dict[str, str]:
        return {}


def transformed(template: dict[str, Any]) -> dict[str, Any]:
    boto3.setup_default_session(region_name="us-east-1")
    plain: dict[str, Any] = transform(copy.deepcopy(template), {}, NoManagedPolicies())
    return plain
