"""Photos, from the form to the page: real files, sent to the embedded AWS as a browser would."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from chalicelib.domain.photo import LARGEST_FILE, LONGEST_SIDE, PHOTOS_PER_JOB
from tests.api.conftest import Client, Office, Visit, found, refused
from tests.builders import a_job, a_photo
from tests.images import HTML, SVG, a_jpeg, a_lossless_webp, a_png, png_header

IMAGES = [("image/jpeg", a_jpeg()), ("image/png", a_png()), ("image/webp", a_lossless_webp())]


def announced(who: Client, visit: Visit, content: bytes, content_type: str = "image/png", **how: Any) -> Any:
    body = {"content_type": content_type, "size": len(content)}
    return found(who.ask("POST", f"/jobs/{visit.job_id}/photos", body, **how))


def sent(upload: Any, content: bytes, *, origin: str = "", **fields: str) -> httpx.Response:
    """The form as it was given but for `fields`, and the file, named as somebody would who means harm."""
    headers = {"Origin": origin} if origin else {}
    file = {"file": ("evil.html", content, "text/html")}
    return httpx.post(upload["url"], data={**upload["fields"], **fields}, files=file, headers=headers, timeout=10)


def uploaded(who: Client, visit: Visit, photo_id: str, **how: Any) -> httpx.Response:
    return who.ask("POST", f"/jobs/{visit.job_id}/photos/{photo_id}/uploaded", {}, **how)


def left(who: Client, visit: Visit, content: bytes, content_type: str = "image/png") -> Any:
    """A photo from announcement to answer."""
    photo = announced(who, visit, content, content_type)
    assert sent(photo["upload"], content).status_code == 204
    return found(uploaded(who, visit, photo["id"]))


def link(who: Client, visit: Visit, photo_id: str) -> str:
    return str(who.get(f"/jobs/{visit.job_id}/photos/{photo_id}")["url"])


@pytest.mark.parametrize(("content_type", "content"), IMAGES, ids=["JPEG", "PNG", "WebP"])
def test_a_photo_is_sent_checked_and_then_seen_by_the_team(office: Office, content_type: str, content: bytes) -> None:
    visit = office.visit()

    photo = left(office.sam, visit, content, content_type)

    assert visit.job()["photos"] == [photo]
    assert photo | {"id": ""} == {
        "id": "",
        "person": office.sam.person_id,
        "name": "Sam",
        "created_at": "2026-03-02T19:00:00Z",
        "content_type": content_type,
        "width": 3,
        "height": 2,
    }
    assert httpx.get(link(office.dispatcher, visit, photo["id"])).content == content


def test_the_office_leaves_photos_too_and_the_oldest_comes_first(office: Office) -> None:
    visit = office.visit()
    first = left(office.sam, visit, a_png())
    office.clock.move(seconds=1)

    second = left(office.dispatcher, visit, a_png())

    assert visit.job()["photos"] == [first, second]


def test_whoever_had_the_job_once_may_still_leave_photos(office: Office) -> None:
    visit = office.visit(technician=office.sam)
    office.dispatcher.ask("PATCH", visit.path, {"version": 1, "technician": office.bo.person_id})

    photo = left(office.sam, visit, a_png())

    assert [each["id"] for each in visit.job()["photos"]] == [photo["id"]]


def test_nothing_is_seen_of_a_photo_that_was_only_announced_or_sent(office: Office) -> None:
    visit = office.visit()
    photo = announced(office.sam, visit, a_png())
    sent(photo["upload"], a_png())

    answer = office.sam.ask("GET", f"/jobs/{visit.job_id}/photos/{photo['id']}")

    refused(answer, 404, "not_found")
    assert visit.job()["photos"] == []


def test_a_job_with_photos_is_answered_the_same_until_something_changes(office: Office) -> None:
    visit = office.visit()
    left(office.sam, visit, a_png())
    first = office.sam.ask("GET", f"/jobs/{visit.job_id}")

    again = office.sam.ask("GET", f"/jobs/{visit.job_id}", If_None_Match=first.headers["etag"])

    assert again.status_code == 304
    assert "http" not in json.dumps(first.json()["photos"])


def test_a_photo_is_served_as_its_image_or_a_download_and_as_nothing_else(office: Office) -> None:
    visit = office.visit()
    polyglot = a_jpeg() + b"\xff\xfe\x00\x40" + HTML + SVG
    photo = left(office.sam, visit, polyglot, "image/jpeg")

    served = httpx.get(link(office.sam, visit, photo["id"]))

    assert (served.status_code, served.content) == (200, polyglot)
    assert served.headers["content-type"] == "image/jpeg"
    assert served.headers["content-disposition"] == f'attachment; filename="{photo["id"]}.jpg"'
    assert served.headers["cache-control"] == "private, max-age=300"


@pytest.mark.parametrize(
    ("content_type", "content", "says"),
    [
        ("image/jpeg", HTML, "not a JPEG image"),
        ("image/png", SVG, "not a PNG image"),
        ("image/webp", a_png(), "not a WebP image"),
        ("image/png", a_png()[:20], "not a PNG image"),
        ("image/jpeg", a_jpeg()[:30], "not a JPEG image"),
        ("image/png", png_header(LONGEST_SIDE + 1, 1), "10,001 by 1 pixels"),
    ],
    ids=["HTML", "SVG", "another type", "a cut PNG", "a cut JPEG", "too many pixels"],
)
def test_what_may_not_be_shown_is_refused_each_time_and_never_seen(
    office: Office, content_type: str, content: bytes, says: str
) -> None:
    visit = office.visit()
    photo = announced(office.sam, visit, content, content_type)
    assert sent(photo["upload"], content).status_code == 204

    answers = [uploaded(office.sam, visit, photo["id"], key="once") for _ in range(2)]

    for answer in answers:
        assert says in refused(answer, 422, "invalid")["detail"]
    assert visit.job()["photos"] == []
    refused(office.sam.ask("GET", f"/jobs/{visit.job_id}/photos/{photo['id']}"), 404, "not_found")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"content_type": "image/jpeg", "size": 9_000_000}, "size"),
        ({"content_type": "image/jpeg", "size": 0}, "size"),
        ({"content_type": "image/jpeg", "size": 1.5}, "size"),
        ({"content_type": "image/jpeg"}, "size"),
        ({"content_type": "image/svg+xml", "size": 100}, "content_type"),
        ({"content_type": "text/html", "size": 100}, "content_type"),
        ({"content_type": "image/jpeg", "size": 100, "key": "photos/mine"}, "key"),
    ],
)
def test_what_could_not_be_shown_is_refused_before_it_is_sent(office: Office, body: Any, field: str) -> None:
    visit = office.visit()

    problem = refused(office.sam.ask("POST", f"/jobs/{visit.job_id}/photos", body), 422, "invalid")

    assert [error["field"] for error in problem["errors"]] == [field]


@pytest.mark.parametrize("length", [0, 99, 101, 9_000_000, LARGEST_FILE + 1])
def test_a_form_takes_a_file_of_the_length_that_was_announced_and_no_other(office: Office, length: int) -> None:
    visit = office.visit()
    photo = announced(office.sam, visit, bytes(100))

    answer = sent(photo["upload"], bytes(length))

    assert answer.status_code == 400
    refused(uploaded(office.sam, visit, photo["id"]), 422, "not_uploaded")


def widened(fields: Mapping[str, str]) -> dict[str, str]:
    """A policy that allows every key, under the signature of the one that was given."""
    policy = json.loads(base64.b64decode(fields["policy"]))
    policy["conditions"] = [each for each in policy["conditions"] if not isinstance(each, dict) or "key" not in each]
    policy["conditions"].append(["starts-with", "$key", ""])
    return {"policy": base64.b64encode(json.dumps(policy).encode()).decode(), "key": "photos/mine"}


@pytest.mark.parametrize(
    "change",
    [
        lambda _: {"key": "photos/mine"},
        lambda _: {"Content-Type": "text/html"},
        lambda _: {"acl": "public-read"},
        lambda _: {"x-amz-signature": "0" * 64},
        widened,
    ],
    ids=["another key", "another type", "another field", "another signature", "another policy"],
)
def test_a_form_that_was_changed_is_refused(office: Office, change: Any) -> None:
    visit = office.visit()
    photo = announced(office.sam, visit, a_png())

    answer = sent(photo["upload"], a_png(), **change(photo["upload"]["fields"]))

    assert answer.status_code == 403
    refused(uploaded(office.sam, visit, photo["id"]), 422, "not_uploaded")


def test_without_a_form_or_a_link_nobody_reaches_the_bucket(office: Office) -> None:
    visit = office.visit()
    photo = announced(office.sam, visit, a_png())
    bucket = photo["upload"]["url"]
    sent(photo["upload"], a_png())
    address = f"{bucket.rstrip('/')}/{photo['upload']['fields']['key']}"
    form = {"key": photo["upload"]["fields"]["key"]}

    answers = [
        httpx.get(address),
        httpx.get(bucket),
        httpx.put(address, content=HTML),
        httpx.delete(address),
        httpx.post(bucket, data=form, files={"file": ("a", HTML, "text/html")}),
    ]

    assert [answer.status_code for answer in answers] == [403] * 5
    assert found(uploaded(office.sam, visit, photo["id"]))["id"] == photo["id"]


def test_a_link_is_good_for_one_photo_only(office: Office) -> None:
    visit = office.visit()
    one, other = left(office.sam, visit, a_png()), left(office.sam, visit, a_png())

    elsewhere = link(office.sam, visit, one["id"]).replace(one["id"], other["id"])

    assert httpx.get(elsewhere).status_code == 403


def test_what_is_sent_later_is_never_shown(office: Office) -> None:
    visit, content = office.visit(), a_png()
    photo = announced(office.sam, visit, content)
    sent(photo["upload"], content)
    first = uploaded(office.sam, visit, photo["id"])
    sent(photo["upload"], HTML.ljust(len(content)))

    again = uploaded(office.sam, visit, photo["id"])

    assert again.json() == first.json()
    assert "idempotency-replayed" not in first.headers
    assert again.headers["idempotency-replayed"] == "true"
    assert httpx.get(link(office.sam, visit, photo["id"])).content == content


def test_announcing_again_brings_a_fresh_form_for_the_same_photo_until_it_is_shown(office: Office) -> None:
    visit = office.visit()
    first = announced(office.sam, visit, a_png(), key="photo-1")
    office.clock.move(hours=1)

    again = announced(office.sam, visit, a_png(), key="photo-1")
    sent(again["upload"], a_png())
    found(uploaded(office.sam, visit, again["id"]))
    at_last = announced(office.sam, visit, a_png(), key="photo-1")

    assert again["id"] == first["id"]
    assert (first["upload"]["expires_at"], again["upload"]["expires_at"]) == (
        "2026-03-02T19:05:00Z",
        "2026-03-02T20:05:00Z",
    )
    assert at_last == {"id": first["id"], "upload": None}


def test_a_job_that_has_all_the_photos_it_may_have_says_so(office: Office) -> None:
    visit = office.visit()
    job = a_job(organization_id=office.organization.organization_id, job_id=visit.job_id)
    for _ in range(PHOTOS_PER_JOB):
        office.services.photos.add(a_photo(job))

    answer = office.sam.ask("POST", f"/jobs/{visit.job_id}/photos", {"content_type": "image/png", "size": 100})

    assert "200 photos" in refused(answer, 409, "too_many_photos")["detail"]


def test_a_page_of_this_product_may_send_and_see_photos_and_no_other_page_may(office: Office) -> None:
    visit = office.visit()
    photo = announced(office.sam, visit, a_png())
    asks = {"Access-Control-Request-Method": "POST"}

    own, foreign = office.run.url, "http://127.0.0.1:1"
    before = httpx.options(photo["upload"]["url"], headers={"Origin": own, **asks})
    answer = sent(photo["upload"], a_png(), origin=own)

    assert (before.status_code, answer.status_code) == (200, 204)
    assert before.headers["access-control-allow-origin"] == answer.headers["access-control-allow-origin"] == own
    assert httpx.options(photo["upload"]["url"], headers={"Origin": foreign, **asks}).status_code == 403
    assert "access-control-allow-origin" not in sent(photo["upload"], a_png(), origin=foreign).headers


def test_pages_are_told_which_origin_to_allow(office: Office) -> None:
    visit, origin = office.visit(), office.http.get("/api/config").json()["photos_origin"]

    upload = announced(office.sam, visit, a_png())["upload"]
    photo = left(office.sam, visit, a_png())

    assert upload["url"].startswith(f"{origin}/")
    assert link(office.sam, visit, photo["id"]).startswith(f"{origin}/")
