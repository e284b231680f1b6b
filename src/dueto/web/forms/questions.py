"""The questions of a form as a page asks them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dueto.adapters.voice import Voice
from dueto.apps.base.forms import CONTACT, FormField, asking_for
from dueto.apps.forms.design import Design, asked_fields, filled, title_of
from dueto.apps.forms.wording import to_answer
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message, Value, say
from dueto.domain.basics.term import Term
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
class Choice:
    """One answer to choose: what is kept of it, and how it reads."""

    value: str
    says: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its field, what was typed, and why that could not be taken."""

    name: str
    label: Value
    is_required: bool
    is_optional: bool
    hint: Value | None
    input: str
    is_number: bool
    filled_by: str
    answers: tuple[Choice, ...]
    is_choice: bool
    typed: str
    error: Message | None

    @property
    def is_other(self) -> bool:
        """Whether something was typed that is none of the answers."""
        return bool(self.typed) and self.typed not in {one.value for one in self.answers}


def asked(
    design: Design,
    agreement: Agreement,
    *,
    only: Collection[str] | None = None,
    typed: Mapping[str, str],
    errors: Mapping[str, Message],
    voice: Voice,
) -> list[Asked]:
    """Return the questions (all, or `only` these), with what was typed and what was wrong with it."""
    return [
        Asked(
            name=one.field.name,
            label=label_of(design, agreement, one.field.name),
            is_required=one.is_required,
            is_optional=not one.is_required and not one.either,
            hint=_hint(design, agreement, one),
            input=INPUTS.get(one.field.name, "text") if one.field.name != "website" else "text",
            is_number=one.field.kind is Kind.NUMBER,
            filled_by=FILLED_BY.get(one.field.name, "on"),
            answers=_answers(design, agreement, one, voice),
            is_choice=bool(_chosen(design, one.field.name)),
            typed=typed.get(one.field.name, ""),
            error=errors.get(one.field.name),
        )
        for one in asked_fields(design, agreement, only=only)
    ]


def title(form: str, design: Design) -> Value:
    """Return what a form is called."""
    if form == CONTACT and not (design.title.es or design.title.en):
        return say("Contact us")
    called = title_of(design, form)
    return filled(called) if isinstance(called, Term) else called


def consent_words(agreement: Agreement, *, voice: Voice) -> str:
    """Return the text that somebody agrees to, in the language in which they read it."""
    return voice(to_answer(agreement.name))


def label_of(design: Design, agreement: Agreement, name: str) -> Value:
    """Return how a form calls a field: in its own words, else in those of the agreement."""
    question = design.question(name)
    if question is not None and (question.label.es or question.label.en):
        return filled(question.label)
    return say("How did you hear of us?") if name == "heard_from" else label(name, fields=agreement.fields)


def _hint(design: Design, agreement: Agreement, one: FormField) -> Value | None:
    question = design.question(one.field.name)
    if question is not None and (question.help.es or question.help.en):
        return filled(question.help)
    if not one.either:
        return None
    return say(
        "{fields}: one of them is enough", fields=tuple(label_of(design, agreement, name) for name in one.either)
    )


def _chosen(design: Design, name: str) -> tuple[str, ...]:
    question = design.question(name)
    return question.answers if question is not None else ()


def _answers(design: Design, agreement: Agreement, one: FormField, voice: Voice) -> tuple[Choice, ...]:
    if chosen := _chosen(design, one.field.name):
        return tuple(choice_in(answer, language=voice.language) for answer in chosen)
    definitions = asking_for(agreement, design.counts_as)
    if one.field.name == "country":
        codes = dict.fromkeys(code for definition in definitions for code in countries(definition))
        return tuple(Choice(name, name) for code in codes if (name := country_name(code, voice=voice)))
    named = dict.fromkeys(answer for definition in definitions for answer in answers(definition, one.field))
    return tuple(Choice(answer, answer) for answer in named)


def choice_in(written: str, *, language: str) -> Choice:
    """Return an answer as a design writes it (`Una feria | A fair`), as it reads in one language."""
    value, _, english = (part.strip() for part in written.partition("|"))
    return Choice(value, english if english and language == "en" else value)
