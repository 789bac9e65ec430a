"""One JSON line for each decision, in CloudWatch's embedded metric format: the log line is the metric, too."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, TextIO

from chalicelib.domain.decision import TextDecided

NAMESPACE = "OnMyWay"
MILLISECOND = timedelta(milliseconds=1)


class Journal:
    """Writes to `stream`: on Lambda standard output is the log."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def text_decided(self, decision: TextDecided, at: datetime) -> None:
        self._write(
            at,
            metrics={"Texts": "Count", "TapToDecision": "Milliseconds", "DueToDecision": "Milliseconds"},
            dimensions=[["outcome"], ["outcome", "reason"]],
            facts={
                "event": "text_decided",
                "organization": decision.where.organization_id,
                "job": decision.where.job_id,
                "appointment": decision.where.appointment_id,
                "alert": decision.alert_id,
                "outcome": decision.outcome,
                "reason": decision.reason or "none",
                "tries": decision.tries,
                "Texts": 1,
                "TapToDecision": decision.after // MILLISECOND,
                "DueToDecision": decision.overdue // MILLISECOND,
            },
        )

    def swept(self, *, overdue: int, oldest: timedelta, at: datetime) -> None:
        """Written even when nothing was owed: its absence is the alarm."""
        self._write(
            at,
            metrics={"Sweeps": "Count", "OverdueAlerts": "Count", "OldestAlert": "Seconds"},
            dimensions=[[]],
            facts={"event": "swept", "Sweeps": 1, "OverdueAlerts": overdue, "OldestAlert": oldest.total_seconds()},
        )

    def _write(
        self, at: datetime, *, metrics: Mapping[str, str], dimensions: list[list[str]], facts: Mapping[str, Any]
    ) -> None:
        directive = {
            "Namespace": NAMESPACE,
            "Dimensions": dimensions,
            "Metrics": [{"Name": name, "Unit": unit} for name, unit in metrics.items()],
        }
        described = {"Timestamp": int(at.timestamp() * 1000), "CloudWatchMetrics": [directive]}
        self._stream.write(json.dumps({**facts, "_aws": described}) + "\n")
        self._stream.flush()
