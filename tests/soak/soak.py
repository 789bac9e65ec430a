"""One soak, told as it goes on: its seed, its progress, its sums, and the whole story of what is broken."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator

from chalicelib import wiring
from chalicelib.usecases.ports import Services
from local.running import LocalRun
from tests.soak.ledger import Ledger
from tests.soak.play import Play
from tests.soak.verdict import Verdict, judged

TELLS_EVERY_SECONDS = 10.0
SHOWN = 3
"""Stories of broken promises; the others are only named."""

Tell = Callable[[str], None]


def soak(
    run: LocalRun,
    *,
    seed: int,
    size: int,
    tell: Tell,
    severity: float = 1,
    plant: Callable[[Services], Services] = lambda services: services,
) -> Verdict:
    tell(f"seed {seed}, {size} appointments")
    began = time.monotonic()
    play = Play(run, plant(wiring.services()), seed=seed, size=size, severity=severity)
    play.performed(_now_and_then(tell))
    verdict = judged(play.services, play.visits, play.ledger, Counter(text["to"] for text in run.texts()))
    tell(f"played in {time.monotonic() - began:.0f} s until {play.clock():%H:%M}")
    for line in (*_counted(play.ledger), *_summed(verdict, play.ledger), *_broken(verdict, play.ledger)):
        tell(line)
    return verdict


def _now_and_then(tell: Tell) -> Tell:
    began = told_at = time.monotonic()

    def progress(line: str) -> None:
        nonlocal told_at
        if time.monotonic() - told_at >= TELLS_EVERY_SECONDS:
            told_at = time.monotonic()
            tell(f"  {told_at - began:4.0f} s  {line}")

    return progress


def _counted(ledger: Ledger) -> Iterator[str]:
    """Of each kind how many, the most frequent first."""
    kinds: dict[str, list[str]] = {}
    for what, number in ledger.counts.most_common():
        kind, _, which = what.partition(": ")
        kinds.setdefault(kind, []).append(f"{which} {number:,}")
    yield from (f"{kind}: {', '.join(each)}" for kind, each in sorted(kinds.items()))


def _summed(verdict: Verdict, ledger: Ledger) -> Iterator[str]:
    ends = ", ".join(f"{end} {number:,}" for end, number in verdict.ends.most_common())
    yield f"alerts: {ends}"
    yield f"unknown: AWS took {verdict.unknown_reached} of them; {len(ledger.lost)} alerts were lost from sight"
    is_so = "=" if verdict.adds_up else "is not"
    yield f"{verdict.texts:,} texts + {verdict.without_a_text:,} reasons {is_so} {verdict.owed:,} alerts owed"


def _broken(verdict: Verdict, ledger: Ledger) -> Iterator[str]:
    yield f"promises broken: {len(verdict.broken)}"
    for number, (where, promise) in enumerate(verdict.broken):
        yield f"{promise} ({where})"
        if where and number < SHOWN:
            yield from (f"    {line}" for line in ledger.diaries[where])
