"""The one description of what exists on AWS keeps its promises."""

import json
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from chalice.app import Chalice

from chalicelib.domain.person import ACCESS_OUTLIVES_BY
from local import functions
from local.aws import resources

TEMPLATE = resources.read()
RESOURCES: dict[str, Any] = TEMPLATE["Resources"]
TABLE = RESOURCES["Table"]["Properties"]
POOL = RESOURCES["UserPool"]["Properties"]
CLIENTS = ["FieldClient", "DispatchClient", "ApiClient"]
FUNCTIONS = ["api_handler", "notify_customer", "refresh_job", "send_due_alert", "sweep_alerts", "repair_jobs"]
MOST_PROJECTED = 20


def of_type(kind: str) -> dict[str, Any]:
    return {name: entry["Properties"] for name, entry in RESOURCES.items() if entry.get("Type") == kind}


def test_the_file_is_plain_data() -> None:
    assert json.loads(json.dumps(TEMPLATE)) == TEMPLATE


def test_what_is_lost_with_a_resource_is_kept_when_the_stack_goes() -> None:
    for name in ("Table", "UserPool", *of_type("AWS::S3::Bucket")):
        assert RESOURCES[name]["DeletionPolicy"] == RESOURCES[name]["UpdateReplacePolicy"] == "Retain"
    assert TABLE["DeletionProtectionEnabled"] is True
    assert POOL["DeletionProtection"] == "ACTIVE"


