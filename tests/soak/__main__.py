"""Thousands of visits at once, with faults, deaths and a clock that jumps: `make soak`."""

from __future__ import annotations

import logging
import os
import random
import sys
from functools import partial

from local.running import local_run
from tests.lasting import nothing_expires
from tests.soak.soak import soak

USUAL = 2_000

if __name__ == "__main__":
    logging.disable()  # thousands of failures that were meant
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    size = int(os.environ.get("APPOINTMENTS") or USUAL)
    with local_run(prepare=nothing_expires) as run:
        verdict = soak(run, seed=seed, size=size, tell=partial(print, flush=True))
    sys.exit(not verdict.holds)
