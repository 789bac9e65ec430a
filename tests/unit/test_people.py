"""Inviting and amending people: what is refused, who may, and what a death or a rival on the way leaves behind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from chalicelib.domain.people import Amendment, Invitation
from chalicelib.domain.person import Person, Role
from chalicelib.domain.refusals import Forbidden, IdempotencyMismatch, Invalid, NotAllowed, NotFound, VersionMismatch
from chalicelib.domain.status import Status
from chalicelib.usecases.people import Amended, Invited, amend, everybody, invite, invite_again
from chalicelib.usecases.ports import Services
from tests import fakes
from tests.builders import (
    BO,
    DANA,
    NOON,
    ORGANIZATION,
    SAM,
    a_dispatcher,
    a_person,
    a_plan,
    a_technician,
    an_appointment,
    an_id,
    tapped,
)

TECHNICIAN, DISPATCHER = frozenset({Role.TECHNICIAN}), frozenset({Role.DISPATCHER})
BOTH = TECHNICIAN | DISPATCHER


class Died(BaseException):
    """The process ended here; what it had asked for had been done, or not."""


@dataclass(kw_only=True)
class Scene:
    """An organization with Dana, its dispatcher, and Sam, a technician; `services` die at a chosen call."""

    memory: fakes.Memory = field(default_factory=fakes.Memory)
    accounts: fakes.Accounts = field(default_factory=fakes.Accounts)
    services: Services = field(init=False)

    def __post_init__(self) -> None:
        self.services = fakes.services(self.memory, accounts=self.accounts)
        for person in (a_person(DANA), a_person(SAM)):
            self.add(person)

    def add(self, person: Person) -> None:
        self.services.people.save(person)
        self.accounts.accounts[person.person_id] = fakes.Account(
            person_id=person.person_id,
            email=person.email,
            name=person.name,
            organization_id=person.organization_id,
            roles=person.roles,
            enabled=person.active,
            sessions=1,
        )

    def invite(self, services: Services | None = None, **differences: Any) -> Invited:
        return invite(services or self.services, a_dispatcher(), an_invitation(**differences))

    def amend(
        self, person_id: str = SAM, services: Services | None = None, *, by: str = DANA, **wanted: Any
    ) -> Amended:
        amendment = Amendment(**{"version": self.person(person_id).version, **wanted})
        return amend(services or self.services, a_dispatcher(by), person_id, amendment)

    def person(self, person_id: str = SAM) -> Person:
        return self.services.people.get(ORGANIZATION, person_id)

    def dying(self, at: int, *, before: bool) -> Services:
        """Services of a process that ends just before or just after the call of that number, of those that write."""
        calls = iter(range(at + 1))

        def mortal(port: Any, *names: str) -> Any:
            return Mortal(port=port, names=names, calls=calls, dies_at=at, before=before)

        return replace(
            self.services,
            people=mortal(self.services.people, "save"),
            accounts=mortal(self.accounts, "open", "invite_again", "narrow", "widen"),
        )


@dataclass(kw_only=True)
class Mortal:
    port: Any
    names: tuple[str, ...]
    calls: Iterator[int]
    dies_at: int
    before: bool

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.port, name)
        return self.counted(method) if name in self.names else method

    def counted(self, method: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            is_last = next(self.calls, None) == self.dies_at
            if is_last and self.before:
                raise Died
            answer = method(*arguments, **named)
            if is_last:
                raise Died
            return answer

        return call


def an_invitation(**differences: Any) -> Invitation:
    ordinary: dict[str, Any] = {
        "invitation": "the-request",
        "fingerprint": "f" * 16,
        "first_name": "Kim",
        "last_name": "Tso",
        "email": "kim@example.com",
        "roles": TECHNICIAN,
    }
    return Invitation(**(ordinary | differences))


def test_everybody_is_told_by_name() -> None:
    scene = Scene()
    scene.add(a_person(BO, active=False))

    assert [person.name for person in everybody(scene.services, a_dispatcher())] == [
        "Bo Lind",
        "Dana Reyes",
        "Sam Ortiz",
    ]


def test_whoever_is_invited_is_one_of_the_people_and_may_do_what_they_are_invited_for() -> None:
    scene = Scene()

    kim = scene.invite(roles=BOTH).person

    account = scene.accounts.accounts[kim.person_id]
    assert scene.person(kim.person_id) == kim
    assert (account.name, account.organization_id, account.roles) == ("Kim Tso", ORGANIZATION, BOTH)
    assert scene.accounts.invited == ["kim@example.com"]


def test_the_same_invitation_again_invites_nobody_and_changes_nothing() -> None:
    scene = Scene()
    kim = scene.invite().person
    changed = scene.amend(kim.person_id, roles=DISPATCHER, first_name="Kimberly").person

    again = scene.invite()

    assert again == Invited(person=changed, replayed=True)
    assert scene.accounts.accounts[kim.person_id].roles == DISPATCHER
    assert scene.accounts.invited == ["kim@example.com"]


def test_the_same_request_for_somebody_else_is_refused() -> None:
    scene = Scene()
    scene.invite()

    with pytest.raises(IdempotencyMismatch):
        scene.invite(email="another@example.com", fingerprint="another")


@pytest.mark.parametrize("active", [True, False])
def test_an_address_that_a_colleague_has_is_refused_by_their_name(active: bool) -> None:
    scene = Scene()
    kim = scene.invite().person
    scene.amend(kim.person_id, active=active)

    with pytest.raises(Invalid, match="Kim Tso has this address" + ("$" if active else "; enable them again$")):
        scene.invite(invitation="another")


def test_another_organizations_address_is_refused_as_any_that_cannot_be_and_its_account_left_alone() -> None:
    scene = Scene()
    elsewhere = a_person(BO, organization_id=an_id("organization"), email="kim@example.com")
    scene.add(elsewhere)
    before = replace(scene.accounts.accounts[BO])

    with pytest.raises(Invalid) as foreign:
        scene.invite()
    with pytest.raises(Invalid) as impossible:
        scene.invite(email="no address")

    assert foreign.value.errors == impossible.value.errors
    assert scene.accounts.accounts[BO] == before
    assert {person.person_id for person in scene.services.people.all(ORGANIZATION)} == {DANA, SAM}


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("at", range(4))
def test_whoever_dies_while_inviting_leaves_an_account_that_opens_nothing_and_the_request_sent_again_goes_on(
    at: int, before: bool
) -> None:
    """Four calls write: the account, the record, the check of the account, its roles."""
    scene = Scene()
    with pytest.raises(Died):
        scene.invite(scene.dying(at, before=before))
    listed = {person.email for person in scene.services.people.all(ORGANIZATION)}
    opens = {account.email for account in scene.accounts.accounts.values() if account.roles}

    kim = scene.invite().person

    assert opens <= listed
    assert scene.accounts.accounts[kim.person_id].roles == TECHNICIAN
    assert (scene.person(kim.person_id), scene.accounts.invited) == (kim, ["kim@example.com"])


def test_an_invitation_has_no_more_calls_to_die_at() -> None:
    scene = Scene()

    assert scene.invite(scene.dying(4, before=True)).person.email == "kim@example.com"


def test_what_another_request_left_unfinished_is_finished_by_the_next_for_that_address() -> None:
    scene = Scene()
    with pytest.raises(Died):
        scene.invite(scene.dying(0, before=False), roles=BOTH)

    kim = scene.invite(invitation="another", roles=TECHNICIAN).person

    assert scene.accounts.accounts[kim.person_id].roles == TECHNICIAN
    assert scene.accounts.invited == ["kim@example.com"]


def test_of_two_invitations_for_one_address_at_once_the_second_finds_the_first() -> None:
    scene = Scene()
    meanwhile = replace(scene.services, accounts=Meanwhile(scene.accounts, after_open=scene.invite))

    assert scene.invite(meanwhile).replayed
    assert scene.accounts.invited == ["kim@example.com"]


class Meanwhile(fakes.Accounts):
    """The same accounts, with something done once after an account is opened, or before it is widened."""

    def __init__(
        self,
        accounts: fakes.Accounts,
        *,
        after_open: Callable[[], object] | None = None,
        before_widen: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(accounts.accounts, accounts.invited)
        self.after_open, self.before_widen = after_open, before_widen

    def open(self, *, email: str, name: str, organization_id: str) -> str:
        person_id = super().open(email=email, name=name, organization_id=organization_id)
        then, self.after_open = self.after_open, None
        if then:
            then()
        return person_id

    def widen(self, person: Person) -> None:
        then, self.before_widen = self.before_widen, None
        if then:
            then()
        super().widen(person)


def again(scene: Scene, person: Person, request: str = "once", services: Services | None = None) -> Invited:
    return invite_again(services or scene.services, a_dispatcher(), person.person_id, request)


def test_whoever_has_not_joined_is_invited_again_once_for_each_request() -> None:
    scene = Scene()
    kim = scene.invite().person

    first = again(scene, kim)
    repeated = again(scene, kim)
    later = again(scene, kim, "another")

    assert (first.replayed, repeated, later.replayed) == (False, Invited(person=first.person, replayed=True), False)
    assert (first.person.version, later.person.version) == (2, 3)
    assert scene.accounts.invited == ["kim@example.com"] * 3


def test_the_first_invitation_sent_once_more_is_still_known_after_the_second() -> None:
    scene = Scene()
    kim = again(scene, scene.invite().person).person

    assert scene.invite() == Invited(person=kim, replayed=True)


@pytest.mark.parametrize(
    ("differences", "why"),
    [({"active": False}, "is disabled; enable them first"), ({"joined_at": NOON}, "has signed in already")],
)
def test_whom_no_invitation_would_bring_in_is_not_invited_again(differences: dict[str, Any], why: str) -> None:
    scene = Scene()
    scene.add(a_person(BO, **differences))

    with pytest.raises(NotAllowed, match=f"Bo Lind {why}"):
        again(scene, scene.person(BO))

    assert scene.accounts.invited == []


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("at", range(2))
def test_whoever_dies_while_inviting_again_has_sent_it_when_the_request_comes_again(at: int, before: bool) -> None:
    scene = Scene()
    kim = scene.invite().person
    with pytest.raises(Died):
        again(scene, kim, services=scene.dying(at, before=before))

    again(scene, kim)

    assert len(scene.accounts.invited) >= 2
    assert scene.person(kim.person_id).invited_again == "once"


def test_what_is_amended_is_different_and_the_rest_as_it_was() -> None:
    scene = Scene()

    sam = scene.amend(first_name="Samuel", roles=BOTH).person

    account = scene.accounts.accounts[SAM]
    assert sam == scene.person() == a_person(SAM, first_name="Samuel", roles=BOTH, version=2)
    assert (account.name, account.roles, account.enabled, account.sessions) == ("Samuel Ortiz", BOTH, True, 1)


def test_whoever_is_disabled_cannot_sign_in_nor_stay_and_is_let_in_until_their_token_ends() -> None:
    scene = Scene()

    sam = scene.amend(active=False).person

    account = scene.accounts.accounts[SAM]
    assert (account.enabled, account.sessions) == (False, 0)
    assert (sam.active, sam.access_ends_at) == (False, NOON + timedelta(minutes=15))


def test_a_later_change_does_not_move_the_moment_at_which_somebody_was_disabled() -> None:
    scene = Scene()
    first = scene.amend(active=False).person
    scene.services = replace(scene.services, clock=fakes.Clock(NOON + timedelta(hours=1)))

    again = scene.amend(active=False, first_name="Samuel").person

    assert again.access_ends_at == first.access_ends_at


def test_whoever_is_enabled_again_may_do_what_they_might_before() -> None:
    scene = Scene()
    scene.amend(active=False)

    sam = scene.amend(active=True).person

    account = scene.accounts.accounts[SAM]
    assert (sam.active, sam.access_ends_at) == (True, None)
    assert (account.enabled, account.roles, account.sessions) == (True, TECHNICIAN, 0)


def test_whoever_looked_at_an_older_version_is_shown_the_person_as_they_are() -> None:
    scene = Scene()
    current = scene.amend(first_name="Samuel").person

    with pytest.raises(VersionMismatch) as refused:
        scene.amend(version=1, last_name="Ortega")

    assert refused.value.current == current == scene.person()


def test_an_amendment_of_nothing_changes_no_version() -> None:
    scene = Scene()

    assert scene.amend(first_name="Sam", active=True).person == a_person(SAM)


@pytest.mark.parametrize("wanted", [{"active": False}, {"roles": TECHNICIAN}])
def test_the_last_dispatcher_stays_one(wanted: dict[str, Any]) -> None:
    scene = Scene()
    scene.add(a_person(BO, roles=BOTH, active=False))

    with pytest.raises(NotAllowed, match="Dana Reyes is the only dispatcher left"):
        scene.amend(DANA, **wanted)

    assert scene.person(DANA) == a_person(DANA)
    assert scene.accounts.accounts[DANA].roles == DISPATCHER
    assert scene.accounts.accounts[DANA].enabled


def test_a_dispatcher_may_go_when_another_stays() -> None:
    scene = Scene()
    scene.add(a_person(BO, roles=DISPATCHER))

    assert not scene.amend(DANA, active=False).person.active


def test_two_dispatchers_who_put_each_other_out_at_once_do_not_leave_nobody() -> None:
    scene = Scene()
    scene.add(a_person(BO, roles=DISPATCHER))
    people = PutOutMeanwhile(scene)

    with pytest.raises((NotAllowed, Forbidden)):
        scene.amend(BO, replace(scene.services, people=people), active=False)

    assert [person.name for person in scene.services.people.all(ORGANIZATION) if person.is_dispatcher] == ["Bo Lind"]
    assert scene.accounts.accounts[BO].enabled


class PutOutMeanwhile(fakes.People):
    """Between Dana's decision to disable Bo and her write, Bo disables Dana."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene.memory)
        self.scene, self.done = scene, False

    def save(self, person: Person, *, beside: Person | None = None) -> None:
        if not self.done:
            self.done = True
            self.scene.amend(DANA, by=BO, active=False)
        super().save(person, beside=beside)


