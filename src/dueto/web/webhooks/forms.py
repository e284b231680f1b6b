"""What an administrator types about webhooks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from dueto.apps.team.actions.refusal import Unable
from dueto.apps.webhooks.actions.origins import TAKES as KINDS_TAKEN
from dueto.apps.webhooks.mapping import UnableToMap, mapping_in, takeable
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.web.accounts.spoken import spoken
from dueto.web.members.forms import DAY, NEAR
from dueto.web.webhooks.words import TAKES, events_by_kind

OPEN = 2
LINES = forms.Textarea(attrs={"rows": 9, "spellcheck": "false", "autocapitalize": "none"})


class Refusable(forms.Form):
    """A form that shows why what was typed cannot be done, at its field if it has one."""

    def refuse(self, unable: Unable) -> None:
        """Show the refusal."""
        self.add_error(unable.field if unable.field in self.fields else None, ValidationError(spoken(unable.says)))


class Outward(Refusable):
    """Who is told, where, and of what."""

    name = forms.CharField(label=spoken(say("Which program is it?")), max_length=80)
    address = forms.CharField(
        label=spoken(say("Address that takes it")), max_length=500,
        help_text=spoken(say("Like https://crm.example/dueto. It has to answer with 2xx within 15 seconds.")),
        widget=forms.URLInput(attrs={"inputmode": "url"}),
    )  # fmt: skip
    events = forms.MultipleChoiceField(
        label=spoken(say("Of what it is told")), choices=(), widget=forms.CheckboxSelectMultiple
    )
    with_personal = forms.BooleanField(
        label=spoken(say("Tell personal values too: name, e-mail, phone")), required=False,
        help_text=spoken(say("Without this it is told numbers only, and asks the API for the rest.")),
    )  # fmt: skip

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["events"].choices = [  # type: ignore[attr-defined]
            (name, spoken(says)) for _, events in events_by_kind() for name, says in events
        ]

    def kinds(self) -> list[tuple[Message, list[tuple[str, str, Message, bool]], bool]]:
        """Return the events by what they are about, those chosen marked; the first two kinds stand open."""
        chosen = set(self["events"].value() or ())
        return [
            (
                kind,
                [(f"event-{name.replace('.', '-')}", name, says, name in chosen) for name, says in events],
                place < OPEN or any(name in chosen for name, _ in events),
            )
            for place, (kind, events) in enumerate(events_by_kind())
        ]


class Period(forms.Form):
    """Days to be told again."""

    since = forms.DateField(label=spoken(say("From the day")), widget=DAY, validators=NEAR)
    until = forms.DateField(label=spoken(say("Until the day")), widget=DAY, validators=NEAR)
    everything = forms.BooleanField(label=spoken(say("Also what had arrived")), required=False)

    def clean(self) -> dict[str, Any]:
        """Return the days, if they follow each other."""
        read = super().clean() or {}
        if read.get("since") and read.get("until") and read["until"] < read["since"]:
            self.add_error("until", ValidationError(spoken(say("It ends before it begins."))))
        return read

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """Return the instants between which it lies: whole days of the reader's zone."""
        since, until = self.cleaned_data["since"], self.cleaned_data["until"] + timedelta(days=1)
        return tuple(datetime.combine(day, time(), zone).astimezone(UTC) for day in (since, until))  # type: ignore[return-value]


class Mapping(Refusable):
    """Where in the JSON of another system each value stands."""

    form = forms.CharField(
        label=spoken(say("As which form it counts")), max_length=100, required=False,
        help_text=spoken(say("The name of a form of the agreement, like contacto. Only for inquiries.")),
    )  # fmt: skip
    mapping = forms.CharField(
        label=spoken(say("Where each value stands")), max_length=8_000, widget=LINES, strip=False,
        help_text=spoken(say("One value a line, like  email: data.contact.email  or  country: \"PE\"")),
    )  # fmt: skip
    takes = ""
    fields_known: Iterable[str] = STANDARD_FIELDS

    def clean_mapping(self) -> dict[str, str]:
        """Return the mapping by field."""
        try:
            return mapping_in(self.cleaned_data["mapping"], allowed=takeable(self.kind(), self.fields_known))
        except UnableToMap as unable:
            raise ValidationError(spoken(unable.says)) from None

    def kind(self) -> str:
        """Return what is taken from there."""
        return self.takes


class Inward(Mapping):
    """A door for another system."""

    name = forms.CharField(label=spoken(say("Which system is it?")), max_length=80)
    kind_taken = forms.ChoiceField(
        label=spoken(say("What comes from there")), initial="inquiry", widget=forms.RadioSelect,
        choices=[(kind, spoken(TAKES[kind])) for kind in KINDS_TAKEN],
    )  # fmt: skip
    given_secret = forms.CharField(
        label=spoken(say("Its secret, if it gave one")), max_length=120, required=False,
        help_text=spoken(say("Begins with whsec_. Left empty, one is made here.")),
    )  # fmt: skip
    field_order = ("name", "kind_taken", "form", "mapping", "given_secret")

    def kind(self) -> str:
        """Return what is taken from there."""
        return str(self.data.get("kind_taken", ""))
