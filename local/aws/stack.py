"""Every resource of infrastructure/resources.yaml, built in the embedded AWS by its CloudFormation."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.exceptions import ClientError

from local.aws import resources
from local.aws.resources import Template

NAME = "on-my-way"
HERE = "http://127.0.0.1"
WAIT_SECONDS = 60.0
# What the decorators in app.py, and the event sources that complete them in the template, refer to.
ATTRIBUTES = (("Table", "StreamArn"), ("AlertQueue", "Arn"), ("StreamFailures", "Arn"))

Clients = Callable[[str], Any]


class CouldNotBuild(Exception):
    """The resources could not be built, or the kept ones could not be brought to what the template says now."""


@dataclass(frozen=True, kw_only=True)
class Stack:
    """What was built: the functions' environment, and what intrinsic functions stand for."""

    template: Template
    environment: Mapping[str, str]
    attributes: Mapping[tuple[str, str], str]

    def resolve(self, value: Any) -> str:
        """What a plain string or a {"Fn::GetAtt": [resource, attribute]} stands for."""
        if isinstance(value, str):
            return value
        resource, attribute = value["Fn::GetAtt"]
        return self.attributes[resource, attribute]

    @property
    def issuer(self) -> str:
        """Who signs the tokens, exactly as the pool writes it."""
        pool = self.environment["USER_POOL_ID"]
        return f"https://cognito-idp.{pool.partition('_')[0]}.amazonaws.com/{pool}"

    @property
    def keys_url(self) -> str:
        """Where the pool publishes the keys it signs with."""
        return f"{self.environment['SIGN_IN_URL']}{self.environment['USER_POOL_ID']}/.well-known/jwks.json"

    @property
    def app_clients(self) -> frozenset[str]:
        """The app clients whose tokens are accepted."""
        return frozenset(self.environment[f"{name}_CLIENT_ID"] for name in ("FIELD", "DISPATCH", "API"))


def build(aws: Mapping[str, str], template: Template, origins: Iterable[str] = (HERE,)) -> Stack:
    """Create what is missing, update what changed, and leave alone what is as it should be.

    `origins` are where the pages are served that may use the bucket of photos.
    """
    client = clients(aws)
    outputs = _outputs(client("cloudformation"), _template(template), {"SiteOrigins": ",".join(origins)})
    environment = {name: outputs[resources.output_name(name)] for name in resources.variables(template)}
    # A kept queue goes by the port of the day it was built.
    environment["ALERT_QUEUE_URL"] = aws["AWS_ENDPOINT_URL"] + urlsplit(environment["ALERT_QUEUE_URL"]).path
    environment["SIGN_IN_URL"] = aws["AWS_ENDPOINT_URL"] + "/"
    environment["PHOTOS_ORIGIN"] = aws["AWS_ENDPOINT_URL"]
    environment["OPT_OUT_KEY"] = _secret(client("secretsmanager"), environment["OPT_OUT_KEY"])
    _complete_table(client("dynamodb"), environment["TABLE_NAME"], template["Resources"]["Table"]["Properties"])
    return Stack(
        template=template,
        environment=environment | dict(aws),
        attributes={place: outputs["".join(place)] for place in ATTRIBUTES},
    )


def clients(aws: Mapping[str, str]) -> Clients:
    """Clients of the embedded AWS, whatever this process's own environment says."""
    session = boto3.Session(aws["AWS_ACCESS_KEY_ID"], aws["AWS_SECRET_ACCESS_KEY"], region_name=aws["AWS_REGION"])

    def client(service: str) -> Any:
        return session.client(service, endpoint_url=aws["AWS_ENDPOINT_URL"])

    return client


def _template(template: Template) -> str:
    buildable = resources.buildable(template)
    for place in ATTRIBUTES:
        buildable["Outputs"]["".join(place)] = {"Value": {"Fn::GetAtt": list(place)}}
    return json.dumps(buildable, sort_keys=True)


def _outputs(cloudformation: Any, template: str, parameters: Mapping[str, str]) -> dict[str, str]:
    pairs = [{"ParameterKey": name, "ParameterValue": value} for name, value in parameters.items()]
    wanted = {"StackName": NAME, "TemplateBody": template, "Parameters": pairs}
    before = _kept_template(cloudformation)
    if before is None:
        cloudformation.create_stack(**wanted)
    elif before != template or _kept_parameters(cloudformation) != pairs:
        cloudformation.update_stack(**wanted)
    stack = _finished(cloudformation)
    return {output["OutputKey"]: output["OutputValue"] for output in stack["Outputs"]}


def _kept_template(cloudformation: Any) -> str | None:
    try:
        body = cloudformation.get_template(StackName=NAME)["TemplateBody"]
    except ClientError:  # there is no such stack
        return None
    return body if isinstance(body, str) else json.dumps(body, sort_keys=True)


def _kept_parameters(cloudformation: Any) -> Any:
    return cloudformation.describe_stacks(StackName=NAME)["Stacks"][0].get("Parameters", [])


def _finished(cloudformation: Any) -> dict[str, Any]:
    deadline = time.monotonic() + WAIT_SECONDS
    while True:
        stack: dict[str, Any] = cloudformation.describe_stacks(StackName=NAME)["Stacks"][0]
        if stack["StackStatus"] in ("CREATE_COMPLETE", "UPDATE_COMPLETE"):
            return stack
        if not stack["StackStatus"].endswith("_IN_PROGRESS") or time.monotonic() > deadline:
            raise CouldNotBuild(f"{stack['StackStatus']}: {_reasons(cloudformation)}")
        time.sleep(0.02)


def _reasons(cloudformation: Any) -> str:
    events = cloudformation.describe_stack_events(StackName=NAME)["StackEvents"]
    failed = [event for event in events if event["ResourceStatus"].endswith("_FAILED")]
    return "; ".join(f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}" for event in failed)


def _secret(secrets: Any, reference: str) -> str:
    """What a dynamic reference to a whole secret stands for, which ministack leaves as it is in an output."""
    name = reference.removeprefix("{{resolve:secretsmanager:").removesuffix(":SecretString}}")
    return str(secrets.get_secret_value(SecretId=name)["SecretString"])


def _complete_table(dynamodb: Any, table: str, properties: Mapping[str, Any]) -> None:
    # ministack's CloudFormation builds the table without these two.
    expiry = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]
    if expiry["TimeToLiveStatus"] != "ENABLED":
        dynamodb.update_time_to_live(TableName=table, TimeToLiveSpecification=properties["TimeToLiveSpecification"])
        recovery = properties["PointInTimeRecoverySpecification"]
        dynamodb.update_continuous_backups(TableName=table, PointInTimeRecoverySpecification=recovery)
