"""Reading what was sent: JSON that says each thing once, checked against a declared shape."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, ClassVar, TypeVar

import msgspec
from chalice.app import MultiDict, Request
from msgspec import UNSET, Meta

from chalicelib.api.sentences import NO_NUL, SOMETHING, sentence
from chalicelib.domain.refusals import Invalid, Refused, Unreadable

LARGEST_BODY = 32 * 1024
"""Bytes."""

FIRST_YEAR, LAST_YEAR = 2000, 2100
"""Instants outside are slips; and they cannot overflow the arithmetic of clocks."""

EXACT = 2**53
"""Below this a float is exact."""

Line = Annotated[str, Meta(min_length=1, max_length=120, pattern=SOMETHING)]
Prose = Annotated[str, Meta(max_length=5_000, pattern=NO_NUL)]
Reason = Annotated[str, Meta(min_length=1, max_length=500, pattern=SOMETHING)]
Instant = Annotated[datetime, Meta(tz=True)]

Version = Annotated[int, Meta(ge=1)]
"""The one that was read."""

Shape = TypeVar("Shape", bound=msgspec.Struct)


class Body(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, omit_defaults=True):
    """A request's body or query: fields that are not declared are refused."""

    demands: ClassVar[Mapping[str, Any]] = {}
    """What `__post_init__` demands beyond the fields, in the words of JSON Schema: for the contract."""

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            value = getattr(self, name)
            if isinstance(value, datetime) and not FIRST_YEAR <= value.year < LAST_YEAR:
                raise ValueError(f"`{name}` is not a time this product can know of")


def given(body: Body) -> dict[str, Any]:
    """The fields that were sent, as far as they may be left out."""
    return {name: value for name in body.__struct_fields__ if (value := getattr(body, name)) is not UNSET}


class TooLarge(Refused):
    """The body is larger than any request needs."""


class UnsupportedMediaType(Refused):
    """The body is not declared to be JSON."""


def decoded_body(request: Request, shape: type[Shape]) -> Shape:
    raw = request.raw_body
    raw = raw if isinstance(raw, bytes) else raw.encode()
    if len(raw) > LARGEST_BODY:
        raise TooLarge(f"the body is larger than {LARGEST_BODY} bytes")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise UnsupportedMediaType("send the body as application/json")
    content = _content(raw)
    try:
        decoded = msgspec.convert(content, type=shape)
        msgspec.json.decode(raw)  # which alone refuses half a character
    except msgspec.ValidationError as failure:
        raise _invalid(failure) from None
    except msgspec.DecodeError:
        raise Unreadable("the body is not valid JSON") from None
    return decoded


def decoded_query(request: Request, shape: type[Shape]) -> Shape:
    """Raises `Unreadable`: a query is part of the address, which is right or wrong as a whole."""
    given = request.query_params or MultiDict({})
    try:
        if any(len(given.getlist(name)) > 1 for name in given):
            raise Unreadable("each query parameter may be given once")
        if nulls := [name for name, value in given.items() if value.lower() == "null"]:  # which msgspec takes for None
            raise Unreadable(f"`{nulls[0]}` may be left out, but not null")
        return msgspec.convert(dict(given.items()), type=shape, strict=False)
    except msgspec.ValidationError as failure:
        raise Unreadable(str(_invalid(failure))) from None


def _content(raw: bytes) -> Any:
    """Refuses what msgspec lets pass: a key given twice, NaN, and nesting without end."""
    try:
        return json.loads(raw, object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_number)
    except (ValueError, RecursionError):
        raise Unreadable("the body is not valid JSON") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len({name for name, _ in pairs}) != len(pairs):
        raise Unreadable("the body names a field twice")
    return dict(pairs)


def _number(text: str) -> float:
    """To JSON 25.0 is a whole number, and some clients write it so."""
    number = float(text)
    return int(number) if number.is_integer() and abs(number) < EXACT else number


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _invalid(failure: msgspec.ValidationError) -> Invalid:
    """What msgspec tells in its message only: the path at its end, or the field's name at its beginning."""
    message, _, place = str(failure).partition(" - at ")
    path = place.strip("`").removeprefix("$").removeprefix(".")
    named = re.match(r"`([^`]*)`|Object (?:contains unknown|missing required) field `([^`]*)`", message)
    name = next(filter(None, named.groups()), "") if named else ""
    return Invalid(**{".".join(filter(None, (path, name))) or "body": sentence(message)})
