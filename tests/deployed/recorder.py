"""Stands between a deployed copy's functions and AWS, and notes which function asks for what: each needs permission."""

from __future__ import annotations

import json
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

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
OF_ONE_CONNECTION = {"connection", "content-length", "transfer-encoding"}


@dataclass
class Recorder:
    url: str
    asked: set[Asked] = field(default_factory=set)

    def variables(self, function: str) -> dict[str, str]:
        """What has a function come by here, under its name."""
        services = ("DYNAMODB", "SNS", "SQS", "S3", "COGNITO_IDENTITY_PROVIDER")
        return {f"AWS_ENDPOINT_URL_{service}": self.url for service in services} | {"AWS_SDK_UA_APP_ID": function}

    def note(self, agent: str, method: str, path: str, headers: Mapping[str, str], body: bytes) -> None:
        function = next((part[4:] for part in agent.split() if part.startswith("app/")), "")
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


class Between(BaseHTTPRequestHandler):
    recorder: Recorder
    endpoint: str

    def do_GET(self) -> None:
        self._pass_on()

    def do_POST(self) -> None:
        self._pass_on()

    def do_PUT(self) -> None:
        self._pass_on()

    def do_DELETE(self) -> None:
        self._pass_on()

    def _pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", "0")))
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.recorder.note(headers.get("user-agent", ""), self.command, self.path, headers, body)
        kept = {name: value for name, value in headers.items() if name not in OF_ONE_CONNECTION}
        asked = urllib.request.Request(self.endpoint + self.path, body or None, kept, method=self.command)
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:
                self._reply(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refusal:
            self._reply(refusal.code, refusal.headers, refusal.read())

    def _reply(self, status: int, headers: Any, body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            if name.lower() not in OF_ONE_CONNECTION:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def recorded(endpoint: str) -> Iterator[Recorder]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Between) as server:
        recorder = Recorder(url=f"http://127.0.0.1:{server.server_port}")
        server.RequestHandlerClass = type("Here", (Between,), {"recorder": recorder, "endpoint": endpoint})
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield recorder
        finally:
            server.shutdown()
