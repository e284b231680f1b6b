"""The form by which content is described."""

from __future__ import annotations

from typing import Any

from django import forms

from dueto.apps.forms.actions.content import Described
from dueto.apps.forms.files import TYPES
from dueto.apps.forms.kinds import KINDS, STAGES
from dueto.domain.basics.message import say
from dueto.web.accounts.spoken import spoken
from dueto.web.forms.fields import BOTH, Worded


class ContentForm(Worded):
    """One piece of content."""

    title = forms.CharField(label=spoken(say("Title")), max_length=200)
    kind = forms.ChoiceField(label=spoken(say("Kind")), choices=[(key, spoken(one)) for key, one in KINDS.items()])
    stage = forms.ChoiceField(
        label=spoken(say("For which stage of buying")), choices=[(key, spoken(one)) for key, one in STAGES.items()],
        widget=forms.RadioSelect,
    )  # fmt: skip
    personas = forms.MultipleChoiceField(
        label=spoken(say("For whom")), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=spoken(say("Nobody ticked: for everybody.")),
    )  # fmt: skip
    topics = forms.CharField(
        label=spoken(say("Topics")), required=False, max_length=300,
        help_text=spoken(say("In the words of the agreement, with commas.")),
    )  # fmt: skip
    language = forms.ChoiceField(label=spoken(say("Language")), choices=BOTH)
    summary = forms.CharField(
        label=spoken(say("In a sentence")), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    page = forms.CharField(
        label=spoken(say("Its page on the site")), required=False, max_length=300,
        help_text=spoken(say("Like /guias. Its visits are counted.")),
    )  # fmt: skip
    link = forms.CharField(
        label=spoken(say("Or where it lies elsewhere")), required=False, max_length=500,
        help_text=spoken(say("An address that begins with https://, like that of a video.")),
    )  # fmt: skip
    upload = forms.FileField(
        label=spoken(say("Or the file itself")), required=False,
        widget=forms.FileInput(attrs={"accept": ",".join(TYPES)}),
        help_text=spoken(say("It is handed over only by a form that opens it.")),
    )  # fmt: skip

    def __init__(self, *arguments: Any, personas: list[str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["personas"].choices = [(one, one) for one in personas]  # type: ignore[attr-defined]

    def described(self) -> Described:
        """Return what was said of it."""
        said = self.cleaned_data
        topics = tuple(part for one in said["topics"].split(",") if (part := " ".join(one.split())))
        return Described(
            title=said["title"], kind=said["kind"], stage=said["stage"], personas=tuple(said["personas"]),
            topics=topics, language=said["language"], summary=said["summary"], page=said["page"].strip(),
            link=said["link"].strip(),
        )  # fmt: skip
