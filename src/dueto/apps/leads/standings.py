"""What a crossing needs to know of where people stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from dueto.apps.base.models import Person
from dueto.apps.base.queries.together import together, together_firms
from dueto.apps.leads.models import Contact, Lead
from dueto.domain.lifecycle.reasons import Consequence
from dueto.domain.lifecycle.stages import End, Stage
from dueto.domain.lifecycle.standing import Ended


@dataclass(slots=True)
class Place:
    """Where one person stands: the passages of each definition, and the company's lead in hand."""

    company_id: int | None = None
    leads: dict[str, list[Lead]] = field(default_factory=dict)
    joined: dict[str, list[Contact]] = field(default_factory=dict)

    def open_lead(self, definition: str) -> Lead | None:
        """Return the lead that is under way."""
        return next((lead for lead in self.leads.get(definition, ()) if lead.is_open), None)

    def passages(self, definition: str) -> int:
        """Return how many passages there have been."""
        return max((lead.passage for lead in self.leads.get(definition, ())), default=0)

    def stage(self, definition: str) -> Stage:
        """Return the stage of the passage that is open or ended last; who has had none is a prospect."""
        lead = self.open_lead(definition) or max(
            self.leads.get(definition, ()), key=lambda one: one.passage, default=None
        )
        return Stage(lead.stage) if lead is not None else Stage.PROSPECT

    def last(self, definition: str) -> Ended | None:
        """Return how the last passage ended in which this person took part, as contact too."""
        own = [ended_of(lead) for lead in self.leads.get(definition, ()) if not lead.is_open]
        shared = [
            ended_of(one.lead, as_contact=True) for one in self.joined.get(definition, ()) if not one.lead.is_open
        ]
        return max((*own, *shared), key=lambda ended: ended.at, default=None)


def places_of(person_ids: Sequence[int]) -> dict[int, Place]:
    """Return where these people stand, each with all merged into them; three queries, whatever their number."""
    people = Person.objects.filter(Q(pk__in=person_ids) | Q(merged_into__in=person_ids))
    rows = list(people.values_list("id", "company_id", "merged_into"))
    places = {pk: Place(company) for pk, company, _ in rows if pk in set(person_ids)}
    heads = {pk: pk if head is None else head for pk, _, head in rows if pk in places or head in places}
    for lead in Lead.objects.filter(person__in=heads).select_related("handoff").order_by("id"):
        places[heads[lead.person_id]].leads.setdefault(lead.definition, []).append(lead)
    for contact in Contact.objects.filter(person__in=heads).select_related("lead").order_by("id"):
        places[heads[contact.person_id]].joined.setdefault(contact.lead.definition, []).append(contact)
    return places


def lead_in_hand(company_id: int | None, *, definition: str, but_not_of: int) -> Lead | None:
    """Return the open lead that another person of the company has under this definition."""
    if company_id is None:
        return None
    companies = together_firms([company_id])
    return (
        Lead.objects.open()
        .filter(Q(company__in=companies) | Q(company_id=None, person__company_id=company_id), definition=definition)
        .exclude(person__in=together([but_not_of]))
        .order_by("id")
        .first()
    )


def ended_of(lead: Lead, *, as_contact: bool = False) -> Ended:
    """Return how a lead ended, as crossing again asks."""
    assert lead.ended_at is not None
    return Ended(
        how=End(lead.end), at=lead.ended_at, reason=lead.end_reason,
        then=Consequence(lead.then) if lead.then else None, earliest=lead.earliest, counts=lead.counts,
        to_whom=lead.to_whom, mended_at=lead.mended_at, as_contact=as_contact,
    )  # fmt: skip
