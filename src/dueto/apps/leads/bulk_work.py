"""The worker's part of bulk work: the next piece of whatever is open, whoever's it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.db import connection, transaction

from dueto.apps.leads.actions.bulks import AT_ONCE, GIVE, NOTE, Doing, apply, end
from dueto.apps.leads.models import Bulk
from dueto.apps.leads.queries.filters import filters_of
from dueto.apps.leads.queries.pieces import piece

DOINGS: Final[Mapping[str, Doing]] = MappingProxyType({NOTE: apply, GIVE: apply})
"""What this room does; those above it do more."""


@transaction.atomic
def work_on(*, at: datetime, bulk_id: int | None = None, doings: Mapping[str, Doing] = DOINGS) -> int:
    """Return how many people the next piece was for; nothing if none is open, or another worker has it."""
    skips = connection.features.has_select_for_update_skip_locked
    rows = Bulk.objects.select_for_update(skip_locked=skips).filter(ended_at=None, action__in=doings).order_by("id")
    bulk = (rows.filter(pk=bulk_id) if bulk_id is not None else rows).first()
    if bulk is None:
        return 0
    if bulk.chosen:
        start = int(bulk.reached or 0)
        ids = tuple(bulk.chosen[start : start + AT_ONCE])
        reached = str(start + len(ids)) if start + len(ids) < len(bulk.chosen) else ""
    else:
        page = piece(filters_of(bulk.conditions), as_of=bulk.begun_at, after=bulk.reached, size=AT_ONCE)
        ids, reached = page.person_ids, page.next
    doings[bulk.action](bulk, ids, at)
    bulk.reached = reached
    if not reached:
        bulk.selected = max(bulk.selected, bulk.done + sum(bulk.left_out.values()))
        end(bulk, at=at)
    bulk.save()
    return max(1, len(ids))
