"""Deploys what `make package` made: the package into a bucket, the stack, and the pages of the web clients.

    python -m infrastructure.deploy prod [OperatorEmail=ops@example.com ...]

Credentials and region are those of the environment. Parameters stay as they are unless they are given anew.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from infrastructure.package import DIST, STAGE, TEMPLATE_NAME
from infrastructure.pages import publish
from infrastructure.stack import NotDeployed, Stack
from local.web.build import BUILT

Clients = Callable[[str], Any]

# Nobody's origin: until the site has its own address, no page may use the bucket of photos.
NOT_YET = "https://not-yet.invalid"
USUAL_REGION = "us-east-1"


def deploy(client: Clients, stack: Stack, directory: Path, given: Mapping[str, str], bucket: str) -> dict[str, str]:
    """The stack's outputs. The first time without a domain takes two rounds: the site has an address after one."""
    template_url = _uploaded(client("s3"), directory, bucket)
    known = json.loads((directory / TEMPLATE_NAME).read_text(encoding="utf-8"))["Parameters"]
    parameters = settled({**stack.parameters(), **given, "CodeBucket": bucket}, known, given)
    outputs = stack.bring_to(template_url, parameters)
    if parameters["SiteOrigins"] == NOT_YET:
        outputs = stack.bring_to(template_url, {**parameters, "SiteOrigins": f"https://{outputs['SiteDomain']}"})
    return outputs


def settled(values: Mapping[str, str], known: Collection[str], given: Mapping[str, str]) -> dict[str, str]:
    """The template's parameters. A new domain is where the pages are from now on, unless they are elsewhere."""
    site = f"https://{given['DomainName']}" if given.get("DomainName") else values.get("SiteOrigins", NOT_YET)
    return {
        name: value
        for name, value in {**values, "SiteOrigins": site, **given}.items()
        if name in known or name in given
    }


def _uploaded(s3: Any, directory: Path, bucket: str) -> str:
    """Where the template lies; whatever was deployed before stays there, too."""
    _make(s3, bucket)
    for package in directory.glob("*.zip"):
        s3.put_object(Bucket=bucket, Key=package.name, Body=package.read_bytes())
    template = (directory / TEMPLATE_NAME).read_bytes()
    name = f"{hashlib.sha256(template).hexdigest()}.json"
    s3.put_object(Bucket=bucket, Key=name, Body=template)
    return f"{s3.meta.endpoint_url}/{bucket}/{name}"


def _make(s3: Any, bucket: str) -> None:
    region = s3.meta.region_name
    where = {} if region == USUAL_REGION else {"CreateBucketConfiguration": {"LocationConstraint": region}}
    try:
        s3.head_bucket(Bucket=bucket)
    except ClientError:
        s3.create_bucket(Bucket=bucket, **where)  # private and encrypted, as every new bucket is


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m infrastructure.deploy", description="Deploy what was packaged.")
    parser.add_argument("stage", help="of which the stack is, such as prod or trial")
    parser.add_argument("parameters", nargs="*", metavar="Name=value", help="of the template")
    told = parser.parse_args()
    given = dict(parameter.split("=", 1) for parameter in told.parameters)
    try:
        outputs = _deployed(f"on-my-way-{told.stage}", given)
    except (NotDeployed, ClientError, BotoCoreError) as reason:
        sys.stderr.write(f"{type(reason).__name__}: {reason}\n")
        return 1
    sys.stdout.write("".join(f"{name}: {value}\n" for name, value in sorted(outputs.items())))
    return 0


def _deployed(name: str, given: Mapping[str, str]) -> dict[str, str]:
    session = boto3.Session()
    account = session.client("sts").get_caller_identity()["Account"]
    bucket = f"on-my-way-code-{account}-{session.region_name}"
    stack = Stack(client=session.client("cloudformation"), name=name)
    outputs = deploy(session.client, stack, DIST / STAGE, given, bucket)
    publish(session.client("s3"), outputs["PagesBucket"], BUILT)
    return outputs


if __name__ == "__main__":
    sys.exit(main())
