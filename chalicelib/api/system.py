"""Is it alive, and what a client needs to sign in."""

from __future__ import annotations

import msgspec

from chalicelib import wiring
from chalicelib.api.asked import Asked
from chalicelib.api.routes import Routes

routes = Routes(__name__)


class Health(msgspec.Struct):
    status: str


class Clients(msgspec.Struct):
    field: str
    dispatch: str
    api: str


class Config(msgspec.Struct):
    """`sign_in_url` is the user pool's endpoint, which clients call themselves (`USER_PASSWORD_AUTH`).

    A page's content security policy names it, and `photos_origin`, in `connect-src`; the latter also in `img-src`.
    Where `tile_url` is null no street map is drawn; else its origin stands in `img-src`, and `tile_credit` on the map.
    """

    sign_in_url: str
    photos_origin: str
    tile_url: str | None
    tile_credit: str | None
    region: str
    user_pool_id: str
    clients: Clients


@routes.get_publicly("/health")
def health(_: Asked) -> Health:
    """Whether it is alive."""
    return Health(status="ok")


@routes.get_publicly("/config")
def config(_: Asked) -> Config:
    """What a client needs to sign in, and to send and show photos."""
    settings = wiring.settings()
    return Config(
        sign_in_url=settings.sign_in_url,
        photos_origin=settings.photos_origin,
        tile_url=settings.tile_url,
        tile_credit=settings.tile_credit,
        region=settings.region,
        user_pool_id=settings.user_pool_id,
        clients=Clients(
            field=settings.field_client_id, dispatch=settings.dispatch_client_id, api=settings.api_client_id
        ),
    )
