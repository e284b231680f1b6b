"""The forms by which forms are designed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django import forms

from dueto.apps.forms.design import Makes
from dueto.domain.basics.message import Message, say
from dueto.web.accounts.spoken import spoken
from dueto.web.forms.words import MAKES

LONG: Final = 4000
BOTH: Final = (("es", spoken(say("Spanish"))), ("en", spoken(say("English"))))
MAKES_CHOICES: Final = [(str(key), spoken(words)) for key, words in MAKES.items()]


class Worded(forms.Form):
    """A form whose fields carry our sentences."""

    def refuse_all(self, says: Mapping[str, Message]) -> None:
        """Show why what was typed cannot be done, each reason at its field if it has one."""
        for name, reason in says.items():
            self.add_error(name if name in self.fields else None, forms.ValidationError(spoken(reason)))


def _text(label: Message, *, most: int = 200, **named: Any) -> forms.CharField:
    return forms.CharField(label=spoken(label), max_length=most, required=False, **named)


def _area(label: Message, *, most: int = LONG, rows: int = 3, **named: Any) -> forms.CharField:
    return forms.CharField(
        label=spoken(label), max_length=most, required=False, widget=forms.Textarea(attrs={"rows": rows}), **named
    )


class NewForm(Worded):
    """How a form begins."""

    title = forms.CharField(label=spoken(say("What is it called?")), max_length=120)
    name = forms.CharField(
        label=spoken(say("Its address, for ever")),
        max_length=60,
        required=False,
        help_text=spoken(say("Letters, digits and hyphens, like guia-de-frio. Left empty, it is made of the name.")),
    )
    makes = forms.ChoiceField(
        label=spoken(say("What does it make?")), choices=MAKES_CHOICES, widget=forms.RadioSelect, initial=Makes.INQUIRY
    )


class WordsForm(Worded):
    """What the form says above its questions."""

    title_es = _text(say("Title in Spanish"), most=120)
    title_en = _text(say("Title in English"), most=120)
    intro_es = _area(say("Introduction in Spanish"), most=600)
    intro_en = _area(say("Introduction in English"), most=600)
    languages = forms.MultipleChoiceField(
        label=spoken(say("Languages")), choices=BOTH, widget=forms.CheckboxSelectMultiple, required=False
    )


class QuestionForm(Worded):
    """One question."""

    is_required = forms.BooleanField(label=spoken(say("Must be answered")), required=False)
    label_es = _text(say("The question in Spanish"), most=120)
    label_en = _text(say("The question in English"), most=120)
    help_es = _text(say("A word of help in Spanish"))
    help_en = _text(say("A word of help in English"))
    answers = _area(
        say("Answers to choose from"),
        help_text=spoken(
            say("One a line; behind a bar its English: Una feria | A fair. Nothing: whatever somebody writes.")
        ),
    )

    def clean_answers(self) -> tuple[str, ...]:
        """Return the answers, each once."""
        lines = (" ".join(line.split())[:200] for line in self.cleaned_data["answers"].splitlines())
        return tuple(dict.fromkeys(line for line in lines if line))[:50]


class CourseForm(Worded):
    """What it makes, how it asks, and what happens afterwards."""

    makes = forms.ChoiceField(label=spoken(say("What does it make?")), choices=MAKES_CHOICES, widget=forms.RadioSelect)
    counts_as = _text(
        say("It counts as"), most=100, help_text=spoken(say("The name by which the rules of the agreement know it."))
    )
    page = _text(
        say("The page of the site that carries it"), most=300,
        help_text=spoken(say("Like /guias. Its visits count as seen.")),
    )  # fmt: skip
    is_progressive = forms.BooleanField(
        label=spoken(say("Ask a browser that is recognised only what is missing")), required=False
    )
    most = forms.IntegerField(
        label=spoken(say("At most so many questions at once")), required=False, min_value=0, max_value=30,
        help_text=spoken(say("Nothing: all. What decides most is asked first.")),
    )  # fmt: skip
    content = forms.ChoiceField(label=spoken(say("What it opens")), required=False, choices=())
    opts_in = forms.BooleanField(label=spoken(say("Ask by mail to confirm the address")), required=False)
    thanks_es = _area(say("Thanks in Spanish"), most=600)
    thanks_en = _area(say("Thanks in English"), most=600)
    goes_to = _text(
        say("Or a page of the site that thanks"), most=300, help_text=spoken(say("Like /gracias, on the own site."))
    )

    def __init__(self, *arguments: Any, contents: list[tuple[str, str]], **named: Any) -> None:
        super().__init__(*arguments, **named)
        nothing = ("", spoken(say("nothing")))
        self.fields["content"].choices = [nothing, *contents]  # type: ignore[attr-defined]


class ConsentsForm(Worded):
    """What somebody agrees to."""

    contact_es = _area(say("To be answered, in Spanish"), rows=2)
    contact_en = _area(say("To be answered, in English"), rows=2)
    asks_newsletter = forms.BooleanField(label=spoken(say("Ask also whether we may write to them")), required=False)
    newsletter_es = _area(say("To be written to, in Spanish"), rows=2)
    newsletter_en = _area(say("To be written to, in English"), rows=2)
    is_newsletter_required = forms.BooleanField(
        label=spoken(say("Without agreeing to it nobody can send the form")), required=False
    )
