"""What the store of photos' files promises, in memory and in the embedded AWS: moto's S3 copies without conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from chalicelib.domain.image import Size
from chalicelib.domain.photo import Arrived, Photo, Picture
from chalicelib.domain.refusals import Conflict
from chalicelib.gateways.photo_files import PhotoFiles, incoming_key, shown_key
from chalicelib.usecases import ports
from local.aws import stack
from local.aws.embedded import REGION, EmbeddedAws
from tests import fakes
from tests.builders import a_job, a_photo
from tests.images import a_png

BUCKET = "photos"
SIZE = Size(width=3, height=2)


@dataclass(kw_only=True)
class Files:
    """The port, with a client's hand to send files and an eye for what is shown."""

    port: ports.PhotoFiles
    send: Callable[[Photo, bytes], None]
    shown: Callable[[Photo, Picture], bytes | None]


@pytest.fixture(params=["memory", "s3"])
def files(request: pytest.FixtureRequest) -> Files:
    made: Files = request.getfixturevalue(f"files_in_{request.param}")
    return made


@pytest.fixture
def files_in_memory() -> Files:
    port = fakes.PhotoFiles()
    return Files(
        port=port, send=port.send, shown=lambda photo, picture: port.shown.get((*fakes.place_of(photo), picture.etag))
    )


@pytest.fixture
def files_in_s3(s3: Any) -> Files:
    def send(photo: Photo, content: bytes) -> None:
        s3.put_object(Bucket=BUCKET, Key=incoming_key(photo), Body=content)

    def shown(photo: Photo, picture: Picture) -> bytes | None:
        try:
            return bytes(s3.get_object(Bucket=BUCKET, Key=shown_key(photo, picture))["Body"].read())
        except s3.exceptions.NoSuchKey:
            return None

    return Files(port=PhotoFiles(BUCKET, REGION), send=send, shown=shown)


@pytest.fixture(scope="module")
def s3() -> Iterator[Any]:
    with EmbeddedAws() as aws, pytest.MonkeyPatch.context() as environment:
        for name, value in aws.environment.items():
            environment.setenv(name, value)
        boto3.setup_default_session()  # an earlier one goes on with the credentials that it began with
        client = stack.clients(aws.environment)("s3")
        client.create_bucket(Bucket=BUCKET)
        yield client
        client.close()


def arrived(files: Files, photo: Photo, most: int = 1_000) -> Arrived:
    file = files.port.arrived(photo, most)
    assert file is not None
    return file


def sent(files: Files, content: bytes) -> tuple[Photo, Picture]:
    photo = a_photo(a_job())
    files.send(photo, content)
    return photo, Picture(etag=arrived(files, photo).etag, size=SIZE)


def test_nothing_has_arrived_before_something_was_sent(files: Files) -> None:
    assert files.port.arrived(a_photo(a_job()), 1_000) is None


@pytest.mark.parametrize("most", [1, 10, 1_000])
def test_what_arrived_is_told_by_its_length_and_its_first_bytes(files: Files, most: int) -> None:
    content = a_png()
    photo, _ = sent(files, content)

    file = arrived(files, photo, most)

    assert (file.length, file.start) == (len(content), content[:most])


def test_an_empty_file_has_arrived_as_well(files: Files) -> None:
    photo = a_photo(a_job())
    files.send(photo, b"")

    file = arrived(files, photo)

    assert (file.length, file.start) == (0, b"")


def test_what_was_checked_is_kept_until_long_after_what_was_sent_is_gone(files: Files) -> None:
    content = a_png()
    photo, picture = sent(files, content)

    files.port.keep(photo, picture)
    files.port.discard(photo)

    assert files.shown(photo, picture) == content
    assert files.port.arrived(photo, 1_000) is None


def test_something_else_that_was_sent_since_is_not_kept(files: Files) -> None:
    photo, picture = sent(files, a_png())
    files.send(photo, b"something else")

    with pytest.raises(Conflict):
        files.port.keep(photo, picture)

    assert files.shown(photo, picture) is None


def test_what_is_gone_since_is_not_kept(files: Files) -> None:
    photo, picture = sent(files, a_png())
    files.port.discard(photo)

    with pytest.raises(Conflict):
        files.port.keep(photo, picture)


def test_nothing_that_is_sent_later_changes_what_is_shown(files: Files) -> None:
    content = a_png()
    photo, picture = sent(files, content)
    files.port.keep(photo, picture)
    files.send(photo, b"something else")
    other = Picture(etag=arrived(files, photo).etag, size=SIZE)

    files.port.keep(photo, other)

    assert files.shown(photo, picture) == content
    assert files.port.link(photo, picture) != files.port.link(photo, other)


def test_discarding_what_is_gone_harms_nothing(files: Files) -> None:
    photo = a_photo(a_job())

    files.port.discard(photo)

    assert files.port.arrived(photo, 1_000) is None


def test_each_photo_has_a_place_of_its_own(files: Files) -> None:
    photo, _ = sent(files, a_png())
    same_id_elsewhere = a_photo(a_job(), photo_id=photo.photo_id)

    assert files.port.arrived(same_id_elsewhere, 1_000) is None
    assert files.port.form(photo, 9) != files.port.form(same_id_elsewhere, 9)
