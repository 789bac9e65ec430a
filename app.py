"""The Chalice app: registers the routes and the functions that events start; nothing else."""

from __future__ import annotations

from typing import Any

from chalice.app import Chalice, Rate

from chalicelib.api import contract
from chalicelib.events import clock, queue, stream

app = Chalice(app_name="on-my-way")
for noun in contract.NOUNS:
    app.register_blueprint(noun)

STREAM: Any = {"Fn::GetAtt": ["Table", "StreamArn"]}
QUEUE: Any = {"Fn::GetAtt": ["AlertQueue", "Arn"]}


@app.on_dynamodb_record(stream_arn=STREAM, batch_size=100, starting_position="TRIM_HORIZON")
def notify_customer(event: Any) -> Any:
    return stream.notify_customer(event.to_dict(), event.context)


@app.on_dynamodb_record(stream_arn=STREAM, batch_size=100, starting_position="TRIM_HORIZON")
def refresh_job(event: Any) -> Any:
    return stream.refresh_job(event.to_dict())


@app.on_sqs_message(queue_arn=QUEUE, batch_size=10)
def send_due_alert(event: Any) -> Any:
    return queue.send_due_alert(event.to_dict(), event.context)


@app.schedule(Rate(1, unit=Rate.MINUTES))
def sweep_alerts(event: Any) -> None:
    clock.sweep_alerts(event.context)


@app.schedule("cron(0 8 * * ? *)")
def repair_jobs(_: Any) -> None:
    clock.repair_jobs()
