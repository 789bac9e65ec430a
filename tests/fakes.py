"""The ports in memory, held to the contract of the real ones by tests/contract, and all of them together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import count
from threading import RLock
from typing import Any, TypeVar

from chalicelib.domain.allowance import Costly
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.attention import flags
from chalicelib.domain.card import Card, card_of
from chalicelib.domain.clocks import ALWAYS, Span, to_milliseconds
from chalicelib.domain.decision import TextDecided
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.job import Folder, Job, Page
from chalicelib.domain.note import Note
from chalicelib.domain.organization import Organization
from chalicelib.domain.owed import Owed
from chalicelib.domain.people import cannot_be_invited, needs_no_invitation
from chalicelib.domain.person import Person, Role
from chalicelib.domain.photo import Arrived, Form, Photo, Picture
from chalicelib.domain.publication import Publication, Taken
from chalicelib.domain.refusals import Conflict, NotFound, Unreadable
from chalicelib.domain.status import JobStatus
from chalicelib.domain.texting import Brief
from chalicelib.gateways.phone_numbers import PhoneNumbers
from chalicelib.usecases.ports import Services
from tests.builders import NOON

Thing = TypeVar("Thing")


@dataclass
class Memory:
    """What the storage ports share, as the table's items are shared. What they hold is frozen: no copies are needed."""

    appointments: dict[Where, Appointment] = field(default_factory=dict)
    jobs: dict[tuple[str, str], Job] = field(default_factory=dict)
    notes: dict[tuple[str, str, str], Note] = field(default_factory=dict)
    photos: dict[tuple[str, str, str], Photo] = field(default_factory=dict)
    organizations: dict[str, Organization] = field(default_factory=dict)
    people: dict[tuple[str, str], Person] = field(default_factory=dict)
    opted_out: set[tuple[str, str | None]] = field(default_factory=set)
    texts: dict[tuple[str, date], int] = field(default_factory=dict)
    allowances: dict[tuple[str, str, Costly, datetime], int] = field(default_factory=dict)
    all_texts_off: bool = False
    lock: RLock = field(default_factory=RLock)


def found(thing: Thing | None) -> Thing:
    if thing is None:
        raise NotFound
    return thing


class Appointments:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def get(self, where: Where) -> Appointment:
        return found(self.memory.appointments.get(where))

    def save(self, appointment: Appointment) -> Appointment:
        with self.memory.lock:
            self.check(appointment)
            return self.keep(appointment)

    def check(self, appointment: Appointment) -> None:
        stored = self.memory.appointments.get(appointment.where)
        if (stored.revision if stored else 0) != appointment.revision:
            raise Conflict

    def keep(self, appointment: Appointment) -> Appointment:
        kept = replace(appointment, revision=appointment.revision + 1)
        self.memory.appointments[kept.where] = kept
        return kept

    def on_day(self, organization_id: str, day: date, technician_id: str | None) -> tuple[Card, ...]:
        cards = [
            card_of(appointment)
            for appointment in list(self.memory.appointments.values())
            if appointment.where.organization_id == organization_id
            and appointment.work.local_date(appointment.plan.starts_at) == day
            and technician_id in {None, appointment.plan.technician_id}
        ]
        return tuple(sorted(cards, key=by_technician_and_start))

    def flagged(self, organization_id: str, *, limit: int) -> tuple[Card, ...]:
        cards = [
            card_of(appointment)
            for appointment in list(self.memory.appointments.values())
            if appointment.where.organization_id == organization_id and flags(appointment)
        ]
        return tuple(sorted(cards, key=lambda card: min(card.flags.values()))[:limit])

    def owed(self) -> Iterator[Owed]:
        for appointment in list(self.memory.appointments.values()):
            if alert := appointment.unfinished_alert:
                yield Owed(where=appointment.where, next_at=alert.next_at, since=alert.created_at)


def by_technician_and_start(card: Card) -> tuple[str, datetime, str]:
    return card.plan.technician_id or "", card.plan.starts_at, card.where.appointment_id


