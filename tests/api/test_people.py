"""People as the office handles them: invited, signing in for the first time, amended, disabled."""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import pytest

from chalicelib.domain.person import Role
from tests.api.conftest import DISPATCH, FIELD, PASSWORD, Client, Office, an_invitation, found, refused

pytestmark = pytest.mark.accounts


def invited(office: Office, **differences: Any) -> Any:
    return office.dispatcher.post("/people", an_invitation(**differences))


def amend(office: Office, person: Any, *, by: Client | None = None, **wanted: Any) -> httpx.Response:
    body = {"version": person["version"], **wanted}
    return (by or office.dispatcher).ask("PATCH", f"/people/{person['id']}", body)


def people(office: Office) -> dict[str, Any]:
    return {person["id"]: person for person in office.dispatcher.get("/people")["people"]}


def mails_to(office: Office, email: str) -> list[str]:
    return [mail["text"] for mail in office.run.mails() if mail["to"] == email]


def first_sign_in(office: Office, email: str, client: str = FIELD) -> Client:
    """With the password from the invitation, for which a new one has to be chosen."""
    text = mails_to(office, email)[-1]
    password = re.search(r"password is (\S+?)\.?$", text.strip())
    assert password
    given, at = {"USERNAME": email, "PASSWORD": password[1]}, {"ClientId": office.run.environment[client]}
    asked = office.cognito.initiate_auth(AuthFlow="USER_PASSWORD_AUTH", AuthParameters=given, **at)
    assert asked["ChallengeName"] == "NEW_PASSWORD_REQUIRED"
    chosen = {"USERNAME": email, "NEW_PASSWORD": PASSWORD}
    answer = office.cognito.respond_to_auth_challenge(
        ChallengeName="NEW_PASSWORD_REQUIRED", Session=asked["Session"], ChallengeResponses=chosen, **at
    )
    token = answer["AuthenticationResult"]["IdToken"]
    client_of = Client(http=office.http, person_id="", token=token)
    client_of.person_id = client_of.get("/me")["id"]
    return client_of


def test_everybody_is_listed_by_name(office: Office) -> None:
    kim = invited(office, first_name="Álvaro")

    listed = office.dispatcher.get("/people")["people"]

    assert [person["first_name"] for person in listed] == ["Bo", "Dana", "Sam", "Álvaro"]
    assert listed[-1] == kim


def test_whoever_is_invited_signs_in_with_the_password_from_their_mail_and_gets_to_work(office: Office) -> None:
    kim = invited(office)

    signed_in = first_sign_in(office, kim["email"])
    visit = office.visit(technician=signed_in)

    assert signed_in.person_id == kim["id"]
    assert (signed_in.get("/me")["first_name"], signed_in.get("/me")["role"]) == ("Kim", "technician")
    assert visit.moved(signed_in, "started")["timeline"][-1]["name"] == "Kim Tso"


def test_an_address_is_one_however_it_is_typed(office: Office) -> None:
    kim = invited(office)

    again = office.dispatcher.ask("POST", "/people", an_invitation(email=kim["email"].upper()))

    assert "Kim Tso has this address" in refused(again, 422, "invalid")["errors"][0]["message"]


def test_the_same_invitation_twice_is_one_person_and_one_mail(office: Office) -> None:
    body = an_invitation()

    first = office.dispatcher.ask("POST", "/people", body, key="once")
    again = office.dispatcher.ask("POST", "/people", body, key="once")
    mismatch = office.dispatcher.ask("POST", "/people", body | {"last_name": "Begay"}, key="once")

    assert (first.status_code, again.status_code) == (201, 201)
    assert again.headers["idempotency-replayed"] == "true"
    assert again.json() == first.json()
    refused(mismatch, 422, "idempotency_mismatch")
    assert len(mails_to(office, body["email"])) == 1


def test_the_same_invitation_at_once_is_one_person(office: Office) -> None:
    body = an_invitation()

    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda _: office.dispatcher.ask("POST", "/people", body, key="once"), range(4)))

    assert {found(answer)["id"] for answer in answers} == {person["id"] for person in named(office, "Kim")}
    assert len(named(office, "Kim")) == 1


