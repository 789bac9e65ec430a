"""docs/operations.md says what to do at each alarm, and what the code computes of costs."""

from __future__ import annotations

import re
from typing import Any

from infrastructure.template import of_type
from ops import costs
from tests.architecture.source import ROOT

TEXT = (ROOT / "docs" / "operations.md").read_text("utf-8")


def test_every_alarm_leads_to_a_runbook_that_names_it(built: Any) -> None:
    runbooks = dict(re.findall(r"^### (.+)\n((?:(?!##).*\n)*)", TEXT, re.MULTILINE))

    for name, alarm in of_type(built, "AWS::CloudWatch::Alarm").items():
        runbook = alarm["Properties"]["AlarmDescription"].partition("docs/operations.md: ")[2]
        assert f"`{name}`" in runbooks[runbook]


def test_the_costs_are_those_that_are_computed() -> None:
    assert costs.told() in TEXT


def test_the_alarms_that_cost_are_counted(built: Any) -> None:
    [alarms] = [line for line in costs.monthly() if line.what == "Alarms"]

    assert alarms.count == len(of_type(built, "AWS::CloudWatch::Alarm"))


def test_everything_is_computed_from_the_same_requests() -> None:
    together = sum(line.cost for line in costs.lines())
    texts = costs.lines()[-1].cost

    assert texts == costs.APPOINTMENTS * costs.TEXTS * 0.011
    assert 0 < together - texts < texts / 5
