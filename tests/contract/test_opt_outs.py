"""What the record of customers who opted out promises, in memory and in DynamoDB."""

from __future__ import annotations

from tests.builders import BO, NOON, ORGANIZATION, PHONE, SAM, an_id, minutes
from tests.contract.conftest import Store


def test_nobody_has_opted_out_who_did_not_say_so(store: Store) -> None:
    assert store.opt_outs.is_opted_out(ORGANIZATION, PHONE) is False


def test_whoever_said_so_has(store: Store) -> None:
    store.opt_outs.record(ORGANIZATION, PHONE, opted_out=True, by=SAM, at=NOON)

    assert store.opt_outs.is_opted_out(ORGANIZATION, PHONE) is True


def test_the_last_word_counts(store: Store) -> None:
    said: list[bool] = []

    for opted_out in (True, True, False, False, True):
        store.opt_outs.record(ORGANIZATION, PHONE, opted_out=opted_out, by=BO, at=NOON + minutes(len(said)))
        said.append(store.opt_outs.is_opted_out(ORGANIZATION, PHONE))

    assert said == [True, True, False, False, True]


def test_it_holds_for_one_organization_and_one_number(store: Store) -> None:
    store.opt_outs.record(ORGANIZATION, PHONE, opted_out=True, by=SAM, at=NOON)

    others = [(an_id("organization"), PHONE), (ORGANIZATION, "+16025550199")]

    assert [store.opt_outs.is_opted_out(*other) for other in others] == [False, False]


def test_of_many_numbers_those_that_opted_out_are_told(store: Store) -> None:
    others = ["+16025550197", "+16025550198", "+16025550199"]
    store.opt_outs.record(ORGANIZATION, PHONE, opted_out=True, by=SAM, at=NOON)
    store.opt_outs.record(ORGANIZATION, others[0], opted_out=True, by=SAM, at=NOON)
    store.opt_outs.record(ORGANIZATION, others[0], opted_out=False, by=SAM, at=NOON)
    store.opt_outs.record(an_id("organization"), others[1], opted_out=True, by=SAM, at=NOON)

    assert store.opt_outs.among(ORGANIZATION, [PHONE, *others]) == {PHONE}
    assert store.opt_outs.among(ORGANIZATION, []) == frozenset()
