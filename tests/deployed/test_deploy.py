"""With which parameters a stack is deployed again."""

from __future__ import annotations

from infrastructure.deploy import NOT_YET, settled

KNOWN = ("CodeBucket", "DomainName", "OperatorEmail", "SiteOrigins")


def test_the_first_time_no_page_may_use_the_photos_until_the_site_has_an_address() -> None:
    assert settled({"CodeBucket": "code"}, KNOWN, {}) == {"CodeBucket": "code", "SiteOrigins": NOT_YET}


def test_what_is_not_given_anew_stays_as_it_was() -> None:
    before = {"SiteOrigins": "https://d1.cloudfront.net", "OperatorEmail": "ops@example.com"}

    assert settled(before, KNOWN, {}) == before


def test_a_new_domain_is_where_the_pages_are_from_now_on() -> None:
    given = {"DomainName": "app.example.com"}

    after = settled({"SiteOrigins": "https://d1.cloudfront.net", **given}, KNOWN, given)

    assert after["SiteOrigins"] == "https://app.example.com"


def test_origins_that_are_given_are_kept_beside_a_new_domain() -> None:
    given = {"DomainName": "app.example.com", "SiteOrigins": "https://app.example.com,https://old.example.com"}

    assert settled(given, KNOWN, given)["SiteOrigins"] == given["SiteOrigins"]


def test_a_parameter_that_the_template_no_longer_has_is_dropped_and_a_misspelt_one_is_not() -> None:
    assert set(settled({"Forgotten": "x"}, KNOWN, {})) == {"SiteOrigins"}
    assert "OperatorMail" in settled({"OperatorMail": "x"}, KNOWN, {"OperatorMail": "x"}), "CloudFormation names it"
