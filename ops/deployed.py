"""A deployed copy as an operator reaches it: its resources by the template's names, and what its functions are told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chalicelib.settings import Settings, read_settings
from infrastructure.stack import Stack

Clients = Callable[[str], Any]


@dataclass(frozen=True, kw_only=True)
class Deployed:
    client: Clients
    region: str
    name: str

    @property
    def stack(self) -> Stack:
        return Stack(client=self.client("cloudformation"), name=self.name)

    def resource(self, logical_id: str) -> str:
        return self.stack.resource(logical_id)

    def settings(self) -> Settings:
        """Those of the function that serves the API."""
        function = self.client("lambda").get_function_configuration(FunctionName=self.resource("APIHandler"))
        return read_settings({**function["Environment"]["Variables"], "AWS_REGION": self.region})
