"""Event filters let through what Lambda's would."""

from typing import Any

import pytest

from local.aws import resources
from local.sources.filters import UnknownPattern, accepts

TEMPLATE = resources.read()


def a_record(key: str, *, new: dict[str, Any] | None = None, old: dict[str, Any] | None = None) -> dict[str, Any]:
    images = {"NewImage": new, "OldImage": old}
    return {"dynamodb": {"Keys": {"sk": {"S": key}}} | {name: image for name, image in images.items() if image}}


@pytest.mark.parametrize(
    ("record", "passes"),
    [
        (a_record("APPT#1", new={"alert_state": {"S": "pending"}}), True),
        (a_record("APPT#1", new={"alert_state": {"S": "sent"}}), False),
        (a_record("APPT#1", new={"alert_state": {"SS": ["pending"]}}), False),
        (a_record("APPT#1", new={"status": {"S": "pending"}}), False),
        (a_record("APPT#1", new={"alert": {"M": {"alert_state": {"S": "pending"}}}}), False),
        (a_record("APPT#1", old={"alert_state": {"S": "pending"}}), False),
    ],
)
def test_only_a_pending_alert_calls_notify_customer(record: dict[str, Any], passes: bool) -> None:
    accepted = accepts(resources.patterns(TEMPLATE, "notify_customer"))

    assert accepted(record) is passes


@pytest.mark.parametrize(("key", "passes"), [("APPT#1", True), ("APPT#", True), ("APPT", False), ("JOB", False)])
def test_only_appointments_call_refresh_job(key: str, passes: bool) -> None:
    accepted = accepts(resources.patterns(TEMPLATE, "refresh_job"))

    assert accepted(a_record(key, new={"status": {"S": "enroute"}})) is passes
    assert accepted(a_record(key, old={"status": {"S": "enroute"}})) is passes


def test_without_patterns_everything_passes() -> None:
    assert accepts([])({"dynamodb": {}})


def test_one_of_several_patterns_and_of_several_conditions_is_enough() -> None:
    accepted = accepts([{"a": ["x", {"prefix": "z"}]}, {"b": ["y"]}])

    assert accepted({"b": "y"})
    assert accepted({"a": "zz"})
    assert not accepted({"a": "y", "b": "x"})


def test_all_parts_of_one_pattern_must_hold() -> None:
    accepted = accepts([{"a": ["x"], "b": ["y"]}])

    assert accepted({"a": "x", "b": "y", "c": "z"})
    assert not accepted({"a": "x"})


@pytest.mark.parametrize("record", [{}, {"a": "text"}, {"a": {}}, {"a": {"b": 1}}])
@pytest.mark.parametrize("condition", ["x", {"prefix": ""}])
def test_what_is_missing_or_no_text_meets_no_condition(record: dict[str, Any], condition: Any) -> None:
    assert not accepts([{"a": {"b": [condition]}}])(record)


@pytest.mark.parametrize(
    "pattern",
    [
        {"a": [{"numeric": ["<", 3]}]},
        {"a": [{"prefix": "x", "exists": True}]},
        {"a": [1]},
        {"a": "x"},
        {"$or": [{"a": ["x"]}]},
    ],
)
def test_a_pattern_that_cannot_be_applied_is_refused_at_once(pattern: dict[str, Any]) -> None:
    with pytest.raises(UnknownPattern):
        accepts([pattern])
