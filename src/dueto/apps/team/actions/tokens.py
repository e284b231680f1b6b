"""The keys of other programs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.team.actions.refusal import Unable
from dueto.apps.team.codes import hash_of, new_token
from dueto.apps.team.models import ApiToken
from dueto.apps.team.scopes import SCOPES
from dueto.domain.basics.message import say

NAMELESS: Final = say("Name the program, so that its token can be told from others.")
NOTHING: Final = say("Choose at least one thing that the program may do.")
SELDOM: Final = timedelta(minutes=1)
SHOWN: Final = 12


class UnableToMake(Unable):
    """A token cannot be made so."""


@transaction.atomic
def make_token(*, name: str, scopes: Iterable[str], by: int, at: datetime) -> tuple[int, str]:
    """Return the id of a new token and the token itself, which nobody will see again."""
    wanted = sorted({scope for scope in scopes if scope in SCOPES})
    if not name.strip():
        raise UnableToMake(NAMELESS, field="name")
    if not wanted:
        raise UnableToMake(NOTHING, field="scopes")
    secret = new_token()
    token = ApiToken.objects.create(
        name=name.strip()[:80], beginning=secret[:SHOWN], token_hash=hash_of(secret), scopes=wanted, made_by_id=by,
        made_at=at,
    )  # fmt: skip
    record(Tag.TOKEN_MADE, subject="token", subject_id=token.pk, by=by, at=at, details={"scopes": wanted})
    return token.pk, secret


@transaction.atomic
def revoke_token(*, token_id: int, by: int, at: datetime) -> None:
    """Let a token open nothing from now on."""
    if ApiToken.objects.filter(pk=token_id, revoked_at=None).update(revoked_at=at):
        record(Tag.TOKEN_REVOKED, subject="token", subject_id=token_id, by=by, at=at)


def note_use(*, token_id: int, at: datetime) -> None:
    """Note that a token was used, at most once a minute: a write for each reading would be dear."""
    ApiToken.objects.filter(pk=token_id).exclude(used_at__gt=at - SELDOM).update(used_at=at)
