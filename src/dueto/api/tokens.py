"""The tokens of programs: which there are, and that one opens nothing more. A person makes them, on a page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from ninja import Field, Router, Schema, Status

from dueto.api.calls import Call, Id
from dueto.api.keys import ANY, Token
from dueto.apps.team.access import NoSuch
from dueto.apps.team.actions import revoke_token
from dueto.apps.team.queries import token_of, tokens

if TYPE_CHECKING:
    from dueto.apps.team.models import ApiToken

router = Router()
READ, WRITE, OWN = Token("tokens:read"), Token("tokens:write"), Token(ANY)


class TokenOut(Schema):
    """One token: never itself, only how it begins."""

    id: int
    name: str
    beginning: str
    scopes: list[str]
    by: str = Field(description="who made it: it acts in their name, as their role allows")
    made_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


@router.get("/token", auth=OWN, response=TokenOut, summary="Read what this token may do")
def read_own(request: Call) -> TokenOut:
    """Return the token with which this is asked."""
    return _shown(_one(request.auth.id))


@router.delete("/token", auth=OWN, response={204: None}, summary="Give this token up")
def give_up(request: Call) -> Status[None]:
    """Let the token with which this is asked open nothing any more: what is done with it after that is answered 401."""
    revoke_token(token_id=request.auth.id, by=request.auth.made_by, at=request.now)
    return Status(204, None)


@router.get("/tokens", auth=READ, response=list[TokenOut], summary="List tokens")
def list_tokens(request: Call) -> list[TokenOut]:
    """Return all tokens, those in use first."""
    return [_shown(one) for one in tokens()]


@router.delete("/tokens/{int:token_id}", auth=WRITE, response={204: None}, summary="Revoke a token")
def revoke(request: Call, token_id: Id) -> Status[None]:
    """Let a token open nothing any more; twice is harmless."""
    revoke_token(token_id=_one(token_id).pk, by=request.auth.made_by, at=request.now)
    return Status(204, None)


def _one(token_id: int) -> ApiToken:
    token = token_of(token_id)
    if token is None:
        raise NoSuch(token_id)
    return token


def _shown(one: ApiToken) -> TokenOut:
    return TokenOut(
        id=one.pk, name=one.name, beginning=one.beginning, scopes=one.scopes, by=one.made_by.name,
        made_at=one.made_at, used_at=one.used_at, revoked_at=one.revoked_at,
    )  # fmt: skip
