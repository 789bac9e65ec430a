"""What is known of a phone number from its digits alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

E164 = re.compile(r"\+[1-9][0-9]{6,14}")


@dataclass(frozen=True, kw_only=True, slots=True)
class PhoneNumber:
    """A number and what its numbering plan says: `country` is ISO 3166 alpha-2.

    In plans that do not tell landlines from mobiles, as the North American one, `can_be_texted` is true for both.
    """

    number: str
    valid: bool
    country: str | None
    can_be_texted: bool

    def __post_init__(self) -> None:
        if self.valid and not is_e164(self.number):
            raise ValueError("a valid number is written as in E.164")
        if self.can_be_texted and not self.valid:
            raise ValueError("only a valid number can be texted")


def is_e164(text: str) -> bool:
    """Whether it has the form; only the numbering plan knows whether there is such a number."""
    return E164.fullmatch(text) is not None
