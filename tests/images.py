"""Files of images, made byte by byte: real pictures of one colour where PNG is enough, and headers of any size."""

from __future__ import annotations

import struct
import zlib

HTML = b"<!doctype html><script>alert(document.domain)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


def a_png(width: int = 3, height: int = 2) -> bytes:
    """Black, and complete."""
    rows = zlib.compress((b"\0" + bytes(3 * width)) * height, 9)
    return png_header(width, height) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def png_header(width: int, height: int) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


def a_jpeg(width: int = 3, height: int = 2, *, told_before: int = 0, frame: int = 0xC0) -> bytes:
    """What stands before the picture itself: so many bytes of what a camera tells, then the frame and the scan."""
    told = b"".join(_segment(0xE1, bytes(min(60_000, told_before - at))) for at in range(0, told_before, 60_000))
    size = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return b"\xff\xd8" + told + _segment(0xDB, bytes(65)) + _segment(frame, size) + b"\xff\xda\x00\x08" + bytes(6)


def a_lossy_webp(width: int = 3, height: int = 2) -> bytes:
    return _riff(b"VP8 ", b"\x30\x01\x00\x9d\x01\x2a" + struct.pack("<HH", width, height))


def a_lossless_webp(width: int = 3, height: int = 2) -> bytes:
    return _riff(b"VP8L", b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14))


def an_extended_webp(width: int = 3, height: int = 2) -> bytes:
    return _riff(b"VP8X", bytes(4) + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little"))


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def _riff(kind: bytes, content: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", len(content) + 12) + b"WEBP" + kind + struct.pack("<I", len(content)) + content
