"""The technician's part of a scripted day: finding the visit, On My Way and its text, Start, note, photo, Complete."""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from local.day.client import query
from local.day.network import Answer, fetched, send_file
from local.day.phone import Queued, written
from local.day.stage import ZONE, Stage, expect
from local.day.visit import Visit
from local.demo.pictures import HEIGHT, SWOLLEN_CAPACITOR, WIDTH, png

DRIVE_MINUTES = 25
FROM_SCHEDULED = ["enroute", "started", "complete"]
AS_BEFORE = ("id", "status", "version", "allowed", "timeline", "change")
MARK_SECONDS = 300
CLEAR_SECONDS = 15
NOTE = "Low on refrigerant, leak at the flare nut. Needs a new line set."


def find(stage: Stage, visit: Visit) -> None:
    """The visit is on the technician's list of the day, and its job opens."""
    starts_at = datetime.fromisoformat(visit.seen_by(stage.office)["starts_at"])
    day = starts_at.astimezone(ZONE).date()
    path = "/appointments" + query(date=day.isoformat(), technician="me")

    def listed() -> Answer | None:
        answer = stage.technician.asks("GET", path)
        return answer if any(card["id"] == visit.appointment_id for card in answer.body["appointments"]) else None

    answer, _ = stage.eventually("the visit on the technician's list", listed, within=10)
    expect("a list that is asked for again", stage.technician.ask("GET", path, etag=answer.headers["etag"]).status, 304)
    cards = answer.body["appointments"]
    expect("whose visits a technician sees", {card["technician"]["name"] for card in cards}, {stage.technician.name})
    card = next(card for card in cards if card["id"] == visit.appointment_id)
    _opens(stage, visit, card)
    stage.technician.tells(f"has {len(cards)} visits on the list of {day:%A}, opens {card['title']}")


def _opens(stage: Stage, visit: Visit, card: Any) -> None:
    job = stage.technician.get(f"/jobs/{card['job_id']}")
    shown = (job["id"], job["title"], job["customer"]["name"])
    expect("the job, as its card names it", shown, (visit.job_id, card["title"], card["customer"]["name"]))
    expect("the customer's number on the technician's phone", job["customer"]["phone"], stage.number)
    for seen in (card, visit.seen_by(stage.technician)):
        expect("what may be tapped next", seen["allowed"], FROM_SCHEDULED)


def preview(stage: Stage, visit: Visit) -> tuple[Queued, str]:
    """On My Way as it will be sent, and the words it will send."""
    occurred_at = written(clear_of_a_mark(stage.phone.now()))
    tap = stage.phone.tap(visit, "enroute", occurred_at=occurred_at, arrival={"minutes": DRIVE_MINUTES})
    seen = stage.technician.asks("POST", f"{tap.path}/preview", stage.phone.as_sent_now(tap)).body
    shown = {name: seen[name] for name in ("allowed", "parts", "to_last_digits", "reason")}
    promised = {"allowed": True, "parts": 1, "to_last_digits": stage.number[-4:], "reason": None}
    expect("the preview", shown, promised)
    stage.technician.tells(f"reads the preview: {seen['text']}")
    return tap, seen["text"]


def clear_of_a_mark(now: datetime) -> datetime:
    """The moment of a tap whose preview is compared: arrival is told to five minutes, and a mark between would show."""
    left = MARK_SECONDS - now.timestamp() % MARK_SECONDS
    return now - timedelta(seconds=CLEAR_SECONDS) if left < CLEAR_SECONDS else now


def on_my_way(stage: Stage, visit: Visit) -> Queued:
    return stage.phone.tap(visit, "enroute", arrival={"minutes": DRIVE_MINUTES})


def set_out(stage: Stage, tap: Queued, *, hold: int) -> tuple[dict[str, Any], datetime]:
    """On My Way: what it answered, and the moment it was tapped."""
    tapped = stage.world.now()
    answer = stage.sent(tap).body
    expect("On My Way", (answer["status"], answer["arrival"]["source"]), ("enroute", "given"))
    alert = answer["alert"]
    held = datetime.fromisoformat(alert["due_at"]) - datetime.fromisoformat(answer["change"]["recorded_at"])
    expect("the text owed, and its hold in seconds", (alert["state"], held.total_seconds()), ("pending", hold))
    when = "at once" if hold == 0 else f"in {hold} s"
    stage.technician.tells(f"taps On My Way, {DRIVE_MINUTES} minutes ({stage.since(tapped):.3f} s); text {when}")
    return answer, tapped


