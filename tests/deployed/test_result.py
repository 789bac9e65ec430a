"""What Chalice passes over in silence is named, and stops the build."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from infrastructure.result import CONFIG, Wrong, check, faults
from infrastructure.wheels import Target

SETTINGS = json.loads(CONFIG.read_text("utf-8"))


def named(template: Any, settings: Any = SETTINGS) -> str:
    return "\n".join(faults(template, settings, Target()))


def test_the_template_as_it_is_has_no_fault(template: Any) -> None:
    assert named(template) == ""


def test_a_function_that_does_not_exist_is_named(template: Any) -> None:
    template["Resources"]["NotifyCustomers"] = {"Properties": {"Timeout": 30}}

    assert "NotifyCustomers: completes something that Chalice did not generate" in named(template)


def test_a_function_that_is_missing_is_named(template: Any) -> None:
    del template["Resources"]["SweepAlerts"]

    assert "SweepAlerts: did not reach the template" in named(template)


def test_a_function_without_a_role_of_its_own_is_named(template: Any) -> None:
    template["Resources"]["RefreshJob"]["Properties"]["Role"] = {"Fn::GetAtt": ["NotifyCustomerRole", "Arn"]}

    assert named(template) == "RefreshJob: has no role of its own"


@pytest.mark.parametrize("planted", [{"Runtime": "python3.9"}, {"Architectures": ["arm64"]}])
def test_another_runtime_than_the_one_that_was_tested_is_named(template: Any, planted: Any) -> None:
    template["Resources"]["APIHandler"]["Properties"] |= planted

    assert named(template).startswith("APIHandler: does not run on python")


def test_a_misspelt_setting_is_named(template: Any) -> None:
    settings = json.loads(json.dumps(SETTINGS))
    settings["stages"]["prod"]["lambda_memory"] = 512
    settings["stages"]["prod"]["lambda_functions"]["sweep_alert"] = {"lambda_timeout": 30}

    assert "lambda_memory is not known" in named(template, settings)
    assert "lambda_timeout of sweep_alert did not reach the template" in named(template, settings)


def test_all_faults_are_told_at_once(template: Any, tmp_path: Path) -> None:
    template["Resources"]["Planted"] = {"Properties": {}}

    with pytest.raises(Wrong, match=r"(?s)Planted.*the package lacks app.py"):
        check(template, tmp_path, Target())
