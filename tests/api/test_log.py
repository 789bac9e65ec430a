"""What reaches the log, and what never does."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import pytest

from chalicelib import wiring
from chalicelib.usecases.ports import Services
from tests.api.conftest import Office, a_job_body, refused
from tests.conftest import personal_in


def test_a_bug_is_logged_by_its_place_and_answered_without_its_inside(
    office: Office, services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken() -> NoReturn:
        raise RuntimeError("Rosa Delgado, 41 E Palm Ln, +16025550123")

    monkeypatch.setattr(wiring, "services", lambda: replace(services, clock=broken))

    answer = office.dispatcher.ask("POST", "/jobs", a_job_body())

    refused(answer, 500, "internal")
    assert personal_in(answer.text) == []
    assert "bug: RuntimeError" in caplog.text


@pytest.mark.parametrize(
    "line",
    [
        "sent to +16025550123",
        "Bearer eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.x",
        "41 E Palm Ln",
        "Rosa",
        "Gate code 4411",
        "correct horse battery",
    ],
)
def test_the_watch_over_the_log_sees_what_is_personal(line: str) -> None:
    assert len(personal_in(line)) == 1
