#!/usr/bin/env bash
# botocore 1.43.106: `register_first` is first only among handlers of the very same event name.
#
# One might think that a handler registered first for `needs-retry` hears a `needs-retry.dynamodb.GetItem` before all
# others. Handlers are asked from the longest name that fits down to the shortest, so botocore's own retry handler, which
# every client registers for `needs-retry.dynamodb`, answers before it; and the first answer that is not None decides how
# long the client sleeps. Whoever wants tests without pauses, or a back-off of their own, must name the service, too.
#
# Seen: order of the answers "service, then first of the short name"; the client slept as botocore's handler said.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check botocore==1.43.106 2>/dev/null
"$folder/venv/bin/python" - <<'PY'
from botocore.hooks import HierarchicalEmitter, first_non_none_response

emitter = HierarchicalEmitter()
emitter.register("needs-retry.dynamodb", lambda **_: "service")
emitter.register_first("needs-retry", lambda **_: "first of the short name")
emitter.register_last("needs-retry.dynamodb.GetItem", lambda **_: "last of the long name")
answers = emitter.emit("needs-retry.dynamodb.GetItem")
said = [answer for _, answer in answers]
print("answers in order:", ", then ".join(said))
assert said == ["last of the long name", "service", "first of the short name"], said
assert first_non_none_response(answers) == "last of the long name"

import botocore.session

client = botocore.session.Session().create_client(
    "dynamodb", region_name="us-east-1", endpoint_url="http://127.0.0.1:9", aws_access_key_id="x", aws_secret_access_key="y"
)
heard = []
client.meta.events.register_first("needs-retry", lambda attempts, **_: heard.append(attempts) or 0)
import time
slept = []
real, time.sleep = time.sleep, slept.append
try:
    client.get_item(TableName="t", Key={"pk": {"S": "x"}})
except Exception as failure:
    print("the call ends with", type(failure).__name__)
print("handler heard of", len(heard), "tries; the client slept", len(slept), "times,", "never for the 0 s that it said" if any(slept) else "for 0 s")
assert heard and any(slept), (heard, slept)
PY
