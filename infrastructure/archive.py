"""The zip that Lambda loads, to the last byte the same whenever it is made of the same."""

import zipfile
from pathlib import Path

LONG_AGO = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644
UNIX = 3


def unpack(original: Path, folder: Path) -> None:
    with zipfile.ZipFile(original) as archive:
        archive.extractall(folder)


def pack(folder: Path, finished: Path) -> None:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    with zipfile.ZipFile(finished, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in files:
            archive.writestr(_entry(path.relative_to(folder).as_posix()), path.read_bytes(), compresslevel=9)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=LONG_AGO)
    entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, UNIX, READABLE << 16
    return entry
