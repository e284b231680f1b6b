"""Calls to many people of a list: first counted whom they would reach, then planned, piece by piece."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from django.db import transaction

from dueto.apps.agreements.queries import in_force
from dueto.apps.leads import bulk_work
from dueto.apps.leads.actions.bulks import GONE, Doing, begin_bulk, note_begun
from dueto.apps.leads.models import Bulk
from dueto.apps.telephone.actions.planning import Asked, UnableToPlan, answer_about, check, plan
from dueto.apps.telephone.queries.callees import candidates
from dueto.domain.basics.message import say
from dueto.domain.telephone.calling import SAYS, Why
from dueto.domain.telephone.words import Occasion

if TYPE_CHECKING:
    from dueto.apps.leads.queries.filters import Filters

COUNT, CALL = "calls_counted", "calls"
NO_AGREEMENT = "no_agreement"
REASONS: Final = MappingProxyType(
    {
        **SAYS,
        Why.NO_BASIS: say("they did nothing lately that gives an occasion, and no legal basis is stated"),
        NO_AGREEMENT: say("no agreement is in force; nobody can be qualified"),
    }
)
"""Why somebody of a list is not called."""


def count_calls(
    *, aim: str, by: int, at: datetime, occasion: str = "", basis: str = "", caller: int | None = None,
    chosen: Sequence[int] = (), filters: Filters | None = None, selected: int = 0, listed: str = "",
) -> Bulk:  # fmt: skip
    """Return the work that counts who of these people may be called, and why the others may not; it plans nothing.

    Raises `UnableToPlan` if what is asked cannot be asked of anybody.
    """
    check(Asked(aim, occasion, basis), in_force(at))
    if occasion == Occasion.BASIS and not basis:
        raise UnableToPlan(SAYS[Why.NO_BASIS], Why.NO_BASIS)
    return begin_bulk(
        action=COUNT, by=by, at=at, chosen=chosen, filters=filters, owner=caller, selected=selected,
        listed=listed, asked={"aim": aim, "occasion": occasion, "basis": basis},
    )  # fmt: skip


@transaction.atomic
def call_counted(*, bulk_id: int, by: int, at: datetime) -> Bulk:
    """Return the work that plans the calls which were counted; counted once, they are planned once."""
    counted = Bulk.objects.select_for_update(of=("self",)).get(pk=bulk_id, action=COUNT)
    if (begun := Bulk.objects.filter(counted=counted).first()) is not None:
        return begun
    bulk = Bulk.objects.create(
        by_id=by, action=CALL, owner_id=counted.owner_id, chosen=counted.chosen, conditions=counted.conditions,
        selected=counted.selected, asked=counted.asked, listed=counted.listed, counted=counted, begun_at=at,
    )  # fmt: skip
    note_begun(bulk)
    return bulk


def work_on(*, at: datetime, bulk_id: int | None = None) -> int:
    """Return how many people the next piece of whatever is open was for, calls among it."""
    return bulk_work.work_on(at=at, bulk_id=bulk_id, doings=DOINGS)


def _count(bulk: Bulk, person_ids: Sequence[int], at: datetime) -> None:
    """Count who would be called if it were planned now."""
    asked, version = Asked(**bulk.asked), in_force(at)
    known = candidates(sorted(person_ids), version=version, as_of=at)
    answers = [answer_about(one, asked, at=at)[1] for one in known.values()]
    refused = [answer for answer in answers if isinstance(answer, Why)]
    _add(bulk, len(answers) - len(refused), refused, gone=len(person_ids) - len(answers))


def _call(bulk: Bulk, person_ids: Sequence[int], at: datetime) -> None:
    try:
        planned = plan(person_ids=person_ids, member_id=bulk.owner_id, by=bulk.by_id, at=at, **bulk.asked)
    except UnableToPlan:  # the agreement went out of force meanwhile: nothing can be asked of anybody
        bulk.left_out = dict(Counter(bulk.left_out) + Counter({NO_AGREEMENT: len(person_ids)}))
        return
    called, refused = len(planned.tasks), list(planned.refused.values())
    _add(bulk, called, refused, gone=len(person_ids) - called - len(refused))


def _add(bulk: Bulk, called: int, refused: Sequence[Why], *, gone: int) -> None:
    bulk.done += called
    bulk.left_out = dict(Counter(bulk.left_out) + Counter(why.value for why in refused) + Counter({GONE: gone}))


DOINGS: Final[MappingProxyType[str, Doing]] = MappingProxyType({**bulk_work.DOINGS, COUNT: _count, CALL: _call})
