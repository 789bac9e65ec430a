"""The packaged product, deployed into ministack by the same code that deploys it into AWS.

What ministack cannot do, or does otherwise than AWS, is taken out or put right here, each with its reason; the
assertions on the template stand for it (test_template.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from infrastructure.deploy import deploy
from infrastructure.package import TEMPLATE_NAME, Package
from infrastructure.stack import Stack
from infrastructure.template import of_type
from local.aws import stack
from local.aws.embedded import EmbeddedAws
from local.aws.stack import Clients
from ops.deployed import Deployed
from tests.deployed.front import front
from tests.deployed.recorder import Recorder, recorded

SERVICES = (
    "apigateway,cloudformation,cloudfront,cognito-idp,dynamodb,dynamodbstreams,events,iam,lambda,logs,monitoring,s3,"
    "secretsmanager,sns,sqs,sts"
)
STAGE = "trial"
REGION = "us-east-1"
NOT_IN_MINISTACK = {"SpendNearLimit": "an alarm on a calculation with metrics"}


@dataclass(frozen=True, kw_only=True)
class Copy:
    url: str
    client: Clients
    deployed: Deployed
    outputs: dict[str, str]
    aws: EmbeddedAws
    recorder: Recorder


@contextmanager
def deployed_copy(package: Package, place: Path) -> Iterator[Copy]:
    with EmbeddedAws(services=SERVICES) as aws, recorded(aws.endpoint) as recorder:
        client = stack.clients(aws.environment)
        target = Stack(client=client("cloudformation"), name=f"on-my-way-{STAGE}", look_seconds=0.1)
        outputs = deploy(client, target, _for_ministack(package, place), {}, "code")
        copy = Deployed(client=client, region=REGION, name=target.name)
        names = of_type(json.loads(package.template.read_text("utf-8")), "AWS::Serverless::Function")
        _put_addresses_right(copy, aws.endpoint, recorder, names)
        with front(aws, outputs["RestAPIId"]) as url:
            yield Copy(url=url, client=client, deployed=copy, outputs=outputs, aws=aws, recorder=recorder)


def _for_ministack(package: Package, place: Path) -> Path:
    template = json.loads(package.template.read_text("utf-8"))
    for name in NOT_IN_MINISTACK:
        del template["Resources"][name]
    (place / TEMPLATE_NAME).write_text(json.dumps(template))
    (place / package.zip.name).write_bytes(package.zip.read_bytes())
    return place


def _put_addresses_right(copy: Deployed, endpoint: str, recorder: Recorder, names: Iterable[str]) -> None:
    functions: Any = copy.client("lambda")
    addresses = {"SIGN_IN_URL": f"{endpoint}/", "PHOTOS_ORIGIN": recorder.url}
    for name in names:
        function = copy.resource(name)
        variables = functions.get_function_configuration(FunctionName=function)["Environment"]["Variables"]
        here = {**variables, **addresses, **recorder.variables(name)}
        functions.update_function_configuration(FunctionName=function, Environment={"Variables": here})
