"""People's accounts in the Cognito user pool, in which an e-mail address belongs to one account of one organization."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError
from botocore.exceptions import ConnectionError as NoConnection

from chalicelib.domain.people import cannot_be_invited, needs_no_invitation
from chalicelib.domain.person import Person, Role
from chalicelib.domain.refusals import Unavailable

PATIENCE = Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2})

IS_THERE = "UsernameExistsException"
IS_IN = "UnsupportedUserStateException"
AWAITED = "FORCE_CHANGE_PASSWORD"
"""The state of an account whose first password nobody has used."""
NOT_INVITED = frozenset({"InvalidParameterException", "CodeDeliveryFailureException"})
OVERLOADED = frozenset({"InternalErrorException", "LimitExceededException", "TooManyRequestsException"})
SERVER_ERROR = 500


class CognitoAccounts:
    """Whoever may call it may let people in: of all the functions only the API's is to have the permission."""

    def __init__(self, user_pool_id: str, region: str) -> None:
        self._user_pool_id, self._region = user_pool_id, region

    def open(self, *, email: str, name: str, organization_id: str) -> str:
        attributes = {
            "email": email,
            "email_verified": "true",
            "name": name,
            "custom:organization": organization_id,
        }
        try:
            made = self._invite(
                email, UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()]
            )
        except ClientError as failure:
            if _code(failure) != IS_THERE:
                raise
            return self._opened_before(email, organization_id)
        return _attributes(made["User"]["Attributes"])["sub"]

    def invite_again(self, person: Person) -> None:
        if self._ask("admin_get_user", person.person_id)["UserStatus"] != AWAITED:
            raise needs_no_invitation(person)
        try:
            self._invite(person.email, MessageAction="RESEND")
        except ClientError as failure:
            if _code(failure) == IS_IN:
                raise needs_no_invitation(person) from failure
            raise

    def narrow(self, person: Person) -> None:
        if not person.active:
            self._ask("admin_disable_user", person.person_id)
            self._ask("admin_user_global_sign_out", person.person_id)
        for role in frozenset(Role) - person.roles:
            self._ask("admin_remove_user_from_group", person.person_id, GroupName=role.value)

    def widen(self, person: Person) -> None:
        if not person.active:
            return
        self._ask(
            "admin_update_user_attributes", person.person_id, UserAttributes=[{"Name": "name", "Value": person.name}]
        )
        for role in person.roles:
            self._ask("admin_add_user_to_group", person.person_id, GroupName=role.value)
        self._ask("admin_enable_user", person.person_id)

    def _invite(self, email: str, **parameters: Any) -> dict[str, Any]:
        try:
            return self._ask("admin_create_user", email, DesiredDeliveryMediums=["EMAIL"], **parameters)
        except ClientError as failure:
            if _code(failure) in NOT_INVITED:
                raise cannot_be_invited() from failure
            raise

    def _opened_before(self, email: str, organization_id: str) -> str:
        known = _attributes(self._ask("admin_get_user", email)["UserAttributes"])
        if known.get("custom:organization") != organization_id:
            raise cannot_be_invited()
        return known["sub"]

    def _ask(self, operation: str, username: str, **parameters: Any) -> dict[str, Any]:
        ask = getattr(self._client, operation)
        try:
            answer: dict[str, Any] = ask(UserPoolId=self._user_pool_id, Username=username, **parameters)
        except (NoConnection, HTTPClientError) as failure:
            raise Unavailable from failure
        except ClientError as failure:
            if _code(failure) in OVERLOADED or _status(failure) >= SERVER_ERROR:
                raise Unavailable from failure
            raise
        return answer

    @cached_property
    def _client(self) -> Any:
        """Made by the first request that needs it: few do, and it costs a cold start more than all the others."""
        return boto3.Session().client("cognito-idp", region_name=self._region, config=PATIENCE)


def _code(failure: ClientError) -> str:
    return str(failure.response["Error"]["Code"])


def _status(failure: ClientError) -> int:
    return int(failure.response["ResponseMetadata"]["HTTPStatusCode"])


def _attributes(given: list[dict[str, str]]) -> dict[str, str]:
    return {each["Name"]: each["Value"] for each in given}
