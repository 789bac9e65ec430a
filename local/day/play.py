"""One technician's whole day, played against a running copy through its public routes and sign-in only.

    python -m local.day http://127.0.0.1:8000

Each step is told as it happens; the first thing that is not as promised ends it. The settings are put back as they
were; the job stays. Other people than the demo's: --dispatcher, --technician, --colleague, and DAY_PASSWORD.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import timedelta

from local.day import office, strangers, technician
from local.day.phone import Phone
from local.day.stage import ZONE, Actor, Stage, Surprise, World, expect
from local.day.visit import Visit
from local.demo.company import DANA, MARIA, SAM

AREAS = ("480", "505", "520", "602", "623", "928")
HOLD = 10
TEXTS = 2
FIRST_VISIT_IN, SECOND_VISIT_IN = timedelta(minutes=30), timedelta(minutes=150)
ROLES = {"dispatch": "dispatcher", "field": "technician"}


@dataclass(frozen=True, kw_only=True)
class Cast:
    """E-mail addresses of three people of one organization; one password opens for all."""

    dispatcher: str = DANA.email
    technician: str = SAM.email
    colleague: str = MARIA.email
    password: str = SAM.password


ITS_OWN = Cast()
"""The demo's people."""


def play(world: World, *, cast: Cast = ITS_OWN, number: str = "", hold: int = HOLD) -> None:
    """Raises `Surprise` with the first thing that is not as promised."""
    begun = world.now()
    try:
        stage = enter(world, cast, number or invented_number())
        _played(stage, hold)
    except KeyError as missing:
        raise Surprise(f"an answer should have the field {missing}, but does not") from missing
    world.say(f"\nAll as promised, in {stage.since(begun):.1f} s: {'; '.join(world.seen)}.")


def _played(stage: Stage, hold: int) -> None:
    job_id = office.create_job(stage)
    with office.hold_restored(stage.office):
        first_visit(stage, job_id)
        second = second_visit(stage, job_id, hold)
    strangers.colleague_finds_nothing(stage, second)
    strangers.forgers_are_refused(stage)
    technician.texts_are(stage, TEXTS)


def enter(world: World, cast: Cast, number: str) -> Stage:
    world.say(f"One technician's day at {world.address}. Times are {ZONE.key}'s.\n")
    dana = signed_in(world, "dispatch", cast.dispatcher, cast.password)
    sam = signed_in(world, "field", cast.technician, cast.password)
    settled = dana.me["organization"]
    dana.tells(f"signs in to the office of {settled['brand']}; texts are held for {settled['hold_seconds']} s")
    sam.tells("signs in to the field app")
    if not world.texts:
        world.tell("customer", "nobody looks at the phones: what the cards say of the texts is believed")
    return Stage(
        world=world,
        office=dana,
        technician=sam,
        colleague=signed_in(world, "field", cast.colleague, cast.password),
        phone=Phone(client=sam, now=world.now_on_the_phone),
        number=number,
        known=frozenset(text["message_id"] for text in world.texts()) if world.texts else frozenset(),
    )


def signed_in(world: World, app: str, email: str, password: str) -> Actor:
    """By the front door: what /config says, the pool, then /me."""
    actor = Actor(address=world.address, app=app, email=email, network=world.network, world=world)
    actor.me |= actor.signed_in(password).get("/me")
    role = ROLES[app]
    expect(f"what {email} is at {app}", (actor.me["role"], role in actor.me["roles"]), (role, True))
    return actor


def first_visit(stage: Stage, job_id: str) -> None:
    """The whole round, its text going out at once; it ends with Pause It."""
    office.set_hold(stage, 0)
    visit = office.book(stage, job_id, FIRST_VISIT_IN, was="unscheduled")
    technician.find(stage, visit)
    tap, words = technician.preview(stage, visit)
    answered, tapped = technician.set_out(stage, tap, hold=0)
    office.sees(stage, visit, "enroute")
    text = technician.text_arrives(stage, visit, tapped, hold=0, number=1)
    expect("the text that went out, beside its preview", text, words)
    technician.same_again(stage, tap, answered)
    technician.texts_are(stage, 1)
    technician.start(stage, visit)
    office.sees(stage, visit, "started")
    office.sees_job(stage, job_id, "in_progress", was="scheduled")
    technician.leave_note(stage, visit)
    technician.leave_photo(stage, visit)
    technician.complete(stage, visit, "follow_up", "This job requires follow up (Pause It)")
    office.sees_job(stage, job_id, "paused", was="in_progress")


def second_visit(stage: Stage, job_id: str, hold: int) -> Visit:
    """With a hold: undone in time, then really; it ends the job, and the office corrects it by hand."""
    office.set_hold(stage, hold)
    visit = office.book(stage, job_id, SECOND_VISIT_IN, was="paused")
    technician.set_out_and_undo(stage, visit, hold=hold)
    _, tapped = technician.set_out(stage, technician.on_my_way(stage, visit), hold=hold)
    technician.text_arrives(stage, visit, tapped, hold=hold, number=2)
    technician.start(stage, visit)
    technician.complete(stage, visit, "done", "This job is done (Complete it)")
    office.sees_job(stage, job_id, "complete", was="in_progress")
    office.correct(stage, visit)
    return visit


def invented_number() -> str:
    """Of the range that is kept free for fiction, so that each day has a customer of its own."""
    return f"+1{random.choice(AREAS)}55501{random.randrange(100):02}"
