"""What can come of handing one text to the provider."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """The provider took it; whether it reaches the phone is another question."""

    message_id: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NotTaken:
    """It certainly did not leave: it may be tried again."""

    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejected:
    """The provider said no, and would again."""

    why: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerLost:
    """It may have been sent: nothing may send it again by itself."""

    why: str


Publication = Taken | NotTaken | Rejected | AnswerLost
