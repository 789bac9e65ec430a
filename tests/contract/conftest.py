"""The ports twice: in memory, and in a table as infrastructure/resources.yaml describes it, under moto."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
import yaml
from moto import mock_aws

from chalicelib.storage.allowances import Allowances
from chalicelib.storage.appointments import Appointments
from chalicelib.storage.daily_texts import DailyTexts
from chalicelib.storage.jobs import Jobs
from chalicelib.storage.keys import ALL_TEXTS_SWITCH
from chalicelib.storage.notes import Notes
from chalicelib.storage.opt_outs import OptOuts
from chalicelib.storage.organizations import Organizations
from chalicelib.storage.people import People
from chalicelib.storage.photos import Photos
from chalicelib.storage.table import Table
from chalicelib.usecases import ports, text_ports
from tests import fakes

RESOURCES = Path(__file__).parents[2] / "infrastructure" / "resources.yaml"

OPT_OUT_KEY = "a key that nobody knows"


@dataclass(kw_only=True)
class Store:
    """The storage ports, and what only an operator does."""

    appointments: ports.Appointments
    jobs: ports.Jobs
    notes: ports.Notes
    photos: ports.Photos
    organizations: ports.Organizations
    people: ports.People
    opt_outs: text_ports.OptOuts
    daily_texts: text_ports.DailyTexts
    allowances: ports.Allowances
    switch_all_texts: Callable[[object], None]


@pytest.fixture(params=["memory", "dynamodb"])
def store(request: pytest.FixtureRequest) -> Store:
    made: Store = request.getfixturevalue(f"store_in_{request.param}")
    return made


@pytest.fixture
def store_in_memory() -> Store:
    memory = fakes.Memory()

    def switch_all_texts(off: object) -> None:
        memory.all_texts_off = bool(off)

    return Store(
        appointments=fakes.Appointments(memory),
        jobs=fakes.Jobs(memory),
        notes=fakes.Notes(memory),
        photos=fakes.Photos(memory),
        organizations=fakes.Organizations(memory),
        people=fakes.People(memory),
        opt_outs=fakes.OptOuts(memory),
        daily_texts=fakes.DailyTexts(memory),
        allowances=fakes.Allowances(memory),
        switch_all_texts=switch_all_texts,
    )


@pytest.fixture
def store_in_dynamodb(table: Any) -> Store:
    (pk, sk), opt_outs = ALL_TEXTS_SWITCH, OptOuts(OPT_OUT_KEY)
    return Store(
        appointments=Appointments(),
        jobs=Jobs(),
        notes=Notes(),
        photos=Photos(),
        organizations=Organizations(opt_outs),
        people=People(),
        opt_outs=opt_outs,
        daily_texts=DailyTexts(),
        allowances=Allowances(),
        switch_all_texts=lambda off: table.put_item(Item={"pk": pk, "sk": sk, "off": off}),
    )


@pytest.fixture
def table(dynamodb_table: Any) -> Any:
    """The table, empty."""
    with dynamodb_table.batch_writer() as batch:
        for item in dynamodb_table.scan()["Items"]:
            batch.delete_item(Key={"pk": item["pk"], "sk": item["sk"]})
    return dynamodb_table


@pytest.fixture(scope="module")
def dynamodb_table() -> Iterator[Any]:
    """Made anew for each module, so that moto is gone when the next kind of test wants a server of its own."""
    before = Table.Meta.table_name, Table.Meta.region
    with pytest.MonkeyPatch.context() as environment:
        environment.delenv("AWS_ENDPOINT_URL", raising=False)
        with mock_aws():
            made = boto3.resource("dynamodb").create_table(**described())
            Table.bind(made.name, "us-east-1")
            yield made
    if all(before):
        Table.bind(*map(str, before))


def described() -> dict[str, Any]:
    """The table's description, as CreateTable takes it."""
    properties = yaml.safe_load(RESOURCES.read_text("utf-8"))["Resources"]["Table"]["Properties"]
    taken = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes", "BillingMode")
    return {"TableName": "on-my-way", **{name: properties[name] for name in taken}}
