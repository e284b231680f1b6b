"""What a form asks and says: its design, as it is edited and as each published version keeps it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final

from dueto.apps.base.forms import FormField, asking_for, form_fields
from dueto.apps.base.purposes import CONTACT
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.term import Term

HANDLES: Final = ("email", "phone", "mobile")
UNSAID: Final = Term("", "")


class Makes(StrEnum):
    """What somebody wants who sends the form; only an inquiry waits for an answer."""

    INQUIRY = "inquiry"
    DOWNLOAD = "download"
    NEWSLETTER = "newsletter"


@dataclass(frozen=True, slots=True)
class Question:
    """One question. Without a label it is called as the agreement calls its field.

    `answers` are to choose from: what is kept, and behind a bar how it reads in English where that is something else.
    """

    field: str
    is_required: bool = False
    label: Term = UNSAID
    help: Term = UNSAID
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asking:
    """One text of consent. A required one must be agreed to; the others are free."""

    purpose: str
    text: Term = UNSAID
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class Design:
    """The whole form. `counts_as` is the name by which rules know it, `page` the page of the company that carries it.

    `most` is how many questions are asked at once (0: all), `content` what it opens, `goes_to` the page of the company
    that thanks instead of ours.
    """

    questions: tuple[Question, ...]
    consents: tuple[Asking, ...] = (Asking(CONTACT),)
    title: Term = UNSAID
    intro: Term = UNSAID
    languages: tuple[str, ...] = ("es", "en")
    makes: Makes = Makes.INQUIRY
    counts_as: str = ""
    page: str = ""
    is_progressive: bool = True
    most: int = 0
    opts_in: bool = False
    content: int | None = None
    thanks: Term = UNSAID
    goes_to: str = ""

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields it asks, in order."""
        return tuple(one.field for one in self.questions)

    def question(self, field: str) -> Question | None:
        """Return the question about `field`, if it is asked."""
        return next((one for one in self.questions if one.field == field), None)

    def with_question(self, question: Question) -> Design:
        """Return it with this question in the place of the one about the same field, else at the end."""
        if question.field not in self.fields:
            return replace(self, questions=(*self.questions, question))
        return replace(
            self, questions=tuple(question if one.field == question.field else one for one in self.questions)
        )

    def without(self, field: str) -> Design:
        """Return it without the question about `field`."""
        return replace(self, questions=tuple(one for one in self.questions if one.field != field))

    def moved(self, field: str, by: int) -> Design:
        """Return it with the question about `field` so many places later, or earlier."""
        asked = list(self.questions)
        place = self.fields.index(field)
        one = asked.pop(place)
        asked.insert(max(0, min(len(asked), place + by)), one)
        return replace(self, questions=tuple(asked))

    def to_tree(self) -> dict[str, Any]:
        """Return the design as plain values."""
        return {
            "questions": [
                {
                    "field": one.field, "required": one.is_required, "label": _pair(one.label), "help": _pair(one.help),
                    "answers": list(one.answers),
                }
                for one in self.questions
            ],
            "consents": [
                {"purpose": one.purpose, "text": _pair(one.text), "required": one.is_required} for one in self.consents
            ],
            "title": _pair(self.title), "intro": _pair(self.intro), "languages": list(self.languages),
            "makes": str(self.makes), "counts_as": self.counts_as, "page": self.page,
            "progressive": self.is_progressive, "most": self.most, "opts_in": self.opts_in, "content": self.content,
            "thanks": _pair(self.thanks), "goes_to": self.goes_to,
        }  # fmt: skip


def design_from(tree: Mapping[str, Any]) -> Design:
    """Return the design that `to_tree` wrote."""
    return Design(
        questions=tuple(
            Question(one["field"], one["required"], _term(one["label"]), _term(one["help"]), tuple(one["answers"]))
            for one in tree["questions"]
        ),
        consents=tuple(Asking(one["purpose"], _term(one["text"]), one["required"]) for one in tree["consents"]),
        title=_term(tree["title"]), intro=_term(tree["intro"]), languages=tuple(tree["languages"]),
        makes=Makes(tree["makes"]), counts_as=tree["counts_as"], page=tree["page"],
        is_progressive=tree["progressive"], most=tree["most"], opts_in=tree["opts_in"], content=tree["content"],
        thanks=_term(tree["thanks"]), goes_to=tree["goes_to"],
    )  # fmt: skip


def design_of(agreement: Agreement, name: str) -> Design:
    """Return the form that the agreement calls for: what its definition requires, in its order, and no more."""
    asked = tuple(Question(one.field.name, one.is_required) for one in form_fields(agreement, name))
    return Design(questions=asked, counts_as=name, is_progressive=False)


def asked_fields(design: Design, agreement: Agreement, *, only: Iterable[str] | None = None) -> tuple[FormField, ...]:
    """Return the questions as the base takes them; `only` those that were asked this time.

    Of the alternatives that a definition names at least one must be given, if all of them are asked.
    """
    wanted = [one for one in design.questions if one.field in agreement.fields]
    if only is not None:
        names = set(only)
        wanted = [one for one in wanted if one.field in names]
    fields = {one.field for one in wanted}
    required = {one.field for one in wanted if one.is_required}
    either: dict[str, tuple[str, ...]] = {}
    definitions = asking_for(agreement, design.counts_as)
    for group in (group for one in definitions for group in (*one.required, *one.desired)):
        if len(group) > 1 and set(group) <= fields and not set(group) & required:
            either |= dict.fromkeys(group, group)
    return tuple(
        FormField(
            agreement.fields[one.field], is_required=one.is_required,
            either=() if one.is_required else either.get(one.field, ()),
        )
        for one in wanted
    )  # fmt: skip


def title_of(design: Design, name: str) -> Term | Folded:
    """Return what the form is called; without a title, as its name reads."""
    return design.title if design.title.es or design.title.en else Folded(name.replace("-", " "))


def filled(term: Term) -> Term:
    """Return the words with each language in the place of the other where that one is empty."""
    return Term(es=term.es or term.en, en=term.en or term.es)


def _pair(term: Term) -> dict[str, str]:
    return {"es": term.es, "en": term.en}


def _term(pair: Mapping[str, str]) -> Term:
    return Term(es=pair["es"], en=pair["en"])
