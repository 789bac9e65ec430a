"""How large an image is, by the first bytes of its file: JPEG, PNG and WebP. Nothing is decoded.

Stricter than what browsers take wherever two readers could understand a file differently: a size that is found here is
the one they allocate. An image that a camera turned on its side (EXIF) is measured as it is stored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from struct import error, unpack_from


class ImageType(StrEnum):
    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"


@dataclass(frozen=True, kw_only=True, slots=True)
class Size:
    """In pixels."""

    width: int
    height: int

    @property
    def pixels(self) -> int:
        return self.width * self.height


def size_of(kind: ImageType, start: bytes) -> Size | None:
    """None when these bytes do not tell: no image of that type, or one that says it further behind."""
    magic, read = FORMATS[kind]
    if not magic.match(start):
        return None
    try:
        width, height = read(start)
    except error:
        return None
    return Size(width=width, height=height) if width and height else None


NOTHING = (0, 0)
FRAMES = frozenset({0xC0, 0xC1, 0xC2})
"""Baseline, extended, progressive: the kinds of JPEG that browsers show."""

MARKER = 0xFF
"""Begins a segment; more of them before it fill up space."""

MOST_SEGMENTS = 1_000
"""Eight megabytes of what cameras tell, in the largest segments there are, make 130."""

WITHOUT_LENGTH = frozenset({0x00, 0x01, *range(0xD0, 0xDB)})
"""What may not stand before the frame: restarts, another start, the end, the first scan."""


def _jpeg(start: bytes) -> tuple[int, int]:
    """Segment by segment, each naming its length, up to the frame."""
    place = 2
    for _ in range(MOST_SEGMENTS):
        prefix, marker, length = unpack_from(">BBH", start, place)
        if prefix != MARKER or marker in WITHOUT_LENGTH:
            return NOTHING
        if marker in FRAMES:
            height, width = unpack_from(">HH", start, place + 5)
            return width, height
        place += 1 if marker == MARKER else 2 + length
    return NOTHING


def _png(start: bytes) -> tuple[int, int]:
    width, height = unpack_from(">II", start, 16)
    return width, height


def _webp(start: bytes) -> tuple[int, int]:
    return WEBP_CHUNKS[start[12:16]](start)


def _lossy(start: bytes) -> tuple[int, int]:
    code, width, height = unpack_from("<3sHH", start, 23)
    return (width & 0x3FFF, height & 0x3FFF) if code == b"\x9d\x01\x2a" else NOTHING


def _lossless(start: bytes) -> tuple[int, int]:
    code, bits = unpack_from("<cI", start, 20)
    return ((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1) if code == b"\x2f" else NOTHING


def _extended(start: bytes) -> tuple[int, int]:
    low_width, high_width, low_height, high_height = unpack_from("<HBHB", start, 24)
    return (high_width << 16 | low_width) + 1, (high_height << 16 | low_height) + 1


Read = Callable[[bytes], tuple[int, int]]

WEBP_CHUNKS: Mapping[bytes, Read] = {b"VP8 ": _lossy, b"VP8L": _lossless, b"VP8X": _extended}
FORMATS: Mapping[ImageType, tuple[re.Pattern[bytes], Read]] = {
    ImageType.JPEG: (re.compile(rb"\xff\xd8\xff"), _jpeg),
    ImageType.PNG: (re.compile(rb"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), _png),
    ImageType.WEBP: (re.compile(rb"RIFF.{4}WEBPVP8[ LX]", re.DOTALL), _webp),
}
