"""What each function may ask of AWS by its role, as the recorder names it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.deployed.rules import as_list, functions, statements

# What Lambda does with the role before and after the code runs, and what S3 asks for on its own.
LAMBDAS_OWN = ("logs:", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "s3:ListBucket")
# Of the stream, and where its failures go.
OF_THE_STREAM = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams")
NOT_PART_OF_THE_DAY = {
    # A person is disabled and enabled again under a condition on another; whoever has an account already is looked up.
    ("APIHandler", "dynamodb:ConditionCheckItem", "Table"),
    ("APIHandler", "cognito-idp:AdminDisableUser", "UserPool"),
    ("APIHandler", "cognito-idp:AdminUserGlobalSignOut", "UserPool"),
    ("APIHandler", "cognito-idp:AdminGetUser", "UserPool"),
    # When the day ends no job is open that it could repair; what it would do is what RefreshJob does.
    ("RepairJobs", "dynamodb:Query", "Table"),
    ("RepairJobs", "dynamodb:PutItem", "Table"),
    # Links and forms that it signs are used by browsers; they may do what the function may.
    ("APIHandler", "s3:PutObject", "Photos/incoming"),
    ("APIHandler", "s3:GetObject", "Photos/photos"),
}
RELAYS = ("NotifyCustomer", "SendDueAlert", "SweepAlerts")


def is_relay(asked: tuple[str, str, str]) -> bool:
    """Three functions call one relay: which of them finds a text due is chance."""
    return asked[0] in RELAYS


def allowances(template: Any) -> Iterator[tuple[str, str, str]]:
    for role, statement in statements(template):
        if statement["Effect"] != "Allow" or role.removesuffix("Role") not in functions(template):
            continue
        for action in as_list(statement["Action"]):
            if not action.startswith(LAMBDAS_OWN + OF_THE_STREAM) and statement["Sid"] != "GivenUp":
                for resource in as_list(statement["Resource"]):
                    yield role.removesuffix("Role"), action, named(resource)


def named(resource: Any) -> str:
    """An ARN of the template as the recorder names what was asked for."""
    if isinstance(resource, str):
        return resource
    if "Fn::GetAtt" in resource:
        return str(resource["Fn::GetAtt"][0])
    return str(resource["Fn::Sub"]).replace("${", "").replace(".Arn}", "").removesuffix("/*")
