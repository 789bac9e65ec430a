"""What the accounts that people sign in with promise, in memory and in Cognito as ministack plays it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError

from chalicelib.domain.person import Person, Role
from chalicelib.domain.refusals import Invalid, NotAllowed, Unavailable
from chalicelib.gateways.cognito import CognitoAccounts
from chalicelib.usecases import ports
from local.aws import resources, stack
from local.aws.embedded import EmbeddedAws
from tests import fakes
from tests.builders import ORGANIZATION, a_person, an_id
from tests.contract.made_up import Sent, answers, breaks

BOTH = frozenset(Role)
PASSWORD = "correct horse battery"


@dataclass(kw_only=True)
class Pool:
    """The port; what an operator would see: name, roles, whether somebody may sign in, invitations sent; signing in."""

    accounts: ports.Accounts
    look: Callable[[str], tuple[str, frozenset[str], bool]]
    invitations: Callable[[str], int]
    sign_in: Callable[[Person], Any]


@pytest.fixture(params=["memory", "cognito"])
def pool(request: pytest.FixtureRequest) -> Pool:
    made: Pool = request.getfixturevalue(f"pool_in_{request.param}")
    return made


@pytest.fixture
def pool_in_memory() -> Pool:
    accounts = fakes.Accounts()

    def look(person_id: str) -> tuple[str, frozenset[str], bool]:
        account = accounts.accounts[person_id]
        return account.name, account.roles, account.enabled

    def sign_in(person: Person) -> None:
        accounts.accounts[person.person_id].awaited = False

    return Pool(accounts=accounts, look=look, invitations=accounts.invited.count, sign_in=sign_in)


@dataclass(kw_only=True)
class Cognito:
    aws: EmbeddedAws
    client: Any
    accounts: CognitoAccounts
    pool_id: str
    client_id: str

    def tokens(self, flow: str, **parameters: str) -> Any:
        answer = self.client.initiate_auth(AuthFlow=flow, ClientId=self.client_id, AuthParameters=parameters)
        return answer["AuthenticationResult"]

    def signed_in(self, person: Person) -> Any:
        user = {"UserPoolId": self.pool_id, "Username": person.person_id}
        self.client.admin_set_user_password(**user, Password=PASSWORD, Permanent=True)
        return self.tokens("USER_PASSWORD_AUTH", USERNAME=person.email, PASSWORD=PASSWORD)

    def renewed(self, refresh_token: str) -> Any:
        return self.tokens("REFRESH_TOKEN_AUTH", REFRESH_TOKEN=refresh_token)

    def look(self, person_id: str) -> tuple[str, frozenset[str], bool]:
        user = {"UserPoolId": self.pool_id, "Username": person_id}
        known = self.client.admin_get_user(**user)
        groups = self.client.admin_list_groups_for_user(**user)["Groups"]
        name = next(each["Value"] for each in known["UserAttributes"] if each["Name"] == "name")
        return name, frozenset(group["GroupName"] for group in groups), known["Enabled"]

    def invitations(self, email: str) -> int:
        return sum(email in mail["To"] for mail in self.aws.mails())


@pytest.fixture(scope="module")
def cognito() -> Iterator[Cognito]:
    with EmbeddedAws() as aws, pytest.MonkeyPatch.context() as environment:
        for name, value in aws.environment.items():
            environment.setenv(name, value)
        built = stack.build(aws.environment, resources.read())
        pool_id = built.environment["USER_POOL_ID"]
        client = stack.clients(aws.environment)("cognito-idp")
        yield Cognito(
            aws=aws,
            client=client,
            accounts=CognitoAccounts(pool_id, aws.environment["AWS_REGION"]),
            pool_id=pool_id,
            client_id=built.environment["DISPATCH_CLIENT_ID"],
        )
        client.close()


@pytest.fixture
def pool_in_cognito(cognito: Cognito) -> Pool:
    return Pool(
        accounts=cognito.accounts, look=cognito.look, invitations=cognito.invitations, sign_in=cognito.signed_in
    )


def an_address() -> str:
    return f"{an_id('address').lower()}@example.com"


def opened(accounts: ports.Accounts, **differences: Any) -> Person:
    """Somebody whose account was just opened."""
    person = a_person(email=an_address(), **differences)
    person_id = accounts.open(email=person.email, name=person.name, organization_id=person.organization_id)
    return replace(person, person_id=person_id)


def test_an_account_that_was_opened_is_invited_and_opens_nothing_yet(pool: Pool) -> None:
    sam = opened(pool.accounts)

    assert pool.look(sam.person_id) == ("Sam Ortiz", frozenset(), True)
    assert pool.invitations(sam.email) == 1


def test_an_account_is_opened_once_and_invited_once(pool: Pool) -> None:
    sam = opened(pool.accounts)

    again = pool.accounts.open(email=sam.email, name="Another Name", organization_id=ORGANIZATION)

    assert again == sam.person_id
    assert pool.look(sam.person_id)[0] == "Sam Ortiz"
    assert pool.invitations(sam.email) == 1


def test_another_organizations_address_and_one_that_is_none_cannot_be_invited_and_look_the_same(pool: Pool) -> None:
    theirs = opened(pool.accounts, organization_id=an_id("organization"))
    before = pool.look(theirs.person_id)

    with pytest.raises(Invalid) as foreign:
        pool.accounts.open(email=theirs.email, name="Mine Now", organization_id=ORGANIZATION)
    with pytest.raises(Invalid) as none:
        pool.accounts.open(email="no address", name="Mine Now", organization_id=ORGANIZATION)

    assert foreign.value.errors == none.value.errors == {"email": "this address cannot be invited; use another one"}
    assert pool.look(theirs.person_id) == before
    assert pool.invitations(theirs.email) == 1


def test_whoever_has_not_signed_in_yet_is_invited_again_as_often_as_it_takes(pool: Pool) -> None:
    sam = opened(pool.accounts)
    before = pool.look(sam.person_id)

    for _ in range(2):
        pool.accounts.invite_again(sam)

    assert pool.invitations(sam.email) == 3
    assert pool.look(sam.person_id) == before


def test_whoever_has_signed_in_is_not_invited_again(pool: Pool) -> None:
    sam = opened(pool.accounts)
    pool.sign_in(sam)

    with pytest.raises(NotAllowed, match="Sam Ortiz has signed in already"):
        pool.accounts.invite_again(sam)

    assert pool.invitations(sam.email) == 1


def test_an_address_that_many_open_at_once_is_one_account(cognito: Cognito) -> None:
    # Not in memory: nothing there is slow enough for another to come in between.
    addresses = [an_address() for _ in range(20)]

    def opens(email: str) -> str:
        return cognito.accounts.open(email=email, name="Sam Ortiz", organization_id=ORGANIZATION)

    with ThreadPoolExecutor(8) as threads:
        opened_as = [set(threads.map(opens, [email] * 8)) for email in addresses]

    assert [len(person_ids) for person_ids in opened_as] == [1] * len(addresses)


@pytest.mark.parametrize("roles", [BOTH, frozenset({Role.DISPATCHER}), frozenset({Role.TECHNICIAN})])
def test_whoever_is_widened_has_their_name_and_roles_however_often(pool: Pool, roles: frozenset[Role]) -> None:
    sam = replace(opened(pool.accounts), first_name="Samuel", roles=roles)

    for _ in range(2):
        pool.accounts.widen(sam)

    assert pool.look(sam.person_id) == ("Samuel Ortiz", roles, True)


def test_whoever_is_narrowed_loses_what_they_are_not_to_have_and_gets_nothing(pool: Pool) -> None:
    sam = opened(pool.accounts, roles=frozenset({Role.DISPATCHER}))
    pool.accounts.widen(sam)

    for _ in range(2):
        pool.accounts.narrow(replace(sam, roles=frozenset({Role.TECHNICIAN})))

    assert pool.look(sam.person_id) == ("Sam Ortiz", frozenset(), True)


def test_whoever_is_disabled_keeps_their_roles_for_the_day_they_are_enabled(pool: Pool) -> None:
    sam = opened(pool.accounts, roles=BOTH)
    pool.accounts.widen(sam)
    disabled = replace(sam, active=False)

    for _ in range(2):
        pool.accounts.narrow(disabled)
        pool.accounts.widen(disabled)
    looked = pool.look(sam.person_id)
    pool.accounts.widen(sam)

    assert looked == ("Sam Ortiz", BOTH, False)
    assert pool.look(sam.person_id) == ("Sam Ortiz", BOTH, True)


def test_whoever_is_disabled_can_neither_sign_in_nor_stay_signed_in(cognito: Cognito) -> None:
    sam = opened(cognito.accounts)
    cognito.accounts.widen(sam)
    token = cognito.signed_in(sam)["RefreshToken"]
    assert cognito.renewed(token)["IdToken"]

    cognito.accounts.narrow(replace(sam, active=False))

    with pytest.raises(ClientError, match="disabled"):
        cognito.signed_in(sam)
    with pytest.raises(ClientError, match="disabled"):
        cognito.renewed(token)


def test_a_session_from_before_does_not_come_back_with_the_account(cognito: Cognito) -> None:
    sam = opened(cognito.accounts)
    token = cognito.signed_in(sam)["RefreshToken"]

    cognito.accounts.narrow(replace(sam, active=False))
    cognito.accounts.widen(sam)

    with pytest.raises(ClientError, match="revoked"):
        cognito.renewed(token)
    assert cognito.signed_in(sam)["IdToken"]


def test_importing_and_wiring_make_no_client() -> None:
    accounts = CognitoAccounts("us-east-1_pool", "us-east-1")

    assert "_client" not in vars(accounts)


def asked(sent: Sent) -> None:
    """One request that is answered so."""
    accounts = CognitoAccounts("us-east-1_pool", "us-east-1")
    accounts._client.meta.events.register("before-send.cognito-idp", sent)  # noqa: SLF001 - nothing leaves by it
    accounts.open(email="sam@example.com", name="Sam Ortiz", organization_id=ORGANIZATION)


OUTAGES: dict[str, Sent] = {
    "throttled": answers(400, "TooManyRequestsException"),
    "no more mail today": answers(400, "LimitExceededException"),
    "an error of its own": answers(500, "InternalErrorException"),
    "something before it is broken": answers(502, "nothing that Cognito says"),
    "refused": breaks(EndpointConnectionError(endpoint_url="…")),
    "nobody answers": breaks(ReadTimeoutError(endpoint_url="…")),
}


@pytest.mark.parametrize("sent", OUTAGES)
def test_an_outage_that_passes_is_unavailable(sent: str) -> None:
    with pytest.raises(Unavailable):
        asked(OUTAGES[sent])


def test_an_address_that_no_mail_reaches_cannot_be_invited() -> None:
    with pytest.raises(Invalid):
        asked(answers(400, "CodeDeliveryFailureException"))


@pytest.mark.parametrize(
    ("code", "refusal"), [("UnsupportedUserStateException", NotAllowed), ("CodeDeliveryFailureException", Invalid)]
)
def test_whoever_signs_in_while_they_are_invited_again_or_whom_no_mail_reaches_is_not(
    code: str, refusal: type[Exception]
) -> None:
    accounts = CognitoAccounts("us-east-1_pool", "us-east-1")
    said = {
        "AdminGetUser": answers(200, "", Username="sam", UserStatus="FORCE_CHANGE_PASSWORD"),
        "AdminCreateUser": answers(400, code),
    }

    def sent(request: Any, **_: Any) -> Any:
        return said[request.headers["X-Amz-Target"].decode().rpartition(".")[2]](request)

    accounts._client.meta.events.register("before-send.cognito-idp", sent)  # noqa: SLF001 - nothing leaves by it

    with pytest.raises(refusal):
        accounts.invite_again(a_person())


def test_a_missing_permission_is_nobodys_to_answer() -> None:
    with pytest.raises(ClientError):
        asked(answers(400, "NotAuthorizedException"))
