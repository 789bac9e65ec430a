"""Every screen of Field and Dispatch on the planned day: who looks at it, how they get there, what they see."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass
from functools import partial

from playwright.sync_api import expect

from chalicelib.domain.person import Role
from local.demo.company import DANA, LUIS, MARIA, SAM, DemoPerson
from tests.browser.desk import Desk
from tests.browser.hands import Mouse
from tests.browser.planned_day import BEGUN, BOTH_SET, DONE, FAN, KIM, LATE, LEFT_OPEN, NEXT, ON_THE_WAY, VENT
from tests.browser.rules import Word
from tests.images import a_png

Step = Word | Callable[[Desk], object]
"""A word to press, or whatever else is to be done."""

CLIENTS = {Role.TECHNICIAN: "field", Role.DISPATCHER: "dispatch"}


@dataclass(frozen=True)
class Screen:
    """Reached from the address `below` the client's, or from where another screen of the client ends.

    One that is `alone` finds nothing on its device, and leaves traces there.
    """

    name: str
    _: KW_ONLY
    who: DemoPerson
    sees: Word
    below: str = ""
    after: str = ""
    steps: tuple[Step, ...] = ()
    is_alone: bool = False

    def __str__(self) -> str:
        return f"{self.client}-{self.name}"

    @property
    def client(self) -> str:
        return CLIENTS[self.who.role]

    def reach(self, at: Desk) -> None:
        if self.after:
            SCREENS[f"{self.client}-{self.after}"].reach(at)
        else:
            at.open(self.below)
        for step in self.steps:
            step(at) if callable(step) else Mouse(at).press(step)
        at.sees(self.sees)


def unanswered(path: str) -> Step:
    return lambda at: at.page.route(path, lambda route: route.abort())


def hears(event: str) -> Step:
    return lambda at: at.page.evaluate("(name) => dispatchEvent(new Event(name))", event)


def writes(**texts: str) -> Step:
    """`Last_name` is the label "Last name"."""

    def write(at: Desk) -> None:
        for label, text in texts.items():
            at.write(label.replace("_", " "), text)

    return write


def is_signed_out(sam: Desk) -> None:
    sam.page.evaluate("() => localStorage.clear()")
    sam.open()


def asks_for_maria(dana: Desk) -> None:
    dana.page.get_by_label("Technician", exact=True).select_option("Maria Begay – booked then")


def adds_a_photo(dana: Desk) -> None:
    photo = {"name": "a.png", "mimeType": "image/png", "buffer": a_png(40, 30)}
    dana.page.get_by_label("Add photo").set_input_files(photo)  # type: ignore[arg-type]


def opens_the_card(dana: Desk) -> None:
    dana.appointment().click()


def is_about_to_correct(dana: Desk) -> None:
    dana.dialog.get_by_label("Earlier", exact=True).check()
    dana.dialog.get_by_role("group", name="Set to").last.get_by_role("button", name="Scheduled").click()


SHOULD_ARRIVE = re.compile("should arrive|No text")
CHANGE_STATUS = re.compile("Change status")

field = partial(Screen, who=SAM)
dispatch = partial(Screen, who=DANA)

FIELD = (
    field("sign-in", steps=(is_signed_out,), sees="Sign in", is_alone=True),
    field(
        "wrong-password",
        steps=(is_signed_out, lambda at: at.sign_in(SAM.email, "not this one")),
        sees="That e-mail and password do not fit together.",
        is_alone=True,
    ),
    field("jobs", sees=BEGUN),
    field("places", steps=("Map",), sees="North is up."),
    field("nothing-planned", steps=("Day after",) * 3, sees="Nothing planned"),
    field(
        "unread",
        after="jobs",
        steps=(unanswered("**/api/appointments**"), "Day after"),
        sees="Your jobs could not be loaded.",
        is_alone=True,
    ),
    field("scheduled", steps=(NEXT,), sees="New batteries did not help."),
    field("on-my-way", after="scheduled", steps=("On My Way",), sees="should arrive"),
    field(
        "on-my-way-without-signal",
        after="scheduled",
        steps=(Desk.lose_signal, "On My Way"),
        sees="Goes out when you have signal",
        is_alone=True,
    ),
    field("texted", who=MARIA, steps=(ON_THE_WAY,), sees=re.compile("Text sent")),
    field("new-time", who=MARIA, after="texted", steps=("New time",), sees="should arrive"),
    field("started", steps=(BEGUN,), sees="Tank is through."),
    field(
        "add-note",
        after="started",
        steps=("Add note", lambda at: at.write("Note for the team", "Expansion tank is missing, too.")),
        sees="Note for the team",
    ),
    field("complete", after="started", steps=("Complete",), sees="This job is done (Complete it)"),
    field("left-open", who=LUIS, sees=BOTH_SET),
    field("both-sides", who=LUIS, steps=(BOTH_SET,), sees="Your office had set something else"),
    field("nothing-waiting", below="waiting", sees="Everything is sent"),
    field("you", below="you", sees="Get Directions opens"),
    field("suggested", after="jobs", steps=(hears("beforeinstallprompt"),), sees="Field on your home screen"),
    field(
        "job-without-signal",
        after="scheduled",
        steps=(unanswered("**/api/**"), hears("online")),
        sees="No signal. Saved",
        is_alone=True,
    ),
    field(
        "one-waits",
        after="scheduled",
        steps=(Desk.lose_signal, "On My Way", "Send & go"),
        sees="1 waiting",
        is_alone=True,
    ),
    field("waiting", after="one-waits", steps=(Desk.see_what_waits,), sees="No signal.", is_alone=True),
    field(
        "lost",
        after="one-waits",
        steps=(Desk.lose_database, Desk.look_away_and_back),
        sees="Unsent work is gone",
        is_alone=True,
    ),
    field(
        "refused",
        after="on-my-way",
        steps=(Desk.send_in_vain,),
        sees="The office changed this appointment in the meantime.",
        is_alone=True,
    ),
    field("not-kept", after="on-my-way", steps=(Desk.find_no_room, "Send & go"), sees="Not saved", is_alone=True),
)

DISPATCH = (
    dispatch("jobs", steps=(lambda at: at.sees(re.compile("need attention")),), sees=LATE),
    dispatch("finished", steps=("Finished",), sees=DONE),
    dispatch(
        "nothing-fits",
        steps=(lambda at: at.page.get_by_role("searchbox").fill("nobody has that"),),
        sees="No job fits",
    ),
    dispatch("unread", steps=(unanswered("**/api/jobs?**"), Desk.open), sees="The jobs could not be loaded."),
    dispatch("job", steps=(ON_THE_WAY,), sees="Two-zone system"),
    dispatch("edit", after="job", steps=("Edit",), sees="Customer's name"),
    dispatch("cancel", after="job", steps=("Cancel job",), sees="Cancel this job?"),
    dispatch(
        "photo-refused",
        after="job",
        steps=(unanswered("**/photos"), adds_a_photo),
        sees="No answer.",
    ),
    dispatch(
        "new-job",
        steps=(
            "New job",
            writes(Street="9 W Mango St", City="Phoenix", State="AZ", Mobile_number="(602) 555-0142"),
            asks_for_maria,
        ),
        sees="Maria Begay is booked at that time already.",
    ),
    dispatch(
        "new-job-refused",
        steps=("New job", writes(State="TN", Mobile_number="602 555"), "Create job and book"),
        sees="Say what the job is.",
    ),
    dispatch("discard", after="new-job-refused", steps=("Discard",), sees="Discard what you wrote?"),
    dispatch("new-appointment", after="job", steps=("New appointment",), sees="Promised to the customer"),
    dispatch(
        "new-appointment-unanswered",
        after="new-appointment",
        steps=(asks_for_maria, unanswered("**/appointments"), "Book appointment"),
        sees="No answer. It may be saved already.",
    ),
    dispatch("card", after="job", steps=(opens_the_card,), sees="Text to the customer"),
    dispatch(
        "correction",
        steps=(LEFT_OPEN, opens_the_card, CHANGE_STATUS, "Correct status…", is_about_to_correct),
        sees="Choose a reason",
    ),
    dispatch("scheduled", steps=(NEXT, opens_the_card), sees="Text to the customer"),
    dispatch("status", after="scheduled", steps=(CHANGE_STATUS,), sees=SHOULD_ARRIVE),
    dispatch(
        "plan",
        after="scheduled",
        steps=(lambda at: at.section("Technician and time").get_by_role("button", name="Change").click(),),
        sees="Promised from",
    ),
    dispatch(
        "schedule",
        below="schedule",
        steps=(lambda at: expect(at.visit(NEXT)).to_be_visible(),),
        sees="Waits for somebody",
    ),
    dispatch(
        "free-day",
        after="schedule",
        steps=(*("Day after",) * 3, lambda at: expect(at.technician(SAM.name)).to_contain_text("free")),
        sees="free",
    ),
    dispatch("attention", below="attention", sees="Cannot be texted today"),
    dispatch("mending", after="attention", steps=("Set status",), sees=SHOULD_ARRIVE),
    dispatch("you", below="you", sees="Sign out"),
    dispatch("settings", below="settings", sees="Texts can go out."),
    dispatch(
        "settings-form",
        after="settings",
        steps=("Change", lambda at: expect(at.page.get_by_label("Brand", exact=True)).to_be_focused()),
        sees="Brand",
    ),
    dispatch("turn-texts-off", after="settings", steps=("Turn texts off…",), sees="Turn texts off?"),
    dispatch("people", below="people", sees="Has not signed in yet"),
    dispatch("invite", after="people", steps=("Invite",), sees="Invite somebody"),
    dispatch("change-person", after="people", steps=(f"Change {KIM}",), sees="Invite again"),
    dispatch("disable", after="change-person", steps=("Disable…",), sees=f"Disable {KIM}?"),
)

LEAVING_ANOTHER_DAY = (
    field("held", who=LUIS, steps=(FAN, "On My Way", "Send & go"), sees=re.compile("text goes in")),
    field(
        "just-paused",
        who=LUIS,
        steps=(LEFT_OPEN, "Complete", "This job requires follow up (Pause It)"),
        sees="What is it waiting for?",
    ),
    dispatch("moved", steps=(VENT, opens_the_card, lambda at: at.set_to("Started")), sees="Undo"),
    dispatch(
        "invited",
        after="invite",
        steps=(
            writes(First_name="Nina", Last_name="Tsosie"),
            lambda at: at.write("E-mail", "nina@desertair.example"),
            "Send the invitation",
        ),
        sees="Nina Tsosie is invited.",
    ),
    dispatch("disabled", after="disable", steps=("Disable",), sees=re.compile(f"{KIM} is disabled.*still theirs")),
    dispatch(
        "texts-off", after="turn-texts-off", steps=("Turn texts off",), sees="No text can go out: one thing is missing."
    ),
)
"""In this order: none of them changes what those after it look at."""

SCREENS = {str(screen): screen for screen in (*FIELD, *DISPATCH, *LEAVING_ANOTHER_DAY)}
