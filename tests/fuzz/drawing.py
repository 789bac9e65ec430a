"""How values of our own formats are drawn; schemathesis loads this by its path."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

import schemathesis
from hypothesis import strategies

from chalicelib.api.asked import KEY

ZONES = ("America/Phoenix", "America/New_York", "Pacific/Honolulu", "Europe/Lisbon", "Asia/Kathmandu", "UTC")
PERSON = re.compile(r"Bearer [^.]+[.][^.]+[.](.{8})")

schemathesis.openapi.format("time-zone", strategies.sampled_from(ZONES))

_requests = count(1)


@schemathesis.hook
def before_call(_: Any, case: Any, __: Any) -> None:
    """A key that may be one is used once: nobody can know which were used before."""
    for name in case.headers or ():
        if name.lower() == "idempotency-key" and KEY.fullmatch(str(case.headers[name])):
            case.headers[name] = f"request-{next(_requests)}"
