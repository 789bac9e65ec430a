"""What the store of photos promises, in memory and in DynamoDB."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chalicelib.domain.image import ImageType, Size
from chalicelib.domain.photo import FORGOTTEN_AFTER, Photo, Picture
from chalicelib.domain.refusals import Conflict, NotFound
from tests.builders import NOON, ORGANIZATION, a_job, a_photo, an_id, minutes
from tests.contract.conftest import Store

PICTURE = Picture(etag='"0af4"', size=Size(width=4032, height=3024))


def stored(store: Store, photo: Photo) -> Photo:
    return store.photos.get(photo.organization_id, photo.job_id, photo.photo_id)


@pytest.mark.parametrize("image_type", ImageType)
def test_what_was_added_is_what_is_read(store: Store, image_type: ImageType) -> None:
    photo = a_photo(a_job(), image_type=image_type)

    store.photos.add(photo)

    assert stored(store, photo) == photo


def test_an_id_is_given_once(store: Store) -> None:
    photo = a_photo(a_job())
    store.photos.add(photo)

    with pytest.raises(Conflict):
        store.photos.add(a_photo(a_job(job_id=photo.job_id), photo_id=photo.photo_id, name="Bo"))

    assert stored(store, photo) == photo


def test_a_photo_that_is_shown_stays_as_it_was_shown_first(store: Store) -> None:
    photo = a_photo(a_job())
    store.photos.add(photo)
    store.photos.show(photo.showing(PICTURE))

    with pytest.raises(Conflict):
        store.photos.show(photo.showing(Picture(etag='"1bc5"', size=Size(width=1, height=1))))

    assert stored(store, photo) == photo.showing(PICTURE)


def test_what_was_never_announced_or_is_forgotten_cannot_be_shown(store: Store) -> None:
    photo = a_photo(a_job())

    with pytest.raises(Conflict):
        store.photos.show(photo.showing(PICTURE))

    with pytest.raises(NotFound):
        stored(store, photo)


def test_a_photo_is_found_only_in_its_own_place(store: Store) -> None:
    photo = a_photo(a_job())
    store.photos.add(photo)

    for place in (
        (an_id("organization"), photo.job_id, photo.photo_id),
        (ORGANIZATION, an_id("job"), photo.photo_id),
        (ORGANIZATION, photo.job_id, an_id("photo")),
    ):
        with pytest.raises(NotFound):
            store.photos.get(*place)


def test_a_jobs_folder_holds_its_photos_the_oldest_first(store: Store) -> None:
    job = a_job()
    store.jobs.add(job)
    later, earlier = a_photo(job, created_at=NOON + minutes(1)), a_photo(job)
    for photo in (later, earlier, a_photo(a_job())):
        store.photos.add(photo)
    store.photos.show(later.showing(PICTURE))

    folder = store.jobs.folder(ORGANIZATION, job.job_id)

    assert folder.photos == (earlier, later.showing(PICTURE))


def test_only_what_never_arrived_is_forgotten(store_in_dynamodb: Store, table: Any) -> None:
    photo, shown = a_photo(a_job()), a_photo(a_job())
    for each in (photo, shown):
        store_in_dynamodb.photos.add(each)
    store_in_dynamodb.photos.show(shown.showing(PICTURE))

    expires = {item["sk"].removeprefix("PHOTO#"): item.get("expires_on") for item in table.scan()["Items"]}

    assert expires[shown.photo_id] is None
    assert datetime.fromtimestamp(int(expires[photo.photo_id]), UTC) == NOON + FORGOTTEN_AFTER
