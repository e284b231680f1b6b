"""How a new form begins: with what the definition requires, and the usual words of consent in both languages."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dueto.adapters.voice import LANGUAGES
from dueto.apps.base.purposes import CONTACT, NEWSLETTER
from dueto.apps.forms.design import Asking, Design, Makes, Question, design_of
from dueto.apps.forms.wording import to_write
from dueto.domain.agreement.agreement import Agreement
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.term import Term
from dueto.web.forms.questions import consent_words
from dueto.web.reader import HOME_COUNTRY, voice_of

FEW = ("full_name", "email")
"""What a download or a newsletter asks to begin with."""
HEARD: tuple[Message, ...] = (
    say("A search engine"), say("Somebody recommended you"), say("A fair or an event"), say("A professional network"),
    say("A mail"), say("Something else"),
)  # fmt: skip


def beginning(agreement: Agreement, *, name: str, title: str, makes: str) -> Design:
    """Return the design that a new form begins with."""
    whole = adapted(agreement, name)
    kind = Makes(makes)
    questions = whole.questions if kind is Makes.INQUIRY else tuple(Question(field, True) for field in FEW)
    consents = whole.consents
    if kind is Makes.NEWSLETTER:
        consents = (*consents, Asking(NEWSLETTER, _in_both(to_write(agreement.name)), is_required=True))
    return replace(
        whole, questions=questions, consents=consents, title=Term(es=title, en=""), makes=kind, is_progressive=True,
        opts_in=kind is Makes.NEWSLETTER,
    )  # fmt: skip


def adapted(agreement: Agreement, name: str) -> Design:
    """Return the form that the agreement calls for as one that can be changed: its words written out."""
    texts = {one: consent_words(agreement, voice=voice_of(one, HOME_COUNTRY)) for one in LANGUAGES}
    return replace(design_of(agreement, name), consents=(Asking(CONTACT, Term(**texts)),))


def question_about(field: str) -> Question:
    """Return a question as it is added; the one after where somebody heard of the company brings its answers."""
    if field != "heard_from":
        return Question(field)
    spanish, english = (voice_of(one, HOME_COUNTRY) for one in ("es", "en"))
    return Question(field, answers=tuple(f"{spanish(one)} | {english(one)}" for one in HEARD))


def _in_both(words: Message) -> Term:
    return Term(**{one: voice_of(one, HOME_COUNTRY)(words) for one in LANGUAGES})


def both(values: dict[str, Any], name: str) -> Term:
    """Return what was typed in both languages under `name`."""
    return Term(es=values[f"{name}_es"].strip(), en=values[f"{name}_en"].strip())
