"""A whole local run as one context: embedded AWS, its resources, the application, the gateway and the event sources."""

import importlib
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Any
from urllib.parse import urlsplit

import boto3
from chalice.app import Chalice

from chalicelib import wiring
from local.aws import resources, stack
from local.aws.data_folder import held
from local.aws.embedded import EmbeddedAws
from local.aws.stack import Stack
from local.gateway.gateway import Gateway
from local.gateway.server import listener, origins, served
from local.gateway.tokens import Fetch, Tokens, keys_at
from local.pages import mail, phone
from local.pages.page import as_json, page
from local.sources.sources import EventSources
from local.web.build import BUILT
from local.web.files import Client

CLIENTS = ("field", "dispatch")

Prepare = Callable[[Stack], None]
SignedBy = Callable[[str], Fetch]


@dataclass(frozen=True, kw_only=True)
class LocalRun:
    """What is running, and where."""

    url: str
    environment: Mapping[str, str]
    gateway: Gateway
    sources: EventSources
    aws: EmbeddedAws

    def texts(self) -> list[dict[str, Any]]:
        """Every text that was sent, newest first: {"to", "text", "at", "message_id"}."""
        return phone.texts(self.aws.texts())

    def mails(self) -> list[dict[str, Any]]:
        """Every e-mail that was sent, newest first: {"to", "subject", "text", "at"}."""
        return mail.mails(self.aws.mails())


@contextmanager
def local_run(
    data: str = "",
    *,
    app: Chalice | None = None,
    port: int = 0,
    sources: Collection[str] | None = (),
    prepare: Prepare = lambda _: None,
    signed_by: SignedBy = keys_at,
) -> Iterator[LocalRun]:
    """Run everything until the context ends; without `app`, the repository's own is imported.

    `data` is a folder, or empty for memory. `sources` names the event sources that run by themselves, None means all;
    `run.sources.drain()` does the others' work. `prepare` is called when AWS is ready and nothing else runs yet.
    `signed_by` fetches the keys that tokens are signed with, given where the pool publishes its own.
    """
    with ExitStack() as running:
        listening = running.enter_context(listener(port))
        aws = running.enter_context(_aws(data))
        built = running.enter_context(_built(aws, listening, prepare))
        app = app or importlib.import_module("app").app
        events = EventSources(app, built, stack.clients(aws.environment), aws.doorbell)
        running.enter_context(events.running(sources))
        gateway = running.enter_context(_gateway(app, built, aws, signed_by))
        url = running.enter_context(served(gateway, listening))
        yield LocalRun(url=url, environment=built.environment, gateway=gateway, sources=events, aws=aws)


@contextmanager
def _built(aws: EmbeddedAws, listening: socket, prepare: Prepare) -> Iterator[Stack]:
    """What is in AWS; until the context ends the environment tells of it."""
    built = stack.build(aws.environment, resources.read(), origins(listening))
    with _environment(built.environment):
        with aws.all_or_nothing():
            prepare(built)
        yield built


def _forget_what_was_chosen() -> None:
    """An earlier run in this process had another environment, and boto3 other credentials."""
    boto3.setup_default_session()
    for chosen in (wiring.settings, wiring.services):
        chosen.cache_clear()


@contextmanager
def _aws(data: str) -> Iterator[EmbeddedAws]:
    if not data:
        with EmbeddedAws() as aws:
            yield aws
        return
    folder = Path(data).resolve()
    with held(folder) as lock, EmbeddedAws(folder, lock=lock) as aws:
        yield aws


@contextmanager
def _gateway(app: Chalice, built: Stack, aws: EmbeddedAws, signed_by: SignedBy) -> Iterator[Gateway]:
    tokens = Tokens(issuer=built.issuer, audience=built.app_clients, fetch=signed_by(built.keys_url))
    pages = {
        "/": page("index.html"),
        "/local/phone": page("phone.html"),
        "/local/texts": as_json(lambda: phone.texts(aws.texts())),
        "/local/mail": as_json(lambda: mail.mails(aws.mails())),
    }
    gateway = Gateway(app, tokens, pages, clients(built))
    try:
        yield gateway
    finally:
        gateway.close()


def clients(built: Stack) -> dict[str, Client]:
    """Each browser client below its address; it talks to the pool and the bucket, and may show a map if one is set."""
    pool, photos = (origin_of(built.environment[name]) for name in ("SIGN_IN_URL", "PHOTOS_ORIGIN"))
    tiles = [origin_of(os.environ["TILE_URL"])] if os.environ.get("TILE_URL") else []
    return {f"/{name}/": Client(BUILT / name, asks=[pool, photos], shows=[photos, *tiles]) for name in CLIENTS}


def origin_of(url: str) -> str:
    scheme, host, *_ = urlsplit(url)
    return f"{scheme}://{host}"


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    _forget_what_was_chosen()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
