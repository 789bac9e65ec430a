"""`python -m local.day ADDRESS`."""

import argparse
import os
import sys

from local.day.client import SignInRefused
from local.day.network import NoAnswer
from local.day.play import HOLD, ITS_OWN, Cast, play
from local.day.stage import Surprise, copy_at

INTERRUPTED = 130


def main() -> int:
    told = arguments().parse_args()
    password = os.environ.get("DAY_PASSWORD", ITS_OWN.password)
    cast = Cast(dispatcher=told.dispatcher, technician=told.technician, colleague=told.colleague, password=password)
    world = copy_at(told.address.rstrip("/"), texts=not told.without_texts)
    try:
        play(world, cast=cast, number=told.phone, hold=told.hold)
    except (Surprise, NoAnswer, SignInRefused) as reason:
        print(f"\n{type(reason).__name__}: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m local.day", description="Play one technician's day.")
    parser.add_argument("address", help="of a running copy, such as http://127.0.0.1:8000")
    parser.add_argument(
        "--without-texts", action="store_true", help="do not look at the phones: a deployed copy has none"
    )
    parser.add_argument("--phone", default="", help="the customer's number; invented unless given")
    parser.add_argument("--hold", type=int, default=HOLD, help="seconds that the second visit's text is held")
    for role in ("dispatcher", "technician", "colleague"):
        parser.add_argument(f"--{role}", default=getattr(ITS_OWN, role), metavar="EMAIL")
    return parser


sys.exit(main())
