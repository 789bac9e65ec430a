"""The web clients' files in the bucket of pages, each with its type and its age, as a local run serves them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from local.web.files import ASKS_EACH_TIME, NEVER_CHANGES, TYPES

WORKER = "service-worker.js"


def publish(s3: Any, bucket: str, built: Path) -> list[str]:
    """The keys, in an order in which nothing names a file that is not there yet.

    Pages come after their parts, the worker, who keeps both on a phone, last. Old files stay, for pages that are open.
    """
    files = [path for path in built.rglob("*") if path.is_file() and not path.name.startswith(".")]
    keys = []
    for file in sorted(files, key=lambda path: (path.name == WORKER, path.suffix == ".html", str(path))):
        keys.append(file.relative_to(built).as_posix())
        age = NEVER_CHANGES if file.parent.name == "assets" else ASKS_EACH_TIME
        content_type = TYPES[file.suffix]
        s3.put_object(Bucket=bucket, Key=keys[-1], Body=file.read_bytes(), ContentType=content_type, CacheControl=age)
    return keys
