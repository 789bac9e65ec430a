"""Stands between a deployed copy's functions and AWS, and notes which function asks for what: each needs permission."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from tests.deployed.passing import PassesOn, served

Asked = tuple[str, str, str]
"""A function, an action as IAM calls it, and on what, as the template calls it."""

SERVICES = {
    "DynamoDB_20120810": ("dynamodb", "Table"),
    "AmazonSQS": ("sqs", "AlertQueue"),
    "AWSCognitoIdentityProviderService": ("cognito-idp", "UserPool"),
}
OF_A_TRANSACTION = {
    "Put": "PutItem",
    "Update": "UpdateItem",
    "Delete": "DeleteItem",
    "ConditionCheck": "ConditionCheckItem",
}
OF_FILES = {"GET": "s3:GetObject", "HEAD": "s3:GetObject", "PUT": "s3:PutObject", "DELETE": "s3:DeleteObject"}


@dataclass
class Recorder:
    url: str = ""
    asked: set[Asked] = field(default_factory=set)

    def variables(self, function: str) -> dict[str, str]:
        """What has a function come by here, under its name."""
        services = ("DYNAMODB", "SNS", "SQS", "S3", "COGNITO_IDENTITY_PROVIDER")
        return {f"AWS_ENDPOINT_URL_{service}": self.url for service in services} | {"AWS_SDK_UA_APP_ID": function}

    def note(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> None:
        agent = headers.get("user-agent", "").split()
        function = next((part.removeprefix("app/") for part in agent if part.startswith("app/")), "")
        if function:
            self.asked |= {(function, *each) for each in needed(method, path, headers, body)}


def needed(method: str, path: str, headers: Mapping[str, str], body: bytes) -> Iterator[tuple[str, str]]:
    service, _, operation = headers.get("x-amz-target", "").partition(".")
    if service:
        yield from _by_target(*SERVICES[service], operation, json.loads(body))
    elif headers.get("content-type", "").startswith("application/x-www-form-urlencoded"):
        yield f"sns:{parse_qs(body.decode())['Action'][0]}", "*"
    else:
        yield OF_FILES[method], _folder(path)
        if source := headers.get("x-amz-copy-source"):
            yield "s3:GetObject", _folder(f"/{source.removeprefix('/')}")


def _by_target(service: str, resource: str, operation: str, body: Any) -> Iterator[tuple[str, str]]:
    if operation == "TransactWriteItems":
        kinds = {kind for item in body["TransactItems"] for kind in item}
        yield from ((f"{service}:{OF_A_TRANSACTION[kind]}", resource) for kind in kinds)
    elif "IndexName" in body:
        yield f"{service}:{operation}", f"{resource}/index/{body['IndexName']}"
    else:
        yield f"{service}:{operation}", resource


def _folder(path: str) -> str:
    return f"Photos/{path.split('/')[2]}"


class Between(PassesOn):
    recorder: Recorder
    endpoint: str

    def where(self, headers: Mapping[str, str], body: bytes) -> str:
        self.recorder.note(self.command, self.path, headers, body)
        return self.endpoint + self.path


@contextmanager
def recorded(endpoint: str) -> Iterator[Recorder]:
    recorder = Recorder()
    with served(Between, recorder=recorder, endpoint=endpoint) as recorder.url:
        yield recorder
