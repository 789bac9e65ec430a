"""Photos: what may be shown, and that only what was checked ever is."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from chalicelib.domain.image import ImageType
from chalicelib.domain.job import Job
from chalicelib.domain.photo import (
    LARGEST_FILE,
    LINK_LIFETIME,
    LONGEST_SIDE,
    MOST_PIXELS,
    PHOTOS_PER_JOB,
    Arrived,
    Photo,
    Picture,
    picture_in,
)
from chalicelib.domain.refusals import (
    Busy,
    IdempotencyMismatch,
    Invalid,
    NotFound,
    NotUploaded,
    TooManyPhotos,
    Unavailable,
)
from chalicelib.usecases import photos
from chalicelib.usecases.jobs import Request
from chalicelib.usecases.photos import USUAL_START, Announced, File, Shown
from tests import fakes
from tests.builders import BO, NOON, ORGANIZATION, SAM, a_dispatcher, a_job, a_photo, a_technician, an_id, minutes
from tests.images import HTML, a_jpeg, a_png, png_header


def some_file(content: bytes, *, length: int | None = None) -> Arrived:
    return Arrived(etag="e", length=len(content) if length is None else length, start=content)


@pytest.mark.parametrize("size", [(1, 1), (LONGEST_SIDE, 5_000), (5_000, LONGEST_SIDE), (8_064, 6_048)])
def test_an_image_of_a_size_that_phones_make_may_be_shown(size: tuple[int, int]) -> None:
    picture = picture_in(some_file(png_header(*size)), ImageType.PNG)

    assert (picture.size.width, picture.size.height) == size


@pytest.mark.parametrize(
    "size", [(LONGEST_SIDE + 1, 1), (1, LONGEST_SIDE + 1), (LONGEST_SIDE, MOST_PIXELS // LONGEST_SIDE + 1)]
)
def test_an_image_of_too_many_pixels_may_not_be_shown(size: tuple[int, int]) -> None:
    with pytest.raises(Invalid, match=f"has {size[0]:,} by {size[1]:,} pixels"):
        picture_in(some_file(png_header(*size)), ImageType.PNG)


@pytest.mark.parametrize(("length", "is_shown"), [(LARGEST_FILE, True), (LARGEST_FILE + 1, False)])
def test_a_file_of_more_than_8_mb_may_not_be_shown(length: int, is_shown: bool) -> None:
    file = some_file(a_png(), length=length)

    if is_shown:
        assert picture_in(file, ImageType.PNG).etag == "e"
    else:
        with pytest.raises(Invalid, match="larger than 8 MB"):
            picture_in(file, ImageType.PNG)


@pytest.mark.parametrize("content", [b"", HTML, a_jpeg(), a_png()[:20]])
def test_what_is_no_image_of_its_type_may_not_be_shown(content: bytes) -> None:
    with pytest.raises(Invalid, match="not a PNG image"):
        picture_in(some_file(content), ImageType.PNG)


@dataclass(kw_only=True)
class Scene:
    """A job that was ever Sam's, and what stands around it."""

    memory: fakes.Memory = field(default_factory=fakes.Memory)
    files: fakes.PhotoFiles = field(default_factory=fakes.PhotoFiles)
    job: Job = field(default_factory=lambda: a_job(technicians=frozenset({SAM})))
    others: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.services = fakes.services(self.memory, **{"photo_files": self.files, **self.others})
        self.services.jobs.add(self.job)

    def announce(
        self, *, key: str = "photo-1", image_type: ImageType = ImageType.PNG, fingerprint: str = "f"
    ) -> Announced:
        request, file = Request(key=key, fingerprint=fingerprint), File(image_type=image_type, length=100)
        return photos.announce(self.services, a_technician(), self.job.job_id, request, file)

    def uploaded(self, photo: Photo) -> Shown:
        return photos.uploaded(self.services, a_technician(), self.job.job_id, photo.photo_id)

    def shown(self, content: bytes, **how: Any) -> Shown:
        photo = self.announce(**how).photo
        self.files.send(photo, content)
        return self.uploaded(photo)

    def on_the_job(self) -> list[Photo]:
        return [photo for photo in self.services.jobs.folder(ORGANIZATION, self.job.job_id).photos if photo.picture]


@pytest.fixture
def scene() -> Scene:
    return Scene()


def test_a_photo_is_on_the_job_once_its_file_was_checked_and_not_before(scene: Scene) -> None:
    photo = scene.announce().photo
    scene.files.send(photo, a_png(4, 3))
    assert scene.on_the_job() == []

    shown = scene.uploaded(photo)

    assert scene.on_the_job() == [shown.photo]
    assert (shown.picture.size.width, shown.picture.size.height) == (4, 3)
    assert list(scene.files.shown.values()) == [a_png(4, 3)]


