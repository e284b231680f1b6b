"""Who may be meant, each with what happened before: shown while somebody types, and when they send."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from dueto.apps.base.queries.acts import Done, acts_of
from dueto.apps.conversations.queries.matches import Match, Matches
from dueto.apps.leads.queries.history import pasts_of, pasts_of_company
from dueto.domain.qualification.deeds import deed
from dueto.web.channels import origin_words
from dueto.web.find.words import MATCHED, past_words

LOOKED_AT = 20
TELLING = {
    kind: place for place, kind in enumerate(("event", "meeting", "call", "reply", "message", "download", "form"))
}


def shown(found: Matches) -> dict[str, Any]:
    """Return the people and the company as the piece shows them. Two queries, and one for each person or company."""
    pasts = pasts_of(match.who.id for match in found.people)
    company = found.company
    return {
        "matches": [
            _match(one, past_words(pasts[one.who.id]) if one.who.id in pasts else None) for one in found.people
        ],
        "company_known": company,
        "company_past": [past_words(one) for one in pasts_of_company(company.id)] if company else (),
        "companies_alike": [
            {"company": one, "past": [past_words(past) for past in pasts_of_company(one.id)]}
            for one in found.companies_alike
        ],
        "has_exact": found.has_exact,
    }


def _match(match: Match, past: Any) -> dict[str, Any]:
    telling = _telling(acts_of(match.who.id, limit=LOOKED_AT))
    return {
        "who": match.who,
        "by": MATCHED[match.by],
        "is_exact": match.is_exact,
        "past": past,
        "acts": [(deed(one.act), one.act.occurred_at) for one in telling],
        "origin": origin_words(match.who.origin),
    }


def _telling(done: Iterable[Done]) -> list[Done]:
    """Return the act that tells most (an event before a talk, a talk before a form) and the last one, if another."""
    human = [one for one in done if one.scores]
    chosen = [min(human, key=lambda one: TELLING.get(one.act.kind, len(TELLING))), human[0]] if human else []
    return sorted({one.act.id: one for one in chosen}.values(), key=_when, reverse=True)


def _when(done: Done) -> datetime:
    return done.act.occurred_at
