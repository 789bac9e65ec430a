"""The environment, read once into one frozen value; a missing variable stops the start and is named."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from chalicelib.domain.person import Source


class MissingSetting(Exception):
    """An environment variable that nothing can go without is not set."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """`sign_in_url` is the Cognito endpoint that clients call themselves; `opt_out_key` is a secret.

    `photos_origin` is where browsers send and fetch photos: the origin of every link that the bucket is asked for.
    Without a `tile_url` ("https://tiles.example/{z}/{x}/{y}.png") no street map is drawn; `tile_credit` stands on it.
    """

    region: str
    table_name: str
    alert_queue_url: str
    user_pool_id: str
    field_client_id: str
    dispatch_client_id: str
    api_client_id: str
    sign_in_url: str
    photos_bucket: str
    photos_origin: str
    opt_out_key: str = field(repr=False)
    tile_url: str | None = None
    tile_credit: str | None = None

    @property
    def clients(self) -> Mapping[str, Source]:
        """Which client a token's `aud` is, as the source of what it changes."""
        return {
            self.field_client_id: Source.MOBILE,
            self.dispatch_client_id: Source.WEB,
            self.api_client_id: Source.API,
        }


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    def required(name: str) -> str:
        if not environment.get(name):
            raise MissingSetting(f"set the environment variable {name}")
        return environment[name]

    return Settings(
        region=required("AWS_REGION"),
        table_name=required("TABLE_NAME"),
        alert_queue_url=required("ALERT_QUEUE_URL"),
        user_pool_id=required("USER_POOL_ID"),
        field_client_id=required("FIELD_CLIENT_ID"),
        dispatch_client_id=required("DISPATCH_CLIENT_ID"),
        api_client_id=required("API_CLIENT_ID"),
        sign_in_url=required("SIGN_IN_URL"),
        photos_bucket=required("PHOTOS_BUCKET"),
        photos_origin=required("PHOTOS_ORIGIN"),
        tile_url=environment.get("TILE_URL") or None,
        tile_credit=environment.get("TILE_CREDIT") or None,
        opt_out_key=required("OPT_OUT_KEY"),
    )
