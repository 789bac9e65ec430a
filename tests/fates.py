"""What may become of a request: whether it arrives, and what its sender hears of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Heard(StrEnum):
    ANSWER = "is answered"
    THROTTLING = "is throttled"
    REFUSAL = "is refused"
    FAILURE = "fails"
    UNREACHABLE = "finds no way"
    NOBODY = "finds nobody"
    RESET = "is reset"
    SILENCE = "hangs"
    DEATH = "dies"
    """The sender's own: nobody hears anything."""


@dataclass(frozen=True)
class Fate:
    heard: Heard
    arrives: bool = False
    is_slow: bool = False

    def __str__(self) -> str:
        return f"{'slowly ' * self.is_slow}{'arrives and ' * self.arrives}{self.heard}"


ARRIVES = Fate(Heard.ANSWER, arrives=True)
IS_SLOW = Fate(Heard.ANSWER, arrives=True, is_slow=True)
IS_THROTTLED = Fate(Heard.THROTTLING)
IS_REFUSED = Fate(Heard.REFUSAL)
FAILS = Fate(Heard.FAILURE)
ARRIVES_AND_FAILS = Fate(Heard.FAILURE, arrives=True)
FINDS_NO_WAY = Fate(Heard.UNREACHABLE)
FINDS_NOBODY = Fate(Heard.NOBODY)
IS_RESET = Fate(Heard.RESET)
ARRIVES_AND_IS_RESET = Fate(Heard.RESET, arrives=True)
HANGS = Fate(Heard.SILENCE)
ARRIVES_AND_HANGS = Fate(Heard.SILENCE, arrives=True)
DIES = Fate(Heard.DEATH)
ARRIVES_AND_DIES = Fate(Heard.DEATH, arrives=True)

Odds = Mapping[Fate, float]
"""How likely each is; whatever is left arrives."""


def drawn(odds: Odds, at: float) -> Fate:
    for fate, share in odds.items():
        at -= share
        if at < 0:
            return fate
    return ARRIVES
