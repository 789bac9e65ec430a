"""The real collaborators, chosen once for each container."""

from __future__ import annotations

import os
import random
import sys
import time
from datetime import UTC, datetime
from functools import cache

from chalicelib.domain.clocks import to_milliseconds
from chalicelib.domain.identifiers import new_identifier
from chalicelib.gateways.cognito import CognitoAccounts
from chalicelib.gateways.due_queue import SqsDueQueue
from chalicelib.gateways.journal import Journal
from chalicelib.gateways.phone_numbers import PhoneNumbers
from chalicelib.gateways.photo_files import PhotoFiles
from chalicelib.gateways.sns import SnsPublisher
from chalicelib.settings import Settings, read_settings
from chalicelib.storage.allowances import Allowances
from chalicelib.storage.appointments import Appointments
from chalicelib.storage.daily_texts import DailyTexts
from chalicelib.storage.jobs import Jobs
from chalicelib.storage.keys import where_of
from chalicelib.storage.notes import Notes
from chalicelib.storage.opt_outs import OptOuts
from chalicelib.storage.organizations import Organizations
from chalicelib.storage.people import People
from chalicelib.storage.photos import Photos
from chalicelib.storage.table import Table
from chalicelib.usecases.ports import WORKERS, Services

__all__ = ["services", "settings", "where_of"]


@cache
def settings() -> Settings:
    return read_settings()


@cache
def services() -> Services:
    """The seam: tests put others in its place."""
    chosen, opt_outs = settings(), OptOuts(settings().opt_out_key)
    Table.bind(chosen.table_name, chosen.region)
    return Services(
        appointments=Appointments(),
        jobs=Jobs(),
        notes=Notes(),
        photos=Photos(),
        photo_files=PhotoFiles(chosen.photos_bucket, chosen.region),
        organizations=Organizations(opt_outs),
        people=People(),
        accounts=CognitoAccounts(chosen.user_pool_id, chosen.region),
        opt_outs=opt_outs,
        daily_texts=DailyTexts(),
        allowances=Allowances(),
        publisher=SnsPublisher(chosen.region, connections=WORKERS),
        due_queue=SqsDueQueue(chosen.alert_queue_url, chosen.region),
        phone_numbers=PhoneNumbers(),
        journal=Journal(sys.stdout),
        clock=_now,
        chance=random.random,
        new_id=_new_id,
        sleep=time.sleep,
    )


def _new_id() -> str:
    return new_identifier(_now(), os.urandom(10))


def _now() -> datetime:
    return to_milliseconds(datetime.now(UTC))
