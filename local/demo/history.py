"""Makes the demo's stories true: each act goes through its use case, with the clock moved back to its moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from chalicelib.domain.appointment import Where
from chalicelib.domain.arrival import Estimate, Window
from chalicelib.domain.decision import TextDecided
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.image import ImageType
from chalicelib.domain.person import Caller
from chalicelib.domain.photo import Form
from chalicelib.domain.publication import Publication, Taken
from chalicelib.domain.status import Status
from chalicelib.domain.wish import Wish
from chalicelib.usecases import appointments, booking, jobs, notes, photos
from chalicelib.usecases.booking import Booking
from chalicelib.usecases.jobs import Request
from chalicelib.usecases.photos import File
from chalicelib.usecases.ports import Services
from chalicelib.usecases.relay import relay
from local.demo.company import DANA, Booked, DemoPerson, Remark, Shot, Story, Tap, When
from local.demo.pictures import png

Send = Callable[[Form, bytes], None]

BOOKED_AFTER = timedelta(minutes=4)
"""How long after the call the office books the visits."""

PATIENCE = timedelta(seconds=30)
FINGERPRINT = "demo"


class TextsThatWent:
    """A provider that takes everything and reaches nobody: what was sent yesterday must not arrive today."""

    def forget_connections(self) -> None:
        """It has none."""

    def is_opted_out(self, phone: str) -> bool | None:
        """It does not say."""

    def publish(self, *, phone: str, text: str, origination_number: str | None) -> Publication:  # noqa: ARG002
        return Taken(message_id="demo")


class NobodyReads:
    """A journal of days that nobody operated."""

    def text_decided(self, decision: TextDecided, at: datetime) -> None: ...

    def swept(self, *, overdue: int, oldest: timedelta, at: datetime) -> None: ...


def tell(
    services: Services, callers: Mapping[DemoPerson, Caller], stories: Iterable[Story], *, now: datetime, send: Send
) -> None:
    numbers = count()
    past = replace(
        services,
        publisher=TextsThatWent(),
        journal=NobodyReads(),
        new_id=lambda: derived_identifier("demo", str(next(numbers))),
    )
    for number, story in enumerate(stories):
        _Telling(services=past, callers=callers, story=story, now=now, key=f"demo-{number}", send=send).tell()


@dataclass(frozen=True, kw_only=True)
class _Telling:
    """One story being told; requests get keys that begin with `key`, photos leave by `send`."""

    services: Services
    callers: Mapping[DemoPerson, Caller]
    story: Story
    now: datetime
    key: str
    send: Send

    def tell(self) -> None:
        called = self._instant(self.story.called)
        job_id = self._create(called)
        for remark in self.story.remarks:
            self._leave(job_id, remark, called + timedelta(minutes=remark.after))
        if self.story.visit:
            self._make(job_id, self.story.visit, called + BOOKED_AFTER)
        self._cancel(job_id)

    def _create(self, called: datetime) -> str:
        request = Request(key=self.key, fingerprint=FINGERPRINT)
        story = self.story
        return jobs.create(
            self._at(called), self.callers[DANA], request, story.work, story.description
        ).folder.job.job_id

    def _make(self, job_id: str, visit: Booked, booked: datetime) -> None:
        starts = self._instant(visit.starts)
        where = self._book(job_id, visit, booked, starts)
        for act in self.story.acts:
            moment = starts + timedelta(minutes=act.after)
            match act:
                case Remark():
                    self._leave(job_id, act, moment)
                case Shot():
                    self._shoot(job_id, act, moment)
                case Tap():
                    self._tap(where, act, moment)

    def _book(self, job_id: str, visit: Booked, booked: datetime, starts: datetime) -> Where:
        wanted = Booking(
            key=self.key,
            fingerprint=FINGERPRINT,
            technician_id=self.callers[visit.technician].person_id if visit.technician else None,
            starts_at=starts,
            ends_at=starts + timedelta(minutes=visit.minutes),
            window=Window(starts=starts, ends=starts + timedelta(minutes=visit.window)),
            first=Status.DRAFT if visit.is_draft else Status.SCHEDULED,
        )
        return booking.book(self._at(booked), self.callers[DANA], job_id, wanted).appointment.where

    def _tap(self, where: Where, tap: Tap, moment: datetime) -> None:
        """Its text, if it owes one, goes out in the past as well, and the job's row follows at once."""
        wish = Wish(
            key=f"{self.key}-{tap.after}",
            fingerprint=FINGERPRINT,
            status=tap.status,
            outcome=tap.outcome,
            reason=tap.reason,
            estimate=Estimate(minutes=tap.drive),
        )
        services, caller = self._at(moment), self.callers[tap.by]
        owed = appointments.change_status(services, caller, where.job_id, where.appointment_id, wish).alert
        if owed and owed.is_unfinished:
            relay(self._at(owed.due_at), where, lambda: PATIENCE)
        jobs.refresh(services, where.organization_id, where.job_id)

    def _leave(self, job_id: str, remark: Remark, moment: datetime) -> None:
        request = Request(key=f"{self.key}-{remark.after}", fingerprint=FINGERPRINT)
        notes.leave(self._at(moment), self.callers[remark.by], job_id, request, remark.text)

    def _shoot(self, job_id: str, shot: Shot, moment: datetime) -> None:
        """Its file is sent now, as if it had been then."""
        services, caller, content = self._at(moment), self.callers[shot.by], png(shot.picture)
        request = Request(key=f"{self.key}-{shot.after}", fingerprint=FINGERPRINT)
        file = File(image_type=ImageType.PNG, length=len(content))
        announced = photos.announce(services, caller, job_id, request, file)
        if announced.form:
            self.send(announced.form, content)
        photos.uploaded(services, caller, job_id, announced.photo.photo_id)

    def _cancel(self, job_id: str) -> None:
        if canceled := self.story.cancellation:
            request = Request(key=self.key, fingerprint=FINGERPRINT)
            services = self._at(self._instant(canceled.at))
            jobs.cancel(services, self.callers[DANA], job_id, request, canceled.reason)

    def _instant(self, when: When) -> datetime:
        return when.instant(self.now, ZoneInfo(self.story.work.time_zone))

    def _at(self, moment: datetime) -> Services:
        return replace(self.services, clock=lambda: moment)
