"""A note: what somebody of the team leaves on a job. Customers never see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

LONGEST_NOTE = 2_000
"""Characters."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    note_id: str
    organization_id: str
    job_id: str
    person_id: str
    name: str
    text: str
    fingerprint: str
    created_at: datetime
