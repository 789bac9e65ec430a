"""What a Lambda function is told about its own invocation, with the time-outs that .chalice/config.json gives it."""

import json
import time
import uuid
from functools import cache
from pathlib import Path
from typing import Any

CONFIG = Path(__file__).resolve().parent.parent / ".chalice" / "config.json"
STAGE = "prod"
API = "api_handler"


@cache
def settings(function: str) -> dict[str, Any]:
    """The stage's settings for a function, its own ones first."""
    stage = json.loads(CONFIG.read_text(encoding="utf-8"))["stages"][STAGE]
    return {**stage, **stage.get("lambda_functions", {}).get(function, {})}


def timeout_seconds(function: str) -> float:
    return float(settings(function)["lambda_timeout"])


class Context:
    """The context of one invocation, its time running from now."""

    function_version = "$LATEST"
    identity = None
    client_context = None

    def __init__(self, function: str, region: str = "us-east-1") -> None:
        self.function_name = f"on-my-way-{STAGE}-{function}"
        self.invoked_function_arn = f"arn:aws:lambda:{region}:000000000000:function:{self.function_name}"
        self.memory_limit_in_mb = str(settings(function)["lambda_memory_size"])
        self.aws_request_id = str(uuid.uuid4())
        self.log_group_name = f"/aws/lambda/{self.function_name}"
        self.log_stream_name = "local"
        self._ends_at = time.monotonic() + timeout_seconds(function)

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._ends_at - time.monotonic()) * 1000))
