"""The questions of a form as a page asks them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from dueto.adapters.voice import Voice
from dueto.apps.base.forms import CONTACT, FormField, form_fields
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.conditions.fields import Kind
from dueto.web.people.asking import INPUTS, answers
from dueto.web.people.words import country_name, label
from dueto.web.prospects.conditions import countries

FILLED_BY = {
    "full_name": "name", "company": "organization", "email": "email", "phone": "tel", "mobile": "tel",
    "role": "organization-title", "country": "country-name", "website": "url",
}  # fmt: skip
"""What a browser knows of whoever sits before it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its field, what was typed, and why that could not be taken."""

    name: str
    label: Value
    is_required: bool
    hint: Message | None
    input: str
    is_number: bool
    filled_by: str
    answers: tuple[str, ...]
    typed: str
    error: Message | None


def asked(
    agreement: Agreement, *, typed: Mapping[str, str], errors: Mapping[str, Message], voice: Voice
) -> list[Asked]:
    """Return the questions, with what was typed and what was wrong with it."""
    return [
        Asked(
            name=one.field.name,
            label=label(one.field.name, fields=agreement.fields),
            is_required=one.is_required,
            hint=say("one of the two is enough") if one.either else None,
            input=INPUTS.get(one.field.name, "text") if one.field.name != "website" else "text",
            is_number=one.field.kind is Kind.NUMBER,
            filled_by=FILLED_BY.get(one.field.name, "on"),
            answers=_answers(agreement, one, voice),
            typed=typed.get(one.field.name, ""),
            error=errors.get(one.field.name),
        )
        for one in form_fields(agreement)
    ]


def title(form: str) -> Value:
    """Return what a form is called."""
    return say("Contact us") if form == CONTACT else Folded(form.replace("-", " "))


def consent_words(agreement: Agreement, *, voice: Voice) -> str:
    """Return the text that somebody agrees to, in the language in which they read it."""
    return voice(
        say(
            "I agree that {company} keeps these data to answer me. I can take this back at any time.",
            company=agreement.name,
        )
    )


def version_of(text: str) -> str:
    """Return the mark of exactly this text."""
    return sha256(text.encode()).hexdigest()


def _answers(agreement: Agreement, one: FormField, voice: Voice) -> tuple[str, ...]:
    definition = agreement.definitions[0]
    if one.field.name == "country":
        return tuple(country_name(code, voice=voice) for code in countries(definition))
    return answers(definition, one.field)