def test_what_a_rival_took_meanwhile_is_not_given_back() -> None:
    scene = Scene()
    accounts = Watched(scene.accounts.accounts)
    people = DisabledMeanwhile(scene)

    with pytest.raises(VersionMismatch):
        scene.amend(services=replace(scene.services, people=people, accounts=accounts), roles=BOTH)

    assert not any(accounts.opened)


class Watched(fakes.Accounts):
    """The same accounts; `opened` is whether somebody could sign in after each time that something was given."""

    def __init__(self, accounts: dict[str, fakes.Account]) -> None:
        super().__init__(accounts)
        self.opened: list[bool] = []

    def widen(self, person: Person) -> None:
        super().widen(person)
        self.opened.append(self.accounts[person.person_id].enabled)


class DisabledMeanwhile(fakes.People):
    """Between Dana's decision about Sam and her write, somebody else disables him."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene.memory)
        self.scene, self.done = scene, False

    def save(self, person: Person, *, beside: Person | None = None) -> None:
        if not self.done:
            self.done = True
            self.scene.amend(active=False)
        super().save(person, beside=beside)


def test_whoever_was_disabled_cannot_undo_it_with_the_token_they_still_have() -> None:
    scene = Scene()
    scene.add(a_person(BO, roles=DISPATCHER))
    scene.amend(DANA, by=BO, active=False)

    with pytest.raises(Forbidden):
        scene.amend(DANA, by=DANA, active=True)
    with pytest.raises(Forbidden):
        scene.invite()
    with pytest.raises(Forbidden):
        everybody(scene.services, a_dispatcher())


def test_a_dispatcher_with_a_technicians_hat_on_is_none() -> None:
    with pytest.raises(Forbidden):
        everybody(Scene().services, a_technician(DANA))


def test_a_person_of_another_organization_is_not_found() -> None:
    scene = Scene()
    scene.add(a_person(BO, organization_id=an_id("organization")))

    with pytest.raises(NotFound):
        amend(scene.services, a_dispatcher(), BO, Amendment(version=1, active=False))

    assert scene.accounts.accounts[BO].enabled


CHANGES: Mapping[str, Mapping[str, Any]] = {
    "renamed": {"first_name": "Samuel"},
    "disabled": {"active": False},
    "enabled": {"active": True},
    "dispatcher": {"roles": DISPATCHER},
    "both": {"roles": BOTH},
}


def opens_no_more_than_it_says(scene: Scene) -> bool:
    account, person = scene.accounts.accounts[SAM], scene.person()
    return account.roles <= person.roles and account.enabled <= person.active


@pytest.mark.parametrize("then", ["disabled", "enabled", "dispatcher", "both"])
@pytest.mark.parametrize("first", ["renamed", "disabled", "both"])
@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("at", range(4))
def test_whoever_dies_while_amending_leaves_nobody_who_may_do_more_and_the_request_sent_again_gives_the_rest(
    at: int, before: bool, first: str, then: str
) -> None:
    """At most four calls write: what is taken, the record, the check of the account, what is given."""
    scene, wanted = Scene(), CHANGES[then]
    version = scene.amend(**CHANGES[first]).person.version
    with suppress(Died):
        scene.amend(services=scene.dying(at, before=before), version=version, **wanted)
    was_safe = opens_no_more_than_it_says(scene)

    with suppress(VersionMismatch):
        scene.amend(version=version, **wanted)

    account, person = scene.accounts.accounts[SAM], scene.person()
    assert was_safe
    assert {name: getattr(person, name) for name in wanted} == wanted
    assert (account.enabled, account.roles) == (person.active, person.roles if person.active else account.roles)


@pytest.mark.parametrize(("at", "dies"), [(3, True), (4, False)])
def test_an_amendment_has_four_calls_to_die_at(at: int, dies: bool) -> None:
    scene = Scene()

    with pytest.raises(Died) if dies else nullcontext():
        scene.amend(services=scene.dying(at, before=True), active=False)


def test_of_two_who_amend_at_once_the_account_follows_the_last() -> None:
    scene = Scene()
    rival = Meanwhile(scene.accounts, before_widen=lambda: scene.amend(roles=TECHNICIAN))

    scene.amend(services=replace(scene.services, accounts=rival), roles=BOTH)

    assert scene.person().roles == scene.accounts.accounts[SAM].roles == TECHNICIAN


def held(scene: Scene, *, days: float = 0, status: Status = Status.SCHEDULED, technician_id: str = SAM) -> None:
    plan = a_plan(technician_id=technician_id, starts_at=NOON + timedelta(days=days))
    appointment = an_appointment(plan=plan)
    if status is not Status.SCHEDULED:
        appointment = tapped(appointment, status, by=a_dispatcher(), reason="by phone")
    scene.services.appointments.save(appointment)


@pytest.mark.parametrize("now", [NOON, NOON - timedelta(hours=9)], ids=["noon", "three in the morning"])
def test_disabling_tells_how_many_open_appointments_are_still_theirs_from_today_on(now: datetime) -> None:
    scene = Scene()
    scene.services = replace(scene.services, clock=fakes.Clock(now))
    for days in (-1, 0, 1, 30):
        held(scene, days=days)
    held(scene, status=Status.ENROUTE)
    held(scene, status=Status.COMPLETE)
    held(scene, status=Status.CANCELED)
    held(scene, technician_id=BO)

    assert scene.amend(first_name="Samuel").still_held is None
    assert scene.amend(roles=DISPATCHER).still_held == 4
    assert scene.amend(active=False).still_held == 4