class Jobs:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def get(self, organization_id: str, job_id: str) -> Job:
        return found(self.memory.jobs.get((organization_id, job_id)))

    def folder(self, organization_id: str, job_id: str) -> Folder:
        place = (organization_id, job_id)
        with self.memory.lock:
            job = self.get(*place)
            appointments = [
                appointment
                for where, appointment in self.memory.appointments.items()
                if (where.organization_id, where.job_id) == place
            ]
            notes = [note for key, note in self.memory.notes.items() if key[:2] == place]
            photos = [photo for key, photo in self.memory.photos.items() if key[:2] == place]
        return Folder(
            job=job,
            appointments=tuple(sorted(appointments, key=lambda each: (each.created_at, each.where.appointment_id))),
            notes=tuple(sorted(notes, key=lambda note: (note.created_at, note.note_id))),
            photos=tuple(sorted(photos, key=lambda photo: (photo.created_at, photo.photo_id))),
        )

    def add(self, job: Job) -> None:
        self.save(replace(job, revision=0))

    def save(self, job: Job, appointments: tuple[Appointment, ...] = ()) -> None:
        beside = Appointments(self.memory)
        with self.memory.lock:
            stored = self.memory.jobs.get((job.organization_id, job.job_id))
            if (stored.revision if stored else 0) != job.revision:
                raise Conflict
            for appointment in appointments:
                beside.check(appointment)
            for appointment in appointments:
                beside.keep(appointment)
            self.memory.jobs[job.organization_id, job.job_id] = replace(job, revision=job.revision + 1)

    def listed(
        self, organization_id: str, *statuses: JobStatus, span: Span = ALWAYS, limit: int, cursor: str | None
    ) -> Page:
        def place(job: Job) -> tuple[int, datetime, str]:
            return -statuses.index(job.status), job.status_since, job.job_id

        those = (job for job in list(self.memory.jobs.values()) if job.organization_id == organization_id)
        jobs = [job for job in those if job.status in statuses and span.since <= job.status_since < span.until]
        jobs.sort(key=place, reverse=True)
        if cursor is not None:
            status, since, job_id = self.place_of(cursor, organization_id)
            if status not in statuses or not span.since <= since < span.until:
                raise Unreadable
            jobs = [job for job in jobs if place(job) < (-statuses.index(status), since, job_id)]
        page, rest = jobs[:limit], jobs[limit:]
        end = (
            f"{organization_id}/{page[-1].status}/{page[-1].status_since.isoformat()}/{page[-1].job_id}"
            if rest
            else None
        )
        return Page(jobs=tuple(map(row_of, page)), cursor=end)

    def place_of(self, cursor: str, organization_id: str) -> tuple[JobStatus, datetime, str]:
        try:
            organization, status, since, job_id = cursor.split("/")
            place = JobStatus(status), datetime.fromisoformat(since), job_id
        except ValueError:
            raise Unreadable from None
        if organization != organization_id:
            raise Unreadable
        return place

    def not_over(self) -> Iterator[tuple[str, str]]:
        for job in list(self.memory.jobs.values()):
            if job.status not in {JobStatus.COMPLETE, JobStatus.CANCELED}:
                yield job.organization_id, job.job_id


def row_of(job: Job) -> Job:
    """What a list tells of a job; it cannot be saved."""
    return replace(job, description="", fingerprint="", technicians=frozenset(), cancellation=None, revision=0)


class Notes:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def get(self, organization_id: str, job_id: str, note_id: str) -> Note:
        return found(self.memory.notes.get((organization_id, job_id, note_id)))

    def add(self, note: Note) -> None:
        key = (note.organization_id, note.job_id, note.note_id)
        with self.memory.lock:
            if key in self.memory.notes:
                raise Conflict
            self.memory.notes[key] = note


class Photos:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def get(self, organization_id: str, job_id: str, photo_id: str) -> Photo:
        return found(self.memory.photos.get((organization_id, job_id, photo_id)))

    def add(self, photo: Photo) -> None:
        with self.memory.lock:
            if place_of(photo) in self.memory.photos:
                raise Conflict
            self.memory.photos[place_of(photo)] = photo

    def show(self, photo: Photo) -> None:
        with self.memory.lock:
            stored = self.memory.photos.get(place_of(photo))
            if stored is None or stored.picture:
                raise Conflict
            self.memory.photos[place_of(photo)] = photo


def place_of(photo: Photo) -> tuple[str, str, str]:
    return photo.organization_id, photo.job_id, photo.photo_id