def test_what_was_sent_is_forgotten_when_it_is_shown(scene: Scene) -> None:
    scene.shown(a_png())

    assert scene.files.incoming == {}


@pytest.mark.parametrize("content", [HTML, b"", a_jpeg(), png_header(LONGEST_SIDE + 1, 1)])
def test_what_may_not_be_shown_never_is(scene: Scene, content: bytes) -> None:
    for _ in range(2):
        with pytest.raises(Invalid):
            scene.shown(content)

    assert scene.on_the_job() == []
    assert scene.files.shown == {}


def test_saying_that_a_file_was_sent_that_was_not_is_refused(scene: Scene) -> None:
    photo = scene.announce().photo

    with pytest.raises(NotUploaded):
        scene.uploaded(photo)


def test_after_a_refusal_a_better_file_can_be_sent(scene: Scene) -> None:
    with pytest.raises(Invalid):
        scene.shown(HTML)

    shown = scene.shown(a_png())

    assert scene.on_the_job() == [shown.photo]


def test_saying_it_again_changes_nothing_whatever_was_sent_since(scene: Scene) -> None:
    first = scene.shown(a_png())
    scene.files.send(first.photo, a_png(9, 9))

    again = scene.uploaded(first.photo)

    assert again == replace(first, replayed=True)
    assert list(scene.files.shown.values()) == [a_png()]


def test_announcing_again_brings_a_fresh_form_until_the_photo_is_shown(scene: Scene) -> None:
    first = scene.announce()

    again = scene.announce()
    scene.shown(a_png())
    at_last = scene.announce()

    assert again == replace(first, replayed=True)
    assert (at_last.photo.photo_id, at_last.form, at_last.replayed) == (first.photo.photo_id, None, True)


def test_a_form_and_a_link_say_until_when_they_are_good(scene: Scene) -> None:
    announced, shown = scene.announce(), scene.shown(a_png())

    link = photos.link(scene.services, a_dispatcher(), scene.job.job_id, shown.photo.photo_id)

    assert announced.expires_at == link.expires_at == NOON + LINK_LIFETIME


def test_the_same_key_for_another_file_is_refused(scene: Scene) -> None:
    scene.announce(fingerprint="one")

    with pytest.raises(IdempotencyMismatch):
        scene.announce(fingerprint="another")


def test_of_two_requests_with_one_key_at_once_the_later_is_a_replay() -> None:
    memory = fakes.Memory()

    class Late(fakes.Photos):
        """The other request is written between our look and our write."""

        def add(self, photo: Photo) -> None:
            if not self.memory.photos:
                super().add(replace(photo, created_at=photo.created_at - minutes(1)))
            super().add(photo)

    scene = Scene(memory=memory, others={"photos": Late(memory)})

    announced = scene.announce()

    assert announced.replayed
    assert len(memory.photos) == 1


def test_a_job_has_two_hundred_photos_and_no_more(scene: Scene) -> None:
    for _ in range(PHOTOS_PER_JOB - 1):
        scene.services.photos.add(a_photo(scene.job))
    last = scene.announce(key="last")

    with pytest.raises(TooManyPhotos, match="200 photos"):
        scene.announce(key="one-more")

    assert scene.announce(key="last") == replace(last, replayed=True)


def test_an_image_that_tells_its_size_at_once_is_read_no_further(scene: Scene) -> None:
    scene.shown(a_png() + bytes(500_000))

    assert scene.files.reads == [USUAL_START]


def test_an_image_that_tells_much_before_its_size_is_read_once_more(scene: Scene) -> None:
    shown = scene.shown(a_jpeg(4, 3, told_before=300_000), image_type=ImageType.JPEG)

    assert (shown.picture.size.width, shown.picture.size.height) == (4, 3)
    assert scene.files.reads == [USUAL_START, LARGEST_FILE]


def swapping(*contents: bytes) -> fakes.PhotoFiles:
    """What is sent between a look and the copy that follows it, one after the other."""
    left = list(contents)

    class Swapped(fakes.PhotoFiles):
        def keep(self, photo: Photo, picture: Picture) -> None:
            if left:
                self.send(photo, left.pop(0))
            super().keep(photo, picture)

    return Swapped()


def test_what_was_not_checked_is_not_shown_though_it_was_sent_just_after_the_check() -> None:
    scene = Scene(files=swapping(HTML))

    with pytest.raises(Invalid):
        scene.shown(a_png())

    assert scene.on_the_job() == []
    assert scene.files.shown == {}


def test_a_file_that_was_sent_anew_just_after_the_check_is_checked_anew() -> None:
    scene = Scene(files=swapping(a_png(7, 7)))

    shown = scene.shown(a_png())

    assert (shown.picture.size.width, shown.picture.size.height) == (7, 7)
    assert list(scene.files.shown.values()) == [a_png(7, 7)]


