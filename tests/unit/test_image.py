"""How large an image is, by its first bytes; and that no bytes at all confuse whoever asks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.image import ImageType, Size, size_of
from tests.images import (
    HTML,
    SVG,
    a_jpeg,
    a_lossless_webp,
    a_lossy_webp,
    a_png,
    an_extended_webp,
    png_header,
)

Make = Callable[[int, int], bytes]

KINDS: list[tuple[ImageType, Make, int]] = [
    (ImageType.JPEG, a_jpeg, 2**16 - 1),
    (ImageType.PNG, png_header, 2**32 - 1),
    (ImageType.WEBP, a_lossy_webp, 2**14 - 1),
    (ImageType.WEBP, a_lossless_webp, 2**14),
    (ImageType.WEBP, an_extended_webp, 2**24),
]
WHOLE = [(ImageType.JPEG, a_jpeg()), (ImageType.PNG, a_png()), (ImageType.WEBP, a_lossless_webp())]


@pytest.mark.parametrize(("kind", "make", "most"), KINDS)
@given(st.data())
def test_every_size_that_a_format_can_say_is_found(kind: ImageType, make: Make, most: int, data: st.DataObject) -> None:
    width, height = data.draw(st.integers(1, most)), data.draw(st.integers(1, most))

    assert size_of(kind, make(width, height)) == Size(width=width, height=height)


@pytest.mark.parametrize(("kind", "make", "_"), KINDS)
def test_no_start_of_an_image_is_taken_for_another_size(kind: ImageType, make: Make, _: int) -> None:
    image = make(640, 480)

    found = {size_of(kind, image[:length]) for length in range(len(image) + 1)}

    assert found == {None, Size(width=640, height=480)}


@pytest.mark.parametrize("kind", ImageType)
@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(kind: ImageType, content: bytes) -> None:
    size = size_of(kind, content)

    assert size is None or size.pixels > 0


@pytest.mark.parametrize(("kind", "make", "_"), KINDS)
@given(st.data())
def test_no_damage_makes_it_fail(kind: ImageType, make: Make, _: int, data: st.DataObject) -> None:
    image = bytearray(make(640, 480))
    for place in data.draw(st.lists(st.integers(0, len(image) - 1), max_size=8)):
        image[place] = data.draw(st.integers(0, 255))

    size = size_of(kind, bytes(image))

    assert size is None or size.pixels > 0


@pytest.mark.parametrize("kind", ImageType)
@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, HTML, SVG, b"GIF89a" + bytes(20), b"\0\0\0\x18ftypheic" + bytes(20)]
)
def test_what_is_no_such_image_has_no_size(kind: ImageType, content: bytes) -> None:
    assert size_of(kind, content) is None


@pytest.mark.parametrize(("kind", "image"), WHOLE)
def test_an_image_of_another_type_has_no_size(kind: ImageType, image: bytes) -> None:
    assert [other for other in ImageType if size_of(other, image)] == [kind]


def test_whatever_a_camera_tells_before_the_frame_is_passed_over() -> None:
    assert size_of(ImageType.JPEG, a_jpeg(640, 480, told_before=5_000_000)) == Size(width=640, height=480)


@pytest.mark.parametrize("frame", [0xC0, 0xC1, 0xC2])
def test_every_kind_of_jpeg_that_browsers_show_has_a_size(frame: int) -> None:
    assert size_of(ImageType.JPEG, a_jpeg(640, 480, frame=frame))


@pytest.mark.parametrize("frame", [0xC3, 0xC5, 0xC9, 0xCA, 0xCF])
def test_a_jpeg_that_browsers_do_not_show_has_none(frame: int) -> None:
    assert size_of(ImageType.JPEG, a_jpeg(640, 480, frame=frame)) is None


def test_bytes_that_fill_up_space_before_a_marker_are_passed_over() -> None:
    image = a_jpeg(640, 480)

    assert size_of(ImageType.JPEG, image[:2] + b"\xff" * 9 + image[2:]) == Size(width=640, height=480)


@pytest.mark.parametrize(
    "told",
    [b"\xff" * 8_000_000, b"\xff\xe0\x00\x02" * 2_000_000, b"\xff\xd8" + a_jpeg(), b"\xff\xd9" + a_jpeg(), b"\0"],
)
def test_a_jpeg_that_no_camera_makes_has_no_size(told: bytes) -> None:
    image = a_jpeg(640, 480)

    assert size_of(ImageType.JPEG, image[:2] + told + image[2:]) is None


@pytest.mark.parametrize(("kind", "make"), [(ImageType.JPEG, a_jpeg), (ImageType.PNG, png_header)])
@pytest.mark.parametrize("size", [(0, 480), (640, 0)])
def test_an_image_without_a_pixel_has_no_size(kind: ImageType, make: Make, size: tuple[int, int]) -> None:
    assert size_of(kind, make(*size)) is None
