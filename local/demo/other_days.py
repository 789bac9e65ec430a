"""The demo's jobs of yesterday, tomorrow and later: paused, put right by hand, planned, with nobody yet, a draft."""

from __future__ import annotations

from datetime import time

from chalicelib.domain.arrival import Point
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.work import Customer
from local.demo.company import DANA, LUIS, MARIA, Booked, OnDay, Remark, Shot, Story, Tap
from local.demo.pictures import CRACKED_IGNITER

_PAUSED = Story(
    called=OnDay(days=-3, at=time(10, 5)),
    title="Furnace clicks, no flame",
    customer=Customer(name="Harold Yazzie", phone="+15055550129"),
    address="305 W Aztec Ave, Gallup NM 87301",
    location=Point(latitude=35.5246, longitude=-108.7459),
    description="Intermittent for a week, now dead. Elderly couple: heat matters at night.",
    visit=Booked(technician=LUIS, starts=OnDay(days=-1, at=time(10, 30))),
    acts=(
        Tap(after=-40, by=LUIS, status=Status.ENROUTE, drive=45),
        Tap(after=6, by=LUIS, status=Status.STARTED),
        Remark(after=38, by=LUIS, text="Hot surface igniter cracked, not on the truck. Left two space heaters."),
        Shot(after=40, by=LUIS, picture=CRACKED_IGNITER),
        Tap(after=52, by=LUIS, status=Status.COMPLETE, outcome=Outcome.FOLLOW_UP, reason="waiting for parts"),
    ),
    remarks=(Remark(after=90, by=DANA, text="Warranty until next May, serial number is in the customer's e-mail."),),
)

_CORRECTED = Story(
    called=OnDay(days=-2, at=time(17, 15)),
    title="Toilet runs all the time",
    customer=Customer(name="Ruth Sandoval"),
    address="6010 W Vista Ave, Glendale AZ 85301",
    location=Point(latitude=33.5516, longitude=-112.1874),
    description="Guest bathroom. No mobile phone: her son answers the door.",
    visit=Booked(technician=LUIS, starts=OnDay(days=-1, at=time(15, 0)), minutes=60),
    acts=(
        Tap(after=-52, by=LUIS, status=Status.STARTED),
        Tap(after=-47, by=DANA, status=Status.SCHEDULED, reason="Luis tapped the wrong job"),
        Tap(after=-19, by=LUIS, status=Status.ENROUTE, drive=20),
        Tap(after=4, by=LUIS, status=Status.STARTED),
        Tap(after=41, by=LUIS, status=Status.COMPLETE, outcome=Outcome.DONE),
    ),
)

_TOMORROW = Story(
    called=OnDay(days=-2, at=time(11, 20)),
    title="Rooftop units, yearly service (4)",
    customer=Customer(name="Red Mesa Motel", phone="+15055550184"),
    address="1620 E Coal Ave, Gallup NM 87301",
    location=Point(latitude=35.5279, longitude=-108.7250),
    description="Ladder is on site. Ask for Teresa at the desk; rooms 12 to 20 must stay quiet before 10.",
    visit=Booked(technician=MARIA, starts=OnDay(days=1, at=time(9, 30)), minutes=240),
)

_NOBODY_YET = Story(
    called=OnDay(days=-1, at=time(11, 45)),
    title="Mini-split for the workshop",
    customer=Customer(name="Angela Torres", phone="+16235550146"),
    address="10214 W Kingswood Cir, Sun City AZ 85351",
    location=Point(latitude=33.6057, longitude=-112.2829),
    description="12,000 BTU, line set 20 ft, pad is poured. Two people for the condenser.",
    visit=Booked(technician=None, starts=OnDay(days=1, at=time(13, 0)), minutes=180),
)

_QUOTE = Story(
    called=OnDay(days=-4, at=time(14, 10)),
    title="Heat pump instead of swamp cooler",
    customer=Customer(name="Yolanda Price", phone="+16025550123"),
    address="3137 W Citrus Way, Phoenix AZ 85017",
    location=Point(latitude=33.5221, longitude=-112.1290),
    description="Quote 3 ton heat pump, roof curb adapter, 200 A panel is new.",
    visit=Booked(technician=None, starts=OnDay(days=5, at=time(7, 0)), minutes=480, is_draft=True),
)

OTHER_DAYS = (
    _PAUSED,
    _CORRECTED,
    _TOMORROW,
    _NOBODY_YET,
    _QUOTE,
)
