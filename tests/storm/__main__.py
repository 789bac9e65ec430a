"""Field's queue in two hundred storms: `make storm`."""

from __future__ import annotations

import logging
import os
import random
import sys
from functools import partial

from local.running import local_run
from tests.browser import chromium
from tests.storm.stage import stormed
from tests.tokens import the_pool_and_the_tests

USUAL = 200

if __name__ == "__main__":
    logging.disable()  # failures that were meant
    first = int(os.environ.get("SEED") or random.randrange(1_000_000))
    seeds = range(first, first + int(os.environ.get("SEEDS") or USUAL))
    executable = chromium.found()
    if executable is None:
        sys.exit(chromium.MISSING)
    with local_run(sources=None, signed_by=the_pool_and_the_tests) as run, chromium.running(executable) as browser:
        sys.exit(stormed(run, browser, seeds, tell=partial(print, flush=True)))
