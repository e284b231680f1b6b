"""Two people turn out to be one: identities go over, rows keep the person they were made for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.chosen import FIRST_TOUCH, choose
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.models import Alone, Identity, Merge, Person
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say

KEPT, GONE = "kept", "gone"


class UnableToMerge(Exception):
    """Why two are not merged or separated; nothing is written then."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@transaction.atomic
def merge_people(
    *, kept_id: int, gone_id: int, by: int | None, at: datetime, choices: Mapping[str, str] | None = None
) -> Merge:
    """Return the row that says that `gone` is `kept`. `choices` name the side whose value of a field holds.

    Both are locked, in the order of their ids as everywhere, so that of two merges at once one is refused. Call the
    action of stewardship, which reconciles their leads as well.
    """
    if FIRST_TOUCH & set(choices or {}):
        raise UnableToMerge(say("where somebody first came from stays: of the two origins the earlier one"))
    kept, gone = locked(kept_id, gone_id)
    undo, company_id = choose(kept, gone, choices or {}, at=at)
    merge = Merge.objects.create(gone=gone, kept=kept, by_id=by, merged_at=at, undo=undo)
    Alone.objects.get_or_create(person=kept, defaults={"last_act_at": kept.last_act_at, "since": at})
    Identity.objects.filter(person=gone, home=None).update(home=gone)
    Identity.objects.filter(person=gone).update(person=kept)
    Person.objects.filter(merged_into=gone).update(merged_into=kept)
    Person.objects.filter(pk=gone.pk).update(merged_into=kept)
    acted = [at for at in (kept.last_act_at, gone.last_act_at) if at is not None]
    Person.objects.filter(pk=kept.pk).update(last_act_at=max(acted, default=None), company=company_id)
    project_cards([kept.pk])
    stir([kept.pk], since=at)
    record(
        Tag.PEOPLE_MERGED, subject="person", subject_id=kept.pk, person_id=kept.pk, by=by, at=at,
        details={"gone": gone.pk, "merge": merge.pk, "chosen": sorted(choices or {})},
    )  # fmt: skip
    return merge


def locked(kept_id: int, gone_id: int) -> tuple[Person, Person]:
    """Return both, locked until the transaction ends; raises `UnableToMerge` where they cannot become one."""
    if kept_id == gone_id:
        raise UnableToMerge(say("this is one and the same"))
    found = Person.objects.select_for_update().filter(pk__in=(kept_id, gone_id)).order_by("pk").in_bulk()
    if len(found) < 2:
        raise UnableToMerge(say("there is nobody of that number"))
    for person in found.values():
        if person.erased_at is not None:
            raise UnableToMerge(say("one of the two asked to be forgotten; nothing more is written down"))
        if person.merged_into_id is not None:
            raise UnableToMerge(say("one of the two has been merged already; open the pair again"))
    return found[kept_id], found[gone_id]
