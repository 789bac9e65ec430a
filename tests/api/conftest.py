"""A whole copy of the product in this process: embedded AWS, gateway, streams; each test gets its own organization."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from threading import Lock
from typing import Any
from uuid import uuid4

import boto3
import httpx
import pytest

from chalicelib import wiring
from chalicelib.domain.appointment import Where
from chalicelib.domain.organization import Organization
from chalicelib.domain.person import Person, Role
from chalicelib.usecases.ports import Services
from local.day import visit
from local.running import LocalRun, local_run
from tests.api.conformance import agrees_with_the_contract
from tests.builders import NOON, an_id, an_organization
from tests.lasting import nothing_expires
from tests.tokens import the_pool_and_the_tests, token_of

PASSWORD = "correct horse battery"
FIELD, DISPATCH, API = "FIELD_CLIENT_ID", "DISPATCH_CLIENT_ID", "API_CLIENT_ID"

_phones = count(2_301_000)


@dataclass
class Clock:
    """The server's clock; it stands still until a test moves it."""

    now: datetime = NOON
    lock: Lock = field(default_factory=Lock)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **lapse: float) -> None:
        with self.lock:  # or of two who move it at once one would turn it back
            self.now += timedelta(**lapse)


@pytest.fixture(scope="package")
def run() -> Iterator[LocalRun]:
    with local_run(prepare=nothing_expires, signed_by=the_pool_and_the_tests) as running:
        yield running


@pytest.fixture(scope="package")
def http(run: LocalRun) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=run.url, timeout=10) as client:
        yield client


