"""What deciding on a call has to know of people: few queries for many of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from dueto.apps.agreements.queries import InForce
from dueto.apps.base.models import Person, present
from dueto.apps.base.queries.consents import who_may_be_contacted
from dueto.apps.base.queries.together import heads_of, together
from dueto.apps.leads.explained import Explained, explain
from dueto.apps.leads.histories import History, histories_of
from dueto.apps.leads.models import Lead
from dueto.apps.telephone.models import Call, CallTask
from dueto.domain.telephone.calling import Callee


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be called, with the verdict and everything it rests on."""

    callee: Callee
    history: History
    known: Explained | None


def candidates(
    person_ids: Sequence[int], *, version: InForce | None, as_of: datetime, but_task: int | None = None
) -> Mapping[int, Candidate]:
    """Return what is known of these people as far as they are here still; some ten queries, whatever their number.

    `but_task` leaves one planned call out of account: the one that is being made.
    """
    people = Person.objects.filter(present(), pk__in=list(person_ids))
    cards = dict(people.values_list("pk", "card__phone"))
    here = list(cards)
    histories = histories_of(here)
    willing, with_sales = who_may_be_contacted(here), _with_sales(here)
    planned = set(
        CallTask.objects.filter(person__in=here, ended_at=None)
        .exclude(pk=but_task or 0)
        .values_list("person_id", flat=True)
    )
    called = dict(
        Call.objects.filter(task__person__in=here).values("task__person").annotate(last=Max("made_at"))
        .values_list("task__person", "last")
    )  # fmt: skip
    return {
        pk: Candidate(
            Callee(
                acts=tuple(histories[pk].activities), has_number=bool(cards[pk]), withdrew=pk not in willing,
                is_with_sales=pk in with_sales, is_planned=pk in planned, last_called_at=called.get(pk),
            ),
            histories[pk],
            explain(version.agreement.definition(), histories[pk], version=version, as_of=as_of) if version else None,
        )
        for pk in here
    }  # fmt: skip


def _with_sales(person_ids: Sequence[int]) -> set[int]:
    """Return who is in the hands of sales: by a lead of their own or of somebody merged into them, or as a contact."""
    under_way, all_ids = Lead.objects.open().exclude(handoff=None), together(person_ids)
    own = under_way.filter(person__in=all_ids).values_list("person_id", flat=True)
    joined = under_way.filter(contacts__person__in=all_ids).values_list("contacts__person_id", flat=True)
    heads = heads_of(pk for pk in (*own, *joined) if pk is not None)
    return set(heads.values())
