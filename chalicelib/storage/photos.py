"""Photos: one item each, next to their job; their files are elsewhere."""

from __future__ import annotations

from chalicelib.domain.image import ImageType, Size
from chalicelib.domain.photo import FORGOTTEN_AFTER, Photo, Picture
from chalicelib.storage import items
from chalicelib.storage.keys import job_of_key, photo_key
from chalicelib.storage.rows import PhotoRow


class Photos:
    def get(self, organization_id: str, job_id: str, photo_id: str) -> Photo:
        return photo_of(items.read(PhotoRow, photo_key(organization_id, job_id, photo_id)))

    def add(self, photo: Photo) -> None:
        items.write(_row_of(photo), items.is_new())

    def show(self, photo: Photo) -> None:
        items.write(_row_of(photo), PhotoRow.pk.exists() & PhotoRow.etag.does_not_exist())


def _row_of(photo: Photo) -> PhotoRow:
    pk, sk = photo_key(photo.organization_id, photo.job_id, photo.photo_id)
    picture = photo.picture
    return PhotoRow(
        pk,
        sk,
        person_id=photo.person_id,
        name=photo.name,
        image_type=photo.image_type,
        fingerprint=photo.fingerprint,
        created_at=photo.created_at,
        expires_on=None if picture else photo.created_at + FORGOTTEN_AFTER,
        etag=picture and picture.etag,
        width=picture and picture.size.width,
        height=picture and picture.size.height,
    )


def photo_of(row: PhotoRow) -> Photo:
    organization_id, job_id = job_of_key(row.pk)
    return Photo(
        photo_id=row.sk.removeprefix("PHOTO#"),
        organization_id=organization_id,
        job_id=job_id,
        person_id=row.person_id,
        name=row.name,
        image_type=ImageType(row.image_type),
        fingerprint=row.fingerprint,
        created_at=row.created_at,
        picture=_picture_of(row),
    )


def _picture_of(row: PhotoRow) -> Picture | None:
    if row.etag is None or row.width is None or row.height is None:
        return None
    return Picture(etag=row.etag, size=Size(width=row.width, height=row.height))
