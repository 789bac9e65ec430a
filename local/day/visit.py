"""A visit at a customer's: one appointment of a job, by its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol


class Reader(Protocol):
    """Somebody who is signed in."""

    def get(self, path: str) -> Any: ...


@dataclass(frozen=True, kw_only=True)
class Visit:
    job_id: str
    appointment_id: str

    @property
    def path(self) -> str:
        return f"/jobs/{self.job_id}/appointments/{self.appointment_id}"

    def seen_by(self, reader: Reader) -> Any:
        """The appointment as the job shows it now."""
        job = reader.get(f"/jobs/{self.job_id}")
        return next(each for each in job["appointments"] if each["id"] == self.appointment_id)
