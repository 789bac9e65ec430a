"""A provider that turns texts away, refuses them, cannot be reached or whose answers are lost: the card tells it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest

from chalicelib import wiring
from chalicelib.gateways.sns import SnsPublisher
from chalicelib.usecases.ports import Services
from tests.api.conftest import Office, Visit
from tests.unit import sns_server as sns
from tests.unit.sns_server import Reply, SnsServer

SAYS_NOBODY = sns.lists(opted_out=False)

GoTo = Callable[[str], None]
Serve = Callable[..., SnsServer]


@pytest.fixture(autouse=True)
def nothing_is_owed(office: Office) -> None:
    """Or the sweeper would hand over what other tests have left: after two days it is too late for every text."""
    office.clock.move(days=2)
    office.run.sources.fire("sweep_alerts")
    office.clock.move(days=-2)


@pytest.fixture
def texts_go_to(services: Services, monkeypatch: pytest.MonkeyPatch) -> Iterator[GoTo]:
    """From now on another provider takes the texts; without an address, the embedded AWS again."""
    with ExitStack() as made:

        def turn(url: str) -> None:
            with pytest.MonkeyPatch.context() as while_made:
                while_made.setenv("AWS_ENDPOINT_URL_SNS", url)
                publisher = SnsPublisher("us-east-1", connections=2, read_seconds=0.2)
            made.callback(publisher.forget_connections)
            turned = replace(services, publisher=publisher) if url else services
            monkeypatch.setattr(wiring, "services", lambda: turned)

        yield turn


@pytest.fixture
def serve(texts_go_to: GoTo) -> Iterator[Serve]:
    """A provider that gives these replies to the texts it is handed, and knows of nobody who has opted out."""
    with ExitStack() as serving:

        def start(*replies: Reply) -> SnsServer:
            told = [reply for text in replies for reply in (SAYS_NOBODY, text)]
            server = serving.enter_context(SnsServer(*told))
            texts_go_to(server.url)
            return server

        yield start


def handed_over(server: SnsServer) -> int:
    return sum(request["Action"] == "Publish" for request in server.requests)


def pass_minutes(office: Office, number: int) -> None:
    """Each with its sweep."""
    for _ in range(number):
        office.clock.move(minutes=1)
        office.run.sources.fire("sweep_alerts")


def shown(visit: Visit) -> tuple[str, str | None]:
    alert = visit.now()["alert"]
    return alert["state"], alert["reason"]


@pytest.mark.parametrize(("minutes", "texts", "card"), [(5, 1, ("sent", None)), (20, 0, ("skipped", "stale"))])
def test_a_provider_out_of_reach_is_tried_until_the_text_would_be_late(
    office: Office, texts_go_to: GoTo, minutes: int, texts: int, card: tuple[str, str | None]
) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    with sns.nobody_listening() as nowhere:
        texts_go_to(nowhere)
    office.catch_up()
    assert shown(visit) == ("pending", None)

    pass_minutes(office, minutes)
    texts_go_to("")
    pass_minutes(office, 10)

    assert len(visit.texts()) == texts
    assert shown(visit) == card


def test_what_is_turned_away_for_the_rate_is_tried_again_and_sent_once(office: Office, serve: Serve) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    server = serve(sns.refuses("Throttled", 429), sns.refuses("Throttled", 429), sns.takes())

    office.catch_up()
    pass_minutes(office, 5)

    assert shown(visit) == ("sent", None)
    assert handed_over(server) == 3


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (sns.refuses("InvalidParameter"), "invalid_parameter"),
        (sns.refuses("OptedOut"), "opted_out"),
        (sns.refuses("AuthorizationError", 403), "not_authorized"),
        (sns.refuses("UserError"), "invalid_parameter"),
        (sns.refuses("EndpointDisabled"), "refused"),
    ],
)
def test_a_refusal_is_shown_with_its_reason_and_the_day_goes_on(
    office: Office, serve: Serve, reply: Reply, reason: str
) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    server = serve(reply)

    office.catch_up()
    pass_minutes(office, 3)

    assert shown(visit) == ("failed", reason)
    assert visit.now()["flags"] == ["failed"]
    assert handed_over(server) == 1
    assert visit.moved(office.sam, "started")["status"] == "started"


@pytest.mark.parametrize("reply", [sns.never_answers, sns.resets, sns.says(503, "")])
def test_a_lost_answer_is_shown_as_unknown_and_only_a_person_sends_it_again(
    office: Office, serve: Serve, reply: Reply
) -> None:
    visit = office.visit()
    visit.moved(office.sam, "enroute")
    server = serve(reply, sns.takes())
    office.catch_up()

    pass_minutes(office, 3)
    assert (shown(visit), handed_over(server)) == (("unknown", None), 1)
    office.sam.post(f"{visit.path}/alerts/{visit.now()['alert']['id']}/resend")
    office.catch_up()

    assert (shown(visit), handed_over(server)) == (("sent", None), 2)
