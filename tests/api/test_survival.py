"""What the embedded AWS has been told survives a stop, and all but the last seconds of it survive being killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from local.aws import resources, stack
from local.aws.data_folder import InUse, held
from local.aws.embedded import EmbeddedAws
from local.aws.snapshots import Snapshots
from tests.waiting import PATIENCE_SECONDS, eventually

TEMPLATE = resources.read()
ORIGINS = ["http://127.0.0.1:2", "http://localhost:2"]


def build(aws: EmbeddedAws, *, origins: Iterable[str] = (stack.HERE,)) -> tuple[stack.Stack, Any, Any]:
    built, client = stack.build(aws.environment, TEMPLATE, origins), stack.clients(aws.environment)
    return built, client("dynamodb"), client("sns")


def put(dynamodb: Any, built: stack.Stack, key: str) -> None:
    dynamodb.put_item(TableName=built.environment["TABLE_NAME"], Item={"pk": {"S": key}, "sk": {"S": key}})


def keys(dynamodb: Any, built: stack.Stack) -> set[str]:
    items = dynamodb.scan(TableName=built.environment["TABLE_NAME"])["Items"]
    return {item["pk"]["S"] for item in items}


def is_kept(snapshots: Snapshots, key: str) -> bool:
    newest = snapshots.newest
    try:
        return newest is not None and f'"{key}"' in (newest / "dynamodb.json").read_text(encoding="utf-8")
    except FileNotFoundError:  # a newer one has just taken its place
        return False


def test_everything_is_there_after_a_stop_and_serves_the_pages_of_another_port(tmp_path: Path) -> None:
    with EmbeddedAws(tmp_path) as aws:
        before, dynamodb, sns = build(aws, origins=["http://127.0.0.1:1"])
        put(dynamodb, before, "kept")
        sns.publish(PhoneNumber="+16025550123", Message="kept")

    with EmbeddedAws(tmp_path) as aws:
        after, dynamodb, _ = build(aws, origins=ORIGINS)

        assert keys(dynamodb, after) == {"kept"}
        assert [text["Message"] for text in aws.texts()] == ["kept"]
        assert after.attributes == before.attributes
        moved = {name for name in after.environment if after.environment[name] != before.environment[name]}
        assert moved == {"AWS_ENDPOINT_URL", "SIGN_IN_URL", "ALERT_QUEUE_URL", "PHOTOS_ORIGIN"}
        cors = stack.clients(aws.environment)("s3").get_bucket_cors(Bucket=after.environment["PHOTOS_BUCKET"])
        assert cors["CORSRules"][0]["AllowedOrigins"] == ORIGINS


def test_being_killed_loses_only_what_came_after_the_last_snapshot(tmp_path: Path) -> None:
    with EmbeddedAws(tmp_path, snapshot_seconds=0.2) as aws:
        built, dynamodb, _ = build(aws)
        put(dynamodb, built, "kept")
        assert eventually(lambda: is_kept(Snapshots(tmp_path / "snapshots"), "kept"))
        os.kill(aws.process_id, signal.SIGKILL)

    with EmbeddedAws(tmp_path) as aws:
        built, dynamodb, _ = build(aws)

        assert keys(dynamodb, built) == {"kept"}


def test_the_embedded_aws_ends_with_whoever_started_it_and_saves_what_it_knows(tmp_path: Path) -> None:
    starter = (
        "import os, signal, sys; from pathlib import Path; from local.aws import resources, stack;"
        "from local.aws.embedded import EmbeddedAws;"
        "aws = EmbeddedAws(Path(sys.argv[1]), lock=int(sys.argv[2])).__enter__();"
        "built = stack.build(aws.environment, resources.read());"
        "stack.clients(aws.environment)('dynamodb').put_item(TableName=built.environment['TABLE_NAME'],"
        " Item={'pk': {'S': 'kept'}, 'sk': {'S': 'kept'}});"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    with held(tmp_path) as lock:
        subprocess.run([sys.executable, "-c", starter, str(tmp_path), str(lock)], pass_fds=[lock], check=False)

    with held(tmp_path, PATIENCE_SECONDS), EmbeddedAws(tmp_path) as aws:
        built, dynamodb, _ = build(aws)

        assert keys(dynamodb, built) == {"kept"}


def test_one_folder_is_for_one_copy(tmp_path: Path) -> None:
    with held(tmp_path), pytest.raises(InUse), held(tmp_path, patience_seconds=0):
        pytest.fail("two copies on one folder")


def test_an_unfinished_snapshot_counts_for_nothing(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    snapshots.write({"state.json": "first"})
    (tmp_path / "unfinished").mkdir()
    (tmp_path / "unfinished" / "state.json").write_text("half of the sec")

    newest = Snapshots(tmp_path).newest

    assert newest
    assert (newest / "state.json").read_text() == "first"


def test_the_newest_snapshot_is_the_only_one_kept(tmp_path: Path) -> None:
    snapshots = Snapshots(tmp_path)
    for number in range(12):
        snapshots.write({"state.json": str(number)})

    assert [path.name for path in tmp_path.iterdir()] == ["snapshot-12"]
    assert (tmp_path / "snapshot-12" / "state.json").read_text() == "11"
