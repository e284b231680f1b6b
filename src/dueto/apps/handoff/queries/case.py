"""The case for one lead as an executive reads it: the verdict, the reasons in plain words, what to begin with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from babel import Locale

from dueto.apps.agreements.queries import document_of
from dueto.apps.leads.histories import histories_of
from dueto.apps.leads.models import Lead
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message
from dueto.domain.basics.term import Term
from dueto.domain.qualification.explain import headline
from dueto.domain.qualification.history import profile_of
from dueto.domain.qualification.judge import judge
from dueto.domain.qualification.opening import Persona, opening, persona_of, reasons
from dueto.domain.qualification.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Case:
    """What the agreement under which a lead crossed says of the person today."""

    verdict: Verdict
    headline: Message
    reasons: tuple[Message, ...]
    opening: Message | None
    persona: Persona | None
    agreement: Agreement


def case_of(lead: Lead, *, as_of: datetime) -> Case:
    """Return the case for a lead, read with its agreement. Two queries, a third the first time a version is read."""
    agreement = document_of(lead.agreement_id, lead.agreement.hash)
    names = [definition.name for definition in agreement.definitions]
    definition = agreement.definition(lead.definition if lead.definition in names else None)
    history = histories_of([lead.person.head_id])[lead.person.head_id]
    profile = profile_of(history.facts, as_of=as_of)
    verdict = judge(definition, profile=profile, activities=history.activities, as_of=as_of)
    personas = [
        Persona(one["name"], one["when"], tuple(one.get("says", ()))) for one in agreement.record.get("personas", ())
    ]
    words = {("country", code.lower()): name for code, name in countries().items()}
    return Case(
        verdict=verdict,
        headline=headline(verdict, definition=definition, fields=agreement.fields),
        reasons=reasons(verdict, profile=profile, fields=agreement.fields, words=words),
        opening=opening(verdict, profile=profile),
        persona=persona_of(personas, profile=profile, verdict=verdict),
        agreement=agreement,
    )


@lru_cache(maxsize=1)
def countries() -> dict[str, Term]:
    """Return the names of the countries in both languages by their code."""
    spanish, english = Locale("es").territories, Locale("en").territories
    return {code: Term(es=name, en=english[code]) for code, name in spanish.items() if len(code) == 2}
