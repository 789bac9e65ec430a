"""Many things worked on at once: the trouble of one keeps none of the others waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from chalicelib.usecases.failures import log_failure
from chalicelib.usecases.ports import WORKERS

T = TypeVar("T")


def failures_of(work: Callable[[T], None], things: Iterable[T]) -> dict[T, Exception]:
    """Works on each thing once, in no order, and returns after the last: those that failed, and how."""

    def failure_of(thing: T) -> Exception | None:
        try:
            work(thing)
        except Exception as failure:  # noqa: BLE001 - whatever it is, the next one is not to suffer for it
            log_failure(str(thing), failure)
            return failure
        return None

    once = list(dict.fromkeys(things))
    with ThreadPoolExecutor(WORKERS) as workers:
        outcomes = list(workers.map(failure_of, once))
    return {thing: failure for thing, failure in zip(once, outcomes, strict=True) if failure}
