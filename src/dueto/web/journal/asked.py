"""What somebody asks the journal for, as it stands in the address."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any
from urllib.parse import urlencode

from django import forms

from dueto.apps.journal.pages import Asked
from dueto.apps.journal.sentences import SENTENCES
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say
from dueto.web.accounts.spoken import spoken
from dueto.web.members.forms import DAY, NEAR

DUETO = "0"
KINDS = {
    "agreement": say("Agreement"),
    "member": say("Members"),
    "person": say("People"),
    "company": say("Companies"),
    "lead": say("Qualified opportunities"),
    "handoff": say("Hand-offs"),
    "import": say("Imports"),
    "form": say("Forms"),
    "content": say("Content"),
    "message": say("Messages"),
    "mailbox": say("Mailbox"),
    "call": say("Calls"),
    "pair": say("Duplicates"),
    "care": say("Care of the base"),
    "machine": say("Machines"),
    "privacy": say("Privacy"),
    "effect": say("Mail"),
    "webhook": say("Other programs"),
}
"""What each entry is about: the first word of its tag."""


class Question(forms.Form):
    """By whom, what, about whom, and in which days."""

    by = forms.ChoiceField(label=spoken(say("Who")), required=False, choices=())
    tag = forms.ChoiceField(label=spoken(say("What")), required=False, choices=())
    since = forms.DateField(label=spoken(say("From the day")), required=False, widget=DAY, validators=NEAR)
    until = forms.DateField(label=spoken(say("Until the day")), required=False, widget=DAY, validators=NEAR)
    person = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *arguments: Any, members: dict[int, str], **named: Any) -> None:
        super().__init__(*arguments, **named)
        by = [("", spoken(say("Everybody"))), (DUETO, "Dueto"), *((str(key), name) for key, name in members.items())]
        self.fields["by"].choices = by  # type: ignore[attr-defined]
        self.fields["tag"].choices = [("", spoken(say("Everything"))), *_tags()]  # type: ignore[attr-defined]

    def asked(self, zone: tzinfo) -> Asked:
        """Return the question; whatever in it cannot be understood asks for nothing."""
        self.full_clean()
        known = self.cleaned_data
        last: date | None = known.get("until")
        return Asked(
            tag=known.get("tag") or "",
            by=int(known["by"]) if known.get("by") else None,
            person_id=known.get("person"),
            since=_morning(known.get("since"), zone),
            until=_morning(last + timedelta(days=1), zone) if last else None,
        )

    def address(self, **more: Any) -> str:
        """Return the query of the address that asks the same, with `more`."""
        kept = {name: value for name, value in self.data.items() if name in self.fields and value}
        return urlencode({**kept, **more})


def tag_in_words(tag: Tag) -> Message:
    """Return the sentence of a tag with its gaps left open."""
    sentence = SENTENCES[tag]
    return Message(sentence.text, dict.fromkeys(_gaps(sentence.text), "…"))


def _tags() -> list[tuple[Any, list[tuple[str, Any]]]]:
    groups: dict[str, list[tuple[str, Any]]] = {}
    for tag in Tag:
        if tag is not Tag.LEAD_MOVED:
            kind = tag.split(":")[0]
            groups.setdefault(kind if kind in KINDS else "", []).append((str(tag), spoken(tag_in_words(tag))))
    groups["lead"].append((str(Tag.LEAD_MOVED), spoken(say("Moved to another stage"))))
    return [(spoken(KINDS[kind]), groups[kind]) for kind in [*KINDS, ""] if kind in groups]


def _gaps(text: str) -> list[str]:
    return [part.split("}")[0] for part in text.split("{")[1:]]


def _morning(day: date | None, zone: tzinfo) -> datetime | None:
    return datetime.combine(day, time(), zone) if day else None
