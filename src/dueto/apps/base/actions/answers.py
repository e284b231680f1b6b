"""What somebody answered in a form: what of it can be taken, and what of that is news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dueto.adapters.readers.cleaning.blanks import is_blank
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.facts import Cleaned, clean, country_in
from dueto.apps.base.forms import FormField
from dueto.apps.base.models import Card, Fact, Person
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold

MISSING = say("this is needed")
OF_THE_PERSON = frozenset({"full_name", "first_name", "last_name", "phone", "mobile", "company"})
NO_HANDLE = say("an e-mail or a phone is needed, so that somebody can answer")


def cleaned_answers(
    agreement: Agreement, values: Mapping[str, str], asked: Sequence[FormField], *, known_as: int | None
) -> tuple[dict[str, Cleaned], dict[str, Message]]:
    """Return the answers that can be taken, and why the others cannot."""
    country = country_in(values.get("country", "")) or _country_of(known_as)
    cleaned: dict[str, Cleaned] = {}
    refusals: dict[str, Message] = {}
    for name, written in values.items():
        if name in agreement.fields and not is_blank(written, field=name):
            answer = clean(agreement.fields[name], written, country=country)
            if isinstance(answer, Refusal):
                refusals[name] = answer.reason
            else:
                cleaned[name] = answer
    for question in asked:
        name = question.field.name
        if question.is_required and name not in cleaned:
            refusals.setdefault(name, MISSING)
        if question.either and not any(other in cleaned or other in refusals for other in question.either):
            refusals[name] = MISSING
    if not refusals and known_as is None and not {"email", "phone", "mobile"} & cleaned.keys():
        refusals["email"] = NO_HANDLE
    return cleaned, refusals


def news(person: Person, cleaned: Mapping[str, Cleaned]) -> dict[str, Cleaned]:
    """Return what a form may add to somebody who is known: whoever knows an address could have sent it.

    Nothing that a colleague, an import or a CRM wrote is changed by it, and never a name, a phone or a company.
    """
    sources = dict(
        Fact.objects.filter(identity__person=person, field__in=list(cleaned)).exclude(value=None)
        .order_by("known_at", "id").values_list("field", "source")
    )  # fmt: skip
    return {
        name: value
        for name, value in cleaned.items()
        if name not in sources or (sources[name] == "form" and name not in OF_THE_PERSON)
    }


def otherwise(person: Person, cleaned: Mapping[str, Cleaned]) -> list[str]:
    """Return of whom of name and phone a form told another value than is known: not taken, but somebody should look."""
    card = Card.objects.filter(person=person).first()
    known = {"full_name": card.full_name, "phone": card.phone} if card else {}
    return [
        name for name, value in known.items()
        if value and name in cleaned and fold(cleaned[name].written) != fold(value)
    ]  # fmt: skip


def _country_of(identity_id: int | None) -> str | None:
    """Return the country of whom this identity is, by which their phone is read."""
    if identity_id is None:
        return None
    return Card.objects.filter(person__identities=identity_id).values_list("country", flat=True).first() or None