@pytest.fixture(scope="package")
def cognito(run: LocalRun) -> Iterator[Any]:
    client = boto3.client("cognito-idp", region_name=run.environment["AWS_REGION"])
    yield client
    client.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def services(run: LocalRun, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Services:
    """The real ones with the test's clock, put where every handler finds them."""
    chosen = replace(wiring.services(), clock=clock)
    monkeypatch.setattr(wiring, "services", lambda: chosen)
    run.sources.forget()
    return chosen


@pytest.fixture
def opened(
    run: LocalRun,
    services: Services,
    clock: Clock,
    http: httpx.Client,
    cognito: Any,
    *,
    request: pytest.FixtureRequest,
) -> Callable[[], Office]:
    """Opens an office with three people, as often as it is called."""
    return partial(
        Office.opened,
        run=run,
        services=services,
        clock=clock,
        http=http,
        cognito=cognito,
        have_accounts=have_accounts(request),
    )


@pytest.fixture
def office(opened: Callable[[], Office]) -> Office:
    return opened()


def have_accounts(request: pytest.FixtureRequest) -> bool:
    """Whether the office's people can sign in, be disabled, invited again: it takes a while to open their accounts."""
    return request.node.get_closest_marker("accounts") is not None


@dataclass(kw_only=True)
class Client:
    """One signed-in person at one app client."""

    http: httpx.Client
    person_id: str
    token: str
    email: str = ""

    def ask(
        self, method: str, path: str, body: Any = None, *, key: str | None = None, **headers: str
    ) -> httpx.Response:
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if method == "POST" and "Idempotency-Key" not in headers:
            headers["Idempotency-Key"] = key or an_id("key")
        response = self.http.request(method, f"/api{path}", json=body, headers=headers)
        agrees_with_the_contract(response)
        return response

    def get(self, path: str, **headers: str) -> Any:
        return found(self.ask("GET", path, **headers))

    def post(self, path: str, body: Any = None, *, key: str | None = None) -> Any:
        return found(self.ask("POST", path, {} if body is None else body, key=key))


def found(response: httpx.Response) -> Any:
    assert response.is_success, f"{response.status_code} {response.text}"
    return response.json()


@dataclass(frozen=True, kw_only=True)
class Visit(visit.Visit):
    """One of an office's, as somebody handles it."""

    office: Office
    phone: str | None

    @property
    def where(self) -> Where:
        return Where(
            organization_id=self.office.organization.organization_id,
            job_id=self.job_id,
            appointment_id=self.appointment_id,
        )

    def move(self, who: Client, status: str, *, key: str | None = None, **body: Any) -> httpx.Response:
        """A tap, a second after whatever came before."""
        self.office.clock.move(seconds=1)
        if status == "complete":
            body.setdefault("outcome", "done")
        return who.ask("POST", f"{self.path}/status", {"status": status, **body}, key=key)

    def moved(self, who: Client, status: str, **body: Any) -> Any:
        return found(self.move(who, status, **body))

    def now(self) -> Any:
        return self.seen_by(self.office.dispatcher)

    def job(self) -> Any:
        return self.office.dispatcher.get(f"/jobs/{self.job_id}")

    def texts(self) -> list[str]:
        return [text["text"] for text in self.office.run.texts() if text["to"] == self.phone]


@dataclass(kw_only=True)
class Office:
    """An organization with a dispatcher and two technicians, signed in."""

    run: LocalRun
    services: Services
    clock: Clock
    http: httpx.Client
    cognito: Any
    organization: Organization
    dispatcher: Client = field(init=False)
    sam: Client = field(init=False)
    bo: Client = field(init=False)

    @classmethod
    def opened(cls, *, services: Services, have_accounts: bool = False, **collaborators: Any) -> Office:
        organization = an_organization(organization_id=an_id("organization"), hold=timedelta())
        services.organizations.save(organization)
        office = cls(organization=organization, services=services, **collaborators)
        hired = office.invited if have_accounts else office.hired
        office.dispatcher = hired("Dana", Role.DISPATCHER, client=DISPATCH)
        office.sam = hired("Sam", Role.TECHNICIAN)
        office.bo = hired("Bo", Role.TECHNICIAN)
        return office

    def hired(self, first_name: str, *roles: Role, client: str = FIELD, person_id: str = "", email: str = "") -> Client:
        """A person who is signed in through an app client; without an account nobody of them can sign in once more."""
        person = Person(
            person_id=person_id or str(uuid4()),
            organization_id=self.organization.organization_id,
            first_name=first_name,
            last_name="Ortiz",
            email=email or an_address(),
            roles=frozenset(roles),
        )
        self.services.people.save(person)
        token = token_of(person, pool=self.run.environment, client=client)
        return Client(http=self.http, person_id=person.person_id, token=token, email=person.email)

    def invited(self, first_name: str, *roles: Role, client: str = FIELD) -> Client:
        """A person with an account and a password of their own."""
        email = an_address()
        person_id = self._account(email, first_name, roles)
        return self.hired(first_name, *roles, client=client, person_id=person_id, email=email)

    def signed_in(self, email: str, client: str) -> str:
        answer = self.cognito.initiate_auth(
            AuthFlow="USER_PASSWORD_AUTH",
            ClientId=self.run.environment[client],
            AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
        )
        return str(answer["AuthenticationResult"]["IdToken"])

    def visit(
        self,
        *,
        technician: Client | None = None,
        starts_at: datetime | None = None,
        phone: str | None = "",
        **job: Any,
    ) -> Visit:
        """A job and its first appointment, for Sam unless somebody else is named; each with a phone of its own."""
        phone = f"+1602{next(_phones)}" if phone == "" else phone
        job_id = self.dispatcher.post("/jobs", a_job_body(phone=phone, **job))["id"]
        return self.another_visit(job_id, phone=phone, technician=technician, starts_at=starts_at)

    def another_visit(
        self, job_id: str, *, phone: str | None, technician: Client | None = None, starts_at: datetime | None = None
    ) -> Visit:
        body = {
            "technician": (technician or self.sam).person_id,
            "starts_at": instant(starts_at or self.clock.now),
        }
        booked = self.dispatcher.post(f"/jobs/{job_id}/appointments", body)
        return Visit(office=self, job_id=job_id, appointment_id=booked["id"], phone=phone)

    def settle(self, **settings: Any) -> None:
        now = self.dispatcher.get("/organization")
        found(self.dispatcher.ask("PUT", "/organization", {**now, **settings}))

    def catch_up(self) -> None:
        """Whatever the stream and the queue hold is handled."""
        self.run.sources.drain()

    def _account(self, email: str, name: str, roles: tuple[Role, ...]) -> str:
        cognito, pool = self.cognito, self.run.environment["USER_POOL_ID"]
        attributes = {"email": email, "name": name, "custom:organization": self.organization.organization_id}
        user = cognito.admin_create_user(
            UserPoolId=pool,
            Username=email,
            MessageAction="SUPPRESS",
            UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
        )["User"]
        cognito.admin_set_user_password(UserPoolId=pool, Username=email, Password=PASSWORD, Permanent=True)
        for role in roles:
            cognito.admin_add_user_to_group(UserPoolId=pool, Username=email, GroupName=role)
        return next(str(each["Value"]) for each in user["Attributes"] if each["Name"] == "sub")


def an_address() -> str:
    return f"{secrets.token_hex(6)}@example.com"


def a_job_body(*, phone: str | None = None, **differences: Any) -> dict[str, Any]:
    return {
        "title": "AC blows warm air",
        "description": "Upstairs unit, installed 2014.",
        "customer": {"name": "Rosa Delgado", "phone": phone, "notify": True},
        "address": {"line1": "41 E Palm Ln", "city": "Phoenix", "region": "AZ", "country": "US"},
        "location": {"latitude": 33.4672, "longitude": -112.0729},
        "time_zone": "America/Phoenix",
    } | differences


def an_invitation(**differences: Any) -> dict[str, Any]:
    """For an address that nobody has yet."""
    email = f"{an_id('address').lower()}@example.com"
    return {"first_name": "Kim", "last_name": "Tso", "email": email, "roles": ["technician"]} | differences


def instant(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def refused(response: httpx.Response, status: int, code: str) -> Any:
    """The one error shape, with this status and code."""
    body = response.json()
    assert (response.status_code, body.get("code")) == (status, code), response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert {"type", "title", "status", "code", "detail"} <= set(body)
    return body