def test_somebody_who_sends_anew_without_end_is_told_to_wait() -> None:
    scene = Scene(files=swapping(*(a_png(side, side) for side in range(1, 9))))

    with pytest.raises(Busy):
        scene.shown(a_png())

    assert scene.on_the_job() == []


def test_of_two_that_say_it_at_once_both_are_told_of_the_same_picture() -> None:
    memory = fakes.Memory()

    class Raced(fakes.Photos):
        """Another request shows what it has checked, just before ours does."""

        def show(self, photo: Photo) -> None:
            assert photo.picture
            super().show(photo.showing(replace(photo.picture, etag="theirs")))
            super().show(photo)

    scene = Scene(memory=memory, others={"photos": Raced(memory)})

    shown = scene.shown(a_png())

    assert (shown.picture.etag, shown.replayed) == ("theirs", True)


def test_a_photo_that_was_shown_stays_shown_when_tidying_up_fails() -> None:
    class Full(fakes.PhotoFiles):
        def discard(self, photo: Photo) -> None:
            raise Unavailable

    scene = Scene(files=Full())

    shown = scene.shown(a_png())

    assert scene.on_the_job() == [shown.photo]


CALLS_TO_SHOW = 6


class Died(BaseException):
    """The process ended here."""


@dataclass(kw_only=True)
class Life:
    """Ends at one of the calls to its ports, before or after that did its work."""

    ends_at: int = 0
    after: bool = False
    calls: int = 0

    def through(self, port: Any) -> Any:
        life = self

        class Mortal:
            def __getattr__(self, name: str) -> Callable[..., Any]:
                return lambda *arguments: life.goes_on_with(getattr(port, name), *arguments)

        return Mortal()

    def goes_on_with(self, call: Callable[..., Any], *arguments: Any) -> Any:
        self.calls += 1
        if self.calls == self.ends_at and not self.after:
            raise Died
        answer = call(*arguments)
        if self.calls == self.ends_at:
            raise Died
        return answer

    def says_that_it_was_sent(self, scene: Scene, photo: Photo) -> None:
        ports = {name: self.through(getattr(scene.services, name)) for name in ("jobs", "photos", "photo_files")}
        with suppress(Died):
            photos.uploaded(replace(scene.services, **ports), a_technician(), photo.job_id, photo.photo_id)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("ends_at", range(1, CALLS_TO_SHOW + 1))
def test_wherever_the_process_dies_saying_it_again_shows_the_photo(scene: Scene, ends_at: int, after: bool) -> None:
    photo = scene.announce().photo
    scene.files.send(photo, a_png())
    Life(ends_at=ends_at, after=after).says_that_it_was_sent(scene, photo)

    shown = scene.uploaded(photo)

    assert scene.on_the_job() == [shown.photo]
    assert list(scene.files.shown.values()) == [a_png()]


def test_showing_a_photo_takes_six_calls(scene: Scene) -> None:
    photo, life = scene.announce().photo, Life()
    scene.files.send(photo, a_png())

    life.says_that_it_was_sent(scene, photo)

    assert life.calls == CALLS_TO_SHOW
    assert len(scene.on_the_job()) == 1


def test_a_photo_that_is_not_shown_has_no_link(scene: Scene) -> None:
    photo = scene.announce().photo
    scene.files.send(photo, a_png())

    with pytest.raises(NotFound):
        photos.link(scene.services, a_dispatcher(), scene.job.job_id, photo.photo_id)


ELSEWHERE = an_id("organization")


@pytest.mark.parametrize(
    "stranger",
    [a_technician(BO), a_technician(organization_id=ELSEWHERE), a_dispatcher(organization_id=ELSEWHERE)],
)
def test_whoever_may_not_see_the_job_may_do_nothing_with_its_photos(scene: Scene, stranger: Any) -> None:
    shown, job_id = scene.shown(a_png()), scene.job.job_id
    request, file = Request(key="photo-1", fingerprint="f"), File(image_type=ImageType.PNG, length=100)

    for ask in (
        lambda: photos.announce(scene.services, stranger, job_id, request, file),
        lambda: photos.uploaded(scene.services, stranger, job_id, shown.photo.photo_id),
        lambda: photos.link(scene.services, stranger, job_id, shown.photo.photo_id),
    ):
        with pytest.raises(NotFound):
            ask()


def test_a_photo_of_another_job_is_not_found_on_this_one(scene: Scene) -> None:
    other = a_photo(a_job())
    scene.services.photos.add(other)

    with pytest.raises(NotFound):
        scene.uploaded(other)
