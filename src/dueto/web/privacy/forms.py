"""The forms about privacy."""

from __future__ import annotations

from django import forms

from dueto.apps.base.purposes import BASES, BY_HAND, PURPOSES
from dueto.apps.privacy.actions.requests import KINDS
from dueto.domain.basics.message import say
from dueto.web.accounts.spoken import spoken
from dueto.web.members.forms import Labelled, choices

HOW = say("How was it said?")


class ConsentForm(Labelled):
    """A consent given or withdrawn, as a colleague heard it."""

    prefix = "consent"
    purpose = forms.ChoiceField(label=spoken(say("What for")), choices=choices(PURPOSES))
    answer = forms.ChoiceField(
        label=spoken(say("What did they say?")),
        choices=choices({"no": say("No, not any more"), "yes": say("Yes")}),
        widget=forms.RadioSelect,
    )
    source = forms.ChoiceField(label=spoken(HOW), choices=choices(BY_HAND))
    basis = forms.ChoiceField(
        label=spoken(say("On what a yes stands")), choices=choices(BASES), required=False, initial="consent"
    )


class RequestForm(Labelled):
    """What somebody asks of us."""

    prefix = "request"
    kind = forms.ChoiceField(
        label=spoken(say("What do they ask for?")), choices=choices(KINDS), widget=forms.RadioSelect
    )
    source = forms.ChoiceField(label=spoken(HOW), choices=choices(BY_HAND))


class ErasureForm(Labelled):
    """The last word before somebody is forgotten."""

    is_sure = forms.BooleanField(
        label=spoken(say("I have read what goes; it cannot be undone.")),
        error_messages={"required": spoken(say("tick this first: it cannot be undone"))},
    )


class RetentionForm(Labelled):
    """How long something is kept."""

    days = forms.IntegerField(label=spoken(say("Days")), min_value=1, max_value=36_500)
    is_on = forms.BooleanField(label=spoken(say("Delete by itself after that")), required=False)
