"""The operator's tool. Everything is only said, and nothing done, until `--do-it`.

python -m ops prod organization --brand "Desert Air" --time-zone America/Phoenix ... (see --help)
python -m ops prod texts off
python -m ops prod sms-attributes --monthly-limit 50
python -m ops prod redrive
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any
from zoneinfo import available_timezones

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from ops import organization, redrive, texts
from ops.deployed import Clients, Deployed

Told = argparse.Namespace
Tell = Callable[[str], object]
Act = Callable[[Deployed, Told, Tell], None]


def found(deployed: Deployed, told: Told, tell: Tell) -> None:
    if told.time_zone not in available_timezones():
        raise ValueError(f"there is no time zone {told.time_zone}; one is America/Phoenix")
    founding = organization.Founding(
        brand=told.brand,
        phone=told.phone,
        time_zone=told.time_zone,
        email=told.email,
        first_name=told.first_name,
        last_name=told.last_name,
    )
    tell(f"founds {told.brand} ({told.time_zone}) as {founding.organization.organization_id}")
    tell(f"invites {told.email} as its dispatcher; the first password comes by e-mail and lasts 7 days")
    if told.do_it:
        organization.found(deployed.settings(), founding)


def switch_texts(deployed: Deployed, told: Told, tell: Tell) -> None:
    dynamodb, table = deployed.client("dynamodb"), deployed.resource("Table")
    before = "off" if texts.are_off(dynamodb, table) else "on"
    tell(f"all texts of all organizations are {before}; turns them {told.to}")
    if told.do_it:
        texts.switch(dynamodb, table, off=told.to == "off")


def settle_sms(deployed: Deployed, told: Told, tell: Tell) -> None:
    role = deployed.stack.outputs()["SmsLogRole"]
    wanted = texts.attributes(told.monthly_limit, role)
    for name, value in wanted.items():
        tell(f"sets {name} to {value}")
    limit = deployed.stack.parameters()["SmsMonthlySpendLimit"]
    if limit != str(told.monthly_limit):
        tell(f"the alarm still thinks of {limit}: deploy with SmsMonthlySpendLimit={told.monthly_limit}")
    if told.do_it:
        deployed.client("sns").set_sms_attributes(attributes=dict(wanted))


def send_again(deployed: Deployed, told: Told, tell: Tell) -> None:
    sqs, s3 = deployed.client("sqs"), deployed.client("s3")
    dead_letters, bucket = deployed.resource("AlertDeadLetters"), deployed.resource("StreamFailures")
    tell(f"returns about {redrive.waiting_messages(sqs, dead_letters)} messages to their queue")
    for key in redrive.kept_records(s3, bucket):
        tell(f"has a function take {key} again")
    if told.do_it:
        redrive.return_messages(sqs, dead_letters, deployed.resource("AlertQueue"))
        redrive.return_records(s3, deployed.client("lambda"), bucket)


def main(arguments: list[str] | None = None, client: Clients | None = None, tell: Tell = print) -> int:
    told = parser().parse_args(arguments)
    session = boto3.Session()
    deployed = Deployed(client=client or session.client, region=session.region_name, name=f"on-my-way-{told.stage}")
    try:
        told.act(deployed, told, tell)
    except (ClientError, BotoCoreError, ValueError, redrive.FailedAgain) as reason:
        sys.stderr.write(f"{type(reason).__name__}: {reason}\n")
        return 1
    tell("done" if told.do_it else "nothing done yet: once more with --do-it")
    return 0


def parser() -> argparse.ArgumentParser:
    raw = argparse.RawTextHelpFormatter
    whole = argparse.ArgumentParser(prog="python -m ops", description=__doc__, formatter_class=raw)
    whole.add_argument("stage", help="of which the stack is, such as prod")
    acts = whole.add_subparsers(required=True)
    founds = _act(acts, "organization", found, "a new organization with its first dispatcher")
    for name in ("brand", "time-zone", "email", "first-name", "last-name"):
        founds.add_argument(f"--{name}", required=True)
    founds.add_argument("--phone", help="of the office, as +16025550100")
    switches = _act(acts, "texts", switch_texts, "the switch that stops all texts of all organizations")
    switches.add_argument("to", choices=["on", "off"])
    settles = _act(acts, "sms-attributes", settle_sms, "spend limit and delivery log, of the whole account and region")
    settles.add_argument("--monthly-limit", type=int, required=True, metavar="USD")
    _act(acts, "redrive", send_again, "what was given up, once more")
    return whole


def _act(acts: Any, name: str, act: Act, purpose: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = acts.add_parser(name, help=purpose)
    made.add_argument("--do-it", action="store_true", help="else it is only said what would be done")
    made.set_defaults(act=act)
    return made


if __name__ == "__main__":
    sys.exit(main())
