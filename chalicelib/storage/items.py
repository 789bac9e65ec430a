"""Single items: read as they are now, written only when they still are as they were read.

A lost race leaves this package as `Conflict`, an outage as `Unavailable` (outages.py). What else DynamoDB refuses (no
permission, no table) is nobody's to answer and leaves it as pynamodb raises it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from pynamodb.attributes import Attribute
from pynamodb.exceptions import DoesNotExist, PutError, TransactWriteError, UpdateError
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from chalicelib.domain.refusals import Conflict, NotFound
from chalicelib.storage.keys import Key
from chalicelib.storage.rows import Row

LOST = {
    "ConditionalCheckFailedException",
    "TransactionConflictException",
    "ConditionalCheckFailed",
    "TransactionConflict",
}
"""Of a single write, and of one of a transaction's."""

Kind = TypeVar("Kind", bound=Row)


def read(kind: type[Kind], key: Key) -> Kind:
    try:
        return kind.get(*key, consistent_read=True)
    except DoesNotExist:
        raise NotFound from None


def write(row: Row, condition: Condition) -> None:
    with _lost_race_is_conflict():
        row.save(condition)


def write_all(writes: Iterable[tuple[Row, Condition]], *, while_true: Iterable[tuple[Key, Condition]] = ()) -> None:
    """All or none."""
    with _lost_race_is_conflict(), TransactWrite(connection=Row.connection()) as transaction:
        for key, condition in while_true:
            transaction.condition_check(Row, *key, condition=condition)
        for row, condition in writes:
            transaction.save(row, condition)


def update(row: Row, actions: Sequence[Action], condition: Condition) -> None:
    with _lost_race_is_conflict():
        row.update(list(actions), condition)


def is_new() -> Condition:
    return Row.pk.does_not_exist()


def is_still(counter: Attribute[int], count: int) -> Condition:
    """Nobody has written since it was read with this count, 0 being: it was not there."""
    return counter == count if count else is_new()


@contextmanager
def _lost_race_is_conflict() -> Iterator[None]:
    try:
        yield
    except (PutError, UpdateError, TransactWriteError) as failure:
        reasons = failure.cancellation_reasons if isinstance(failure, TransactWriteError) else []
        codes = {failure.cause_response_code, *(reason.code for reason in reasons if reason)}
        if codes & LOST:
            raise Conflict("somebody else was faster") from failure
        raise
