"""Who asks: the claims of a verified ID token, as a caller in one role."""

from __future__ import annotations

from collections.abc import Mapping

from chalice.app import Request

from chalicelib.domain.person import Caller, Role, Source
from chalicelib.domain.refusals import Forbidden, Refused


class Unauthorized(Refused):
    """The token is not for this API."""


def caller_of(request: Request, clients: Mapping[str, Source]) -> Caller:
    """Through the field app everybody acts as technician; elsewhere the highest role they have counts."""
    claims = request.context.get("authorizer", {}).get("claims", {})
    source = clients.get(claims.get("aud", ""))
    if source is None or not claims.get("custom:organization"):
        raise Unauthorized("sign in with this product's own apps")
    return Caller(
        person_id=claims["sub"],
        organization_id=claims["custom:organization"],
        name=claims.get("name") or claims.get("email", ""),
        role=_role(source, claims.get("cognito:groups", "")),
        source=source,
    )


def _role(source: Source, groups: str) -> Role:
    """API Gateway hands the groups over as one string, `a,b` or `[a b]`."""
    names = set(groups.strip("[]").replace(",", " ").split())
    if not names & set(Role):
        raise Forbidden("you have no role yet; ask your office to make you a technician or dispatcher")
    if source is Source.MOBILE or Role.DISPATCHER not in names:
        return Role.TECHNICIAN
    return Role.DISPATCHER
