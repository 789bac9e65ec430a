"""The operator's tool on a deployed copy: it says first what it would do, and does it only when it is told to."""

from __future__ import annotations

import json
from typing import Any

import pytest

from infrastructure.pages import publish
from local.web.files import ASKS_EACH_TIME, NEVER_CHANGES
from ops import redrive, texts
from ops.__main__ import main as ops
from tests.deployed.copy_of_aws import STAGE, Copy

RECORD = "aws/lambda/RefreshJob/shard/2026/03/02/one"


def operator(copy: Copy, *arguments: str) -> list[str]:
    told: list[str] = []
    assert ops([STAGE, *arguments], copy.client, told.append) == 0
    return told


def given_up(copy: Copy, payload: Any) -> None:
    report = {
        "requestContext": {"functionArn": copy.deployed.resource("RefreshJob")},
        "payload": json.dumps(payload),
    }
    bucket = copy.deployed.resource("StreamFailures")
    copy.client("s3").put_object(Bucket=bucket, Key=RECORD, Body=json.dumps(report).encode())


def kept(copy: Copy) -> list[str]:
    return list(redrive.kept_records(copy.client("s3"), copy.deployed.resource("StreamFailures")))


def test_records_that_were_given_up_go_to_their_function_again_and_leave_the_bucket(copy: Copy) -> None:
    given_up(copy, {"Records": []})

    said = operator(copy, "redrive")
    before = kept(copy)
    operator(copy, "redrive", "--do-it")

    assert f"has a function take {RECORD} again" in said
    assert said[-1].startswith("nothing done yet")
    assert (before, kept(copy)) == ([RECORD], [])


def test_a_record_that_is_refused_again_stays_where_it_is(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    given_up(copy, {"Records": [{"dynamodb": {"SequenceNumber": "1"}}]})

    status = ops([STAGE, "redrive", "--do-it"], copy.client, lambda _: None)

    assert (status, kept(copy)) == (1, [RECORD])
    assert RECORD in capsys.readouterr().err
    copy.client("s3").delete_object(Bucket=copy.deployed.resource("StreamFailures"), Key=RECORD)


def test_dead_letters_go_back_to_their_queue(copy: Copy) -> None:
    sqs, dead_letters = copy.client("sqs"), copy.deployed.resource("AlertDeadLetters")
    elsewhere = sqs.create_queue(QueueName="elsewhere")["QueueUrl"]
    sqs.send_message(QueueUrl=dead_letters, MessageBody="a message")

    assert redrive.waiting_messages(sqs, dead_letters) == 1
    assert redrive.return_messages(sqs, dead_letters, elsewhere) == 1

    assert redrive.waiting_messages(sqs, dead_letters) == 0
    assert sqs.receive_message(QueueUrl=elsewhere)["Messages"][0]["Body"] == "a message"


def test_founding_twice_founds_one_organization(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in copy.aws.environment.items():
        monkeypatch.setenv(name, value)
    founding = ["organization", "--brand", "Twice", "--time-zone", "America/Phoenix", "--email", "t@twice.example"]
    person = ["--first-name", "T", "--last-name", "Wice"]

    first = operator(copy, *founding, *person, "--do-it")
    again = operator(copy, *founding, *person, "--do-it")

    pool = copy.deployed.resource("UserPool")
    known = copy.client("cognito-idp").admin_list_groups_for_user(UserPoolId=pool, Username="t@twice.example")
    assert first == again
    assert [group["GroupName"] for group in known["Groups"]] == ["dispatcher"]


def test_a_time_zone_that_does_not_exist_is_refused_before_anything_is_done(
    copy: Copy, capsys: pytest.CaptureFixture[str]
) -> None:
    founding = ["organization", "--brand", "X", "--time-zone", "Phoenix", "--email", "x@x.example"]

    status = ops([STAGE, *founding, "--first-name", "X", "--last-name", "Y", "--do-it"], copy.client, lambda _: None)

    assert status == 1
    assert "there is no time zone Phoenix; one is America/Phoenix" in capsys.readouterr().err


def test_sms_is_settled_as_it_is_told_with_every_delivery_logged(copy: Copy) -> None:
    """Ministack knows no attributes of SMS, so nothing is done."""
    said = operator(copy, "sms-attributes", "--monthly-limit", "50")

    assert "sets MonthlySpendLimit to 50" in said
    assert "sets DeliveryStatusSuccessSamplingRate to 100" in said
    assert "the alarm still thinks of 1: deploy with SmsMonthlySpendLimit=50" in said
    assert set(texts.attributes(50, "a role")) == {
        *("DefaultSMSType", "DeliveryStatusIAMRole", "DeliveryStatusSuccessSamplingRate", "MonthlySpendLimit"),
    }


def test_pages_come_with_their_type_and_age_and_after_what_they_name(copy: Copy, tmp_path: Any) -> None:
    (tmp_path / "field" / "assets").mkdir(parents=True)
    for name in ("field/index.html", "field/service-worker.js", "field/assets/a-1.js", ".built"):
        (tmp_path / name).write_text("x")
    s3, bucket = copy.client("s3"), copy.outputs["PagesBucket"]

    keys = publish(s3, bucket, tmp_path)

    ages = {key: s3.head_object(Bucket=bucket, Key=key)["CacheControl"] for key in keys}
    assert keys == ["field/assets/a-1.js", "field/index.html", "field/service-worker.js"]
    assert list(ages.values()) == [NEVER_CHANGES, ASKS_EACH_TIME, ASKS_EACH_TIME]
    assert s3.head_object(Bucket=bucket, Key=keys[1])["ContentType"] == "text/html; charset=utf-8"
