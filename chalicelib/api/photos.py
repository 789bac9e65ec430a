"""Photos over HTTP; their files travel between the client and S3, never through here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import msgspec
from msgspec import Meta

from chalicelib.api.asked import Answer, Asked
from chalicelib.api.bodies import Body, Instant
from chalicelib.api.routes import Routes
from chalicelib.domain.image import ImageType
from chalicelib.domain.photo import LARGEST_FILE, Photo, Picture
from chalicelib.domain.refusals import NotUploaded, TooManyPhotos, TooOften
from chalicelib.usecases import photos
from chalicelib.usecases.photos import Announced, File

routes = Routes(__name__)


class PhotoBody(Body):
    """`size` is the file's, in bytes; exactly so many must be sent."""

    content_type: ImageType
    size: Annotated[int, Meta(ge=1, le=LARGEST_FILE)]


class UploadedBody(Body):
    """Nothing needs to be said."""


class FormView(msgspec.Struct, kw_only=True):
    """POST `fields`, and then the file as `file`, as multipart/form-data to `url`."""

    url: str
    fields: Mapping[str, str]
    expires_at: Instant


class AnnouncedView(msgspec.Struct, kw_only=True):
    """`upload` is null when the photo is shown already."""

    id: str
    upload: FormView | None


class PhotoView(msgspec.Struct, kw_only=True):
    """`width` and `height` are the file's, in pixels: a camera may have noted in it (EXIF) to turn the image."""

    id: str
    person: str
    name: str
    created_at: Instant
    content_type: ImageType
    width: int
    height: int


class LinkView(msgspec.Struct, kw_only=True):
    """For an `<img>`; opened by itself it is a download."""

    url: str
    expires_at: Instant


@routes.post("/jobs/{job_id}/photos", body=PhotoBody, creates=True, refuses=(TooManyPhotos, TooOften))
def announce(asked: Asked, job_id: str) -> Answer[AnnouncedView]:
    """Announce a photo and learn how to send its file; sent again, it answers with a fresh form."""
    file = File(image_type=asked.body.content_type, length=asked.body.size)
    announced = photos.announce(asked.services, asked.caller, job_id, asked.keyed, file)
    return Answer(body=_announced(announced), replayed=announced.replayed)


@routes.post("/jobs/{job_id}/photos/{photo_id}/uploaded", body=UploadedBody, refuses=(NotUploaded,))
def uploaded(asked: Asked, job_id: str, photo_id: str) -> Answer[PhotoView]:
    """Say that the file was sent: it is checked, and from now on the team sees the photo; customers never do."""
    shown = photos.uploaded(asked.services, asked.caller, job_id, photo_id)
    return Answer(body=photo_view(shown.photo, shown.picture), replayed=shown.replayed)


@routes.get("/jobs/{job_id}/photos/{photo_id}")
def link(asked: Asked, job_id: str, photo_id: str) -> LinkView:
    """Where the photo's file can be fetched for a few minutes, by whoever has the link."""
    found = photos.link(asked.services, asked.caller, job_id, photo_id)
    return LinkView(url=found.url, expires_at=found.expires_at)


def photo_view(photo: Photo, picture: Picture) -> PhotoView:
    return PhotoView(
        id=photo.photo_id,
        person=photo.person_id,
        name=photo.name,
        created_at=photo.created_at,
        content_type=photo.image_type,
        width=picture.size.width,
        height=picture.size.height,
    )


def _announced(announced: Announced) -> AnnouncedView:
    form, until = announced.form, announced.expires_at
    upload = FormView(url=form.url, fields=form.fields, expires_at=until) if form else None
    return AnnouncedView(id=announced.photo.photo_id, upload=upload)