@dataclass
class PhotoFiles:
    """Files by their places; the client's part is played by `send`, or by `post` if it has only a form."""

    incoming: dict[tuple[str, str, str], bytes] = field(default_factory=dict)
    shown: dict[tuple[str, str, str, str], bytes] = field(default_factory=dict)
    reads: list[int] = field(default_factory=list)
    lock: RLock = field(default_factory=RLock)

    def send(self, photo: Photo, content: bytes) -> None:
        self.incoming[place_of(photo)] = content

    def post(self, form: Form, content: bytes) -> None:
        organization_id, job_id, photo_id = form.fields["key"].split("/")
        self.incoming[organization_id, job_id, photo_id] = content

    def form(self, photo: Photo, length: int) -> Form:
        return Form(url="https://photos.example.com", fields={"key": "/".join(place_of(photo)), "length": str(length)})

    def arrived(self, photo: Photo, most: int) -> Arrived | None:
        self.reads.append(most)
        content = self.incoming.get(place_of(photo))
        return None if content is None else Arrived(etag=etag_of(content), length=len(content), start=content[:most])

    def keep(self, photo: Photo, picture: Picture) -> None:
        with self.lock:
            content = self.incoming.get(place_of(photo))
            if content is None or etag_of(content) != picture.etag:
                raise Conflict
            self.shown[*place_of(photo), picture.etag] = content

    def discard(self, photo: Photo) -> None:
        self.incoming.pop(place_of(photo), None)

    def link(self, photo: Photo, picture: Picture) -> str:
        return f"https://photos.example.com/{'/'.join(place_of(photo))}/{picture.etag}"


def etag_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Organizations:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def get(self, organization_id: str) -> Organization:
        return found(self.memory.organizations.get(organization_id))

    def save(self, organization: Organization) -> None:
        with self.memory.lock:
            stored = self.memory.organizations.get(organization.organization_id)
            if (stored.version if stored else 0) != organization.version - 1:
                raise Conflict
            self.memory.organizations[organization.organization_id] = organization

    def brief(self, organization_id: str, technician_id: str | None, number: str | None) -> Brief:
        with self.memory.lock:
            return Brief(
                organization=self.get(organization_id),
                technician=self.memory.people.get((organization_id, technician_id)) if technician_id else None,
                opted_out=(organization_id, number) in self.memory.opted_out,
                all_texts_off=self.memory.all_texts_off,
            )


class People:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def get(self, organization_id: str, person_id: str) -> Person:
        return found(self.memory.people.get((organization_id, person_id)))

    def all(self, organization_id: str) -> tuple[Person, ...]:
        return tuple(each for each in list(self.memory.people.values()) if each.organization_id == organization_id)

    def save(self, person: Person, *, beside: Person | None = None) -> None:
        place = (person.organization_id, person.person_id)
        with self.memory.lock:
            stored = self.memory.people.get(place)
            if (stored.version if stored else 0) != person.version - 1:
                raise Conflict
            if beside and self.get(beside.organization_id, beside.person_id).version != beside.version:
                raise Conflict
            self.memory.people[place] = person

    def join(self, person: Person, at: datetime) -> None:
        place = (person.organization_id, person.person_id)
        with self.memory.lock:
            stored = self.memory.people.get(place)
            if stored and stored.joined_at is None:
                self.memory.people[place] = replace(stored, joined_at=at)


@dataclass(kw_only=True)
class Account:
    """What somebody signs in with; `sessions` are those that can be renewed, `awaited` is until the first."""

    person_id: str
    email: str
    name: str
    organization_id: str
    roles: frozenset[Role] = frozenset()
    enabled: bool = True
    awaited: bool = True
    sessions: int = 0


@dataclass
class Accounts:
    """`invited` are the addresses that a first password was sent to."""

    accounts: dict[str, Account] = field(default_factory=dict)
    invited: list[str] = field(default_factory=list)

    def open(self, *, email: str, name: str, organization_id: str) -> str:
        known = next((account for account in self.accounts.values() if account.email == email), None)
        if known is None and "@" in email:
            person_id = f"{len(self.accounts) + 1:08}-0000-4000-8000-000000000000"
            known = Account(person_id=person_id, email=email, name=name, organization_id=organization_id)
            self.accounts[person_id] = known
            self.invited.append(email)
        if known is None or known.organization_id != organization_id:
            raise cannot_be_invited()
        return known.person_id

    def invite_again(self, person: Person) -> None:
        if not self.accounts[person.person_id].awaited:
            raise needs_no_invitation(person)
        self.invited.append(person.email)

    def narrow(self, person: Person) -> None:
        account = self.accounts[person.person_id]
        account.roles &= person.roles
        if not person.active:
            account.enabled, account.sessions = False, 0

    def widen(self, person: Person) -> None:
        account = self.accounts[person.person_id]
        if person.active:
            account.enabled, account.name = True, person.name
            account.roles |= person.roles


