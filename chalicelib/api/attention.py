"""Needs attention over HTTP, and dismissing a flag."""

from __future__ import annotations

import msgspec

from chalicelib.api.appointment_views import AppointmentView, CardView, card_view
from chalicelib.api.asked import Answer, Asked, present
from chalicelib.api.bodies import Body, Instant, Version
from chalicelib.api.routes import Routes
from chalicelib.domain.alert import Reason
from chalicelib.domain.dismissal import Dismiss
from chalicelib.domain.flag import Flag
from chalicelib.domain.need import Kind, Mend, Need
from chalicelib.usecases import attention
from chalicelib.usecases.attention import Untextable

routes = Routes(__name__)


class NeedView(msgspec.Struct, kw_only=True):
    """`since` is when it began to hold; `mends` is what a dispatcher can do about it, the best first."""

    kind: Kind
    since: Instant
    mends: tuple[Mend, ...]
    card: CardView


class UntextableView(msgspec.Struct, kw_only=True):
    """A customer of today whom no text would reach, and why."""

    reason: Reason
    card: CardView


class AttentionView(msgspec.Struct, kw_only=True):
    """`needs`, the oldest first, are what `count` counts; `more`: there are later flags that are not among them."""

    count: int
    more: bool
    needs: list[NeedView]
    untextable: list[UntextableView]


class DismissBody(Body):
    """`version` when the flag is to be dismissed only as it was seen."""

    version: Version | None = None


@routes.get("/attention")
def needs_attention(asked: Asked) -> AttentionView:
    """What needs a dispatcher now, the oldest first, and whom no text would reach today. Dispatchers only."""
    found = attention.attention(asked.services, asked.caller)
    return AttentionView(
        count=len(found.needs),
        more=found.more,
        needs=[_need(need, asked) for need in found.needs],
        untextable=[_untextable(each, asked) for each in found.untextable],
    )


@routes.post("/jobs/{job_id}/appointments/{appointment_id}/flags/{flag}/dismiss", body=DismissBody)
def dismiss(asked: Asked, job_id: str, appointment_id: str, flag: str) -> Answer[AppointmentView]:
    """Say of a raised flag that it needs nobody any more; a later cause raises it anew. Dispatchers only."""
    body: DismissBody = asked.body
    wanted = Dismiss(flag=Flag(flag), key=asked.key, fingerprint=asked.fingerprint, version=body.version)
    dismissed = attention.dismiss(asked.services, asked.caller, job_id, appointment_id, wanted)
    return Answer(body=present(dismissed.appointment, asked), replayed=dismissed.replayed)


def _need(need: Need, asked: Asked) -> NeedView:
    card = card_view(need.card, asked.caller, asked.now)
    return NeedView(kind=need.kind, since=need.since, mends=need.mends, card=card)


def _untextable(untextable: Untextable, asked: Asked) -> UntextableView:
    return UntextableView(reason=untextable.reason, card=card_view(untextable.card, asked.caller, asked.now))
