"""The forms about the team."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from dueto.adapters.countries import countries
from dueto.adapters.voice import Voice
from dueto.apps.team.actions import UnableToChange, UnableToInvite, UnableToJoin, UnableToMake, UnableToNote
from dueto.apps.team.rights import ROLES, TEAMS
from dueto.apps.team.scopes import SCOPES
from dueto.domain.basics.message import Message, say
from dueto.web.accounts.spoken import spoken

Refusal = UnableToChange | UnableToInvite | UnableToJoin | UnableToMake | UnableToNote
ZONES: Final = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc", "SystemV")))
DAY: Final = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
NEAR: Final = (MinValueValidator(date(2000, 1, 1)), MaxValueValidator(date(2100, 12, 31)))
"""Days of this century: what lies beyond was mistyped."""
LONG_TEXT: Final = 120


def choices(words: Any) -> list[tuple[str, Any]]:
    """Return the choices of a field, said when they are shown."""
    return [(key, spoken(word)) for key, word in words.items() if key]


class Labelled(forms.Form):
    """A form whose fields carry our sentences."""

    def refuse(self, refusal: Refusal) -> None:
        """Show why what was typed cannot be done, at its field if it has one."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, forms.ValidationError(spoken(refusal.says)))


def _text(label: Message, **named: Any) -> forms.CharField:
    return forms.CharField(label=spoken(label), max_length=LONG_TEXT, **named)


class Invite(Labelled):
    """Whom to invite, as what."""

    email = forms.EmailField(label=spoken(say("E-mail")))
    name = _text(say("Name"), required=False)
    role = forms.ChoiceField(label=spoken(say("Role")), choices=choices(ROLES), widget=forms.RadioSelect)
    team = forms.ChoiceField(label=spoken(say("Team")), choices=choices(TEAMS))


class Join(Labelled):
    """What somebody who was invited tells of themselves."""

    name = _text(say("Name and surname"), widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=spoken(say("Password")),
        help_text=spoken(say("Ten letters or more; three words in a row are easy to keep.")),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    country = forms.ChoiceField(label=spoken(say("Country")), choices=())
    zone = forms.ChoiceField(label=spoken(say("Time zone")), choices=[(zone, zone.replace("_", " ")) for zone in ZONES])

    def __init__(self, *arguments: Any, voice: Voice, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["country"].choices = countries(voice)  # type: ignore[attr-defined]


class Change(Labelled):
    """What a member may do, and where they sit."""

    title = _text(say("Job title"), required=False)
    role = forms.ChoiceField(label=spoken(say("Role")), choices=choices(ROLES))
    team = forms.ChoiceField(label=spoken(say("Team")), choices=choices(TEAMS))
    country = forms.ChoiceField(label=spoken(say("Country")), choices=())
    zone = forms.ChoiceField(label=spoken(say("Time zone")), choices=[(zone, zone.replace("_", " ")) for zone in ZONES])
    is_active = forms.BooleanField(label=spoken(say("The account is open")), required=False)

    def __init__(self, *arguments: Any, voice: Voice, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["country"].choices = countries(voice)  # type: ignore[attr-defined]


class PlaceInTurn(Labelled):
    """Which hand-offs an executive gets."""

    territories = _text(
        say("Countries, by their two letters"),
        required=False,
        help_text=spoken(say("Like PE, CL. Nothing: everywhere.")),
    )
    weight = forms.IntegerField(
        label=spoken(say("Share in the turn")),
        min_value=0,
        max_value=20,
        help_text=spoken(say("1 is usual; 2 gets twice as many; 0 only the companies they look after.")),
    )
    open_cap = forms.IntegerField(
        label=spoken(say("At most so many open at once")),
        required=False,
        min_value=1,
        max_value=10_000,
    )

    def clean_territories(self) -> list[str]:
        """Return the countries as a list."""
        return [part for part in self.cleaned_data["territories"].upper().replace(",", " ").split() if len(part) == 2]


class Absence(Labelled):
    """From which day until which day somebody is away."""

    began_on = forms.DateField(label=spoken(say("First day away")), widget=DAY, validators=NEAR)
    ended_on = forms.DateField(label=spoken(say("Last day away")), required=False, widget=DAY, validators=NEAR)

    def span(self, zone: ZoneInfo) -> tuple[datetime, datetime | None]:
        """Return the instants between which they are away: whole days of their zone."""
        last: date | None = self.cleaned_data["ended_on"]
        return (
            datetime.combine(self.cleaned_data["began_on"], time(), zone),
            datetime.combine(last + timedelta(days=1), time(), zone) if last else None,
        )


class Token(Labelled):
    """The key of another program."""

    name = _text(say("Which program is it for?"))
    scopes = forms.MultipleChoiceField(
        label=spoken(say("What it may do")),
        choices=choices(SCOPES),
        widget=forms.CheckboxSelectMultiple,
    )
