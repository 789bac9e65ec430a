"""What the stores of organizations and people promise, in memory and in DynamoDB."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.organization import Organization
from chalicelib.domain.person import Role
from chalicelib.domain.refusals import Conflict, NotFound
from tests.builders import BO, DANA, NOON, ORGANIZATION, PHONE, SAM, a_person, an_id, an_organization
from tests.contract.conftest import Store

FULL = an_organization(
    hold=timedelta(seconds=0),
    daily_cap=3,
    texts_on=False,
    countries=frozenset({"US", "CA"}),
    origination_number="+18335550100",
)
BARE = an_organization(phone=None, countries=frozenset())


@pytest.mark.parametrize("organization", [an_organization(), FULL, BARE], ids=["usual", "full", "bare"])
def test_what_was_saved_is_what_is_read(store: Store, organization: Organization) -> None:
    store.organizations.save(organization)

    assert store.organizations.get(ORGANIZATION) == organization


def test_an_organization_that_is_not_there_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.organizations.get(ORGANIZATION)


def test_the_next_version_replaces_the_one_before(store: Store) -> None:
    store.organizations.save(an_organization())

    store.organizations.save(an_organization(version=2, brand="Desert Air & Heat"))

    assert store.organizations.get(ORGANIZATION).brand == "Desert Air & Heat"


@pytest.mark.parametrize("version", [1, 2, 4])
def test_any_other_version_is_a_lost_race(store: Store, version: int) -> None:
    stored = an_organization(version=2)
    store.organizations.save(an_organization())
    store.organizations.save(stored)

    with pytest.raises(Conflict):
        store.organizations.save(an_organization(version=version, brand="Late"))

    assert store.organizations.get(ORGANIZATION) == stored


def test_a_first_version_needs_nothing_before_it_and_a_second_does(store: Store) -> None:
    with pytest.raises(Conflict):
        store.organizations.save(an_organization(version=2))


def test_a_person_is_read_as_saved_last(store: Store) -> None:
    store.people.save(a_person())
    changed = a_person(
        first_name="Samuel",
        active=False,
        disabled_at=NOON,
        roles=frozenset(Role),
        invitation=an_id("invitation"),
        fingerprint="f" * 16,
        invited_again=an_id("invitation"),
        joined_at=NOON,
        version=2,
    )

    store.people.save(changed)

    assert store.people.get(ORGANIZATION, SAM) == changed


@pytest.mark.parametrize("version", [1, 2, 4])
def test_any_other_version_of_a_person_is_a_lost_race(store: Store, version: int) -> None:
    store.people.save(a_person())
    store.people.save(a_person(version=2))

    with pytest.raises(Conflict):
        store.people.save(a_person(version=version, first_name="Late"))

    assert store.people.get(ORGANIZATION, SAM) == a_person(version=2)


@pytest.mark.parametrize(("seen", "is_saved"), [(1, False), (2, True), (3, False)])
def test_a_person_is_saved_only_while_the_other_is_as_they_were_read(store: Store, seen: int, is_saved: bool) -> None:
    for person in (a_person(), a_person(DANA), a_person(DANA, version=2)):
        store.people.save(person)

    with nullcontext() if is_saved else pytest.raises(Conflict):
        store.people.save(a_person(version=2), beside=a_person(DANA, version=seen))

    assert store.people.get(ORGANIZATION, SAM).version == 1 + is_saved
    assert store.people.get(ORGANIZATION, DANA).version == 2


def test_when_somebody_joined_is_noted_once_and_counts_as_no_change_of_theirs(store: Store) -> None:
    store.people.save(a_person())

    store.people.join(a_person(), NOON)
    store.people.join(a_person(), NOON + timedelta(days=1))

    assert store.people.get(ORGANIZATION, SAM) == a_person(joined_at=NOON)


def test_nobody_joins_who_is_not_there(store: Store) -> None:
    store.people.join(a_person(), NOON)

    assert store.people.all(ORGANIZATION) == ()


def test_all_people_are_those_of_the_organization(store: Store) -> None:
    people = [a_person(), a_person(BO), a_person(DANA, active=False)]
    for person in (*people, a_person("44444444-4444-4444-8444-444444444444", organization_id=an_id("organization"))):
        store.people.save(person)
    store.organizations.save(an_organization())
    store.opt_outs.record(ORGANIZATION, PHONE, opted_out=True, by=SAM, at=NOON)

    assert sorted(store.people.all(ORGANIZATION), key=lambda person: person.person_id) == people


def test_a_person_of_another_organization_is_not_found(store: Store) -> None:
    store.people.save(a_person())

    with pytest.raises(NotFound):
        store.people.get(an_id("organization"), SAM)


def test_a_brief_tells_the_organization_the_technician_and_that_texts_are_on(store: Store) -> None:
    store.organizations.save(an_organization())
    store.people.save(a_person())

    brief = store.organizations.brief(ORGANIZATION, SAM, PHONE)

    assert (brief.organization, brief.technician) == (an_organization(), a_person())
    assert (brief.opted_out, brief.all_texts_off) == (False, False)


@pytest.mark.parametrize(
    ("organization_id", "number", "opted_out"),
    [(ORGANIZATION, PHONE, True), (an_id("organization"), PHONE, False), (ORGANIZATION, "+16025550199", False)],
)
def test_a_brief_tells_that_this_number_opted_out_with_this_organization(
    store: Store, organization_id: str, number: str, opted_out: bool
) -> None:
    store.organizations.save(an_organization())
    store.opt_outs.record(organization_id, number, opted_out=True, by=SAM, at=NOON)

    brief = store.organizations.brief(ORGANIZATION, SAM, PHONE)

    assert brief.opted_out is opted_out


def test_a_brief_without_a_number_tells_of_nobody_that_they_opted_out(store: Store) -> None:
    store.organizations.save(an_organization())
    store.opt_outs.record(ORGANIZATION, PHONE, opted_out=True, by=SAM, at=NOON)

    assert store.organizations.brief(ORGANIZATION, SAM, None).opted_out is False


@pytest.mark.parametrize("technician_id", [None, BO])
def test_a_brief_does_without_a_technician(store: Store, technician_id: str | None) -> None:
    store.organizations.save(an_organization())

    assert store.organizations.brief(ORGANIZATION, technician_id, PHONE).technician is None


def test_a_brief_tells_nobody_of_another_organization(store: Store) -> None:
    store.organizations.save(an_organization())
    store.people.save(replace(a_person(), organization_id=an_id("organization")))

    assert store.organizations.brief(ORGANIZATION, SAM, PHONE).technician is None


def test_a_brief_needs_its_organization(store: Store) -> None:
    store.people.save(a_person())

    with pytest.raises(NotFound):
        store.organizations.brief(ORGANIZATION, SAM, PHONE)


@pytest.mark.parametrize(("off", "all_texts_off"), [(True, True), (False, False), ("yes", True)])
def test_the_switch_stops_all_texts_in_a_hurry_even_when_its_kind_is_wrong(
    store: Store, off: object, all_texts_off: bool
) -> None:
    store.organizations.save(an_organization())

    store.switch_all_texts(off)

    assert store.organizations.brief(ORGANIZATION, None, PHONE).all_texts_off is all_texts_off