def named(office: Office, first_name: str) -> list[Any]:
    return [person for person in people(office).values() if person["first_name"] == first_name]


def test_whoever_lost_their_invitation_gets_another_until_they_have_signed_in(office: Office) -> None:
    kim = invited(office)

    again = office.dispatcher.ask("POST", f"/people/{kim['id']}/invitation", {}, key="once")
    repeated = office.dispatcher.ask("POST", f"/people/{kim['id']}/invitation", {}, key="once")
    first, second = mails_to(office, kim["email"])
    first_sign_in(office, kim["email"])
    late = office.dispatcher.ask("POST", f"/people/{kim['id']}/invitation", {})

    assert repeated.headers["idempotency-replayed"] == "true"
    assert found(again) == found(repeated) == kim | {"version": 2}
    assert "password is" in first
    assert "password is" in second
    assert "has signed in already" in refused(late, 409, "not_allowed")["detail"]


def test_whoever_has_signed_in_has_joined_and_is_the_same_version_as_before(office: Office) -> None:
    kim = invited(office)
    first_sign_in(office, kim["email"])

    joined = people(office)[kim["id"]]

    assert kim["joined_at"] is None
    assert joined == kim | {"joined_at": "2026-03-02T19:00:00Z"}


def test_another_organizations_people_are_neither_told_nor_touched(opened: Callable[[], Office]) -> None:
    office, other = opened(), opened()
    theirs = invited(other, roles=["dispatcher"])
    unknown = {**theirs, "id": "00000000-0000-4000-8000-000000000000"}

    taken = office.dispatcher.ask("POST", "/people", an_invitation(email=theirs["email"]))
    foreign, nobody = amend(office, theirs, active=False), amend(office, unknown, active=False)

    message = refused(taken, 422, "invalid")["errors"][0]["message"]
    assert message == "this address cannot be invited; use another one"
    refused(foreign, 404, "not_found")
    assert foreign.content == nobody.content
    assert theirs["id"] not in people(office)
    assert first_sign_in(other, theirs["email"], DISPATCH).get("/me")["role"] == "dispatcher"


@pytest.mark.parametrize("person_id", ["me", "0" * 26, "00000000-0000-4000-8000-00000000000G", "..%2fpeople"])
def test_an_id_that_no_person_can_have_is_not_found(office: Office, person_id: str) -> None:
    refused(office.dispatcher.ask("PATCH", f"/people/{person_id}", {"version": 1}), 404, "not_found")


def test_a_new_name_is_what_customers_and_the_office_read(office: Office) -> None:
    sam = people(office)[office.sam.person_id]

    amended = found(amend(office, sam, first_name="Samuel"))
    visit = office.visit()
    visit.moved(office.sam, "enroute", arrival={"minutes": 25})
    office.catch_up()

    assert (amended["first_name"], amended["version"]) == ("Samuel", 2)
    assert visit.now()["technician"]["name"] == "Samuel Ortiz"
    assert visit.texts() == [
        "Desert Air: Samuel is on the way and should arrive 12:20-12:35 PM. Reply STOP to opt out."
    ]


def test_of_two_dispatchers_the_slower_is_shown_what_the_faster_made_of_the_person(office: Office) -> None:
    sam = people(office)[office.sam.person_id]
    faster = found(amend(office, sam, first_name="Samuel"))

    problem = refused(amend(office, sam, last_name="Ortega"), 412, "version_mismatch")

    assert problem["current"] == {name: value for name, value in faster.items() if name != "open_appointments"}
    assert people(office)[office.sam.person_id]["last_name"] == "Ortiz"


def test_a_technician_becomes_a_dispatcher_with_their_next_token(office: Office) -> None:
    kim = invited(office)
    first_sign_in(office, kim["email"])

    found(amend(office, kim, roles=["dispatcher", "technician"]))
    again = Client(http=office.http, person_id=kim["id"], token=office.signed_in(kim["email"], DISPATCH))

    assert again.get("/me")["role"] == "dispatcher"
    assert again.get("/people")["people"]


