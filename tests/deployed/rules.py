"""What must be true of the template, each rule told by where it is broken: the assertions that no emulator can try."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from infrastructure.template import of_type

Template = dict[str, Any]

PUBLIC = {"/health", "/config", "/openapi.json", "/docs"}
# Where AWS has no ARN: phone numbers, an account's opt-out list, and the list of streams.
WITHOUT_AN_ARN = {
    "sns:Publish": {"NotifyCustomerRole", "SendDueAlertRole", "SweepAlertsRole"},
    "sns:CheckIfPhoneNumberIsOptedOut": {"NotifyCustomerRole", "SendDueAlertRole", "SweepAlertsRole"},
    "dynamodb:ListStreams": {"NotifyCustomerRole", "RefreshJobRole"},
}
OUR_SHAPE = {"type", "title", "code", "detail"}
STREAMED = ("NotifyCustomer", "RefreshJob")
NEEDS_A_LIMIT = ("MaximumRetryAttempts", "MaximumRecordAgeInSeconds")


def every_route_but_the_public_ones_asks_who_it_is(template: Template) -> Iterator[str]:
    for path, methods in definition(template)["paths"].items():
        for method, said in methods.items():
            is_guarded = said.get("security") == [{"people": []}]
            if is_guarded == (path in PUBLIC):
                yield f"{method} {path} {'asks' if is_guarded else 'does not ask'} who it is"


def only_tokens_of_our_own_clients_come_in(template: Template) -> Iterator[str]:
    [people] = definition(template)["securityDefinitions"].values()
    authorizer = people["x-amazon-apigateway-authorizer"]
    pool = {"Fn::GetAtt": ["UserPool", "Arn"]}
    if (authorizer["type"], authorizer["providerARNs"]) != ("cognito_user_pools", [pool]):
        yield "the authorizer is not the pool's"
    wanted = {"Fn::Sub": "^(${FieldClient}|${DispatchClient}|${ApiClient})$"}
    if authorizer.get("identityValidationExpression") != wanted:
        yield "tokens of other clients come in"


def the_gateways_own_errors_look_like_ours(template: Template) -> Iterator[str]:
    responses = definition(template)["x-amazon-apigateway-gateway-responses"]
    for name in {"DEFAULT_4XX", "DEFAULT_5XX", "UNAUTHORIZED", "EXPIRED_TOKEN", "THROTTLED"} - set(responses):
        yield f"{name} is not answered in our shape"
    for name, response in responses.items():
        [(content_type, body)] = response["responseTemplates"].items()
        problem = json.loads(body)
        if content_type != "application/problem+json" or not set(problem) >= OUR_SHAPE:
            yield f"{name} is answered in another shape"
        if problem.get("status", response.get("statusCode")) != response.get("statusCode"):
            yield f"{name} tells another status than it has"


def the_api_is_regional_throttled_and_logged(template: Template) -> Iterator[str]:
    api = template["Resources"]["RestAPI"]["Properties"]
    [settings] = api.get("MethodSettings", [{}])
    if api["EndpointConfiguration"] != {"Type": "REGIONAL"}:
        yield "the API is not regional"
    if not 0 < settings.get("ThrottlingRateLimit", 0) <= 1000 or settings.get("DataTraceEnabled") is not False:
        yield "the API is not throttled, or logs whole requests"
    if "DestinationArn" not in api.get("AccessLogSetting", {}):
        yield "the API's accesses are not logged"
    if any(personal in api["AccessLogSetting"]["Format"] for personal in ("sourceIp", '$context.path"', "email")):
        yield "the log of accesses holds something personal"


def each_function_has_a_role_of_its_own_that_nobody_else_has(template: Template) -> Iterator[str]:
    roles = {name: entry["Properties"]["Role"] for name, entry in functions(template).items()}
    for name, role in roles.items():
        if role != {"Fn::GetAtt": [f"{name}Role", "Arn"]}:
            yield f"{name} has somebody else's role"


def nobody_may_do_everything(template: Template) -> Iterator[str]:
    for role, statement in statements(template):
        actions, resources = as_list(statement["Action"]), as_list(statement["Resource"])
        if statement["Effect"] != "Allow":
            continue
        yield from (f"{role} may {action}" for action in actions if "*" in action)
        if "*" in resources:
            yield from (f"{role} may {each} everywhere" for each in actions if role not in WITHOUT_AN_ARN.get(each, ()))


def whoever_may_text_may_not_publish_to_topics(template: Template) -> Iterator[str]:
    for role in {role for role, statement in statements(template) if "sns:Publish" in as_list(statement["Action"])}:
        denied = {
            "Effect": "Deny",
            "Action": "sns:Publish",
            "Resource": {"Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*"},
        }
        own = [{key: said[key] for key in denied} for who, said in statements(template) if who == role]
        if denied not in own:
            yield f"{role} may publish to topics"


def a_failing_record_does_not_stop_the_stream_nor_vanish(template: Template) -> Iterator[str]:
    for name in STREAMED:
        [source] = functions(template)[name]["Properties"]["Events"].values()
        said = source["Properties"]
        isolates = (said.get("FunctionResponseTypes"), said.get("BisectBatchOnFunctionError"))
        if isolates != (["ReportBatchItemFailures"], True):
            yield f"{name} gives up its neighbours with a record"
        if any(not said.get(limit, -1) > 0 for limit in NEEDS_A_LIMIT):
            yield f"{name} tries a record for ever"
        bucket = {"Type": "S3", "Destination": {"Fn::GetAtt": ["StreamFailures", "Arn"]}}
        if said.get("DestinationConfig", {}).get("OnFailure") != bucket:
            yield f"{name} loses what it gives up"
        if not said.get("FilterCriteria", {}).get("Filters"):
            yield f"{name} is called for every change"


def messages_fail_one_by_one(template: Template) -> Iterator[str]:
    [source] = functions(template)["SendDueAlert"]["Properties"]["Events"].values()
    if source["Properties"].get("FunctionResponseTypes") != ["ReportBatchItemFailures"]:
        yield "SendDueAlert repeats messages that were done"


def no_bucket_is_public_and_all_are_encrypted(template: Template) -> Iterator[str]:
    for name, bucket in of_type(template, "AWS::S3::Bucket").items():
        said = bucket["Properties"]
        if list(said.get("PublicAccessBlockConfiguration", {}).values()) != [True] * 4:
            yield f"{name} can be made public"
        if not said.get("BucketEncryption", {}).get("ServerSideEncryptionConfiguration"):
            yield f"{name} is not encrypted"


def every_log_is_kept_for_so_long_and_no_longer(template: Template) -> Iterator[str]:
    for name, group in of_type(template, "AWS::Logs::LogGroup").items():
        if not 0 < group["Properties"].get("RetentionInDays", 0) <= 90:
            yield f"{name} is kept for ever"
    for name, function in functions(template).items():
        if function["Properties"].get("LoggingConfig") != {"LogGroup": {"Ref": f"{name}Logs"}}:
            yield f"{name} logs where nothing is ever forgotten"


def every_alarm_tells_somebody_what_to_read(template: Template) -> Iterator[str]:
    for name, alarm in of_type(template, "AWS::CloudWatch::Alarm").items():
        said = alarm["Properties"]
        if said.get("AlarmActions") != [{"Ref": "Operators"}] or "TreatMissingData" not in said:
            yield f"{name} tells nobody, or does not say what silence means"
        if "docs/operations.md: " not in said.get("AlarmDescription", ""):
            yield f"{name} names no runbook"


def statements(template: Template) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name, role in of_type(template, "AWS::IAM::Role").items():
        for policy in role["Properties"].get("Policies", ()):
            yield from ((name, statement) for statement in policy["PolicyDocument"]["Statement"])


def functions(template: Template) -> dict[str, Any]:
    return of_type(template, "AWS::Serverless::Function")


def definition(template: Template) -> dict[str, Any]:
    said: dict[str, Any] = template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
    return said


def as_list(said: Any) -> list[Any]:
    return said if isinstance(said, list) else [said]
