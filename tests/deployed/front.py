"""What CloudFront is to a deployed copy: the API below /api on one origin; and the phones, which only ministack has."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from local.aws.embedded import EmbeddedAws
from local.pages import phone
from tests.deployed.passing import PassesOn, served


class Front(PassesOn):
    """Leaves out Host, as the template's origin request policy does."""

    left_out = frozenset({"host"})
    aws: EmbeddedAws
    rest_api: str

    def where(self, headers: Mapping[str, str], body: bytes) -> str:
        return f"{self.aws.endpoint}/restapis/{self.rest_api}/api/_user_request_{self.path.removeprefix('/api')}"

    def knows(self) -> Any:
        return phone.texts(self.aws.texts()) if self.path == "/local/texts" else None


def front(aws: EmbeddedAws, rest_api: str) -> AbstractContextManager[str]:
    """Its address."""
    return served(Front, aws=aws, rest_api=rest_api)
