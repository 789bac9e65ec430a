"""Stories in which the process dies at one of its calls to AWS, and all that comes again afterwards does come again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from typing import Any

import httpx

from chalicelib.domain.alert import AlertState
from chalicelib.domain.appointment import Appointment
from chalicelib.domain.status import JobStatus, Status
from tests.api.conftest import Office, Visit, found
from tests.fates import ARRIVES_AND_DIES, DIES, Fate
from tests.promises import HandOver, handed_over
from tests.wire import Call, Died, heard_of

STREAM, QUEUE = ("notify_customer", "refresh_job"), ("send_due_alert",)
TRIES = 3


@dataclass(frozen=True, kw_only=True)
class Death:
    """Of the process that makes this call: before the request leaves, or when it has been answered."""

    number: int
    call: str
    fate: Fate

    def __str__(self) -> str:
        return f"{self.fate} at call {self.number}, {self.call}"


def deaths_at(calls: list[str]) -> Iterator[Death]:
    for number, call in enumerate(calls, 1):
        for fate in (DIES, ARRIVES_AND_DIES):
            yield Death(number=number, call=call, fate=fate)


@dataclass
class Wire:
    """Counts the calls of a story, and has the process die at one of them, if one is chosen."""

    clock: Callable[[], datetime]
    death: Death | None = None
    watching: bool = False
    dead: bool = False
    calls: list[str] = field(default_factory=list)
    published: list[tuple[str, datetime, Any]] = field(default_factory=list)
    """To which number, when, and what was answered."""

    @contextmanager
    def watched(self, death: Death | None) -> Iterator[None]:
        """One time through the story; a death that is chosen must come."""
        self.death, self.calls, self.watching = death, [], True
        yield
        self.watching = False
        assert self.death is None, f"nobody {death}"

    def meet(self, call: Call) -> Any:
        if self.dead:
            raise Died  # the other threads of the process end with it
        if call.operation == "Publish":
            call = replace(call, send=partial(self._publish, call))
        if self.watching:
            self.calls.append(str(call))
            if self.death and self.death.number == len(self.calls):
                self._die(call, self.death)
        return call.send() if call.operation == "Publish" else None

    def _publish(self, call: Call) -> Any:
        answer = call.send()
        self.published.append((call.form["PhoneNumber"], self.clock(), answer))
        return answer

    def _die(self, call: Call, death: Death) -> None:
        assert death.call == str(call), f"the story takes another course than when its calls were counted: {self.calls}"
        self.dead, self.death = True, None
        heard_of(call, death.fate)


@dataclass(kw_only=True)
class Play:
    """A story as it happens: whoever died is followed by whoever would come again."""

    office: Office
    visit: Visit
    wire: Wire
    alert_id: str = ""
    """The one that a person has sent once more."""

    def tap(self, status: str, key: str, **body: Any) -> None:
        self.ask(lambda: self.visit.move(self.office.sam, status, key=key, **body))

    def resend(self, key: str) -> None:
        path = f"{self.visit.path}/alerts/{self.alert_id}/resend"
        self.ask(lambda: self.office.dispatcher.ask("POST", path, {}, key=key))

    def ask(self, request: Callable[[], httpx.Response]) -> None:
        """Sent again, with the same key, until it is answered."""
        answer = request()
        for _ in range(TRIES):
            if answer.status_code < 500:
                break
            self._somebody_else_takes_over()
            answer = request()
        found(answer)

    def stream(self) -> None:
        """A batch whose function died comes again."""
        self._until_handled(lambda: self.office.run.sources.drain(STREAM))

    def queue(self) -> None:
        """Messages whose function died come again."""
        self._until_handled(lambda: self.office.run.sources.drain(QUEUE))

    def wait(self, **lapse: float) -> None:
        self.office.clock.move(**lapse)

    def appointment(self) -> Appointment:
        return self.office.services.appointments.get(self.visit.where)

    def texts(self) -> list[str]:
        """The messages that the provider took for this customer."""
        return [text["message_id"] for text in self.office.run.texts() if text["to"] == self.visit.phone]

    def handed_over(self) -> list[HandOver]:
        """Each for the alert that had come due last."""
        alerts = self.appointment().alerts
        return [
            handed_over([alert.alert_id for alert in alerts if alert.due_at <= at][-1], at, answer)
            for phone, at, answer in self.wire.published
            if phone == self.visit.phone
        ]

    def _until_handled(self, handle: Callable[[], Any]) -> None:
        try:
            handle()
        except Died:
            self._somebody_else_takes_over()
            handle()

    def _somebody_else_takes_over(self) -> None:
        self.wire.dead = False
        self.wait(seconds=1)


Act = Callable[[Play], None]
SENT = (AlertState.SENT, None)


@dataclass(frozen=True, kw_only=True)
class Story:
    """`act` is where somebody may die; `begin` has gone well. And what it comes to."""

    begin: Act = lambda _: None
    act: Act
    hold_seconds: int = 0
    changes: tuple[str, ...] = ("on-my-way",)
    """By the keys of the requests."""
    status: Status = Status.ENROUTE
    job: JobStatus = JobStatus.IN_PROGRESS
    alerts: tuple[tuple[AlertState, str | None], ...] = (SENT,)
    at_least: int
    """So many calls there are, or the test has not seen them all."""


def set_out(play: Play) -> None:
    play.tap("enroute", "on-my-way")
    play.stream()


def set_out_and_come_due(play: Play) -> None:
    set_out(play)
    play.wait(seconds=10)
    play.queue()
    play.stream()


def set_out_and_undo(play: Play) -> None:
    set_out(play)
    play.wait(seconds=3)
    play.tap("scheduled", "undo")
    play.stream()
    play.wait(seconds=10)
    play.queue()


def arrive(play: Play) -> None:
    set_out(play)
    play.wait(minutes=10)
    play.tap("started", "start")
    play.stream()


def complete(play: Play) -> None:
    play.tap("complete", "complete", outcome="follow_up")
    play.stream()


def be_told(play: Play) -> None:
    set_out(play)
    play.wait(minutes=10)
    play.alert_id = play.appointment().alerts[-1].alert_id


def be_told_again(play: Play) -> None:
    play.resend("again")
    play.stream()


STORIES: Mapping[str, Story] = {
    "a tap without a hold": Story(act=set_out, at_least=13),
    "a tap with a hold": Story(act=set_out_and_come_due, hold_seconds=10, at_least=16),
    "a tap and its undo": Story(
        act=set_out_and_undo,
        hold_seconds=10,
        changes=("on-my-way", "undo"),
        status=Status.SCHEDULED,
        job=JobStatus.SCHEDULED,
        alerts=((AlertState.SKIPPED, "undone"),),
        at_least=12,
    ),
    "a complete that rolls the job up": Story(
        begin=arrive,
        act=complete,
        changes=("on-my-way", "start", "complete"),
        status=Status.COMPLETE,
        job=JobStatus.PAUSED,
        at_least=4,
    ),
    "a resend": Story(begin=be_told, act=be_told_again, alerts=(SENT, SENT), at_least=12),
}
