"""Nobody spends the office's money without end: an hour's texts and photos of one person have a limit."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chalicelib.domain.allowance import PER_HOUR, Costly, hour_of
from tests.api.conftest import Client, Office, an_invitation, refused


def spend_all(office: Office, who: Client, costly: Costly) -> None:
    hour = hour_of(office.clock.now)
    place = (office.organization.organization_id, who.person_id, costly, hour)
    while office.services.allowances.take(*place, PER_HOUR[costly]):
        pass


def test_whoever_caused_too_many_texts_still_sets_out_but_the_customer_is_not_texted(office: Office) -> None:
    visit = office.visit()
    spend_all(office, office.sam, Costly.TEXT)

    tapped = visit.moved(office.sam, "enroute")
    office.catch_up()

    assert (tapped["status"], tapped["alert"]["state"], tapped["alert"]["reason"]) == ("enroute", "skipped", "too_many")
    assert visit.texts() == []


def test_a_colleagues_texts_and_the_next_hours_go_out(office: Office) -> None:
    spend_all(office, office.sam, Costly.TEXT)
    colleagues, later = office.visit(technician=office.bo), office.visit()

    colleagues.moved(office.bo, "enroute")
    office.catch_up()
    office.clock.move(hours=1)
    later.moved(office.sam, "enroute")
    office.catch_up()

    assert [len(visit.texts()) for visit in (colleagues, later)] == [1, 1]


def test_a_resend_too_many_is_refused_until_the_next_hour(office: Office) -> None:
    visit = office.visit()
    alert = visit.moved(office.sam, "enroute")["alert"]
    office.catch_up()
    spend_all(office, office.dispatcher, Costly.TEXT)

    answer = office.dispatcher.ask("POST", f"{visit.path}/alerts/{alert['id']}/resend", {})

    assert "wait 60 minutes" in refused(answer, 429, "too_often")["detail"]
    wait = timedelta(seconds=int(answer.headers["retry-after"]))
    assert office.clock.now + wait == hour_of(office.clock.now) + timedelta(hours=1)
    office.clock.now += wait
    assert office.dispatcher.post(f"{visit.path}/alerts/{alert['id']}/resend")["alert"]["state"] == "pending"


def test_a_photo_too_many_is_refused_but_one_that_was_announced_can_be_sent(office: Office) -> None:
    visit, photo = office.visit(), {"content_type": "image/png", "size": 100}
    first = office.sam.post(f"/jobs/{visit.job_id}/photos", photo, key="first")
    spend_all(office, office.sam, Costly.PHOTO)

    refused(office.sam.ask("POST", f"/jobs/{visit.job_id}/photos", photo), 429, "too_often")

    assert office.sam.post(f"/jobs/{visit.job_id}/photos", photo, key="first")["id"] == first["id"]


def test_an_invitation_too_many_is_refused_and_nobody_is_invited(office: Office) -> None:
    spend_all(office, office.dispatcher, Costly.INVITATION)
    wanted = {"first_name": "Kim", "last_name": "Soto", "email": "kim.soto@example.com", "roles": ["technician"]}

    refused(office.dispatcher.ask("POST", "/people", wanted), 429, "too_often")

    assert "Kim" not in [person["first_name"] for person in office.dispatcher.get("/people")["people"]]


def test_an_invitation_that_is_sent_again_counts_as_one_more(office: Office) -> None:
    kim = office.dispatcher.post("/people", an_invitation())
    spend_all(office, office.dispatcher, Costly.INVITATION)

    refused(office.dispatcher.ask("POST", f"/people/{kim['id']}/invitation", {}), 429, "too_often")

    assert sum(mail["to"] == kim["email"] for mail in office.run.mails()) == 1


@pytest.mark.parametrize("status", ["started", "complete"])
def test_what_costs_nothing_has_no_limit(office: Office, status: str) -> None:
    visit = office.visit()
    spend_all(office, office.sam, Costly.TEXT)

    assert visit.moved(office.sam, status)["status"] == status
