"""The files of photos in S3: what was sent lies under incoming/, what is shown under photos/.

No client can write under photos/, and what is copied there are the very bytes that were checked. The key ends with
their ETag: of two that are checked at once, the photo names the one that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError, HTTPClientError, IncompleteReadError
from botocore.exceptions import ConnectionError as NoConnection

from chalicelib.domain.image import ImageType
from chalicelib.domain.photo import LINK_LIFETIME, Arrived, Form, Photo, Picture
from chalicelib.domain.refusals import Conflict, Unavailable

CONFIG = Config(
    connect_timeout=2,
    read_timeout=5,
    retries={"total_max_attempts": 2},
    signature_version="s3v4",
    # Links with the region's own host name: under the global one S3 sends browsers on from a new bucket for hours.
    s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
)
LINK_SECONDS = int(LINK_LIFETIME.total_seconds())
SERVER_ERROR = 500
ENDINGS = {ImageType.JPEG: "jpg", ImageType.PNG: "png", ImageType.WEBP: "webp"}


class PhotoFiles:
    def __init__(self, bucket: str, region: str) -> None:
        self._bucket, self._region = bucket, region

    @cached_property
    def _client(self) -> Any:
        """Made by the first request that needs it: few do, and it would slow the start of all."""
        return boto3.client("s3", region_name=self._region, config=CONFIG)

    def form(self, photo: Photo, length: int) -> Form:
        content_type = {"Content-Type": photo.image_type.value}
        post = self._client.generate_presigned_post(
            self._bucket,
            incoming_key(photo),
            Fields=dict(content_type),
            Conditions=[content_type, ["content-length-range", length, length]],
            ExpiresIn=LINK_SECONDS,
        )
        return Form(url=post["url"], fields=post["fields"])

    def arrived(self, photo: Photo, most: int) -> Arrived | None:
        what = {"Bucket": self._bucket, "Key": incoming_key(photo), "Range": f"bytes=0-{most - 1}"}
        try:
            with _outages_are_unavailable():
                file = self._client.get_object(**what)
                start = file["Body"].read()
        except ClientError as failure:
            return _read_nothing(failure)
        return Arrived(etag=file["ETag"], length=int(file["ContentRange"].rpartition("/")[2]), start=start)

    def keep(self, photo: Photo, picture: Picture) -> None:
        try:
            with _outages_are_unavailable():
                self._client.copy_object(
                    Bucket=self._bucket,
                    Key=shown_key(photo, picture),
                    CopySource={"Bucket": self._bucket, "Key": incoming_key(photo)},
                    CopySourceIfMatch=picture.etag,
                    MetadataDirective="REPLACE",
                    ContentType=photo.image_type.value,
                    ContentDisposition=f'attachment; filename="{photo.photo_id}.{ENDINGS[photo.image_type]}"',
                    CacheControl=f"private, max-age={LINK_SECONDS}",
                )
        except ClientError as failure:
            if code_of(failure) not in {"PreconditionFailed", "NoSuchKey"}:
                raise
            raise Conflict("what lies there now is not what was checked") from failure

    def discard(self, photo: Photo) -> None:
        with _outages_are_unavailable():
            self._client.delete_object(Bucket=self._bucket, Key=incoming_key(photo))

    def link(self, photo: Photo, picture: Picture) -> str:
        what = {"Bucket": self._bucket, "Key": shown_key(photo, picture)}
        return str(self._client.generate_presigned_url("get_object", Params=what, ExpiresIn=LINK_SECONDS))


def incoming_key(photo: Photo) -> str:
    return f"incoming/{_place(photo)}"


def shown_key(photo: Photo, picture: Picture) -> str:
    etag = picture.etag.strip('"')
    return f"photos/{_place(photo)}/{etag}"


def _place(photo: Photo) -> str:
    return f"{photo.organization_id}/{photo.job_id}/{photo.photo_id}"


def _read_nothing(failure: ClientError) -> Arrived | None:
    match code_of(failure):
        case "NoSuchKey":
            return None
        case "InvalidRange":  # it has not even a first byte
            return Arrived(etag="", length=0, start=b"")
        case _:
            raise failure


def code_of(failure: ClientError) -> str:
    return str(failure.response["Error"]["Code"])


@contextmanager
def _outages_are_unavailable() -> Iterator[None]:
    """S3 out of reach or overloaded, after the tries that the configuration allows."""
    try:
        yield
    except (NoConnection, HTTPClientError, IncompleteReadError) as failure:
        raise Unavailable from failure
    except ClientError as failure:
        if failure.response["ResponseMetadata"]["HTTPStatusCode"] >= SERVER_ERROR:
            raise Unavailable from failure
        raise
