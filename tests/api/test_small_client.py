"""What docs/api.md shows is enough: a small client written from it plays a technician's day, signal or not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import httpx
import pytest

from tests.api.conftest import PASSWORD, Office, instant
from tests.api.small_client import SmallClient
from tests.images import a_png

pytestmark = pytest.mark.accounts

TODAY = "2026-03-02"


class Underground(httpx.BaseTransport):
    """The network of a phone; below ground requests do not leave, or their answers do not come back."""

    def __init__(self) -> None:
        self.above = httpx.HTTPTransport()
        self.signal = True
        self.loses_answers = False

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        if not self.signal:
            raise httpx.ConnectError("no signal")
        answer = self.above.handle_request(request)
        if self.loses_answers:
            answer.read()
            raise httpx.ReadTimeout("the answer was lost")
        return answer

    def close(self) -> None:
        self.above.close()


@pytest.fixture
def network() -> Underground:
    return Underground()


@pytest.fixture
def phone(office: Office, network: Underground) -> Iterator[SmallClient]:
    """Three hours fast."""

    def now() -> str:
        office.clock.move(seconds=1)
        return instant(office.clock.now + timedelta(hours=3))

    with httpx.Client(base_url=office.http.base_url, transport=network) as http:
        client = SmallClient(http=http, email=office.sam.email, password=PASSWORD, now=now)
        client.sign_in()
        yield client


def test_the_day(office: Office, phone: SmallClient) -> None:
    office.settle(hold_seconds=10)
    visit = office.visit()
    (card,) = phone.today(TODAY)
    assert phone.today(TODAY) == [card]
    words = phone.preview(card, "enroute", arrival={"minutes": 20})["text"]

    first, undo = phone.tap(card, "enroute", arrival={"minutes": 20}), phone.tap(card, "scheduled")
    assert phone.flush()
    second = phone.tap(card, "enroute", arrival={"minutes": 20})
    assert phone.flush()
    office.clock.move(seconds=10)
    office.run.sources.fire("sweep_alerts")
    started, note = phone.tap(card, "started"), phone.note(card["job_id"], "Coil iced over")
    photo = phone.photo(card["job_id"], a_png(), "image/png")
    done = phone.tap(card, "complete", outcome="done")
    assert phone.flush()

    statuses = [tap.answer["status"] for tap in (first, undo, second, started, done)]
    assert statuses == ["enroute", "scheduled", "enroute", "started", "complete"]
    assert visit.texts() == [words]
    job = phone.job(card["job_id"])
    assert (job["status"], job["notes"], job["photos"]) == ("complete", [note.answer], [photo])


def test_what_was_done_without_signal_arrives_later_with_its_true_time(
    office: Office, phone: SmallClient, network: Underground
) -> None:
    visit = office.visit()
    (card,) = phone.today(TODAY)
    network.signal = False
    tapped_at = office.clock.now
    started, done = phone.tap(card, "started"), phone.tap(card, "complete", outcome="follow_up")
    assert not phone.flush()

    office.clock.move(hours=6)
    network.signal = True

    assert phone.flush()
    assert done.answer["status"] == "complete"
    assert done.answer["change"]["source"] == "mobile_offline"
    assert started.answer["change"]["occurred_at"] == instant(tapped_at + timedelta(seconds=1))
    assert visit.texts() == []


def test_an_answer_that_was_lost_is_asked_for_again_and_nothing_happens_twice(
    office: Office, phone: SmallClient, network: Underground
) -> None:
    visit = office.visit()
    (card,) = phone.today(TODAY)
    tap, note = phone.tap(card, "enroute"), phone.note(card["job_id"], "Dog in the yard")

    network.loses_answers = True
    assert not phone.flush()
    network.loses_answers = False
    assert phone.flush()
    office.catch_up()

    assert tap.answer["version"] == visit.now()["version"] == 2
    assert [each["text"] for each in phone.job(card["job_id"])["notes"]] == [note.answer["text"]]
    assert len(visit.texts()) == 1


def test_a_refusal_keeps_nothing_behind_it_waiting(office: Office, phone: SmallClient) -> None:
    visit = office.visit()
    (card,) = phone.today(TODAY)
    visit.moved(office.dispatcher, "canceled")

    refused, note = phone.tap(card, "enroute"), phone.note(card["job_id"], "Nobody home")

    assert phone.flush()
    assert (refused.refusal["code"], refused.refusal["allowed"]) == ("not_allowed", [])
    assert note.answer["text"] == "Nobody home"


def test_an_old_token_is_renewed_on_the_way(office: Office, phone: SmallClient) -> None:
    office.visit()
    phone.tokens["IdToken"] = "old"

    assert len(phone.today(TODAY)) == 1
