"""Event filters let through what Lambda's would."""

from typing import Any

import pytest

from local.aws import resources
from local.sources.filters import UnknownPattern, accepts

TEMPLATE = resources.read()
PENDING = {"dynamodb": {"Keys": {"sk": {"S": "APPT#1"}}, "NewImage": {"alert_state": {"S": "pending"}}}}


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


def test_one_of_several_patterns_is_enough() -> None:
    accepted = accepts([{"a": ["x"]}, {"b": ["y"]}])

    assert accepted({"b": "y"})
    assert not accepted({"a": "y", "b": "x"})


def test_all_parts_of_one_pattern_must_hold() -> None:
    accepted = accepts([{"a": ["x"], "b": ["y"]}])

    assert accepted({"a": "x", "b": "y", "c": "z"})
    assert not accepted({"a": "x"})


@pytest.mark.parametrize(
    ("condition", "value", "passes"),
    [
        ("x", "x", True),
        (1, 1, True),
        (1, "1", False),
        (1, True, False),
        (None, None, True),
        ({"prefix": "ab"}, "abc", True),
        ({"prefix": "ab"}, "ba", False),
        ({"prefix": "ab"}, 1, False),
        ({"exists": True}, "", True),
        ({"exists": False}, "", False),
        ({"anything-but": ["x"]}, "y", True),
        ({"anything-but": ["x"]}, "x", False),
        ({"anything-but": "x"}, "x", False),
        ("x", ["y", "x"], True),
    ],
)
def test_a_condition_on_a_value_that_is_there(condition: Any, value: Any, passes: bool) -> None:
    assert accepts([{"a": [condition]}])({"a": value}) is passes


@pytest.mark.parametrize(
    ("condition", "passes"),
    [
        ("x", False),
        (None, False),
        ({"prefix": ""}, False),
        ({"exists": True}, False),
        ({"exists": False}, True),
        ({"anything-but": ["x"]}, False),
    ],
)
@pytest.mark.parametrize("record", [{}, {"a": "text"}, {"a": {}}])
def test_a_condition_on_a_value_that_is_missing(record: dict[str, Any], condition: Any, passes: bool) -> None:
    assert accepts([{"a": {"b": [condition]}}])(record) is passes


@pytest.mark.parametrize(
    "pattern",
    [
        {"a": [{"numeric": ["<", 3]}]},
        {"a": [{"suffix": "x"}]},
        {"a": [{"prefix": "x", "exists": True}]},
        {"a": "x"},
        {"$or": [{"a": ["x"]}]},
    ],
)
def test_a_pattern_that_cannot_be_applied_is_refused_at_once(pattern: dict[str, Any]) -> None:
    with pytest.raises(UnknownPattern):
        accepts([pattern])