def test_the_table_can_be_brought_back_to_any_point_in_time() -> None:
    assert TABLE["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_the_stream_carries_both_images() -> None:
    assert TABLE["StreamSpecification"] == {"StreamViewType": "NEW_AND_OLD_IMAGES"}


def test_only_keys_are_declared_and_all_of_them() -> None:
    schemas = [TABLE["KeySchema"], *(index["KeySchema"] for index in TABLE["GlobalSecondaryIndexes"])]
    keys = {key["AttributeName"] for schema in schemas for key in schema}

    assert {attribute["AttributeName"] for attribute in TABLE["AttributeDefinitions"]} == keys


@pytest.mark.parametrize("index", TABLE["GlobalSecondaryIndexes"], ids=lambda index: index["IndexName"])
def test_an_index_is_keyed_by_its_name_and_projects_no_more_than_it_may(index: Any) -> None:
    name = index["IndexName"]
    projected = index["Projection"].get("NonKeyAttributes", [])

    assert [key["AttributeName"] for key in index["KeySchema"]] == [f"{name}_pk", f"{name}_sk"]
    assert len(projected) == len(set(projected)) <= MOST_PROJECTED


def test_every_queue_is_encrypted() -> None:
    assert all(queue["SqsManagedSseEnabled"] is True for queue in of_type("AWS::SQS::Queue").values())


def test_records_that_were_given_up_are_forgotten_after_a_month() -> None:
    [rule] = RESOURCES["StreamFailures"]["Properties"]["LifecycleConfiguration"]["Rules"]

    assert (rule["Status"], rule["ExpirationInDays"]) == ("Enabled", 30)


def test_files_that_were_sent_and_never_shown_are_forgotten_after_a_day_and_no_others_ever() -> None:
    [rule] = RESOURCES["Photos"]["Properties"]["LifecycleConfiguration"]["Rules"]

    assert (rule["Status"], rule["Prefix"], rule["ExpirationInDays"]) == ("Enabled", "incoming/", 1)


def test_only_this_products_own_pages_may_send_and_fetch_photos() -> None:
    [rule] = RESOURCES["Photos"]["Properties"]["CorsConfiguration"]["CorsRules"]
    parameter = TEMPLATE["Parameters"]["SiteOrigins"]

    assert rule == {"AllowedOrigins": {"Ref": "SiteOrigins"}, "AllowedMethods": ["POST", "GET"], "MaxAge": 3600}
    assert "Default" not in parameter
    assert re.fullmatch(parameter["AllowedPattern"], "https://app.example.com")
    for wider in ("*", "https://*.example.com", "https://app.example.com/", "app.example.com", ""):
        assert not re.fullmatch(parameter["AllowedPattern"], wider)


def test_a_message_that_always_fails_ends_among_the_dead_letters() -> None:
    redrive = RESOURCES["AlertQueue"]["Properties"]["RedrivePolicy"]

    assert redrive == {"deadLetterTargetArn": {"Fn::GetAtt": ["AlertDeadLetters", "Arn"]}, "maxReceiveCount": 5}


@pytest.mark.parametrize(
    ("function", "retries", "seconds"), [("notify_customer", 10, 15 * 60), ("refresh_job", 20, 24 * 60 * 60)]
)
def test_a_record_that_always_fails_is_given_up_in_time(function: str, retries: int, seconds: int) -> None:
    source = resources.event_source(TEMPLATE, function)

    assert (source["MaximumRetryAttempts"], source["MaximumRecordAgeInSeconds"]) == (retries, seconds)


def test_a_message_stays_hidden_six_times_as_long_as_its_function_may_run() -> None:
    hidden = RESOURCES["AlertQueue"]["Properties"]["VisibilityTimeout"]

    assert hidden >= 6 * functions.timeout_seconds("send_due_alert")


def test_nobody_signs_up_by_themselves() -> None:
    assert POOL["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}


def test_nobody_can_move_to_another_organization() -> None:
    [organization] = POOL["Schema"]

    assert (organization["Name"], organization["Mutable"]) == ("organization", False)
    for client in CLIENTS:
        properties = RESOURCES[client]["Properties"]
        assert properties["WriteAttributes"], "an empty list would mean the default"
        assert "custom:organization" not in properties["WriteAttributes"]
        assert "custom:organization" in properties["ReadAttributes"]


@pytest.mark.parametrize("client", CLIENTS)
def test_a_client_has_no_secret_short_tokens_and_gives_no_names_away(client: str) -> None:
    properties = RESOURCES[client]["Properties"]

    assert properties["GenerateSecret"] is False
    assert properties["ExplicitAuthFlows"] == ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
    assert (properties["IdTokenValidity"], properties["RefreshTokenValidity"]) == (15, 30)
    assert timedelta(minutes=properties["IdTokenValidity"]) == ACCESS_OUTLIVES_BY
    assert properties["TokenValidityUnits"] == {"IdToken": "minutes", "AccessToken": "minutes", "RefreshToken": "days"}
    assert properties["PreventUserExistenceErrors"] == "ENABLED"


def test_there_is_one_client_for_each_way_in() -> None:
    clients = of_type("AWS::Cognito::UserPoolClient")

    assert {client["ClientName"] for client in clients.values()} == {"field", "dispatch", "api"}


def test_roles_are_groups() -> None:
    groups = of_type("AWS::Cognito::UserPoolGroup")

    assert {group["GroupName"] for group in groups.values()} == {"technician", "dispatcher"}


def test_every_function_is_told_where_everything_is() -> None:
    merged = [entry for entry in RESOURCES.values() if "Type" not in entry]

    assert len(merged) == len(FUNCTIONS)
    for entry in merged:
        assert entry["Properties"]["Environment"]["Variables"] == resources.variables(TEMPLATE)


def test_entries_without_a_type_are_left_out_of_what_is_built() -> None:
    built = resources.buildable(TEMPLATE)

    assert all("Type" in entry for entry in built["Resources"].values())
    assert built["Outputs"]["TableName"] == {"Value": {"Ref": "Table"}}
    assert len(built["Outputs"]) == len(resources.variables(TEMPLATE))


@pytest.mark.parametrize("function", FUNCTIONS)
def test_every_function_has_memory_and_a_time_limit(function: str) -> None:
    settings = functions.settings(function)

    assert settings["lambda_memory_size"] >= 512
    assert 20 <= settings["lambda_timeout"] <= 60


def test_the_api_gives_up_before_the_gateway_does() -> None:
    assert functions.timeout_seconds("api_handler") < 29


def test_the_application_is_served_regionally_below_api() -> None:
    config = json.loads(Path(functions.CONFIG).read_text(encoding="utf-8"))
    [stage] = config["stages"].values()

    assert (config["version"], config["app_name"]) == ("2.0", "on-my-way")
    assert (stage["api_gateway_stage"], stage["api_gateway_endpoint_type"]) == ("api", "REGIONAL")


def test_settings_are_for_functions_that_exist(app: Chalice) -> None:
    config = json.loads(Path(functions.CONFIG).read_text(encoding="utf-8"))
    named = {name for stage in config["stages"].values() for name in stage["lambda_functions"]}

    assert named <= {functions.API, *(source.name for source in app.event_sources)}


def test_what_completes_a_function_names_one_that_exists(app: Chalice) -> None:
    merged = {name for name, entry in RESOURCES.items() if "Type" not in entry}

    assert merged == {"APIHandler", *(resources.logical_id(source.name) for source in app.event_sources)}


@pytest.fixture(scope="module")
def app() -> Chalice:
    from app import app

    return app
