"""Two people become one and come apart again: who they are, their leads and their verdicts, in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from dueto.apps.base.actions import merge_people, separate_people
from dueto.apps.base.models import Merge
from dueto.apps.base.queries.together import heads_of, together
from dueto.apps.handoff.actions.merging import end_younger, open_leads_of, put_back, stands_apart
from dueto.apps.leads.actions.bearing import forget_bearers
from dueto.apps.leads.models import Lead, Verdict
from dueto.apps.stewardship.actions.searching import forget_pairs_of, note_apart


@transaction.atomic
def merge(
    *, kept_id: int, gone_id: int, by: int | None, at: datetime, choices: Mapping[str, str] | None = None
) -> Merge:
    """Return the row that says that two are one. Raises `UnableToMerge`.

    Of two open leads under one definition the older stays; the score is judged anew, of the united activities.
    """
    merged = merge_people(kept_id=kept_id, gone_id=gone_id, by=by, at=at, choices=choices)
    ended = []
    older: dict[str, Lead] = {}
    for lead in open_leads_of(together([kept_id])):
        if lead.definition in older:
            ended.append(end_younger(lead, older=older[lead.definition], by=by, at=at))
        else:
            older[lead.definition] = lead
    merged.undo["leads"] = ended
    merged.save(update_fields=["undo"])
    Verdict.objects.filter(person=gone_id).delete()
    forget_bearers([gone_id])
    forget_pairs_of("person", [gone_id])
    return merged


@transaction.atomic
def separate(
    *, merge_id: int, by: int | None, at: datetime, facts: Collection[int] = (), notes: Collection[int] = ()
) -> Merge:
    """Return the merge, undone: everything older is as it was. Raises `UnableToMerge`.

    `facts` and `notes` name what was typed by hand since and goes with the one who had been merged away.
    """
    undone = separate_people(merge_id=merge_id, by=by, at=at, facts=facts, notes=notes)
    _part_leads(undone, at=at)
    note_apart("person", undone.kept_id, undone.gone_id, by=by, at=at)
    return undone


def _part_leads(undone: Merge, *, at: datetime) -> None:
    """Open the leads again that had ended because of a lead that is somebody else's now, the oldest first.

    What still stands against another lead goes on standing in a merge of the same people.
    """
    heads = (undone.gone_id, undone.kept.head_id)
    standing = list(
        Merge.objects.select_for_update().filter(undone_at=None, gone__merged_into__in=heads).order_by("pk")
    )
    ended = [(merge, one) for merge in (undone, *standing) for one in merge.undo["leads"]]
    for merge, before in sorted(ended, key=lambda pair: (pair[1]["crossed"], pair[1]["lead"])):
        if not stands_apart(before):
            continue
        other = put_back(before, at=at)
        merge.undo["leads"].remove(before)
        if other is not None:
            keeper = next((one for one in standing if _concerns(one, other)), None)
            if keeper is not None:
                keeper.undo["leads"].append(before | {"older": other.pk})
    for merge in (undone, *standing):
        merge.save(update_fields=["undo"])


def _concerns(merge: Merge, lead: Lead) -> bool:
    """Return whether a merge is one of those that make the person of this lead one with others."""
    return heads_of([merge.gone_id])[merge.gone_id] == heads_of([lead.person_id])[lead.person_id]
