"""The template keeps every rule of rules.py; and every rule finds the fault that is planted for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from infrastructure.template import of_type
from tests.architecture.source import ROOT
from tests.deployed import rules

Rule = Callable[[Any], Iterator[str]]
Path = tuple[str | int, ...]

RULES: list[Rule] = [
    rules.every_route_but_the_public_ones_asks_who_it_is,
    rules.only_tokens_of_our_own_clients_come_in,
    rules.the_gateways_own_errors_look_like_ours,
    rules.the_api_is_regional_throttled_and_logged,
    rules.each_function_has_a_role_of_its_own_that_nobody_else_has,
    rules.nobody_may_do_everything,
    rules.whoever_may_text_may_not_publish_to_topics,
    rules.a_failing_record_does_not_stop_the_stream_nor_vanish,
    rules.messages_fail_one_by_one,
    rules.no_bucket_is_public_and_all_are_encrypted,
    rules.every_log_is_kept_for_so_long_and_no_longer,
    rules.every_alarm_tells_somebody_what_to_read,
]

API = ("RestAPI", "Properties")
STREAM = ("NotifyCustomer", "Properties", "Events", "NotifyCustomerDynamodbEventSource", "Properties")
QUEUE = ("SendDueAlert", "Properties", "Events", "SendDueAlertSqsEventSource", "Properties")
AUTHORIZER = (*API, "DefinitionBody", "securityDefinitions", "people", "x-amazon-apigateway-authorizer")
RESPONSES = (*API, "DefinitionBody", "x-amazon-apigateway-gateway-responses")
FIRST_STATEMENT = ("Properties", "Policies", 0, "PolicyDocument", "Statement", 0)

PLANTED: list[tuple[Rule, Path, Any]] = [
    (
        rules.every_route_but_the_public_ones_asks_who_it_is,
        (*API, "DefinitionBody", "paths", "/me", "get", "security"),
        [],
    ),
    (rules.every_route_but_the_public_ones_asks_who_it_is, (*API, "DefinitionBody", "paths", "/planted"), {"get": {}}),
    (rules.only_tokens_of_our_own_clients_come_in, (*AUTHORIZER, "identityValidationExpression"), ".*"),
    (
        rules.only_tokens_of_our_own_clients_come_in,
        (*AUTHORIZER, "providerARNs"),
        ["arn:aws:cognito-idp:us-east-1:1:userpool/other"],
    ),
    (
        rules.the_gateways_own_errors_look_like_ours,
        (*RESPONSES, "UNAUTHORIZED", "responseTemplates"),
        {"application/json": "{}"},
    ),
    (rules.the_gateways_own_errors_look_like_ours, (*RESPONSES, "THROTTLED", "statusCode"), 503),
    (rules.the_api_is_regional_throttled_and_logged, (*API, "EndpointConfiguration"), {"Type": "EDGE"}),
    (rules.the_api_is_regional_throttled_and_logged, (*API, "MethodSettings"), [{}]),
    (
        rules.the_api_is_regional_throttled_and_logged,
        (*API, "AccessLogSetting", "Format"),
        "$context.identity.sourceIp",
    ),
    (
        rules.each_function_has_a_role_of_its_own_that_nobody_else_has,
        ("RefreshJob", "Properties", "Role"),
        {"Fn::GetAtt": ["APIHandlerRole", "Arn"]},
    ),
    (rules.nobody_may_do_everything, ("RefreshJobRole", *FIRST_STATEMENT, "Action"), "dynamodb:*"),
    (rules.nobody_may_do_everything, ("RefreshJobRole", *FIRST_STATEMENT, "Resource"), "*"),
    (rules.whoever_may_text_may_not_publish_to_topics, ("RefreshJobRole", *FIRST_STATEMENT, "Action"), "sns:Publish"),
    (rules.a_failing_record_does_not_stop_the_stream_nor_vanish, (*STREAM, "FunctionResponseTypes"), []),
    (rules.a_failing_record_does_not_stop_the_stream_nor_vanish, (*STREAM, "BisectBatchOnFunctionError"), False),
    (rules.a_failing_record_does_not_stop_the_stream_nor_vanish, (*STREAM, "MaximumRetryAttempts"), -1),
    (rules.a_failing_record_does_not_stop_the_stream_nor_vanish, (*STREAM, "MaximumRecordAgeInSeconds"), -1),
    (rules.a_failing_record_does_not_stop_the_stream_nor_vanish, (*STREAM, "DestinationConfig"), {}),
    (rules.a_failing_record_does_not_stop_the_stream_nor_vanish, (*STREAM, "FilterCriteria"), {}),
    (rules.messages_fail_one_by_one, (*QUEUE, "FunctionResponseTypes"), []),
    (
        rules.no_bucket_is_public_and_all_are_encrypted,
        ("Pages", "Properties", "PublicAccessBlockConfiguration", "BlockPublicPolicy"),
        False,
    ),
    (rules.no_bucket_is_public_and_all_are_encrypted, ("Photos", "Properties", "BucketEncryption"), {}),
    (rules.every_log_is_kept_for_so_long_and_no_longer, ("SweepAlertsLogs", "Properties"), {}),
    (rules.every_log_is_kept_for_so_long_and_no_longer, ("SweepAlerts", "Properties", "LoggingConfig"), {}),
    (rules.every_alarm_tells_somebody_what_to_read, ("TextsAreLate", "Properties", "AlarmActions"), []),
    (
        rules.every_alarm_tells_somebody_what_to_read,
        ("TextsAreLate", "Properties", "AlarmDescription"),
        "something is wrong",
    ),
]


@pytest.mark.parametrize("rule", RULES)
def test_the_template_keeps_the_rule(rule: Rule, built: Any) -> None:
    assert list(rule(built)) == []


@pytest.mark.parametrize(("rule", "place", "planted"), PLANTED, ids=lambda part: getattr(part, "__name__", None))
def test_a_planted_fault_is_found(rule: Rule, place: Path, planted: Any, template: Any) -> None:
    plant(template["Resources"], place, planted)

    assert list(rule(template))


def plant(inside: Any, place: Path, planted: Any) -> None:
    *way, last = place
    for step in way:
        inside = inside[step]
    inside[last] = planted


def test_every_rule_has_a_fault_planted_for_it() -> None:
    assert {rule for rule, _, _ in PLANTED} == set(RULES)


def test_the_transform_keeps_what_happens_to_a_record_that_fails(sent: Any) -> None:
    mappings = of_type(sent, "AWS::Lambda::EventSourceMapping")

    assert len(mappings) == 3
    for mapping in mappings.values():
        assert mapping["Properties"]["FunctionResponseTypes"] == ["ReportBatchItemFailures"]
        assert ("StreamArn" in str(mapping)) == ("DestinationConfig" in mapping["Properties"])


def test_the_clock_calls_the_sweeper_each_minute_and_does_not_repeat_it(sent: Any) -> None:
    [retries] = of_type(sent, "AWS::Lambda::EventInvokeConfig").values()
    rules_of_time = {rule["Properties"]["ScheduleExpression"] for rule in of_type(sent, "AWS::Events::Rule").values()}

    assert rules_of_time == {"rate(1 minute)", "cron(0 8 * * ? *)"}
    assert retries["Properties"]["MaximumRetryAttempts"] == 0


def test_an_alarm_stands_for_every_way_that_texts_can_fail(built: Any) -> None:
    alarms = of_type(built, "AWS::CloudWatch::Alarm")

    assert set(alarms) >= {
        *("TextsAreLate", "NobodySweeps", "TextsMayHaveBeenSent", "TextsFail", "TextsWentStale", "SpendNearLimit"),
        *("MessagesGivenUp", "RecordsGivenUp", "NotifyCustomerIsBehind", "ApiFails", "ApiIsSlow"),
    }
    assert alarms["SpendNearLimit"]["Properties"]["Threshold"] == 80
    assert alarms["NobodySweeps"]["Properties"]["TreatMissingData"] == "breaching"


def test_alarms_watch_metrics_that_the_journal_writes(built: Any) -> None:
    written = (ROOT / "chalicelib" / "gateways" / "journal.py").read_text("utf-8")

    for alarm in of_type(built, "AWS::CloudWatch::Alarm").values():
        if alarm["Properties"].get("Namespace") == "OnMyWay":
            assert f'"{alarm["Properties"]["MetricName"]}"' in written
