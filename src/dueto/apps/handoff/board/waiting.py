"""What waits for one member: the counts beside the places, in one query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, IntegerField, OuterRef, QuerySet, Subquery

from dueto.apps.handoff.models import Handoff, Notice, Return
from dueto.apps.team.models import Member


@dataclass(frozen=True, slots=True)
class Waiting:
    """Notices that were not read, hand-offs that wait for an answer of this member, returns that wait for one."""

    notices: int = 0
    handoffs: int = 0
    returns: int = 0


def waiting(member_id: int) -> Waiting:
    """Return what waits for a member."""
    row = (
        Member.objects.filter(pk=member_id)
        .values_list(
            _count(Notice.objects.filter(member=OuterRef("pk"), read_at=None)),
            _count(Handoff.objects.filter(executive=OuterRef("pk"), state="sent")),
            _count(Return.objects.filter(answered_at=None, is_recycling=False)),
        )
        .first()
    )
    return Waiting(*row) if row else Waiting()


def _count(rows: QuerySet[Any]) -> Subquery:
    counted = rows.order_by().annotate(n=Func(F("pk"), function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("n"), output_field=IntegerField())
