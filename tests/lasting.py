"""A table that forgets nothing: what is fresh by a test's clock may long be over by that of the embedded AWS."""

from __future__ import annotations

from local.aws import stack


def nothing_expires(built: stack.Stack) -> None:
    """For a run whose clock a test moves: AWS goes by its own when it takes away what is over."""
    environment = built.environment
    dynamodb = stack.clients(environment)("dynamodb")
    told = dynamodb.describe_time_to_live(TableName=environment["TABLE_NAME"])["TimeToLiveDescription"]
    never = {"AttributeName": told["AttributeName"], "Enabled": False}
    dynamodb.update_time_to_live(TableName=environment["TABLE_NAME"], TimeToLiveSpecification=never)
