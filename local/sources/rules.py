"""What a function's event source does about failures, as infrastructure/resources.yaml tells it to Lambda."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from local.aws import resources


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Lambda's defaults, unless the template says otherwise."""

    listens: bool = False
    """To an answer that names what failed."""
    bisects: bool = False
    retries: int | None = None
    longest_age: timedelta | None = None
    destination: Any = None

    def failed(self, answer: Any, identifiers: Sequence[str]) -> list[str]:
        """What the answer says must come again."""
        failures = answer.get("batchItemFailures") if self.listens and isinstance(answer, Mapping) else None
        named = [failure.get("itemIdentifier") for failure in failures or ()]
        if not set(named) <= set(identifiers):
            raise NotUnderstood(f"the answer names what was not handed over: {named}")
        return named


class PartlyFailed(Exception):
    """A function answered that some of what it was given must come again."""

    def __init__(self, failed: Sequence[str], handed_over: Sequence[str]) -> None:
        super().__init__(f"{len(failed)} of {len(handed_over)} must come again: {', '.join(failed)}")


class NotUnderstood(Exception):
    """A function's answer makes no sense, which counts as if it had failed altogether."""


def rules(template: Mapping[str, Any], function: str) -> Rules:
    properties = template["Resources"].get(resources.logical_id(function), {}).get("Properties", {})
    said: dict[str, Any] = {}
    for source in properties.get("Events", {}).values():
        said |= source.get("Properties", {})
    age = _limit(said.get("MaximumRecordAgeInSeconds"))
    return Rules(
        listens="ReportBatchItemFailures" in said.get("FunctionResponseTypes", ()),
        bisects=said.get("BisectBatchOnFunctionError", False),
        retries=_limit(said.get("MaximumRetryAttempts")),
        longest_age=None if age is None else timedelta(seconds=age),
        destination=said.get("DestinationConfig", {}).get("OnFailure", {}).get("Destination"),
    )


def _limit(said: int | None) -> int | None:
    """-1, and nothing, mean that there is none."""
    return None if said in (None, -1) else said
