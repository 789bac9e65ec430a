"""The demo's jobs of today: done, under way, overdue, still to come, just called in and called off."""

from __future__ import annotations

from datetime import time

from chalicelib.domain.arrival import Point
from chalicelib.domain.status import Outcome, Status
from chalicelib.domain.work import Customer
from local.demo.company import (
    DANA,
    LUIS,
    MARIA,
    SAM,
    Booked,
    Cancellation,
    FromNow,
    OnDay,
    Remark,
    Shot,
    Story,
    Tap,
)
from local.demo.pictures import LEAKING_TANK, SWOLLEN_CAPACITOR

_DONE_THIS_MORNING = Story(
    called=OnDay(days=-1, at=time(15, 40)),
    title="AC blows warm air",
    customer=Customer(name="Eleanor Hughes", phone="+16025550114"),
    address="4418 N 28th St, Phoenix AZ 85016",
    location=Point(latitude=33.5034, longitude=-112.0172),
    description="Runs all day and does not get below 84. New filter last month. Dog in the back yard, friendly.",
    visit=Booked(technician=SAM, starts=FromNow(minutes=-270), minutes=90),
    acts=(
        Tap(after=-22, by=SAM, status=Status.ENROUTE, drive=25),
        Tap(after=2, by=SAM, status=Status.STARTED),
        Remark(after=31, by=SAM, text="Run capacitor swollen, 35/5 uF. Replaced from the truck, 19 degree split."),
        Shot(after=33, by=SAM, picture=SWOLLEN_CAPACITOR),
        Tap(after=68, by=SAM, status=Status.COMPLETE, outcome=Outcome.DONE),
    ),
)

_STARTED = Story(
    called=FromNow(minutes=-300),
    title="Water heater leaks at the base",
    customer=Customer(name="Marcus Reed", phone="+14805550137"),
    address="912 E Geneva Dr, Tempe AZ 85282",
    location=Point(latitude=33.3889, longitude=-111.9275),
    description="50 gallon gas, about 11 years old, in the garage. Cold inlet is closed. Bring the drain pump.",
    visit=Booked(technician=SAM, starts=FromNow(minutes=-45)),
    acts=(
        Tap(after=-18, by=SAM, status=Status.ENROUTE, drive=20),
        Tap(after=3, by=SAM, status=Status.STARTED),
        Remark(after=14, by=SAM, text="Tank is through. Customer wants the replacement today, quoted 50 gallon."),
        Shot(after=15, by=SAM, picture=LEAKING_TANK),
    ),
)

_ON_THE_WAY = Story(
    called=OnDay(days=-1, at=time(16, 5)),
    title="No cooling upstairs",
    customer=Customer(name="Linh Nguyen", phone="+14805550162"),
    address="2230 W Orchid Ln, Chandler AZ 85224",
    location=Point(latitude=33.3217, longitude=-111.8802),
    description="Two-zone system; downstairs is fine. Damper motor suspected. Gate code 4071#.",
    visit=Booked(technician=MARIA, starts=FromNow(minutes=30)),
    acts=(Tap(after=-33, by=MARIA, status=Status.ENROUTE, drive=35),),
)

_LATER_TODAY = Story(
    called=OnDay(days=-1, at=time(9, 25)),
    title="Thermostat is blank",
    customer=Customer(name="Priya Shah", phone="+14805550155"),
    address="7701 E Osborn Rd, Scottsdale AZ 85251",
    location=Point(latitude=33.4869, longitude=-111.9191),
    description="New batteries did not help. Check the float switch and the 3 A fuse first.",
    visit=Booked(technician=SAM, starts=FromNow(minutes=105), minutes=60),
)

_OVERDUE = Story(
    called=OnDay(days=-1, at=time(13, 50)),
    title="Kitchen drain backs up",
    customer=Customer(name="Robert Castillo", phone="+14805550178", notify=False),
    address="655 N Macdonald, Mesa AZ 85201",
    location=Point(latitude=33.4268, longitude=-111.8342),
    description="Both sinks, since Sunday. The number is a landline: call when on the way.",
    visit=Booked(technician=LUIS, starts=FromNow(minutes=-120), minutes=60),
)

_JUST_CALLED = Story(
    called=FromNow(minutes=-35),
    title="Condenser rattles at night",
    customer=Customer(name="Dennis Kowalski", phone="+16025550191"),
    address="8819 N 3rd Dr, Phoenix AZ 85021",
    location=Point(latitude=33.5645, longitude=-112.0784),
    description="Only when it starts. Neighbours complain.",
    remarks=(Remark(after=8, by=DANA, text="Home from 15:00 on most days. Will call back with two dates."),),
)

_CALLED_OFF = Story(
    called=OnDay(days=-1, at=time(8, 30)),
    title="Duct cleaning, whole house",
    customer=Customer(name="Brian Foster", phone="+14805550109"),
    address="1450 N Recker Rd, Mesa AZ 85205",
    location=Point(latitude=33.4397, longitude=-111.7029),
    description="1,900 sq ft, one return.",
    visit=Booked(technician=LUIS, starts=FromNow(minutes=180)),
    cancellation=Cancellation(at=FromNow(minutes=-60), reason="the customer sold the house"),
)

TODAY = (
    _DONE_THIS_MORNING,
    _STARTED,
    _ON_THE_WAY,
    _LATER_TODAY,
    _OVERDUE,
    _JUST_CALLED,
    _CALLED_OFF,
)
