"""The e-mails that the user pool sent: an invitation brings the first password."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any


def mails(log: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The e-mails in ministack's log, newest first."""
    newest_first = sorted(log, key=lambda mail: float(mail["Timestamp"]), reverse=True)
    return [
        {
            "to": ", ".join(mail["To"]),
            "subject": mail["Subject"],
            "text": mail["BodyText"],
            "at": datetime.fromtimestamp(mail["Timestamp"], UTC).isoformat(timespec="milliseconds"),
        }
        for mail in newest_first
    ]
