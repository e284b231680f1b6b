"""The form of the page of components: a return, with its reason and its words."""

from __future__ import annotations

from django import forms

from dueto.domain.basics.message import Message, say

REASONS: tuple[tuple[str, Message], ...] = (
    ("not_now", say("Not buying now")),
    ("researching", say("Still researching")),
    ("too_small", say("Too small")),
    ("industry", say("Not our industry")),
    ("wrong_person", say("Wrong person")),
    ("bad_data", say("Bad data")),
)


class Return(forms.Form):
    """What sales answers when a lead is not one."""

    reason = forms.ChoiceField(label=say("Reason"), choices=REASONS, widget=forms.RadioSelect)  # type: ignore[arg-type]
    earliest = forms.DateField(
        label=say("When to try again"),  # type: ignore[arg-type]
        help_text=say("The date they said, else in 90 days"),  # type: ignore[arg-type]
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    note = forms.CharField(
        label=say("In their words"),  # type: ignore[arg-type]
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    tell = forms.BooleanField(label=say("Tell marketing at once"), required=False)  # type: ignore[arg-type]

    def clean_note(self) -> str:
        """Return the words, which fit in two lines."""
        return str(self.cleaned_data["note"])
