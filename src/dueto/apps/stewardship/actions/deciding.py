"""Deciding about a pair: one, two, or later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from dueto.apps.base.actions import UnableToMerge
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.apps.stewardship.actions.companies import merge_companies
from dueto.apps.stewardship.actions.merging import merge
from dueto.apps.stewardship.models import Pair
from dueto.domain.basics.message import Message, say

PUT_OFF: Final = timedelta(days=7)
DECISIONS: Final[Mapping[str, Message]] = {
    "merged": say("they are one"),
    "distinct": say("they are two"),
    "later": say("to be looked at later"),
}
ONCE_MORE: Final = say("to be looked at once more")


@transaction.atomic
def decide(
    *, pair_id: int, decision: str, by: int, at: datetime, kept_id: int = 0, choices: Mapping[str, str] | None = None
) -> Pair:
    """Return the pair, decided. With `merged` the one that is kept is named. Raises `UnableToMerge`; once decided, so.

    A pair put off comes back after a week; one that is two is never proposed again.
    """
    pair = Pair.objects.select_for_update(of=("self",)).filter(pk=pair_id).first()
    if pair is None or pair.state not in ("open", "later"):
        raise UnableToMerge(say("this pair has been decided already"))
    if decision not in DECISIONS:
        raise UnableToMerge(say("choose: one, two, or later"))
    pair.state, pair.decided_by_id, pair.decided_at = decision, by, at
    pair.later_until = at + PUT_OFF if decision == "later" else None
    pair.save()
    if decision == "merged":
        if kept_id not in (pair.low, pair.high):
            raise UnableToMerge(say("choose which of the two stays"))
        gone_id = pair.low + pair.high - kept_id
        if pair.kind == "person":
            merge(kept_id=kept_id, gone_id=gone_id, by=by, at=at, choices=choices)
        else:
            merge_companies(kept_id=kept_id, gone_id=gone_id, by=by, at=at)
    _note(pair, DECISIONS[decision], by=by, at=at)
    return pair


@transaction.atomic
def reconsider(*, pair_id: int, by: int, at: datetime) -> Pair:
    """Return a pair that was decided to be two, to be looked at once more. Raises `UnableToMerge`."""
    pair = Pair.objects.select_for_update(of=("self",)).filter(pk=pair_id).first()
    if pair is None or pair.state != "distinct":
        raise UnableToMerge(say("only what was found to be two is looked at once more"))
    pair.state, pair.decided_by_id, pair.decided_at = "open", None, None
    pair.save()
    _note(pair, ONCE_MORE, by=by, at=at)
    return pair


def bring_back(*, at: datetime) -> int:
    """Return how many pairs that were put off are proposed again."""
    due = Pair.objects.filter(state="later", later_until__lte=at).order_by("later_until").values_list("pk", flat=True)
    return Pair.objects.filter(pk__in=list(due[:500]), state="later").update(state="open", later_until=None)


def _note(pair: Pair, decision: Message, *, by: int, at: datetime) -> None:
    record(
        Tag.PAIR_DECIDED, subject="pair", subject_id=pair.pk, by=by, at=at,
        person_id=pair.low if pair.kind == "person" else None,
        details={"decision": packed(decision), "code": pair.state},
    )  # fmt: skip
