"""The technician's part of a scripted day: finding the visit, On My Way and its text, Start, a note, Complete."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from local.day.cast import eventually, expect
from local.day.client import query
from local.day.stage import Stage, Tap, Visit, a_tap, clear_of_a_mark, written

DRIVE_MINUTES = 25
AS_BEFORE = ("id", "status", "version", "allowed", "timeline", "change")


def find(stage: Stage, visit: Visit) -> None:
    """The visit is on the technician's list of the day, and its job opens."""
    starts_at = datetime.fromisoformat(visit.seen_by(stage.office)["starts_at"])
    day = starts_at.astimezone(ZoneInfo(stage.diary.zone)).date()
    path = "/appointments" + query(date=day.isoformat(), technician="me")

    def listed() -> list[Any] | None:
        cards = stage.technician.get(path)["appointments"]
        return cards if any(card["id"] == visit.appointment_id for card in cards) else None

    cards, _ = eventually("the visit on the technician's list", listed, within=10)
    expect("whose visits a technician sees", {card["technician"]["name"] for card in cards}, {stage.technician.name})
    job = stage.technician.get(f"/jobs/{visit.job_id}")
    expect("the customer's number on the technician's phone", job["customer"]["phone"], stage.phones.number)
    expect("what may be tapped next", visit.seen_by(stage.technician)["allowed"], ["enroute", "started", "complete"])
    stage.technician.tells(f"has {len(cards)} visits on the list of {day:%A}, opens {job['title']}")


def preview(stage: Stage, visit: Visit) -> tuple[Tap, str]:
    """On My Way as it will be sent, and the words it will send."""
    occurred_at = written(clear_of_a_mark(datetime.now(UTC)))
    tap = a_tap(stage, visit, "enroute", occurred_at=occurred_at, arrival={"minutes": DRIVE_MINUTES})
    seen = stage.technician.post(f"{visit.path}/status/preview", {**tap.body, "client_now": written(datetime.now(UTC))})
    shown = {name: seen.body[name] for name in ("allowed", "parts", "to_last_digits", "reason")}
    promised = {"allowed": True, "parts": 1, "to_last_digits": stage.phones.number[-4:], "reason": None}
    expect("the preview", shown, promised)
    stage.technician.tells(f"reads the preview: {seen.body['text']}")
    return tap, seen.body["text"]


def set_out(stage: Stage, tap: Tap, *, hold: int) -> tuple[dict[str, Any], float]:
    """On My Way: what it answered, and the moment it was tapped."""
    tapped = time.monotonic()
    answer = tap.sent_by(stage.technician).body
    expect("the status after On My Way", answer["status"], "enroute")
    alert = answer["alert"]
    held = datetime.fromisoformat(alert["due_at"]) - datetime.fromisoformat(answer["change"]["recorded_at"])
    expect("the text owed, and its hold in seconds", (alert["state"], held.total_seconds()), ("pending", hold))
    when = "at once" if hold == 0 else f"in {hold} s"
    stage.technician.tells(f"taps On My Way, {DRIVE_MINUTES} minutes ({time.monotonic() - tapped:.3f} s); text {when}")
    return answer, tapped


def text_arrives(stage: Stage, visit: Visit, tapped: float, *, hold: int, number: int) -> str:
    """The customer's text of that number today, in the same words as the card has them; tells how long it took."""
    if stage.phones.can_be_read:
        eventually(
            "the text on the customer's phone", lambda: stage.phones.texts()[number - 1 :] or None, within=hold + 10
        )
    took = time.monotonic() - tapped
    alert, waited = eventually("the card's word on the text", lambda: _ended_alert(stage, visit), within=hold + 10)
    took += 0 if stage.phones.can_be_read else waited
    expect("what the card says of the text", (alert["state"], alert["reason"]), ("sent", None))
    if stage.phones.can_be_read:
        texts = [text["text"] for text in stage.phones.texts()]
        expect("how many texts the customer has, and the last one", (len(texts), texts[-1]), (number, alert["text"]))
    _tell_text(stage, alert["text"], took, hold)
    return str(alert["text"])


def _tell_text(stage: Stage, text: str, took: float, hold: int) -> None:
    timing = f"{took:.2f} s after the tap" + (f", {took - hold:.2f} s after its hold of {hold} s" if hold else "")
    stage.diary.tell(
        *(("customer", f"gets: {text}") if stage.phones.can_be_read else ("the card", f"says sent: {text}"))
    )
    stage.diary.tell("", timing)
    stage.diary.seen.append(f"a text {timing}")


def _ended_alert(stage: Stage, visit: Visit) -> dict[str, Any] | None:
    alert: dict[str, Any] = visit.seen_by(stage.office)["alert"]
    return alert if alert["state"] not in {"pending", "sending"} else None


def same_again(stage: Stage, tap: Tap, answered: dict[str, Any]) -> None:
    """The same key once more: the same answer, and nothing happens."""
    again = tap.sent_by(stage.technician)
    expect("the header of the same tap again", again.headers.get("idempotency-replayed"), "true")
    for name in AS_BEFORE:
        expect(f"`{name}` in the replayed answer", again.body[name], answered[name])
    stage.technician.tells("sends the same tap again (same key): replayed, the same answer")


def start(stage: Stage, visit: Visit) -> None:
    answer = a_tap(stage, visit, "started").sent_by(stage.technician).body
    expect("the status after Start Appointment", answer["status"], "started")
    stage.technician.tells("taps Start Appointment")


def leave_note(stage: Stage, visit: Visit) -> None:
    """The office reads it with the job."""
    text = "Low on refrigerant, leak at the flare nut. Needs a new line set."
    stage.technician.post(f"/jobs/{visit.job_id}/notes", {"text": text}, status=201)
    notes = stage.office.get(f"/jobs/{visit.job_id}")["notes"]
    expect(
        "the notes that the office reads",
        [(note["name"], note["text"]) for note in notes],
        [(stage.technician.name, text)],
    )
    stage.technician.tells(f"leaves a note: {text}")


def complete(stage: Stage, visit: Visit, outcome: str, words: str) -> None:
    answer = a_tap(stage, visit, "complete", outcome=outcome).sent_by(stage.technician).body
    expect("the status after Complete", (answer["status"], answer["outcome"]), ("complete", outcome))
    stage.technician.tells(f"taps Complete: {words}")


def set_out_and_undo(stage: Stage, visit: Visit, *, hold: int) -> None:
    """Undone within the hold: the text is skipped, and the card says why."""
    set_out(stage, a_tap(stage, visit, "enroute", arrival={"minutes": DRIVE_MINUTES}), hold=hold)
    answer = a_tap(stage, visit, "scheduled").sent_by(stage.technician).body
    expect("the status after Undo", answer["status"], "scheduled")
    skipped = (answer["alert"]["state"], answer["alert"]["reason"])
    expect("the text that was undone", skipped, ("skipped", "undone"))
    stage.technician.tells("taps Undo: scheduled again, text skipped (undone)")
