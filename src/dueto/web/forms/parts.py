"""The parts in which a form is edited: what each shows of a design, and what it makes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dueto.apps.base.purposes import CONTACT, NEWSLETTER
from dueto.apps.forms.design import Asking, Design, Makes, Question
from dueto.apps.forms.queries.content import offered
from dueto.web.forms.fields import ConsentsForm, CourseForm, QuestionForm, Worded, WordsForm
from dueto.web.forms.starting import both

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its form, what stands in it at first, and the design once it was filled in."""

    make: Callable[..., Worded]
    shown: Callable[[Design], Values]
    applied: Callable[[Design, Values], Design]

    def form(self, design: Design, posted: Mapping[str, Any] | None = None) -> Worded:
        """Return the form of this part, with what the design says or what was posted."""
        return self.make(posted, initial=self.shown(design))


def _words(design: Design) -> Values:
    return {
        "title_es": design.title.es, "title_en": design.title.en, "intro_es": design.intro.es,
        "intro_en": design.intro.en, "languages": design.languages,
    }  # fmt: skip


def _with_words(design: Design, values: Values) -> Design:
    return replace(
        design, title=both(values, "title"), intro=both(values, "intro"), languages=tuple(values["languages"])
    )


def _course(design: Design) -> Values:
    return {
        "makes": str(design.makes), "counts_as": design.counts_as, "page": design.page, "most": design.most or None,
        "is_progressive": design.is_progressive, "content": str(design.content or ""), "opts_in": design.opts_in,
        "thanks_es": design.thanks.es, "thanks_en": design.thanks.en, "goes_to": design.goes_to,
    }  # fmt: skip


def _with_course(design: Design, values: Values) -> Design:
    return replace(
        design, makes=Makes(values["makes"]), counts_as=values["counts_as"].strip(), page=values["page"].strip(),
        most=values["most"] or 0, is_progressive=values["is_progressive"], opts_in=values["opts_in"],
        content=int(values["content"]) if values["content"] else None, thanks=both(values, "thanks"),
        goes_to=values["goes_to"].strip(),
    )  # fmt: skip


def _course_form(posted: Mapping[str, Any] | None, **named: Any) -> CourseForm:
    return CourseForm(posted, contents=[(str(one.pk), one.title) for one in offered()], **named)


def _consents(design: Design) -> Values:
    texts = {one.purpose: one for one in design.consents}
    contact, newsletter = texts.get(CONTACT), texts.get(NEWSLETTER)
    return {
        "contact_es": contact.text.es if contact else "", "contact_en": contact.text.en if contact else "",
        "asks_newsletter": newsletter is not None, "newsletter_es": newsletter.text.es if newsletter else "",
        "newsletter_en": newsletter.text.en if newsletter else "",
        "is_newsletter_required": newsletter is not None and newsletter.is_required,
    }  # fmt: skip


def _with_consents(design: Design, values: Values) -> Design:
    consents = [Asking(CONTACT, both(values, "contact"))]
    if values["asks_newsletter"]:
        consents.append(Asking(NEWSLETTER, both(values, "newsletter"), is_required=values["is_newsletter_required"]))
    return replace(design, consents=tuple(consents))


PARTS: Mapping[str, Part] = {
    "words": Part(WordsForm, _words, _with_words),
    "course": Part(_course_form, _course, _with_course),
    "consents": Part(ConsentsForm, _consents, _with_consents),
}


def question_form(question: Question, posted: Mapping[str, Any] | None = None) -> QuestionForm:
    """Return the form of one question; its fields are told apart from those of the others by its prefix."""
    return QuestionForm(
        posted, prefix=f"q-{question.field}",
        initial={
            "is_required": question.is_required, "label_es": question.label.es, "label_en": question.label.en,
            "help_es": question.help.es, "help_en": question.help.en, "answers": "\n".join(question.answers),
        },
    )  # fmt: skip


def question_from(field: str, values: Values) -> Question:
    """Return the question as it was filled in."""
    return Question(field, values["is_required"], both(values, "label"), both(values, "help"), tuple(values["answers"]))
