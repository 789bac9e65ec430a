"""One stack of CloudFormation: brought to what a template says, by a change set, and what came of it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError, WaiterError

CAPABILITIES = ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"]
NOTHING_TO_DO = ("didn't contain changes", "No updates are to be performed")
# What a stack is whose first change set was made, and never carried out.
UNBORN = "REVIEW_IN_PROGRESS"
AN_HOUR = 3600


class NotDeployed(Exception):
    """CloudFormation could not bring the stack to what the template says; its own words follow."""


@dataclass(frozen=True, kw_only=True)
class Stack:
    """Whether it exists or not. `look_seconds` is how long to wait between two looks at a change."""

    client: Any
    name: str
    look_seconds: float = 5

    def outputs(self) -> dict[str, str]:
        return {output["OutputKey"]: output["OutputValue"] for output in self._described().get("Outputs", ())}

    def parameters(self) -> dict[str, str]:
        """As they are now; none if there is no stack."""
        given = self._described().get("Parameters", ())
        return {parameter["ParameterKey"]: parameter["ParameterValue"] for parameter in given}

    def resource(self, logical_id: str) -> str:
        answer = self.client.describe_stack_resource(StackName=self.name, LogicalResourceId=logical_id)
        return str(answer["StackResourceDetail"]["PhysicalResourceId"])

    def bring_to(self, template_url: str, parameters: Mapping[str, str]) -> dict[str, str]:
        """Its outputs afterwards. Every parameter that is not given must have a default."""
        kind = "CREATE" if self._described().get("StackStatus", UNBORN) == UNBORN else "UPDATE"
        change = {"StackName": self.name, "ChangeSetName": f"to-{uuid.uuid4().hex}"}
        self.client.create_change_set(
            **change,
            ChangeSetType=kind,
            TemplateURL=template_url,
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
            Capabilities=CAPABILITIES,
        )
        if self._is_ready(change):
            self.client.execute_change_set(**change)
            self._wait(f"stack_{kind.lower()}_complete", StackName=self.name)
        return self.outputs()

    def _is_ready(self, change: Mapping[str, str]) -> bool:
        """False when there is nothing to change."""
        try:
            self._wait("change_set_create_complete", **change)
        except NotDeployed:
            reason = str(self.client.describe_change_set(**change).get("StatusReason", ""))
            if not any(words in reason for words in NOTHING_TO_DO):
                raise NotDeployed(reason) from None
            self.client.delete_change_set(**change)
            return False
        return True

    def _wait(self, what: str, **of: str) -> None:
        pace = {"Delay": self.look_seconds, "MaxAttempts": max(1, int(AN_HOUR / self.look_seconds))}
        try:
            self.client.get_waiter(what).wait(**of, WaiterConfig=pace)
        except WaiterError as reason:
            raise NotDeployed(f"{reason}; {self._failures()}") from reason

    def _failures(self) -> str:
        events = self.client.describe_stack_events(StackName=self.name)["StackEvents"]
        failed = [event for event in events if event["ResourceStatus"].endswith("_FAILED")]
        return "; ".join(f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', '')}" for event in failed)

    def _described(self) -> dict[str, Any]:
        """Empty when there is no such stack."""
        try:
            described: dict[str, Any] = self.client.describe_stacks(StackName=self.name)["Stacks"][0]
        except ClientError:
            return {}
        return described