def test_whoever_is_disabled_is_out_when_their_token_ends_and_takes_no_appointments(office: Office) -> None:
    visit = office.visit(starts_at=office.clock.now + timedelta(days=3))
    office.visit()
    sam = people(office)[office.sam.person_id]

    disabled = found(amend(office, sam, active=False))

    assert (disabled["active"], disabled["access_ends_at"]) == (False, "2026-03-02T19:15:00Z")
    assert disabled["open_appointments"] == 2
    with pytest.raises(office.cognito.exceptions.NotAuthorizedException):
        office.signed_in(sam["email"], FIELD)
    assert office.sam.ask("GET", "/me").status_code == 200  # the token is good for up to 15 minutes
    booking = {"technician": sam["id"], "starts_at": "2026-03-04T16:00:00Z"}
    refused(office.dispatcher.ask("POST", f"/jobs/{visit.job_id}/appointments", booking), 422, "invalid")
    assert found(amend(office, disabled, active=True))["access_ends_at"] is None
    assert office.signed_in(sam["email"], FIELD)


def test_the_last_dispatcher_stays_one(office: Office) -> None:
    dana = people(office)[office.dispatcher.person_id]

    answers = [amend(office, dana, active=False), amend(office, dana, roles=["technician"])]

    for answer in answers:
        assert "only dispatcher left" in refused(answer, 409, "not_allowed")["detail"]
    assert people(office)[office.dispatcher.person_id] == dana


def test_two_dispatchers_who_disable_each_other_at_once_leave_one(office: Office) -> None:
    kim = office.invited("Kim", Role.DISPATCHER, client=DISPATCH)
    known = people(office)
    pairs = [(office.dispatcher, known[kim.person_id]), (kim, known[office.dispatcher.person_id])]

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda pair: amend(office, pair[1], by=pair[0], active=False), pairs))

    assert sorted(answer.status_code for answer in answers) in ([200, 403], [200, 409])
    left = [pairs[1 - place][1] for place, answer in enumerate(answers) if answer.status_code == 200]
    assert office.signed_in(left[0]["email"], DISPATCH)


def test_a_token_outlives_its_dispatcher_but_cannot_bring_them_back(office: Office) -> None:
    kim = office.invited("Kim", Role.DISPATCHER, client=DISPATCH)
    record = found(amend(office, people(office)[kim.person_id], active=False))

    refused(amend(office, record, by=kim, active=True), 403, "forbidden")
    refused(kim.ask("POST", "/people", an_invitation()), 403, "forbidden")


@pytest.mark.parametrize(
    ("differences", "field"),
    [
        ({"email": "kim"}, "email"),
        ({"email": "kim@example"}, "email"),
        ({"email": "kim@example.com, bo@example.com"}, "email"),
        ({"email": "kim@exämple.com"}, "email"),
        ({"email": "k" * 250 + "@example.com"}, "email"),
        ({"first_name": ""}, "first_name"),
        ({"first_name": " "}, "first_name"),
        ({"first_name": "x" * 61}, "first_name"),
        ({"last_name": "nul \x00"}, "last_name"),
        ({"roles": []}, "roles"),
        ({"roles": ["owner"]}, "roles"),
        ({"roles": "dispatcher"}, "roles"),
        ({"organization": "0" * 26}, "organization"),
        ({"active": False}, "active"),
    ],
)
def test_an_invitation_that_breaks_a_rule_names_the_field(
    office: Office, differences: dict[str, Any], field: str
) -> None:
    answer = office.dispatcher.ask("POST", "/people", an_invitation(**differences))

    assert refused(answer, 422, "invalid")["errors"][0]["field"].startswith(field)
    assert named(office, "Kim") == []


@pytest.mark.parametrize("wanted", [{"email": "new@example.com"}, {"roles": []}, {"version": None}, {"active": "no"}])
def test_an_amendment_that_breaks_a_rule_names_the_field(office: Office, wanted: dict[str, Any]) -> None:
    answer = amend(office, people(office)[office.sam.person_id], **wanted)

    assert [error["field"] for error in refused(answer, 422, "invalid")["errors"]] == list(wanted)
