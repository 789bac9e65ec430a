"""Photos for the demo: flat pictures drawn from ovals and boxes, as PNG."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

WIDTH, HEIGHT = 640, 480

Colour = tuple[int, int, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Box:
    """Its sides in pixels from the left and from the top."""

    left: int
    top: int
    right: int
    bottom: int
    colour: Colour

    def span(self, _: int) -> tuple[int, int]:
        """Where it begins and ends in a line that it crosses."""
        return self.left, self.right


class Oval(Box):
    """The one that fills such a box."""

    __slots__ = ()

    def span(self, line: int) -> tuple[int, int]:
        middle, half = (self.left + self.right) / 2, (self.right - self.left) / 2
        height = (self.bottom - self.top) / 2
        reach = half * max(0.0, 1 - ((line + 0.5 - self.top - height) / height) ** 2) ** 0.5
        return round(middle - reach), round(middle + reach)


Picture = tuple[Box, ...]

STEEL, DARK, COPPER, WALL, RUST = (176, 184, 190), (52, 58, 64), (196, 122, 72), (222, 214, 200), (140, 74, 44)


def png(picture: Picture) -> bytes:
    """What comes later lies on top."""
    lines = b"".join(b"\0" + _line(picture, number) for number in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _line(picture: Iterable[Box], number: int) -> bytes:
    line = bytearray(3 * WIDTH)
    for shape in picture:
        if shape.top <= number < shape.bottom:
            begin, end = shape.span(number)
            line[3 * begin : 3 * end] = bytes(shape.colour) * (end - begin)
    return bytes(line)


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _on(colour: Colour, *shapes: Box) -> Picture:
    return (Box(left=0, top=0, right=WIDTH, bottom=HEIGHT, colour=colour), *shapes)


SWOLLEN_CAPACITOR = _on(
    WALL,
    Box(left=0, top=400, right=WIDTH, bottom=HEIGHT, colour=(188, 176, 158)),
    Oval(left=200, top=60, right=440, bottom=190, colour=(206, 212, 218)),
    Box(left=200, top=125, right=440, bottom=400, colour=STEEL),
    Oval(left=200, top=360, right=440, bottom=440, colour=STEEL),
    Box(left=200, top=190, right=440, bottom=300, colour=(240, 240, 236)),
    Box(left=224, top=212, right=380, bottom=226, colour=DARK),
    Box(left=224, top=240, right=416, bottom=250, colour=(140, 146, 150)),
    Box(left=224, top=264, right=340, bottom=274, colour=(140, 146, 150)),
    Box(left=262, top=40, right=276, bottom=92, colour=COPPER),
    Box(left=362, top=40, right=376, bottom=92, colour=COPPER),
    Oval(left=296, top=86, right=348, bottom=112, colour=RUST),
)
CRACKED_IGNITER = _on(
    (64, 68, 74),
    Box(left=250, top=40, right=390, bottom=150, colour=(226, 220, 208)),
    Box(left=262, top=150, right=292, bottom=400, colour=(120, 118, 116)),
    Box(left=348, top=150, right=378, bottom=400, colour=(120, 118, 116)),
    Oval(left=262, top=360, right=378, bottom=450, colour=(120, 118, 116)),
    Oval(left=292, top=340, right=348, bottom=420, colour=(64, 68, 74)),
    Box(left=256, top=256, right=300, bottom=264, colour=(240, 236, 228)),
    Box(left=256, top=270, right=286, bottom=274, colour=(240, 236, 228)),
    Box(left=300, top=0, right=312, bottom=40, colour=RUST),
    Box(left=330, top=0, right=342, bottom=40, colour=RUST),
)
LEAKING_TANK = _on(
    (206, 210, 212),
    Box(left=0, top=390, right=WIDTH, bottom=HEIGHT, colour=(150, 146, 140)),
    Box(left=210, top=60, right=430, bottom=410, colour=(238, 240, 240)),
    Oval(left=210, top=30, right=430, bottom=90, colour=(224, 228, 230)),
    Box(left=250, top=0, right=266, bottom=50, colour=COPPER),
    Box(left=374, top=0, right=390, bottom=50, colour=COPPER),
    Box(left=250, top=150, right=390, bottom=220, colour=(246, 222, 120)),
    Box(left=264, top=168, right=376, bottom=176, colour=DARK),
    Box(left=264, top=190, right=340, bottom=198, colour=DARK),
    Box(left=210, top=372, right=430, bottom=410, colour=RUST),
    Oval(left=120, top=402, right=520, bottom=466, colour=(96, 128, 152)),
    Oval(left=330, top=414, right=470, bottom=442, colour=(122, 152, 174)),
)
