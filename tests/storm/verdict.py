"""What the server must hold after a storm: what was tapped, once, in order, at its true time; no stale text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from tests.api.conftest import Client, Visit
from tests.storm.sky import Attempt
from tests.storm.technician import Tap

LIVE, STALE = timedelta(minutes=10), timedelta(minutes=15)
REOPENS = timedelta(minutes=15)
"""For so long a technician may take Complete back."""
SPARE = timedelta(seconds=4)
"""What a busy machine takes from the tap to the queue, and from the phone to the server."""

Body = dict[str, Any]


def broken(
    technician: Client, visits: list[Visit], taps: list[Tap], attempts: list[Attempt], queue: list[Body]
) -> Iterator[str]:
    """Every promise that is not kept."""
    yield from _not_settled(queue)
    yield from _other_words(attempts)
    for visit in visits:
        own = [tap for tap in taps if tap.visit is visit]
        job = visit.job()
        appointment = next(each for each in job["appointments"] if each["id"] == visit.appointment_id)
        yield from _changes(technician, appointment, [tap for tap in own if not tap.text], attempts, queue)
        yield from _notes(technician, job, [tap for tap in own if tap.text])
        yield from _texts(visit, appointment)


def _not_settled(queue: list[Body]) -> Iterator[str]:
    for item in queue:
        if not item["parked"]:
            yield f"{item['sequence']} still waits: {item['trouble']}"


def _other_words(attempts: list[Attempt]) -> Iterator[str]:
    """The same thing has one key, the same key one wording; both in every attempt."""
    first: dict[str, Attempt] = {}
    for attempt in attempts:
        name = f"{attempt.path} {attempt.words.get('sequence', attempt.words)}"
        known = first.setdefault(name, attempt)
        if attempt.key != known.key:
            yield f"{name} came again under another key"
        if attempt.words != known.words:
            yield f"{name} came again in other words: {known.words}, {attempt.words}"


def _changes(
    technician: Client, appointment: Body, taps: list[Tap], attempts: list[Attempt], queue: list[Body]
) -> Iterator[str]:
    changes = [entry for entry in appointment["timeline"] if entry["kind"] == "change"]
    recorded = [entry for entry in changes if entry["person"] == technician.person_id]
    others = [entry for entry in appointment["timeline"] if entry["person"] != technician.person_id][1:]
    expected: list[Tap] = []
    stays_complete = False
    for tap in taps:
        fate = _fate(tap, attempts, queue)
        # An undo that came too late, and whatever was built on it.
        stays_complete = fate != "recorded" and (stays_complete or _came_too_late(tap, expected))
        if fate == "recorded":
            expected.append(tap)
        elif fate not in {"refused", "set already"}:
            yield f"tap {tap.number} is lost: {fate}"
        elif not (others or stays_complete or _repeats(tap, expected)):
            yield f"tap {tap.number} was {fate}, and nobody else had touched the appointment"
    yield from _compared(expected, recorded)


def _came_too_late(tap: Tap, before: list[Tap]) -> bool:
    """An undo of Complete by a phone that did not know, without signal, that it is offered no more."""
    return (
        not tap.status
        and before[-1:] != []
        and before[-1].outcome is not None
        and tap.latest - before[-1].earliest > REOPENS
    )


def _repeats(tap: Tap, before: list[Tap]) -> bool:
    """The undo between the two was refused."""
    return before[-1:] != [] and (before[-1].status, before[-1].outcome) == (tap.status, tap.outcome)


def _compared(expected: list[Tap], recorded: list[Body]) -> Iterator[str]:
    if len(expected) != len(recorded):
        yield f"{len(expected)} taps, but {[entry['status'] for entry in recorded]} recorded"
    for tap, entry in zip(expected, recorded, strict=False):
        stands = (entry["status"], entry["outcome"])
        if tap.status and (tap.status, tap.outcome) != stands:
            yield f"tap {tap.number} was {tap.status} {tap.outcome}, and {stands} stands there"
        at = datetime.fromisoformat(entry["occurred_at"])
        if not tap.earliest - SPARE <= at <= tap.latest + SPARE:
            yield f"tap {tap.number} happened at {tap.earliest:%H:%M:%S}, and {at:%H:%M:%S} stands there"


def _fate(tap: Tap, attempts: list[Attempt], queue: list[Body]) -> str:
    answers = [
        a.answer for a in attempts if a.words.get("sequence") == tap.number and a.answer and tap.visit.path in a.path
    ]
    accepted = [body for status, body in answers if status < 300]
    left = next((item for item in queue if item["sequence"] == tap.number), None)
    if accepted and left:
        return f"accepted, and waits still: {left['trouble']}"
    if accepted:
        return "recorded" if accepted[0]["change"] else "set already"
    if left and left["parked"] and any(400 <= status < 500 for status, _ in answers):
        return "refused"
    return f"answers {[status for status, _ in answers]}, in the queue {left and left['trouble']}"


def _notes(technician: Client, job: Body, taps: list[Tap]) -> Iterator[str]:
    left = sorted(str(note["text"]) for note in job["notes"] if note["name"].startswith("Sam"))
    if left != sorted(str(tap.text) for tap in taps):
        yield f"notes {[tap.text for tap in taps]}, but {left} stand there"


def _texts(visit: Visit, appointment: Body) -> Iterator[str]:
    sent = [alert for alert in appointment["alerts"] if alert["state"] == "sent"]
    if (texts := len(visit.texts())) != len(sent):
        yield f"{texts} texts reached the customer, and {len(sent)} stand there"
    changes = {entry["id"]: entry for entry in appointment["timeline"]}
    for alert in sent:
        change = changes[alert["change"]]
        left, heard = (datetime.fromisoformat(change[name]) for name in ("occurred_at", "recorded_at"))
        if heard - left > LIVE or datetime.fromisoformat(alert["ended_at"]) - left > STALE:
            yield f"a departure at {left:%H:%M:%S} was heard at {heard:%H:%M:%S}, and texted at {alert['ended_at']}"
