"""What the use cases need from the outside world: one small protocol each, and the `Services` that carries them.

What only texts need stands in text_ports.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chalicelib.domain.allowance import Costly
from chalicelib.domain.appointment import Appointment, Where
from chalicelib.domain.card import Card
from chalicelib.domain.clocks import ALWAYS, Span
from chalicelib.domain.job import Folder, Job, Page
from chalicelib.domain.note import Note
from chalicelib.domain.organization import Organization
from chalicelib.domain.owed import Owed
from chalicelib.domain.person import Person
from chalicelib.domain.photo import Arrived, Form, Photo, Picture
from chalicelib.domain.status import JobStatus
from chalicelib.domain.texting import Brief
from chalicelib.usecases.text_ports import DailyTexts, DueQueue, Journal, OptOuts, PhoneNumbers, Publisher

WORKERS = 8
"""How many threads of one invocation may call a port at once: no pool of connections is smaller."""


class Appointments(Protocol):
    """Reads are consistent. A write with another revision than the stored one raises `Conflict`."""

    def get(self, where: Where) -> Appointment:
        """Raises `NotFound`."""

    def save(self, appointment: Appointment) -> Appointment:
        """The appointment with its next revision."""

    def on_day(self, organization_id: str, day: date, technician_id: str | None) -> tuple[Card, ...]:
        """The cards whose work starts on that day at their address, by technician and start; never consistent."""

    def flagged(self, organization_id: str, *, limit: int) -> tuple[Card, ...]:
        """The cards with a flag raised, the one that was raised first foremost; never consistent."""

    def owed(self) -> Iterable[Owed]:
        """Every unfinished alert, in all organizations; never consistent."""


class Jobs(Protocol):
    """Reads are consistent, but for lists. A write with another revision than the stored one raises `Conflict`."""

    def get(self, organization_id: str, job_id: str) -> Job:
        """Raises `NotFound`."""

    def folder(self, organization_id: str, job_id: str) -> Folder:
        """The job with its appointments, notes and photos, each oldest first; raises `NotFound`."""

    def add(self, job: Job) -> None:
        """Raises `Conflict` when the id is taken."""

    def save(self, job: Job, appointments: tuple[Appointment, ...] = ()) -> None:
        """The job and appointments, all or none; an appointment of revision 0 is new."""

    def listed(
        self, organization_id: str, *statuses: JobStatus, span: Span = ALWAYS, limit: int, cursor: str | None
    ) -> Page:
        """Those that got one of them within the span, status by status, the latest first, as rows: no description.

        Raises `Unreadable` for a cursor not ours.
        """

    def not_over(self) -> Iterable[tuple[str, str]]:
        """Organization and job id of every job that is not complete or canceled."""


class Notes(Protocol):
    def get(self, organization_id: str, job_id: str, note_id: str) -> Note:
        """Raises `NotFound`."""

    def add(self, note: Note) -> None:
        """Raises `Conflict` when the id is taken."""


class Photos(Protocol):
    def get(self, organization_id: str, job_id: str, photo_id: str) -> Photo:
        """Raises `NotFound`."""

    def add(self, photo: Photo) -> None:
        """Raises `Conflict` when the id is taken."""

    def show(self, photo: Photo) -> None:
        """Writes it with its picture; raises `Conflict` when there is none that still waits for one."""


class PhotoFiles(Protocol):
    """The files themselves: those that were sent, and those that are shown. Links are good for `LINK_LIFETIME`."""

    def form(self, photo: Photo, length: int) -> Form:
        """With it anybody may send a file of the photo's type and exactly that length."""

    def arrived(self, photo: Photo, most: int) -> Arrived | None:
        """What was sent last, with at most so many of its first bytes."""

    def keep(self, photo: Photo, picture: Picture) -> None:
        """Copies it to where it is shown from; raises `Conflict` when something else was sent since it was read."""

    def discard(self, photo: Photo) -> None:
        """Forgets what was sent; what was kept stays."""

    def link(self, photo: Photo, picture: Picture) -> str:
        """Where what was kept can be fetched: a browser shows it within a page, and never opens it as one."""


class Organizations(Protocol):
    def get(self, organization_id: str) -> Organization:
        """Raises `NotFound`."""

    def save(self, organization: Organization) -> None:
        """Writes it over the version before; raises `Conflict` when that is not what is stored (version 1: nothing)."""

    def brief(self, organization_id: str, technician_id: str | None, number: str | None) -> Brief:
        """All at once and consistent; raises `NotFound` without the organization."""


class People(Protocol):
    """Reads are consistent."""

    def get(self, organization_id: str, person_id: str) -> Person:
        """Raises `NotFound`."""

    def all(self, organization_id: str) -> tuple[Person, ...]:
        """Of the organization, in no order."""

    def save(self, person: Person, *, beside: Person | None = None) -> None:
        """Writes it over the version before, and only while `beside` is as it was read; else raises `Conflict`."""

    def join(self, person: Person, at: datetime) -> None:
        """Notes when they were first seen; a later time changes nothing, and no version counts it."""


class Accounts(Protocol):
    """What people sign in with. Whatever is asked twice is done once."""

    def open(self, *, email: str, name: str, organization_id: str) -> str:
        """The id of the account with this address, which is opened and invited unless the organization has it.

        It opens no door yet. Raises `Invalid` for an address that cannot be invited, another organization's among them.
        """

    def invite_again(self, person: Person) -> None:
        """Sends a first password anew; raises `NotAllowed` when somebody has signed in to the account already."""

    def narrow(self, person: Person) -> None:
        """Takes away what the person is not to have: roles, signing in, staying signed in."""

    def widen(self, person: Person) -> None:
        """Gives what the person is to have, if they are active: their name, their roles, signing in."""


class Allowances(Protocol):
    """What one person has caused within an hour."""

    def take(self, organization_id: str, person_id: str, costly: Costly, hour: datetime, cap: int) -> bool:
        """Counts one more, or says that the cap is reached."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Services:
    """The collaborators of every use case. `clock` gives UTC, `chance` 0 to 1, `new_id` 26 ULID letters."""

    appointments: Appointments
    jobs: Jobs
    notes: Notes
    photos: Photos
    photo_files: PhotoFiles
    organizations: Organizations
    people: People
    accounts: Accounts
    opt_outs: OptOuts
    daily_texts: DailyTexts
    allowances: Allowances
    publisher: Publisher
    due_queue: DueQueue
    phone_numbers: PhoneNumbers
    journal: Journal
    clock: Callable[[], datetime]
    chance: Callable[[], float]
    new_id: Callable[[], str]
    sleep: Callable[[float], None]
