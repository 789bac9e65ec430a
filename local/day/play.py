"""One technician's whole day, played against a running copy through its public routes and sign-in only.

    python -m local.day http://127.0.0.1:8000

Each step is told as it happens; the first thing that is not as promised ends it. The settings are put back as they
were; the job stays. Other people than the demo's: --dispatcher, --technician, --colleague, and DAY_PASSWORD.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
import time
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from local.day.cast import Diary, Say, Surprise, expect, signed_in
from local.day.client import NoAnswer, SignInRefused
from local.day.office import ZONE, book, correct, create_job, hold_restored, sees, sees_job, set_hold
from local.day.photos import leave_photo
from local.day.stage import Stage, Visit, a_tap, phones_at
from local.day.strangers import colleague_finds_nothing, forgers_are_refused
from local.day.visits import (
    DRIVE_MINUTES,
    complete,
    find,
    leave_note,
    preview,
    same_again,
    set_out,
    set_out_and_undo,
    start,
    text_arrives,
)
from local.demo.company import DANA, MARIA, SAM

AREAS = ("480", "505", "520", "602", "623", "928")
HOLD = 10
TEXTS = 2
FIRST_VISIT_IN, SECOND_VISIT_IN = timedelta(minutes=30), timedelta(minutes=150)
SAY = partial(print, flush=True)
INTERRUPTED = 130


@dataclass(frozen=True, kw_only=True)
class Cast:
    """E-mail addresses of three people of one organization; one password opens for all."""

    dispatcher: str = DANA.email
    technician: str = SAM.email
    colleague: str = MARIA.email
    password: str = SAM.password


def play(
    address: str, *, texts: bool = True, say: Say = SAY, cast: Cast | None = None, phone: str = "", hold: int = HOLD
) -> None:
    """Raises `Surprise` with the first thing that is not as promised; without `texts` nobody looks at the phones."""
    begun = time.monotonic()
    diary = Diary(say=say, zone=ZONE)
    try:
        stage = enter(address.rstrip("/"), diary, cast or Cast(), phone or invented_number(), texts=texts)
        _played(stage, hold)
    except KeyError as missing:
        raise Surprise(f"an answer should have the field {missing}, but does not") from missing
    say(f"\nAll as promised, in {time.monotonic() - begun:.1f} s: {'; '.join(diary.seen)}.")


def _played(stage: Stage, hold: int) -> None:
    job_id = create_job(stage)
    with hold_restored(stage.office):
        first_visit(stage, job_id)
        second = second_visit(stage, job_id, hold)
    colleague_finds_nothing(stage, second)
    forgers_are_refused(stage)
    texts_are(stage, TEXTS)


def enter(address: str, diary: Diary, cast: Cast, phone: str, *, texts: bool) -> Stage:
    diary.say(f"One technician's day at {address}. Times are {diary.zone}'s.\n")
    stage = Stage(
        office=signed_in(address, "dispatch", cast.dispatcher, cast.password, diary),
        technician=signed_in(address, "field", cast.technician, cast.password, diary),
        colleague=signed_in(address, "field", cast.colleague, cast.password, diary),
        phones=phones_at(address, phone, can_be_read=texts),
        diary=diary,
    )
    settled = stage.office.me["organization"]
    stage.office.tells(f"signs in to the office of {settled['brand']}; texts are held for {settled['hold_seconds']} s")
    stage.technician.tells("signs in to the field app")
    if not texts:
        diary.tell("customer", "nobody looks at the phones: what the cards say of the texts is believed")
    return stage


def first_visit(stage: Stage, job_id: str) -> None:
    """The whole round, its text going out at once; it ends with Pause It."""
    set_hold(stage.office, 0)
    visit = book(stage, job_id, FIRST_VISIT_IN)
    find(stage, visit)
    tap, words = preview(stage, visit)
    answered, tapped = set_out(stage, tap, hold=0)
    sees(stage, visit, "enroute")
    expect("the text that went out, beside its preview", text_arrives(stage, visit, tapped, hold=0, number=1), words)
    same_again(stage, tap, answered)
    texts_are(stage, 1)
    start(stage, visit)
    sees(stage, visit, "started")
    leave_note(stage, visit)
    leave_photo(stage, visit)
    complete(stage, visit, "follow_up", "This job requires follow up (Pause It)")
    sees_job(stage, job_id, "paused")


def second_visit(stage: Stage, job_id: str, hold: int) -> Visit:
    """With a hold: undone in time, then really; it ends the job, and the office corrects it by hand."""
    set_hold(stage.office, hold)
    visit = book(stage, job_id, SECOND_VISIT_IN)
    set_out_and_undo(stage, visit, hold=hold)
    tap = a_tap(stage, visit, "enroute", arrival={"minutes": DRIVE_MINUTES})
    _, tapped = set_out(stage, tap, hold=hold)
    text_arrives(stage, visit, tapped, hold=hold, number=2)
    start(stage, visit)
    complete(stage, visit, "done", "This job is done (Complete it)")
    sees_job(stage, job_id, "complete")
    correct(stage, visit)
    return visit


def texts_are(stage: Stage, number: int) -> None:
    """So many since the day began, and no more."""
    if stage.phones.can_be_read:
        expect("how many texts the customer has by now", len(stage.phones.texts()), number)


def invented_number() -> str:
    """Of the range that is kept free for fiction, so that each day has a customer of its own."""
    return f"+1{random.choice(AREAS)}55501{random.randrange(100):02}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m local.day", description="Play one technician's day.")
    parser.add_argument("address", help="of a running copy, such as http://127.0.0.1:8000")
    parser.add_argument(
        "--without-texts", action="store_true", help="do not look at the phones: a deployed copy has none"
    )
    parser.add_argument("--phone", default="", help="the customer's number; invented unless given")
    parser.add_argument("--hold", type=int, default=HOLD, help="seconds that the second visit's text is held")
    for role, email in (("dispatcher", DANA.email), ("technician", SAM.email), ("colleague", MARIA.email)):
        parser.add_argument(f"--{role}", default=email, metavar="EMAIL")
    told = parser.parse_args()
    cast = Cast(
        dispatcher=told.dispatcher,
        technician=told.technician,
        colleague=told.colleague,
        password=os.environ.get("DAY_PASSWORD", SAM.password),
    )
    try:
        play(told.address, texts=not told.without_texts, cast=cast, phone=told.phone, hold=told.hold)
    except (Surprise, NoAnswer, SignInRefused) as reason:
        print(f"\n{type(reason).__name__}: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0
