"""A datum as a question, what its answer is worth, and where the answer is found."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from dueto.apps.base.queries.who import Who
from dueto.apps.leads.explained import Explained
from dueto.apps.leads.queries.nearest import Money
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.conditions.fields import Field
from dueto.domain.qualification.history import day_of
from dueto.web.people.asking import best_fit
from dueto.web.people.words import label

OF_COMPANY: Mapping[str, Message] = MappingProxyType(
    {
        "sites": say("How many sites does {whom} have?"),
        "employees": say("How many people work at {whom}?"),
        "revenue": say("How much does {whom} sell a year?"),
        "sector": say("What sector is {whom} in?"),
        "industry": say("What industry is {whom} in?"),
        "country": say("In which country is {whom}?"),
        "region": say("In which region is {whom}?"),
        "city": say("In which city is {whom}?"),
        "tax_id": say("What is the tax id of {whom}?"),
        "website": say("What is the website of {whom}?"),
        "measures_today": say("How does {whom} measure today?"),
        "timing": say("When does {whom} mean to buy?"),
        "budget": say("What budget does {whom} have?"),
    }
)
OF_PERSON: Mapping[str, Message] = MappingProxyType(
    {
        "full_name": say("What is the full name of {whom}?"),
        "company": say("Where does {whom} work?"),
        "role": say("What is the job of {whom}?"),
        "email": say("What is the e-mail of {whom}?"),
        "phone": say("What is the phone of {whom}?"),
        "mobile": say("What is the mobile phone of {whom}?"),
        "need": say("What does {whom} need?"),
    }
)
SKIPS: Mapping[str, Message] = MappingProxyType(
    {
        "not_found": say("It is nowhere to be found"),
        "ask_later": say("To be asked in the next call"),
        "left": say("The person works there no more"),
        "doubtful": say("It is not worth it"),
    }
)


def question(name: str, who: Who, *, fields: Mapping[str, Field]) -> Message:
    """Return the datum as a question about the company, or about the person."""
    person: Value = who.name or say("this person")
    if name in OF_COMPANY:
        return say(OF_COMPANY[name].text, whom=who.company or person)
    if name in OF_PERSON:
        return say(OF_PERSON[name].text, whom=person)
    return say("What is known of {whom}: {field}?", whom=person, field=label(name, fields=fields))


def worth(name: str, known: Explained) -> Message | None:
    """Return what the answer can change: the fit as it is, and at its best."""
    least, verdict = known.definition.qualified, known.verdict
    best = best_fit(known, name, today=day_of(verdict.as_of, known.definition.zone))
    if best is None or least.fit is None:
        return None
    return say(
        "Fit is {fit} of {least} and can reach {best} with it.", fit=verdict.fit, least=least.fit, best=best
    )  # fmt: skip


def money(of_a_lead: Money | None) -> Message | None:
    """Return what one qualified lead brings in the mean, as far as that is known."""
    if of_a_lead is None or not of_a_lead.amount:
        return None
    return say(
        "One qualified brought {currency} {amount} in the mean of the last year ({leads} qualified, {won} won).",
        currency=of_a_lead.currency, amount=of_a_lead.amount, leads=of_a_lead.leads, won=of_a_lead.won,
    )  # fmt: skip
