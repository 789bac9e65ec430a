"""The table, its indexes and the one connection to it."""

from __future__ import annotations

from typing import Any

from pynamodb.attributes import UnicodeAttribute
from pynamodb.connection import Connection
from pynamodb.indexes import AllProjection, GlobalSecondaryIndex
from pynamodb.models import Model

from chalicelib.storage import outages


class Index(GlobalSecondaryIndex[Any]):
    """What an index holds besides its keys is said in infrastructure/resources.yaml; pynamodb does not ask."""

    def __init_subclass__(cls, **settings: Any) -> None:
        super().__init_subclass__(**settings)  # type: ignore[no-untyped-call]


class ScheduleIndex(Index):
    class Meta:
        index_name = "schedule"
        projection = AllProjection()

    schedule_pk = UnicodeAttribute(hash_key=True)
    schedule_sk = UnicodeAttribute(range_key=True)


class JobsIndex(Index):
    class Meta:
        index_name = "jobs"
        projection = AllProjection()

    jobs_pk = UnicodeAttribute(hash_key=True)
    jobs_sk = UnicodeAttribute(range_key=True)


class AttentionIndex(Index):
    class Meta:
        index_name = "attention"
        projection = AllProjection()

    attention_pk = UnicodeAttribute(hash_key=True)
    attention_sk = UnicodeAttribute(range_key=True)


class OwedIndex(Index):
    class Meta:
        index_name = "owed"
        projection = AllProjection()

    owed_pk = UnicodeAttribute(hash_key=True)
    owed_sk = UnicodeAttribute(range_key=True)


class Table(Model):
    """Every index is declared here, not on the rows it serves: then one connection knows them all."""

    class Meta:
        table_name: str | None = None
        region: str | None = None
        # Three tries of 2 + 5 s at most: below the 29 s that API Gateway waits.
        connect_timeout_seconds = 2
        read_timeout_seconds = 5
        max_retry_attempts = 2
        max_pool_connections = 32

    pk = UnicodeAttribute(hash_key=True)
    sk = UnicodeAttribute(range_key=True)
    schedule = ScheduleIndex()
    jobs = JobsIndex()
    attention = AttentionIndex()
    owed = OwedIndex()

    @classmethod
    def bind(cls, table_name: str, region: str) -> None:
        """Which table all of storage means from now on. botocore finds the endpoint and the credentials by itself."""
        cls.Meta.table_name, cls.Meta.region = table_name, region
        cls._connection = None
        outages.named(cls.connection().client.meta.events)  # made here, before there are threads

    @classmethod
    def connection(cls) -> Connection:
        return cls._get_connection().connection
