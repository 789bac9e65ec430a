"""A photo: announced by somebody of the team, sent, checked, and only then shown on the job. Customers never see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chalicelib.domain.image import ImageType, Size, size_of
from chalicelib.domain.refusals import Invalid

LARGEST_FILE = 8 * 1024 * 1024
"""Bytes."""

LONGEST_SIDE, MOST_PIXELS = 10_000, 50_000_000
"""A phone's best camera makes 48 million; a browser that shows them needs four bytes for each."""

PHOTOS_PER_JOB = 200
"""Those that were announced and never arrived count until they are forgotten."""

LINK_LIFETIME = timedelta(minutes=5)
"""How long a file may be sent, or fetched, after somebody asked to."""

FORGOTTEN_AFTER = timedelta(days=7)
"""When it was announced and never arrived."""

NAMES: Mapping[ImageType, str] = {ImageType.JPEG: "a JPEG", ImageType.PNG: "a PNG", ImageType.WEBP: "a WebP"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """What was found in the file; `etag` names exactly these bytes."""

    etag: str
    size: Size


@dataclass(frozen=True, kw_only=True, slots=True)
class Photo:
    """Nobody sees it as long as it has no `picture`."""

    photo_id: str
    organization_id: str
    job_id: str
    person_id: str
    name: str
    image_type: ImageType
    fingerprint: str
    created_at: datetime
    picture: Picture | None = None

    def showing(self, picture: Picture) -> Photo:
        return replace(self, picture=picture)


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """A file that was sent: how large it is in all, and how it begins."""

    etag: str
    length: int
    start: bytes

    def may_tell_more(self, image_type: ImageType) -> bool:
        """Whether the image's size, which `start` does not tell, may stand behind it."""
        return len(self.start) < self.length and size_of(image_type, self.start) is None


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """What to post where so that the file arrives: these fields, then the file as `file`."""

    url: str
    fields: Mapping[str, str]


def picture_in(arrived: Arrived, image_type: ImageType) -> Picture:
    """Raises `Invalid` for what may not be shown."""
    if arrived.length > LARGEST_FILE:
        raise Invalid(photo="the file is larger than 8 MB; make it smaller and leave it as a new photo")
    size = size_of(image_type, arrived.start)
    if size is None:
        raise Invalid(
            photo=f"the file is not {NAMES[image_type]} image; leave it as a new photo of the type that it is"
        )
    if max(size.width, size.height) > LONGEST_SIDE or size.pixels > MOST_PIXELS:
        most = f"at most {LONGEST_SIDE:,} a side and {MOST_PIXELS:,} in all can be shown"
        raise Invalid(photo=f"the image has {size.width:,} by {size.height:,} pixels; {most}, so make it smaller")
    return Picture(etag=arrived.etag, size=size)
