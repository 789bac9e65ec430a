"""The technician's photo of a scripted day: announced, sent past the API, checked, and then seen by the office."""

from __future__ import annotations

from hashlib import sha256

from local.day.cast import expect
from local.day.client import fetched, send_file
from local.day.stage import Stage, Visit
from local.demo.pictures import HEIGHT, SWOLLEN_CAPACITOR, WIDTH, png


def leave_photo(stage: Stage, visit: Visit) -> None:
    """The office sees it when it was checked and not before, and then the very same bytes."""
    content, photos = png(SWOLLEN_CAPACITOR), f"/jobs/{visit.job_id}/photos"
    announced = stage.technician.post(photos, {"content_type": "image/png", "size": len(content)}, status=201).body
    form = announced["upload"]
    expect("the answer of S3 to the photo's file", send_file(form["url"], form["fields"], content).status, 204)
    expect("what the office sees of a photo that nobody has checked", _seen(stage, visit), [])
    stage.technician.post(f"{photos}/{announced['id']}/uploaded", {})
    expect("the photos that the office sees", _seen(stage, visit), [(stage.technician.name, WIDTH, HEIGHT)])
    link = stage.office.get(f"{photos}/{announced['id']}")["url"]
    expect("the fingerprint of the file that the office gets", sha256(fetched(link)).digest(), sha256(content).digest())
    stage.technician.tells(f"leaves a photo: PNG, {WIDTH} by {HEIGHT}, {len(content):,} bytes")


def _seen(stage: Stage, visit: Visit) -> list[tuple[str, int, int]]:
    photos = stage.office.get(f"/jobs/{visit.job_id}")["photos"]
    return [(photo["name"], photo["width"], photo["height"]) for photo in photos]
