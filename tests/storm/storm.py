"""One storm, drawn from its seed: taps, the weather, killed tabs, two tabs, and an office that goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from playwright.sync_api import Browser, Error, ViewportSize

from tests.api.conftest import FIELD, PASSWORD, Office, Visit, instant
from tests.storm import sky as skies
from tests.storm.hours import Hours
from tests.storm.plants import NOTHING, Plant
from tests.storm.sky import Sky
from tests.storm.technician import A_MONTH, Technician
from tests.storm.verdict import broken
from tests.waiting import eventually

WIDE: ViewportSize = {"width": 1200, "height": 900}
STEPS = (14, 24)
VISITS = 2
ROUNDS = 15
BACK_OFF = timedelta(seconds=61)
HELD = timedelta(seconds=70)


@dataclass(kw_only=True)
class Storm:
    office: Office
    hours: Hours
    seed: int
    plant: Plant = NOTHING
    story: list[str] = field(default_factory=list)
    visits: dict[str, Visit] = field(default_factory=dict)
    chance: Random = field(init=False)
    sky: Sky = field(init=False)
    sam: Technician = field(init=False)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)

    def broken(self, browser: Browser) -> list[str]:
        """The promises that this storm broke: none."""
        for number in range(VISITS):
            title = f"Storm {self.seed}.{number}"
            self.visits[title] = self.office.visit(title=title)
        with self._on_the_phone(browser):
            try:
                self._rage()
                self._clear_up()
            except (AssertionError, Error) as reason:
                return [str(reason)]
            queue = self.sam.queue()
        visits = list(self.visits.values())
        return list(broken(self.office.sam, visits, self.sam.taps, self.sky.attempts, queue))

    def tell(self, what: str) -> None:
        self.story.append(f"{self.hours():%H:%M:%S} {what}")

    @contextmanager
    def _on_the_phone(self, browser: Browser) -> Iterator[None]:
        clock_error = timedelta(seconds=self.chance.choice((0, 0, 90, -400, 10_800, -86_400)))
        self.sky = Sky(hours=self.hours, clock_error=clock_error, chance=Random(f"sky {self.seed}"), tell=self.tell)
        context = browser.new_context(viewport=WIDE, timezone_id="America/Phoenix", service_workers="block")
        context.add_init_script(self.plant.script)
        self.sky.plant = self.plant.request
        self.sam = Technician(
            context=context, url=self.office.run.url, hours=self.hours, chance=self.chance, tell=self.tell
        )
        context.clock.install(time=self.hours() + clock_error)
        self.sam.sign_in(self._session(self.hours() + clock_error + A_MONTH))
        self.sky.over(context)
        self.sam.open().get_by_role("link", name=next(iter(self.visits)), exact=True).wait_for()
        yield
        context.close()

    def _session(self, until: Any) -> dict[str, Any]:
        office, sam = self.office, self.office.sam
        answer = office.cognito.initiate_auth(
            AuthFlow="USER_PASSWORD_AUTH",
            ClientId=office.run.environment[FIELD],
            AuthParameters={"USERNAME": sam.email, "PASSWORD": PASSWORD},
        )["AuthenticationResult"]
        return {
            "person": sam.person_id,
            "name": "Sam Ortiz",
            "token": answer["IdToken"],
            "refresh": answer["RefreshToken"],
            "until": int(until.timestamp() * 1000),
        }

    def _rage(self) -> None:
        steps, weights = zip(*STEP_WEIGHTS.items(), strict=True)
        for step in self.chance.choices(steps, weights, k=self.chance.randint(*STEPS)):
            step(self)

    def _clear_up(self) -> None:
        """Fine weather, and as many back-offs as there may be; then what texts are owed go out."""
        self.change_weather(skies.FINE)
        for _ in range(ROUNDS):
            if all(item["parked"] for item in self.sam.queue()):
                break
            self.leap(BACK_OFF)
            eventually(lambda: not any(map(self._is_due, self.sam.queue())) and self.sky.is_calm, seconds=3)
        self.leap(HELD)
        self.office.run.sources.fire("sweep_alerts")

    def _is_due(self, item: dict[str, Any]) -> bool:
        now = self.hours() + self.sky.clock_error
        return not item["parked"] and bool(item["retryAt"] <= now.timestamp() * 1000)

    def change_weather(self, weather: skies.Weather) -> None:
        self.tell(f"the weather is {weather.name}")
        self.sky.weather = weather
        self.sky.let_time_out()
        self.sam.has_signal = weather.has_signal
        self.sam.context.set_offline(not weather.has_signal)

    def leap(self, lapse: timedelta) -> None:
        """Both clocks at once: what is under way comes down first, what sets out meanwhile waits."""
        self.tell(f"{lapse} pass")
        self.sky.let_time_out()
        with self.sky.held():
            assert eventually(lambda: bool(self.sam.tab.evaluate("() => true")) and self.sky.is_calm), self.sky.flying
            self.sam.context.clock.fast_forward(int(lapse.total_seconds() * 1000))
            with self.office.run.sources.at_rest():
                self.hours.leap(lapse)


def tap(storm: Storm) -> None:
    title = storm.chance.choice(list(storm.visits))
    storm.sam.do(storm.visits[title], title)


def weather_changes(storm: Storm) -> None:
    storm.change_weather(storm.chance.choice(skies.WEATHERS))


def moments_pass(storm: Storm) -> None:
    storm.leap(timedelta(seconds=storm.chance.uniform(1, 60)))
    storm.office.run.sources.fire("sweep_alerts")


def a_drive_passes(storm: Storm) -> None:
    storm.leap(timedelta(minutes=storm.chance.uniform(8, 45)))


def a_tab_is_killed(storm: Storm) -> None:
    if storm.sam.tabs:
        storm.tell("a tab is killed")
        storm.sam.close(storm.chance.choice(storm.sam.tabs))


def a_tab_is_opened(storm: Storm) -> None:
    if len(storm.sam.tabs) < 2:
        storm.tell("a tab is opened")
        storm.sam.open()


def a_tab_is_reloaded(storm: Storm) -> None:
    storm.tell("a tab is reloaded")
    storm.sam.load(storm.sam.tab.reload)


def the_office_acts(storm: Storm) -> None:
    visit = storm.chance.choice(list(storm.visits.values()))
    what, act = storm.chance.choice(list(OFFICE.items()))
    storm.tell(f"the office {what}: {act(storm, visit).status_code}")


def _moved(storm: Storm, visit: Visit) -> Any:
    body = {"version": visit.now()["version"], "starts_at": instant(storm.hours() + timedelta(hours=1))}
    return visit.office.dispatcher.ask("PATCH", visit.path, body)


def _set(visit: Visit, **body: Any) -> Any:
    return visit.office.dispatcher.ask("POST", f"{visit.path}/status", body)


OFFICE: Mapping[str, Callable[[Storm, Visit], Any]] = {
    "starts it": lambda _, visit: _set(visit, status="started"),
    "cancels it": lambda _, visit: _set(visit, status="canceled", reason="the customer called it off"),
    "sets it back": lambda _, visit: _set(visit, status="scheduled", reason="wrong job"),
    "moves it": _moved,
}

STEP_WEIGHTS: dict[Callable[[Storm], None], float] = {
    tap: 12,
    weather_changes: 4,
    moments_pass: 3,
    a_drive_passes: 1,
    a_tab_is_killed: 2,
    a_tab_is_opened: 2,
    a_tab_is_reloaded: 1,
    the_office_acts: 1,
}
