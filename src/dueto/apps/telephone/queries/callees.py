"""What deciding on a call has to know of people: few queries for many of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from dueto.apps.agreements.queries import InForce
from dueto.apps.base.models import Card, Consent, Person, present
from dueto.apps.leads.explained import Explained, explain
from dueto.apps.leads.histories import History, histories_of
from dueto.apps.leads.models import Lead
from dueto.apps.telephone.models import Call, CallTask
from dueto.domain.telephone.calling import Callee

CONTACT = "contact"
"""The purpose of consent without which nobody is called."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could be called, with the verdict and everything it rests on."""

    callee: Callee
    history: History
    known: Explained | None


def candidates(
    person_ids: Sequence[int], *, version: InForce | None, as_of: datetime, but_task: int | None = None
) -> Mapping[int, Candidate]:
    """Return what is known of these people as far as they are here still; seven queries, whatever their number.

    `but_task` leaves one planned call out of account: the one that is being made.
    """
    people = Person.objects.filter(present(), pk__in=list(person_ids))
    cards = dict(people.values_list("pk", "card__phone"))
    here = list(cards)
    histories = histories_of(here)
    withdrawn, with_sales = _withdrawn(here), _with_sales(here)
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
                acts=tuple(histories[pk].activities), has_number=bool(cards[pk]), withdrew=pk in withdrawn,
                is_with_sales=pk in with_sales, is_planned=pk in planned, last_called_at=called.get(pk),
            ),
            histories[pk],
            explain(version.agreement.definition(), histories[pk], version=version, as_of=as_of) if version else None,
        )
        for pk in here
    }  # fmt: skip


def number_of(person_id: int) -> str:
    """Return the telephone number on the card; empty if none is known. One query."""
    return Card.objects.filter(person_id=person_id).values_list("phone", flat=True).first() or ""


def _withdrawn(person_ids: Iterable[int]) -> set[int]:
    """Return who took back that we may contact them: what was said last holds."""
    rows = Consent.objects.filter(identity__person__in=person_ids, purpose=CONTACT).order_by("happened_at", "id")
    last = dict(rows.values_list("identity__person_id", "is_given"))
    return {pk for pk, is_given in last.items() if pk is not None and not is_given}


def _with_sales(person_ids: Iterable[int]) -> set[int]:
    """Return who is in the hands of sales, by a lead of their own or as a contact of their company's."""
    under_way = Lead.objects.open().exclude(handoff=None)
    own = under_way.filter(person__in=person_ids).values_list("person_id", flat=True)
    joined = under_way.filter(contacts__person__in=person_ids).values_list("contacts__person_id", flat=True)
    return {*own, *joined}