class OptOuts:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def is_opted_out(self, organization_id: str, number: str) -> bool:
        return (organization_id, number) in self.memory.opted_out

    def among(self, organization_id: str, numbers: Collection[str]) -> frozenset[str]:
        return frozenset(number for number in numbers if self.is_opted_out(organization_id, number))

    def record(self, organization_id: str, number: str, *, opted_out: bool, by: str, at: datetime) -> None:
        change = self.memory.opted_out.add if opted_out else self.memory.opted_out.discard
        change((organization_id, number))


class DailyTexts:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def reserve(self, organization_id: str, day: date, cap: int) -> bool:
        with self.memory.lock:
            taken = self.memory.texts.get((organization_id, day), 0)
            if taken >= cap:
                return False
            self.memory.texts[organization_id, day] = taken + 1
            return True

    def give_back(self, organization_id: str, day: date) -> None:
        with self.memory.lock:
            taken = self.memory.texts.get((organization_id, day), 0)
            self.memory.texts[organization_id, day] = max(0, taken - 1)


class Allowances:
    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    def take(self, organization_id: str, person_id: str, costly: Costly, hour: datetime, cap: int) -> bool:
        key = (organization_id, person_id, costly, hour)
        with self.memory.lock:
            taken = self.memory.allowances.get(key, 0)
            if taken >= cap:
                return False
            self.memory.allowances[key] = taken + 1
            return True


@dataclass(frozen=True, kw_only=True)
class Text:
    phone: str
    text: str
    origination_number: str | None


@dataclass
class Publisher:
    """Takes every text, unless it is given an answer: a publication, an exception, or a function that makes one.

    `opted_out` is what it says of every number.
    """

    texts: list[Text] = field(default_factory=list)
    answers: list[Publication | Exception | Callable[[Text], Publication]] = field(default_factory=list)
    opted_out: bool | None = None
    asked: list[str] = field(default_factory=list)
    forgotten: int = 0
    lock: RLock = field(default_factory=RLock)

    def forget_connections(self) -> None:
        self.forgotten += 1

    def is_opted_out(self, phone: str) -> bool | None:
        self.asked.append(phone)
        return self.opted_out

    def publish(self, *, phone: str, text: str, origination_number: str | None) -> Publication:
        handed_over = Text(phone=phone, text=text, origination_number=origination_number)
        with self.lock:
            self.texts.append(handed_over)
            answer = self.answers.pop(0) if self.answers else Taken(message_id=f"message-{len(self.texts)}")
        if isinstance(answer, Exception):
            raise answer
        return answer(handed_over) if callable(answer) else answer


@dataclass
class DueQueue:
    reminders: list[tuple[Where, timedelta]] = field(default_factory=list)

    def remind(self, where: Where, wait: timedelta) -> None:
        self.reminders.append((where, wait))


@dataclass
class Journal:
    decisions: list[TextDecided] = field(default_factory=list)
    sweeps: list[tuple[int, timedelta]] = field(default_factory=list)

    def text_decided(self, decision: TextDecided, at: datetime) -> None:
        assert at.tzinfo is not None
        self.decisions.append(decision)

    def swept(self, *, overdue: int, oldest: timedelta, at: datetime) -> None:
        assert at.tzinfo is not None
        self.sweeps.append((overdue, oldest))


@dataclass
class Clock:
    """Stands still until it is moved; sleeping moves it, too."""

    now: datetime = NOON
    lock: RLock = field(default_factory=RLock)

    def __call__(self) -> datetime:
        return to_milliseconds(self.now)

    def move(self, lapse: timedelta) -> None:
        with self.lock:
            self.now += lapse

    def sleep(self, seconds: float) -> None:
        self.move(timedelta(seconds=seconds))


def services(memory: Memory | None = None, *, clock: Clock | None = None, **others: Any) -> Services:
    """Every port, in memory; `others` take the place of single ones."""
    memory, clock, numbers = memory or Memory(), clock or Clock(), count(1)
    usual: dict[str, Any] = {
        "appointments": Appointments(memory),
        "jobs": Jobs(memory),
        "notes": Notes(memory),
        "photos": Photos(memory),
        "photo_files": PhotoFiles(),
        "organizations": Organizations(memory),
        "people": People(memory),
        "accounts": Accounts(),
        "opt_outs": OptOuts(memory),
        "daily_texts": DailyTexts(memory),
        "allowances": Allowances(memory),
        "publisher": Publisher(),
        "due_queue": DueQueue(),
        "phone_numbers": PhoneNumbers(),
        "journal": Journal(),
        "clock": clock,
        "chance": lambda: 0.5,
        "new_id": lambda: derived_identifier("new", str(next(numbers))),
        "sleep": clock.sleep,
    }
    return Services(**(usual | others))
