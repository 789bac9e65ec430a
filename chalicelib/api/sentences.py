"""What is wrong with a field, in words a person can act on: msgspec tells it to programmers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

SOMETHING = r"^[^\u0000]*[^\s\u0000\u001c-\u001f\u0085\ufeff][^\u0000]*$"
"""Not blank. What Python's `\\s` takes for a space and JavaScript's does not, or the other way round, is named."""

NO_NUL = r"^[^\u0000]*$"
COUNTRY = r"^[A-Z]{2}(?![\s\S])"
EMAIL = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63})+$"

A_TIME = "2026-03-02T19:00:00Z"

OF_PATTERNS: Mapping[str, str] = {
    SOMETHING: "must say something, and hold no NUL character",
    NO_NUL: "must hold no NUL character",
    EMAIL: "must be an e-mail address, such as kim@example.com",
    COUNTRY: "must be a country's two capital letters, such as US",
}
OF_TYPES: Mapping[str, str] = {
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "true or false",
    "array": "a list",
    "object": "an object",
    "null": "null",
}

Said = Callable[[re.Match[str]], str]

SENTENCES: Mapping[re.Pattern[str], Said] = {
    re.compile(r"`\w+` ((?:must|may|is) .*)"): lambda said: said[1],
    re.compile(r"Object missing required field `.*`"): lambda _: "is missing",
    re.compile(r"Object contains unknown field `.*`"): lambda _: "is not known here; leave it out",
    re.compile(r"Expected `str` matching regex (.*)"): lambda said: _pattern(said[1]),
    re.compile(r"Expected `str` of length >= 1"): lambda _: "must not be empty",
    re.compile(r"Expected `str` of length <= (\d+)"): lambda said: f"must have at most {said[1]} characters",
    re.compile(r"Expected `array` of length >= 1"): lambda _: "must name at least one",
    re.compile(r"Expected `array` of length <= (\d+)"): lambda said: f"must have at most {said[1]} entries",
    re.compile(r"Expected `\w+` >= (-?[\d.]+)"): lambda said: f"must be {said[1]} or more",
    re.compile(r"Expected `\w+` <= (-?[\d.]+)"): lambda said: f"must be {said[1]} or less",
    re.compile(r"Expected `([\w |]+)`, got `\w+`"): lambda said: f"must be {_type(said[1])}",
    re.compile(r"Expected `datetime` with a timezone component"): lambda _: (
        "must name its zone, as 2026-03-02T19:00:00Z does"
    ),
    re.compile(r"Invalid RFC3339 encoded datetime"): lambda _: f"must be a time such as {A_TIME}",
    re.compile(r"Invalid enum value (.*)"): lambda said: f"cannot be {said[1]}; the contract says what it can be",
}


def sentence(message: str) -> str:
    """The message itself where there is nothing better to say: our own rules speak plainly."""
    for pattern, say in SENTENCES.items():
        if said := pattern.fullmatch(message):
            return say(said)
    return message


def _pattern(shown: str) -> str:
    return next((words for pattern, words in OF_PATTERNS.items() if repr(pattern) == shown), f"must be like {shown}")


def _type(names: str) -> str:
    return " or ".join(OF_TYPES.get(name, name) for name in names.split(" | "))
