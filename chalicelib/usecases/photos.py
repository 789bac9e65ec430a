"""Photos on a job: announced, sent past us to where files are kept, checked there, and only then shown."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from chalicelib.domain.allowance import Costly
from chalicelib.domain.identifiers import derived_identifier
from chalicelib.domain.image import ImageType
from chalicelib.domain.person import Caller
from chalicelib.domain.photo import LARGEST_FILE, LINK_LIFETIME, PHOTOS_PER_JOB, Form, Photo, Picture, picture_in
from chalicelib.domain.refusals import IdempotencyMismatch, NotFound, NotUploaded, TooManyPhotos, Unavailable
from chalicelib.usecases.allowances import causes
from chalicelib.usecases.jobs import Request
from chalicelib.usecases.permits import visible, visible_folder
from chalicelib.usecases.ports import Services
from chalicelib.usecases.races import until_won

USUAL_START = 64 * 1024
"""Bytes; only an image that tells much else before its size has to be read further."""


@dataclass(frozen=True, kw_only=True, slots=True)
class File:
    """What the caller is about to send; `length` in bytes."""

    image_type: ImageType
    length: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Announced:
    """`form` is how to send the file until `expires_at`; None when it is shown already."""

    photo: Photo
    form: Form | None
    expires_at: datetime
    replayed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    photo: Photo
    picture: Picture
    replayed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    url: str
    expires_at: datetime


def announce(services: Services, caller: Caller, job_id: str, request: Request, file: File) -> Announced:
    photo = Photo(
        photo_id=derived_identifier("photo", job_id, caller.person_id, request.key),
        organization_id=caller.organization_id,
        job_id=job_id,
        person_id=caller.person_id,
        name=caller.name,
        image_type=file.image_type,
        fingerprint=request.fingerprint,
        created_at=services.clock(),
    )

    def attempt() -> Announced:
        folder = visible_folder(services, caller, job_id)
        if earlier := folder.photo(photo.photo_id):
            return _announced_before(services, earlier, request, file)
        if len(folder.photos) >= PHOTOS_PER_JOB:
            raise TooManyPhotos(f"this job has {PHOTOS_PER_JOB} photos, which is all that it may have")
        causes(services, caller, Costly.PHOTO)
        services.photos.add(photo)
        return _announced(services, photo, file)

    return until_won(services, attempt)


def _announced_before(services: Services, earlier: Photo, request: Request, file: File) -> Announced:
    if earlier.fingerprint != request.fingerprint:
        raise IdempotencyMismatch
    return _announced(services, earlier, file, replayed=True)


def _announced(services: Services, photo: Photo, file: File, *, replayed: bool = False) -> Announced:
    form = None if photo.picture else services.photo_files.form(photo, file.length)
    return Announced(photo=photo, form=form, expires_at=services.clock() + LINK_LIFETIME, replayed=replayed)


def uploaded(services: Services, caller: Caller, job_id: str, photo_id: str) -> Shown:
    """Checks what was sent and shows it; once it is shown, nothing that is sent or said later changes it."""
    visible(caller, services.jobs.get(caller.organization_id, job_id))

    def attempt() -> Shown:
        photo = services.photos.get(caller.organization_id, job_id, photo_id)
        if photo.picture:
            return Shown(photo=photo, picture=photo.picture, replayed=True)
        picture = _picture_in_what_arrived(services, photo)
        services.photo_files.keep(photo, picture)
        shown = photo.showing(picture)
        services.photos.show(shown)
        with suppress(Unavailable):  # the bucket forgets it by itself
            services.photo_files.discard(photo)
        return Shown(photo=shown, picture=picture)

    return until_won(services, attempt)


def _picture_in_what_arrived(services: Services, photo: Photo) -> Picture:
    arrived = services.photo_files.arrived(photo, USUAL_START)
    if arrived and arrived.may_tell_more(photo.image_type):
        arrived = services.photo_files.arrived(photo, LARGEST_FILE)
    if not arrived:
        raise NotUploaded
    return picture_in(arrived, photo.image_type)


def link(services: Services, caller: Caller, job_id: str, photo_id: str) -> Link:
    visible(caller, services.jobs.get(caller.organization_id, job_id))
    photo = services.photos.get(caller.organization_id, job_id, photo_id)
    if not photo.picture:
        raise NotFound
    return Link(url=services.photo_files.link(photo, photo.picture), expires_at=services.clock() + LINK_LIFETIME)
