"""Keeping things no longer than they are needed."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.privacy.actions.rules import RULES
from dueto.apps.privacy.models import Retention
from dueto.domain.basics.message import Message, say

PIECE = 10
EVERY = timedelta(days=1)


class UnableToKeep(Exception):
    """Why a rule is not changed."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@transaction.atomic
def keep(*, kind: str, days: int, is_on: bool, by: int, at: datetime) -> Retention:
    """Return the rule as it holds from now on."""
    if kind not in RULES:
        raise UnableToKeep(say("there is no such rule"))
    if not RULES[kind].least <= days <= 36_500:
        raise UnableToKeep(say("write how many days, {least} or more", least=RULES[kind].least))
    kept, _ = Retention.objects.update_or_create(
        kind=kind, defaults={"days": days, "is_on": is_on, "swept_at": None, "deleted": 0}
    )
    record(
        Tag.RETENTION_CHANGED, subject="retention", subject_id=0, by=by, at=at,
        details={"kind": kind, "days": days, "on": is_on},
    )  # fmt: skip
    return kept


def sweep(*, at: datetime) -> int:
    """Return how much was let go of in this piece; a rule that found nothing more rests for a day."""
    chosen = Retention.objects.in_bulk()
    for kind, rule in RULES.items():
        kept = (
            chosen.get(kind)
            or Retention.objects.get_or_create(kind=kind, defaults={"days": rule.days, "is_on": rule.is_on})[0]
        )
        if not kept.is_on or (kept.swept_at is not None and kept.swept_at > at - EVERY):
            continue
        if gone := rule.let_go(rule.found(at - timedelta(days=kept.days)), PIECE, at):
            Retention.objects.filter(pk=kept.pk).update(deleted=F("deleted") + gone)
            return gone
        _finish(kept.kind, at=at)
    return 0


@transaction.atomic
def _finish(kind: str, *, at: datetime) -> None:
    kept = Retention.objects.select_for_update().get(pk=kind)
    if kept.deleted:
        record(
            Tag.RETENTION_SWEPT, subject="retention", subject_id=0, at=at,
            details={"kind": kind, "count": kept.deleted},
        )  # fmt: skip
    Retention.objects.filter(pk=kind).update(swept_at=at, deleted=0)
