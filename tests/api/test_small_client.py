"""What docs/api.md shows is enough: the phone of the scripted day, written from it, is right with signal or without."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import pytest

from local.day.client import Client
from local.day.network import Answer, Network, NoAnswer
from local.day.phone import Phone
from tests.api.conformance import held_to_the_contract
from tests.api.conftest import PASSWORD, Office, instant

pytestmark = pytest.mark.accounts


class Underground:
    """The network of a phone; below ground requests do not leave, or their answers do not come back."""

    def __init__(self, above: Network) -> None:
        self.above = above
        self.signal = True
        self.loses_answers = False

    def __call__(self, method: str, url: str, body: Any, headers: Mapping[str, str]) -> Answer:
        if not self.signal:
            raise NoAnswer("no signal")
        answer = self.above(method, url, body, headers)
        if self.loses_answers:
            raise NoAnswer("the answer was lost")
        return answer


@pytest.fixture
def network(office: Office) -> Underground:
    return Underground(held_to_the_contract(office.http))


@pytest.fixture
def phone(office: Office, network: Underground) -> Phone:
    """Three hours fast."""

    def now() -> datetime:
        office.clock.move(seconds=1)
        return office.clock.now + timedelta(hours=3)

    sam = Client(address=office.run.url, email=office.sam.email, network=network)
    return Phone(client=sam.signed_in(PASSWORD), now=now)


def test_what_was_done_without_signal_arrives_later_with_its_true_time(
    office: Office, phone: Phone, network: Underground
) -> None:
    visit = office.visit()
    network.signal = False
    tapped_at = office.clock.now
    started, done = phone.tap(visit, "started"), phone.tap(visit, "complete", outcome="follow_up")
    assert not phone.flush()

    office.clock.move(hours=6)
    network.signal = True

    assert phone.flush()
    assert (done.told["status"], done.told["change"]["source"]) == ("complete", "mobile_offline")
    assert started.told["change"]["occurred_at"] == instant(tapped_at + timedelta(seconds=1))
    assert visit.texts() == []


def test_an_answer_that_was_lost_is_asked_for_again_and_nothing_happens_twice(
    office: Office, phone: Phone, network: Underground
) -> None:
    visit = office.visit()
    tap, note = phone.tap(visit, "enroute"), phone.note(visit.job_id, "Dog in the yard")

    network.loses_answers = True
    assert not phone.flush()
    network.loses_answers = False
    assert phone.flush()
    office.catch_up()

    assert tap.told["version"] == visit.now()["version"] == 2
    assert visit.job()["notes"] == [note.told]
    assert len(visit.texts()) == 1


def test_a_refusal_keeps_nothing_behind_it_waiting(office: Office, phone: Phone) -> None:
    visit = office.visit()
    visit.moved(office.dispatcher, "canceled")

    refused, note = phone.tap(visit, "enroute"), phone.note(visit.job_id, "Nobody home")

    assert phone.flush()
    assert (refused.told["code"], refused.told["allowed"]) == ("not_allowed", [])
    assert note.told["text"] == "Nobody home"


def test_an_old_token_is_renewed_on_the_way(phone: Phone) -> None:
    phone.client.tokens["IdToken"] = "old"

    assert phone.client.ask("GET", "/me").body["first_name"] == "Sam"
