"""What a cold start loads: the modules that ship compiled, because compiling them is most of what a start would do."""

import json
from pathlib import Path

from infrastructure import python

# As a function does it before its first event, and with the first number: that is read for every text.
START = """
import json, sys
sys.path.append(sys.argv[1])
import app
from chalicelib import wiring
wiring.services().phone_numbers.look_up("+12025550123")
json.dump(sorted(name for name, module in sys.modules.items() if getattr(module, "__file__", None)), sys.stdout)
"""
NOBODYS = {"AWS_ACCESS_KEY_ID": "none", "AWS_SECRET_ACCESS_KEY": "none", "AWS_REGION": "us-east-1"}


class DoesNotStart(Exception):
    """The application could not even be loaded; what Python said follows."""


def modules(folder: Path, variables: frozenset[str]) -> frozenset[str]:
    """Of the sources in the folder, with the libraries of this environment: those that ship may be for another machine.

    `variables` are the names of those that the functions are given.
    """
    environment = dict.fromkeys(variables, "http://127.0.0.1/none") | {"TABLE_NAME": "none"}
    names = python.said(
        ["-P", "-c", START, str(folder)],
        or_raise=DoesNotStart,
        environment=environment | NOBODYS,
        folder=folder,
    )
    return frozenset(json.loads(names))
