"""Taking up what is to be mended: by whom, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.apps.stewardship.models import Item
from dueto.apps.team.models import Member
from dueto.domain.basics.message import Message, say

DECISIONS: Final = {"done": say("mended"), "ignored": say("left as it is"), "open": say("to be mended after all")}


class UnableToCare(Exception):
    """Why nothing is decided about an item; nothing is written then."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@transaction.atomic
def assign(*, item_id: int, owner: int | None, by: int, at: datetime) -> Item:
    """Return the item in the care of a member, or of nobody."""
    item = _open(item_id)
    if owner is not None and not Member.objects.filter(pk=owner, is_active=True).exists():
        raise UnableToCare(say("there is no such colleague"))
    item.owner_id = owner
    item.save(update_fields=["owner"])
    record(
        Tag.CARE_ASSIGNED, subject="item", subject_id=item.pk, person_id=item.person_id, by=by, at=at,
        details={"owner": owner},
    )  # fmt: skip
    return item


@transaction.atomic
def settle(*, item_id: int, decision: str, by: int, at: datetime, reason: str = "") -> Item:
    """Return the item, decided: `done`, or `ignored` for a reason. What is not so is found again in the night."""
    item = _open(item_id)
    reason = " ".join(reason.split())[:200]
    if decision not in ("done", "ignored"):
        raise UnableToCare(say("choose: mended, or left as it is"))
    if decision == "ignored" and not reason:
        raise UnableToCare(say("say why it is left as it is"))
    item.state, item.reason, item.decided_by_id, item.decided_at = decision, reason, by, at
    item.save()
    record(
        Tag.CARE_DECIDED, subject="item", subject_id=item.pk, person_id=item.person_id, by=by, at=at,
        details={"decision": packed(DECISIONS[decision]), "code": decision},
    )  # fmt: skip
    return item


def _open(item_id: int) -> Item:
    item = Item.objects.select_for_update(of=("self",)).filter(pk=item_id).first()
    if item is None or item.state != "open":
        raise UnableToCare(say("this has been decided already"))
    return item
