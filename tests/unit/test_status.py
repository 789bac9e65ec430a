"""Everything about status: who may move what to what, and the drawing of it in docs/status.md."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.domain.person import Role
from chalicelib.domain.status import (
    FORWARD,
    MOVES,
    NEEDS_PLAN,
    OPEN,
    OVER,
    REOPEN_WITHIN,
    UNDER_WAY,
    Status,
    is_correction,
    is_forward,
    may_move,
    next_statuses,
)
from docs.draw_status import drawn

DRAFT, SCHEDULED, ENROUTE, STARTED, COMPLETE, CANCELED = Status
JUST_NOW = timedelta()
PAIRS = [(before, after) for before in Status for after in Status]

FORWARD_PAIRS = {
    *[(DRAFT, SCHEDULED), (DRAFT, ENROUTE), (DRAFT, STARTED), (DRAFT, COMPLETE)],
    *[(SCHEDULED, ENROUTE), (SCHEDULED, STARTED), (SCHEDULED, COMPLETE)],
    *[(ENROUTE, STARTED), (ENROUTE, COMPLETE)],
    (STARTED, COMPLETE),
}
PLAIN_CANCELINGS = {(DRAFT, CANCELED), (SCHEDULED, CANCELED), (ENROUTE, CANCELED), (STARTED, CANCELED)}


@pytest.mark.parametrize("role", Role)
def test_every_status_has_its_row_for_every_role(role: Role) -> None:
    table = MOVES[role]

    assert list(table) == list(Status)
    assert all(after in Status and after is not before for before, row in table.items() for after in row)


@pytest.mark.parametrize(
    ("before", "may_become"),
    [
        (DRAFT, set()),
        (SCHEDULED, {ENROUTE, STARTED, COMPLETE}),
        (ENROUTE, {STARTED, COMPLETE, SCHEDULED}),
        (STARTED, {COMPLETE, ENROUTE}),
        (COMPLETE, {STARTED, COMPLETE}),
        (CANCELED, set()),
    ],
)
def test_a_technician_may_skip_steps_and_undo_one(before: Status, may_become: set[Status]) -> None:
    possible = {after for after in Status if may_move(Role.TECHNICIAN, before, after, since_completed=JUST_NOW)}

    assert possible == may_become


@pytest.mark.parametrize("status", [DRAFT, CANCELED])
def test_what_is_a_draft_or_canceled_stays_so_for_a_technician(status: Status) -> None:
    row = MOVES[Role.TECHNICIAN][status]

    assert row == frozenset()
    assert not any(status in row for row in MOVES[Role.TECHNICIAN].values())


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_a_dispatcher_may_set_any_status_from_any_other_at_any_time(before: Status, after: Status) -> None:
    long_ago = timedelta(days=400)

    assert may_move(Role.DISPATCHER, before, after, since_completed=long_ago)
    assert (after in next_statuses(Role.DISPATCHER, before, since_completed=long_ago)) is (after is not before)


@pytest.mark.parametrize("wanted", [STARTED, COMPLETE])
@pytest.mark.parametrize(
    ("since_completed", "may"),
    [
        (timedelta(), True),
        (timedelta(minutes=15), True),
        (timedelta(minutes=15, milliseconds=1), False),
        (None, False),
    ],
)
def test_a_technician_reopens_or_names_another_outcome_within_fifteen_minutes(
    wanted: Status, since_completed: timedelta | None, may: bool
) -> None:
    assert may_move(Role.TECHNICIAN, COMPLETE, wanted, since_completed=since_completed) is may


@pytest.mark.parametrize("status", sorted(set(Status) - {COMPLETE}))
def test_a_repeated_status_is_no_move_of_a_technician(status: Status) -> None:
    assert not may_move(Role.TECHNICIAN, status, status, since_completed=None)


@pytest.mark.parametrize(
    ("now", "since_completed", "come_next"),
    [
        (DRAFT, None, ()),
        (SCHEDULED, None, (ENROUTE, STARTED, COMPLETE)),
        (ENROUTE, None, (SCHEDULED, STARTED, COMPLETE)),
        (STARTED, None, (ENROUTE, COMPLETE)),
        (COMPLETE, REOPEN_WITHIN, (STARTED,)),
        (COMPLETE, REOPEN_WITHIN * 2, ()),
        (CANCELED, None, ()),
    ],
)
def test_what_comes_next_is_told_in_the_order_of_the_work(
    now: Status, since_completed: timedelta | None, come_next: tuple[Status, ...]
) -> None:
    assert next_statuses(Role.TECHNICIAN, now, since_completed=since_completed) == come_next


def test_a_dispatcher_is_told_every_other_status_in_the_order_of_the_work() -> None:
    assert next_statuses(Role.DISPATCHER, STARTED, since_completed=None) == (
        *[DRAFT, SCHEDULED, ENROUTE, COMPLETE, CANCELED],
    )


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_forward_is_along_the_work_and_never_through_canceled(before: Status, after: Status) -> None:
    assert is_forward(before, after) is ((before, after) in FORWARD_PAIRS)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_what_is_not_forward_is_a_correction_unless_it_cancels_what_is_not_complete(
    before: Status, after: Status
) -> None:
    is_plain = before is after or (before, after) in FORWARD_PAIRS | PLAIN_CANCELINGS

    assert is_correction(before, after) is not is_plain


def test_a_status_is_a_draft_or_open_or_over() -> None:
    assert {DRAFT} | OPEN | OVER == set(Status)
    assert not OPEN & OVER
    assert {SCHEDULED} == OPEN - UNDER_WAY
    assert OVER - set(FORWARD) == {CANCELED}


def test_whoever_sets_out_starts_or_completes_is_somebody() -> None:
    assert {ENROUTE, STARTED, COMPLETE} == NEEDS_PLAN


def test_the_drawing_is_the_tables() -> None:
    kept = (Path(__file__).parents[2] / "docs" / "status.md").read_text("utf-8")

    assert kept == drawn(), "the tables have changed: python -m docs.draw_status"
