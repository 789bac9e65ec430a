"""`python -m tests.trials`: the whole suite again where faults of the tests themselves would show, not the product's.

Another zone, ten to midnight in the office, another order, a busy machine. Late evening needs Debian's `faketime`.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tests.__main__ import TESTS, in_words

OFFICE = ZoneInfo("America/Phoenix")
BUSY = (sys.executable, "-c", "while True: pass")


@dataclass(frozen=True, kw_only=True)
class Trial:
    environment: Mapping[str, str] = field(default_factory=dict)
    options: Sequence[str] = ()
    before: Sequence[str] = ()
    """The command that runs the tests' command."""
    busy: int = 0
    """Processes beside it that do nothing, as fast as they can."""


def late_in_the_evening() -> str:
    """The coming ten to midnight of the office, as faketime takes it."""
    night = datetime.now(OFFICE).replace(hour=23, minute=50, second=0, microsecond=0)
    return f"{night.astimezone() + timedelta(days=night < datetime.now(OFFICE)):%Y-%m-%d %H:%M:%S}"


def trials(seed: int) -> Mapping[str, Trial]:
    return {
        "as it is": Trial(),
        "in another zone": Trial(environment={"TZ": "Pacific/Chatham"}),
        "from ten to midnight": Trial(before=("faketime", "--exclude-monotonic", late_in_the_evening())),
        f"in the order of {seed}": Trial(options=("--random-order-bucket=module", f"--random-order-seed={seed}")),
        "on a busy machine": Trial(busy=2),
    }


def main() -> int:
    if not shutil.which("faketime"):
        print("There is no faketime on this machine: on Debian, apt install faketime", file=sys.stderr)
        return 1
    outcomes = [passes(name, trial) for name, trial in trials(random.randrange(10_000)).items()]
    return outcomes.count(False)


def passes(name: str, trial: Trial) -> bool:
    print(f"The suite {name}", flush=True)
    began = time.monotonic()
    with busy(trial.busy):
        command = [*trial.before, sys.executable, "-m", *TESTS["test"], *trial.options]
        failed = subprocess.run(command, env=os.environ | trial.environment, check=False).returncode
    print(f"{'failed' if failed else 'passed'} {name} in {in_words(time.monotonic() - began)}", flush=True)
    return not failed


@contextmanager
def busy(processes: int) -> Iterator[None]:
    loops = [subprocess.Popen(BUSY) for _ in range(processes)]
    yield
    for loop in loops:
        loop.kill()
        loop.wait()


if __name__ == "__main__":
    sys.exit(main())
