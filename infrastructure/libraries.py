"""What of the libraries ships: their code, and of botocore's descriptions of AWS only the services that are used."""

import gzip
import json
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

SERVICES = frozenset({"cognito-idp", "dynamodb", "s3", "sns", "sqs"})
# A description is how a service is called and where it is; how to page, wait and what examples there are nobody asks.
DESCRIPTIONS = frozenset({"service-2.json.gz", "endpoint-rule-set-1.json.gz"})
FOR_ALL_SERVICES = frozenset({"_retry.json", "endpoints.json", "partitions.json", "sdk-default-configuration.json"})
BOTOCORE_DATA = PurePosixPath("botocore/data")
# boto3's resources, the zones that dateutil carries beside tzdata, other transports than the one that is used, and what
# phone numbers tell besides whose and what kind they are.
NEVER_READ = frozenset(
    {
        *("boto3/crt.py", "boto3/data", "boto3/dynamodb", "boto3/ec2", "boto3/examples", "botocore/stub.py"),
        *("dateutil/easter.py", "dateutil/rrule.py", "dateutil/zoneinfo"),
        *("phonenumbers/carrier.py", "phonenumbers/geocoder.py", "phonenumbers/prefix.py", "phonenumbers/timezone.py"),
        *("s3transfer/crt.py", "s3transfer/processpool.py"),
        *("urllib3/contrib/emscripten", "urllib3/contrib/pyopenssl.py", "urllib3/contrib/socks.py"),
        *("tzdata/zoneinfo/iso3166.tab", "tzdata/zoneinfo/leapseconds", "tzdata/zoneinfo/tzdata.zi"),
        *("tzdata/zoneinfo/zone.tab", "tzdata/zoneinfo/zone1970.tab", "tzdata/zoneinfo/zonenow.tab"),
    }
)
SHORT_NUMBERS = PurePosixPath("phonenumbers/shortdata")
NOT_RUN = frozenset({".pyi", ".pyx", ".pxd", ".c", ".h", ".typed"})


class Absent(Exception):
    """A service that is to ship is not described in botocore: it is misspelt, or has moved."""


def unpack(wheels: Iterable[Path], folder: Path) -> None:
    """Into a folder that can be put on the path."""
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder, [name for name in archive.namelist() if ships(PurePosixPath(name))])
    _cut_endpoints(folder / BOTOCORE_DATA / "endpoints.json")
    _drop_comments(folder / "botocore" / "cacert.pem")
    for description in (folder / BOTOCORE_DATA).rglob("*.json.gz"):
        _drop_documentation(description)
    absent = {service for service in SERVICES if not any((folder / BOTOCORE_DATA / service).glob("*/service-2*"))}
    if absent:
        raise Absent(f"botocore does not describe {', '.join(sorted(absent))}")


def ships(path: PurePosixPath) -> bool:
    if path.is_relative_to(BOTOCORE_DATA):
        return _is_used(path.relative_to(BOTOCORE_DATA))
    is_about_the_wheel = path.parts[0].endswith((".dist-info", ".data"))
    is_short_number = path.parent == SHORT_NUMBERS and path.name != "__init__.py"
    is_never_read = is_short_number or any(str(place) in NEVER_READ for place in (path, *path.parents))
    return not (is_about_the_wheel or is_never_read or path.suffix in NOT_RUN)


def _is_used(path: PurePosixPath) -> bool:
    return str(path) in FOR_ALL_SERVICES or (path.parts[0] in SERVICES and path.name in DESCRIPTIONS)


def _cut_endpoints(file: Path) -> None:
    """All of it is read at each cold start."""
    endpoints = json.loads(file.read_text(encoding="utf-8"))
    for partition in endpoints["partitions"]:
        partition["services"] = {name: said for name, said in partition["services"].items() if name in SERVICES}
    file.write_text(json.dumps(endpoints, separators=(",", ":")), encoding="utf-8")


def _drop_comments(certificates: Path) -> None:
    lines = certificates.read_text(encoding="utf-8").splitlines(keepends=True)
    certificates.write_text("".join(line for line in lines if not line.startswith("#")), encoding="utf-8")


def _drop_documentation(description: Path) -> None:
    """Nine tenths of it are written for people."""
    told = json.loads(gzip.decompress(description.read_bytes()))
    description.with_suffix("").write_text(json.dumps(_undocumented(told), separators=(",", ":")), encoding="utf-8")
    description.unlink()


def _undocumented(told: Any) -> Any:
    match told:
        case dict():
            kept = {name: value for name, value in told.items() if name != "documentation" or isinstance(value, dict)}
            return {name: _undocumented(value) for name, value in kept.items()} | _wanted(told)
        case list():
            return [_undocumented(value) for value in told]
        case _:
            return told


def _wanted(told: Mapping[str, Any]) -> dict[str, str]:
    """Settings of a client must have words, empty ones will do; they have a type and nothing else."""
    return {"documentation": ""} if told.keys() == {"documentation", "type"} else {}


def copy_sources(checkout: Path, folder: Path) -> None:
    """The project's own part of the package, without what Python left beside it."""
    shutil.copytree(checkout / "chalicelib", folder / "chalicelib", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(checkout / "app.py", folder / "app.py")
