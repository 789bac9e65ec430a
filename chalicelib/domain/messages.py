"""What the customer is told, and in which words.

A text is one GSM-7 part: 160 septets, an extension character taking two. One character outside GSM-7 would turn the
whole text into UCS-2, with 70 characters to a part.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime
from zoneinfo import ZoneInfo

from chalicelib.domain.arrival import Arrival

PART_SEPTETS = 160
BRAND_SEPTETS = 30
NAME_CHARACTERS = 20
NOBODY = "Your technician"
OPT_OUT = "Reply STOP to opt out."

_ASCII_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_GSM_LATIN_LETTERS = "èéùìòÇØøÅåÆæßÉÄÖÑÜäöñüà"
_GSM_OTHERS = "@£$¥\n\rΔ_ΦΓΛΩΠΨΣΘΞ !\"#¤%&'()*+,-./0123456789:;<=>?¡§¿"
GSM_BASIC = frozenset(_ASCII_LETTERS + _GSM_LATIN_LETTERS + _GSM_OTHERS)
GSM_EXTENSION = frozenset("^{}\\[~]|€")

# GSM-7 has ten Greek capitals; a name written half in them could not be read, so a name keeps Latin letters only.
_NAME_LETTERS = _ASCII_LETTERS + _GSM_LATIN_LETTERS
_NAME_WORD = re.compile(rf"[{_NAME_LETTERS}]+(?:['-][{_NAME_LETTERS}]+)*\.?")
_NAME_LINK = re.compile(r"://|@|^www\.", re.IGNORECASE)
_BRAND_LINK = re.compile(r"://|\S\.[^\W\d_]{2}|\d\.\d+\.\d+\.\d", re.IGNORECASE)


def on_my_way(*, brand: str, first_name: str, arrival: Arrival | None, time_zone: str, link: str | None) -> str:
    """One GSM-7 part for every name, every arrival and every brand without a `brand_problem`."""
    when = f" and should arrive {_clock_times(arrival, time_zone)}" if arrival else ""
    news = f"{brand}: {printable_name(first_name)} is on the way{when}."
    with_link = f"{news} Track: {link} {OPT_OUT}"
    return with_link if link and is_one_part(with_link) else f"{news} {OPT_OUT}"


def printable_name(name: str) -> str:
    """The name in letters that every phone shows and no phone takes for a link.

    Words are taken out one by one and set with spaces between them: `Sam.evil.tk` becomes `Sam. evil. tk`.
    """
    written = (_latin(word) for word in unicodedata.normalize("NFC", name).split())
    kept = " ".join(word for word in written if not _NAME_LINK.search(word))
    return " ".join(_NAME_WORD.findall(kept))[:NAME_CHARACTERS].rstrip(" '-") or NOBODY


def brand_problem(brand: str) -> str | None:
    """What is wrong with the name a company wants to be texted under, or None."""
    if not brand.strip():
        return "must not be empty"
    if any(unicodedata.category(character)[0] == "C" for character in brand):
        return "must not contain control characters or invisible marks"
    if foreign := sorted(set(brand) - GSM_BASIC - GSM_EXTENSION):
        return f"has characters that a plain text message cannot carry: {' '.join(foreign)}"
    if _septets_of(brand) > BRAND_SEPTETS:
        return f"must not be longer than {BRAND_SEPTETS} characters (these count twice: ^ {{ }} \\ [ ~ ] | €)"
    if _BRAND_LINK.search(brand):
        return "must not look like a link"
    return None


def is_one_part(text: str) -> bool:
    length = septets(text)
    return length is not None and length <= PART_SEPTETS


def septets(text: str) -> int | None:
    """The length in GSM-7 septets; None if GSM-7 cannot carry it."""
    return _septets_of(text) if set(text) <= GSM_BASIC | GSM_EXTENSION else None


def _septets_of(text: str) -> int:
    return len(text) + sum(character in GSM_EXTENSION for character in text)


def _clock_times(arrival: Arrival, time_zone: str) -> str:
    """`2:15-2:30 PM`. By hand: a formatter's locale may put U+202F before PM."""
    zone = ZoneInfo(time_zone)
    earliest, latest = arrival.earliest.astimezone(zone), arrival.latest.astimezone(zone)
    one_half = earliest.date() == latest.date() and _half(earliest) == _half(latest)
    begins = _clock(earliest) if one_half else f"{_clock(earliest)} {_half(earliest)}"
    return f"{begins}-{_clock(latest)} {_half(latest)}"


def _clock(time: datetime) -> str:
    return f"{time.hour % 12 or 12}:{time.minute:02}"


def _half(time: datetime) -> str:
    return ("AM", "PM")[time.hour // 12]


def _latin(word: str) -> str:
    """As near as Latin letters come; what has no Latin form stays, for the caller to drop."""
    written = "".join(_spelled(character) for character in word)
    return written.upper() if word.isupper() else written


def _spelled(character: str) -> str:
    # As it stands first: taken apart, й would be an и, and é would be an e though GSM-7 has it.
    if character in _SPELLINGS or character in GSM_BASIC:
        return _SPELLINGS.get(character, character)
    parts = unicodedata.normalize("NFKD", character)
    return "".join(_SPELLINGS.get(part, part) for part in parts if unicodedata.category(part)[0] not in "MC")


def _spellings(letters: str, spelled: str) -> dict[str, str]:
    """Both cases of each letter; `~` is a letter that is not spoken."""
    small = {letter: latin.strip("~") for letter, latin in zip(letters, spelled.split(), strict=True)}
    large = {letter.upper(): latin.capitalize() for letter, latin in small.items() if len(letter.upper()) == 1}
    return small | large


_LATIN = _spellings("łđðþœħŋŧə", "l d d th oe h ng t e") | {"ı": "i", "ẞ": "SS"}
_CYRILLIC = _spellings(
    "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўђјљњћџѓѕќ",
    "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch ~ y ~ e yu ya i yi ye g u dj j lj nj c dz gj dz kj",
)
_GREEK = _spellings("αβγδεζηθικλμνξοπρστυφχψω", "a v g d e z i th i k l m n x o p r s t y f ch ps o") | {"ς": "s"}
_MARKS = dict.fromkeys("’‘‛ʼʻʹ`´′", "'") | dict.fromkeys("‐‑‒–—―−", "-")
_SPELLINGS = _LATIN | _CYRILLIC | _GREEK | _MARKS
