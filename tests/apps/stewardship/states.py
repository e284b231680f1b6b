"""People who are two or one, and everything about them that a merge must leave as it was."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from dueto.apps.base.models import Activity, Card, Consent, Fact, Identity, Note, Person, PersonalValue
from dueto.apps.handoff.models import Clock, Handoff
from dueto.apps.leads.histories import histories_of
from dueto.apps.leads.models import Lead, Move
from dueto.domain.qualification.history import profile_of
from tests.thread import fill

HOUR = timedelta(hours=1)
FAR = timedelta(days=4000)


def maria(at: datetime, *, company_mail: bool = False, n: int | None = None, **changed: str) -> int:
    """Return María Fernanda, who came once by her own address and once by that of her company."""
    values = {"full_name": "María Fernanda Gil Peña", "email": "mafer.gil@gmail.com", "company": "Lácteos Aurora"}
    if company_mail:
        values |= {"full_name": "Ma. Fernanda Gil", "email": "mgil@lacteosaurora.example"}
    if n is not None:
        values |= {"email": f"maria{n}@mail{n}.example", "company": f"Empresa {n}"}
    return fill("guia", at=at, visitor=values["email"], **{"phone": "", **values, **changed})


@dataclass(frozen=True)
class State:
    """What is known of one person, in their rows alone."""

    person: tuple[object, ...]
    card: tuple[object, ...]
    profile: dict[str, str]
    identities: list[tuple[object, ...]]
    facts: list[int]
    values: list[int]
    acts: list[int]
    consents: list[int]
    notes: list[int]
    leads: list[dict[str, object]]
    moves: list[int]
    handoffs: list[dict[str, object]]
    clocks: list[dict[str, object]]


def state_of(person_id: int) -> State:
    """Return everything about a person that a merge and its undoing must not change."""
    of = Q(identity__person=person_id)
    person = Person.objects.get(pk=person_id)
    history = histories_of([person_id])[person_id]
    leads = Lead.objects.filter(person=person_id).order_by("pk")
    return State(
        person=(person.company_id, person.origin_id, person.created_at, person.last_act_at, person.merged_into_id),
        card=Card.objects.filter(person=person_id).values_list()[0],
        profile=dict(profile_of(history.facts, as_of=person.created_at + FAR)),
        identities=sorted(Identity.objects.filter(person=person_id).values_list("pk", "kind", "home", "is_shared")),
        facts=sorted(Fact.objects.filter(of).values_list("pk", flat=True)),
        values=sorted(PersonalValue.objects.filter(of).values_list("pk", flat=True)),
        acts=sorted(Activity.objects.filter(of).values_list("pk", flat=True)),
        consents=sorted(Consent.objects.filter(of).values_list("pk", flat=True)),
        notes=sorted(Note.objects.filter(person=person_id).values_list("pk", flat=True)),
        leads=list(leads.values()),
        moves=sorted(Move.objects.filter(lead__in=leads).values_list("pk", flat=True)),
        handoffs=list(Handoff.objects.filter(lead__in=leads).order_by("pk").values()),
        clocks=list(Clock.objects.filter(handoff__lead__in=leads).order_by("pk").values()),
    )