def text_arrives(stage: Stage, visit: Visit, tapped: datetime, *, hold: int, number: int) -> str:
    """The customer's text of that number today, in the same words as the card has them; tells how long it took."""
    if can_look := stage.texts() is not None:
        stage.eventually(
            "the text on the customer's phone", lambda: (stage.texts() or [])[number - 1 :] or None, within=hold + 10
        )
    took = stage.since(tapped)
    alert, waited = stage.eventually("the card's word on the text", lambda: _ended(stage, visit), within=hold + 10)
    expect("what the card says of the text", (alert["state"], alert["reason"]), ("sent", None))
    texts_are(stage, number, alert["text"])
    timing = _timing(took if can_look else took + waited, hold)
    stage.world.tell(*(("customer", f"gets: {alert['text']}") if can_look else ("the card", f"says: {alert['text']}")))
    stage.world.tell("", timing)
    stage.world.seen.append(f"a text {timing}")
    return str(alert["text"])


def texts_are(stage: Stage, number: int, last: str | None = None) -> None:
    """So many since the day began, and no more; where nobody can look, the cards are believed."""
    if (texts := stage.texts()) is not None:
        lasts = texts[-1:] if last is None else [last]
        expect("how many texts the customer has, and the last one", (len(texts), texts[-1:]), (number, lasts))


def _timing(took: float, hold: int) -> str:
    return f"{took:.2f} s after the tap" + (f", {took - hold:.2f} s after its hold of {hold} s" if hold else "")


def _ended(stage: Stage, visit: Visit) -> dict[str, Any] | None:
    alert: dict[str, Any] = visit.seen_by(stage.office)["alert"]
    return alert if alert["state"] not in {"pending", "sending"} else None


def same_again(stage: Stage, tap: Queued, answered: dict[str, Any]) -> None:
    """The same key once more: the same answer, and nothing happens."""
    stage.phone.queue.append(tap)
    again = stage.sent(tap)
    expect("the header of the same tap again", again.headers.get("idempotency-replayed"), "true")
    for name in AS_BEFORE:
        expect(f"`{name}` in the replayed answer", again.body[name], answered[name])
    stage.technician.tells("sends the same tap again (same key): replayed, the same answer")


def start(stage: Stage, visit: Visit) -> None:
    answer = stage.sent(stage.phone.tap(visit, "started")).body
    expect("the status after Start Appointment", answer["status"], "started")
    stage.technician.tells("taps Start Appointment")


def leave_note(stage: Stage, visit: Visit) -> None:
    """The office reads it with the job."""
    left = stage.sent(stage.phone.note(visit.job_id, NOTE), status=201).body
    expect("the note", (left["name"], left["text"]), (stage.technician.name, NOTE))
    expect("the notes that the office reads", stage.office.get(f"/jobs/{visit.job_id}")["notes"], [left])
    stage.technician.tells(f"leaves a note: {NOTE}")


def leave_photo(stage: Stage, visit: Visit) -> None:
    """Past the API; the office sees it when it was checked and not before, and then the very same bytes."""
    content, job = png(SWOLLEN_CAPACITOR), f"/jobs/{visit.job_id}"
    announcement = stage.phone.keep(f"{job}/photos", {"content_type": "image/png", "size": len(content)})
    announced = stage.sent(announcement, status=201).body
    form, photo = announced["upload"], f"{job}/photos/{announced['id']}"
    expect("the answer of S3 to the photo's file", send_file(form["url"], form["fields"], content).status, 204)
    expect("what the office sees of a photo that nobody has checked", stage.office.get(job)["photos"], [])
    shown = stage.sent(stage.phone.keep(f"{photo}/uploaded", {})).body
    expect("the photos that the office sees", stage.office.get(job)["photos"], [shown])
    expected = (stage.technician.name, WIDTH, HEIGHT)
    expect("the photo", (shown["name"], shown["width"], shown["height"]), expected)
    link = stage.office.get(photo)["url"]
    expect("the fingerprint of the file that the office gets", sha256(fetched(link)).digest(), sha256(content).digest())
    stage.technician.tells(f"leaves a photo: PNG, {WIDTH} by {HEIGHT}, {len(content):,} bytes")


def complete(stage: Stage, visit: Visit, outcome: str, words: str) -> None:
    answer = stage.sent(stage.phone.tap(visit, "complete", outcome=outcome)).body
    expect("the status after Complete", (answer["status"], answer["outcome"]), ("complete", outcome))
    stage.technician.tells(f"taps Complete: {words}")


def set_out_and_undo(stage: Stage, visit: Visit, *, hold: int) -> None:
    """Undone within the hold: the text is skipped, and the card says why."""
    set_out(stage, on_my_way(stage, visit), hold=hold)
    answer = stage.sent(stage.phone.tap(visit, "scheduled")).body
    skipped = (answer["alert"]["state"], answer["alert"]["reason"])
    expect("the visit after Undo, and its text", (answer["status"], skipped), ("scheduled", ("skipped", "undone")))
    stage.technician.tells("taps Undo: scheduled again, text skipped (undone)")
