"""Identifiers: 26 ULID letters, drawn from time and chance or derived from what they name; a person's is a UUID."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SHAPE = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")
PERSON = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""A UUID, as the user pool writes it."""


def new_identifier(now: datetime, chance: bytes) -> str:
    """A ULID: 48 bits of milliseconds, then 80 bits of `chance` (10 bytes)."""
    return _spelled((int(now.timestamp() * 1000) << 80) | int.from_bytes(chance[:10], "big"))


def derived_identifier(*parts: str) -> str:
    """The same parts give the same letters, in every process, for ever."""
    digest = hashlib.sha256("\x1f".join(parts).encode()).digest()
    return _spelled(int.from_bytes(digest[:16], "big"))


def is_identifier(text: str) -> bool:
    return SHAPE.fullmatch(text) is not None


def _spelled(number: int) -> str:
    return "".join(LETTERS[(number >> shift) & 31] for shift in range(125, -1, -5))
