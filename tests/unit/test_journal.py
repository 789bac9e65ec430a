"""The journal: lines that are metrics, and hold nobody's data."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from typing import Any

from chalicelib.domain.alert import Reason
from chalicelib.domain.decision import decided
from chalicelib.domain.status import Status
from chalicelib.gateways.journal import Journal
from chalicelib.usecases.journal import tell
from tests import fakes
from tests.builders import NOON, a_change, an_alert, an_appointment


def written(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_a_decision_is_one_line_that_counts_a_text_by_outcome_and_reason() -> None:
    stream, change = io.StringIO(), a_change()
    alert, where = an_alert(change), an_appointment(change).where

    Journal(stream).text_decided(decided(where, alert.skipped(Reason.STALE, NOON), NOON + timedelta(seconds=12)), NOON)

    (line,) = written(stream)
    assert (line["outcome"], line["reason"], line["Texts"]) == ("skipped", "stale", 1)
    assert (line["TapToDecision"], line["DueToDecision"]) == (12_000, 2_000)
    assert (line["appointment"], line["alert"]) == (where.appointment_id, alert.alert_id)


def test_every_metric_and_dimension_that_a_line_announces_is_in_it() -> None:
    stream, change = io.StringIO(), a_change()
    journal = Journal(stream)

    journal.text_decided(decided(an_appointment(change).where, an_alert(change), NOON), NOON)
    journal.swept(overdue=0, oldest=timedelta(), at=NOON)

    for line in written(stream):
        (directive,) = line["_aws"]["CloudWatchMetrics"]
        named = {metric["Name"] for metric in directive["Metrics"]} | set().union(*directive["Dimensions"])
        assert named <= set(line)
        assert line["_aws"]["Timestamp"] == NOON.timestamp() * 1000


def test_what_was_decided_before_it_was_due_was_not_late() -> None:
    stream, change = io.StringIO(), a_change()
    undone = an_alert(change).skipped(Reason.UNDONE, NOON)

    Journal(stream).text_decided(decided(an_appointment(change).where, undone, NOON + timedelta(seconds=4)), NOON)

    (line,) = written(stream)
    assert (line["TapToDecision"], line["DueToDecision"]) == (4_000, 0)


def test_a_sweep_is_a_heartbeat_with_the_age_of_the_oldest_unfinished_alert() -> None:
    stream = io.StringIO()
    journal = Journal(stream)

    journal.swept(overdue=3, oldest=timedelta(minutes=2, milliseconds=500), at=NOON)
    journal.swept(overdue=0, oldest=timedelta(), at=NOON)

    told = [(line["Sweeps"], line["OverdueAlerts"], line["OldestAlert"]) for line in written(stream)]
    assert told == [(1, 3, 120.5), (1, 0, 0)]


def test_a_line_holds_ids_and_words_of_ours_only() -> None:
    stream, change = io.StringIO(), a_change()
    appointment = an_appointment(change, alerts=[an_alert(change).claimed(owner="x", text="Hello Rosa", now=NOON)])

    Journal(stream).text_decided(decided(appointment.where, appointment.alerts[0], NOON), NOON)

    assert "Rosa" not in stream.getvalue()
    assert "+1" not in stream.getvalue()


def test_each_alert_that_a_write_decides_about_is_told_and_no_other() -> None:
    journal, change = fakes.Journal(), a_change()
    waiting = an_appointment(change, alerts=[an_alert(change)])
    undone = waiting.with_entry(a_change(Status.SCHEDULED, at=NOON + timedelta(seconds=5)))

    tell(fakes.services(journal=journal), an_appointment(), waiting)
    tell(fakes.services(journal=journal), waiting, undone)
    tell(fakes.services(journal=journal), undone, undone)

    assert [(decision.outcome, decision.reason) for decision in journal.decisions] == [("skipped", "undone")]
