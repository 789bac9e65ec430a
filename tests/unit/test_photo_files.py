"""The links to S3 that clients get, and what an S3 that is not itself means."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import ClientError

from chalicelib.domain.image import ImageType, Size
from chalicelib.domain.photo import LINK_LIFETIME, Form, Photo, Picture
from chalicelib.domain.refusals import Unavailable
from chalicelib.gateways.photo_files import PhotoFiles
from local.aws import resources
from tests.builders import a_job, a_photo
from tests.unit import sns_server as server
from tests.unit.sns_server import Reply, SnsServer

BUCKET = "on-my-way-photos-1a2b"
REGIONS = [("us-east-1", "amazonaws.com"), ("eu-central-1", "amazonaws.com"), ("cn-north-1", "amazonaws.com.cn")]
PICTURE = Picture(etag='"0af4"', size=Size(width=3, height=2))


@pytest.fixture(autouse=True)
def amazons_own_s3(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless a test names another: a running copy may have named its own to this process."""
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)


def place(photo: Photo) -> str:
    return f"{photo.organization_id}/{photo.job_id}/{photo.photo_id}"


def policy_of(form: Form) -> Any:
    return json.loads(base64.b64decode(form.fields["policy"]))


@pytest.mark.parametrize("image_type", ImageType)
def test_a_form_is_good_for_one_place_one_type_one_length_and_five_minutes(image_type: ImageType) -> None:
    photo = a_photo(a_job(), image_type=image_type)

    before = datetime.now(UTC)
    policy = policy_of(PhotoFiles(BUCKET, "us-east-1").form(photo, 1234))

    assert {"bucket": BUCKET} in policy["conditions"]
    assert {"key": f"incoming/{place(photo)}"} in policy["conditions"]
    assert {"Content-Type": image_type.value} in policy["conditions"]
    assert ["content-length-range", 1234, 1234] in policy["conditions"]
    assert not any("starts-with" in condition for condition in policy["conditions"])
    assert abs(datetime.fromisoformat(policy["expiration"]) - before - LINK_LIFETIME).total_seconds() < 5


def test_a_form_brings_every_field_that_must_be_sent_but_the_file() -> None:
    form = PhotoFiles(BUCKET, "us-east-1").form(a_photo(a_job()), 1234)

    signed = {
        name.lower() for condition in policy_of(form)["conditions"] if isinstance(condition, dict) for name in condition
    }
    assert signed - {"bucket"} <= {name.lower() for name in form.fields}


def test_a_link_leads_to_the_picture_that_is_shown_for_five_minutes() -> None:
    photo = a_photo(a_job())

    link = urlsplit(PhotoFiles(BUCKET, "us-east-1").link(photo, PICTURE))

    assert link.path == f"/photos/{place(photo)}/0af4"
    assert parse_qs(link.query)["X-Amz-Expires"] == ["300"]


@pytest.mark.parametrize(("region", "suffix"), REGIONS)
def test_every_link_has_the_origin_that_pages_are_told_to_allow(region: str, suffix: str) -> None:
    files, photo = PhotoFiles(BUCKET, region), a_photo(a_job())
    stands_for = {"Photos": BUCKET, "AWS::Region": region, "AWS::URLSuffix": suffix}
    _, parts = resources.variables(resources.read())["PHOTOS_ORIGIN"]["Fn::Join"]
    origin = "".join(part if isinstance(part, str) else stands_for[part["Ref"]] for part in parts)

    assert files.form(photo, 1).url == f"{origin}/"
    assert files.link(photo, PICTURE).startswith(f"{origin}/photos/")


Ask = Callable[[PhotoFiles, Photo], object]

QUESTIONS: dict[str, Ask] = {
    "arrived": lambda files, photo: files.arrived(photo, 9),
    "keep": lambda files, photo: files.keep(photo, PICTURE),
    "discard": lambda files, photo: files.discard(photo),
}


def error(status: int, code: str) -> Reply:
    return server.says(status, f"<Error><Code>{code}</Code><Message>no</Message></Error>", name=code)


OUTAGES = [(question, error(503, "SlowDown")) for question in QUESTIONS] + [
    ("arrived", error(500, "InternalError")),
    ("arrived", server.closes),
    ("arrived", server.answers_half),
]


@pytest.mark.parametrize(("question", "reply"), OUTAGES)
def test_an_s3_that_is_overloaded_or_breaks_off_is_unavailable(
    question: str, reply: Reply, monkeypatch: pytest.MonkeyPatch
) -> None:
    with SnsServer(reply) as s3:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", s3.url)

        with pytest.raises(Unavailable):
            QUESTIONS[question](PhotoFiles(BUCKET, "us-east-1"), a_photo(a_job()))


def test_an_s3_that_cannot_be_reached_is_unavailable(monkeypatch: pytest.MonkeyPatch) -> None:
    with server.nobody_listening() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", url)

        with pytest.raises(Unavailable):
            QUESTIONS["arrived"](PhotoFiles(BUCKET, "us-east-1"), a_photo(a_job()))


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_mistake_of_ours_is_no_outage_and_no_missing_file(question: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with SnsServer(error(403, "AccessDenied")) as s3:
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", s3.url)

        with pytest.raises(ClientError):
            QUESTIONS[question](PhotoFiles(BUCKET, "us-east-1"), a_photo(a_job()))
