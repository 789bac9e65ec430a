"""The switch that stops all texts, and what SNS is told about texts that CloudFormation cannot tell it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chalicelib.storage.keys import ALL_TEXTS_SWITCH


def switch(dynamodb: Any, table: str, *, off: bool) -> None:
    """Read before every claim: no text leaves after those that are claimed already."""
    partition, sort = ALL_TEXTS_SWITCH
    item = {"pk": {"S": partition}, "sk": {"S": sort}, "off": {"BOOL": off}}
    dynamodb.put_item(TableName=table, Item=item)


def are_off(dynamodb: Any, table: str) -> bool:
    partition, sort = ALL_TEXTS_SWITCH
    key = {"pk": {"S": partition}, "sk": {"S": sort}}
    item = dynamodb.get_item(TableName=table, Key=key, ConsistentRead=True).get("Item")
    return item is not None and item["off"] != {"BOOL": False}


def attributes(monthly_limit: int, log_role: str) -> Mapping[str, str]:
    """Of the whole account and region. Every delivery is logged: an answer to "did it arrive?" is worth its cost."""
    return {
        "DefaultSMSType": "Transactional",
        "DeliveryStatusIAMRole": log_role,
        "DeliveryStatusSuccessSamplingRate": "100",
        "MonthlySpendLimit": str(monthly_limit),
    }
