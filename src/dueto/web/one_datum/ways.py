"""Where the answer is found, the easiest way first, each with what can be done there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from dueto.apps.agreements.queries import InForce
from dueto.apps.base.queries.asked import asked_of
from dueto.apps.base.queries.derived import derived
from dueto.apps.base.queries.known import known_in_company
from dueto.apps.base.queries.who import Who, named
from dueto.apps.leads.explained import Explained
from dueto.apps.telephone.queries.callees import candidates
from dueto.apps.telephone.queries.listed import planned_for
from dueto.domain.basics.message import Message
from dueto.domain.conditions.fields import Field, Means
from dueto.domain.qualification.explain import MEANS
from dueto.domain.qualification.missing import means_for
from dueto.domain.telephone.calling import SAYS, Why, best_occasion, may_call
from dueto.domain.telephone.questions import DELICATE
from dueto.web.people.on_record import Proposal, proposals

SHARED: Final = frozenset({"website", "country", "region", "city", "tax_id", "measures_today", "need", "timing"})
"""What colleagues have in common, beside what their company is."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to the answer. `action` names what a button of the page does there."""

    says: Message
    action: str = ""
    proposals: tuple[Proposal, ...] = ()
    href: str = ""
    why_not: Message | None = None
    is_done: bool = False


def ways(field: str, known: Explained, somebody: Who, *, version: InForce, as_of: datetime) -> tuple[Way, ...]:
    """Return the ways to a datum; what is on record comes first, what is harder than needed is left to choice."""
    easiest = means_for(known.fields[field], profile=known.profile)
    found: list[Way] = []
    if proposals := [Proposal(one.value, one.because) for one in derived(field, somebody)]:
        found.append(Way(MEANS[Means.DERIVE], "use", tuple(proposals)))
    if easiest <= Means.WEBSITE:
        found.append(Way(MEANS[Means.WEBSITE], href=somebody.domain))
    if colleagues := _of_colleagues(known.fields[field], somebody):
        found.append(Way(MEANS[Means.COLLEAGUE], "use", colleagues))
    is_asked = field in asked_of(somebody.id)
    if easiest <= Means.FORM:
        found.append(Way(MEANS[Means.FORM], "form", is_done=is_asked))
    if easiest <= Means.MESSAGE:
        found.append(Way(MEANS[Means.MESSAGE], "message", href=somebody.email))
    if easiest is Means.MEETING or field in DELICATE:
        found.append(Way(MEANS[Means.MEETING]))
    else:
        found.append(_call(somebody, version=version, as_of=as_of))
    return tuple(found)


def _of_colleagues(field: Field, somebody: Who) -> tuple[Proposal, ...]:
    """Return what stands on the records of colleagues; what somebody is called or does there is theirs alone."""
    if somebody.company_id is None or not (field.of_company or field.name in SHARED):
        return ()
    rows: Sequence[tuple[int, str]] = known_in_company(somebody.company_id, field.name, but=somebody.id)
    return proposals(rows, named(pk for pk, _ in rows))


def _call(somebody: Who, *, version: InForce, as_of: datetime) -> Way:
    """Return the way by telephone: a call that is planned, one that can be, or why not."""
    if (task := planned_for(somebody.id)) is not None:
        return Way(MEANS[Means.CALL], "planned", href=f"/calls/{task}/")
    one = candidates([somebody.id], version=version, as_of=as_of)[somebody.id]
    occasion = best_occasion(one.callee.acts, as_of=as_of)
    why = Why.NO_ACT if occasion is None else may_call(one.callee, occasion=occasion, basis=None, as_of=as_of)
    if isinstance(why, Why):
        return Way(MEANS[Means.CALL], why_not=SAYS[why])
    return Way(MEANS[Means.CALL], "call")
