"""The forms about a list: what it is, and what each of its columns means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django import forms

from dueto.adapters.countries import countries
from dueto.adapters.readers.mapping import FIELD_NAME, PARTS
from dueto.adapters.voice import Voice
from dueto.apps.base.purposes import BASES
from dueto.apps.base.queries.records import fields_of_records
from dueto.apps.imports.choices import ACTS, DATES, DEAL, IDS, NOTE, PEOPLE, Choices
from dueto.apps.imports.choices import BASES as OTHER_BASES
from dueto.apps.imports.queries import Column
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.activities import ACTIVITY_KINDS
from dueto.domain.conditions.fields import Field
from dueto.web.accounts.spoken import spoken
from dueto.web.imports.words import EVENT_KINDS, KINDS, RULES, STATUSES
from dueto.web.members.forms import DAY, NEAR

NOT_OF_COMPANY = say("no company has this on its record; leave the column out, or say that each row is a person")
TWICE = say("another column has this meaning already; leave one of them out")
NO_NUMBER = say("an area code needs a column with the phone beside it")


def _said(words: Mapping[str, Message]) -> list[tuple[str, Any]]:
    return [(name, spoken(word)) for name, word in words.items()]


def _text(label: Message, hint: Message | None = None, *, length: int = 120) -> forms.CharField:
    return forms.CharField(
        label=spoken(label), required=False, max_length=length, help_text=spoken(hint) if hint else ""
    )


class About(forms.Form):
    """What the list is, where its people come from, and what it may change."""

    kind = forms.ChoiceField(
        label=spoken(say("What is each row?")), choices=_said(KINDS), widget=forms.RadioSelect, initial=PEOPLE
    )
    event = _text(
        say("Name of the event"), say("As in «Feria Andina del Frío». Needed, unless a column tells it."), length=200
    )
    event_kind = forms.ChoiceField(
        label=spoken(say("What kind of event")), choices=_said(EVENT_KINDS), required=False
    )  # fmt: skip
    event_on = forms.DateField(label=spoken(say("Day of the event")), required=False, widget=DAY, validators=NEAR)
    event_status = forms.ChoiceField(
        label=spoken(say("How they took part, where no column says it")), choices=_said(STATUSES), required=False
    )
    act = forms.ChoiceField(
        label=spoken(say("What they did, where no column says it")), required=False,
        choices=[("", "—"), *_said({name: kind.label for name, kind in ACTIVITY_KINDS.items()})],
    )  # fmt: skip
    channel = _text(say("Source"), say("Where these people come from: feria, webinar, recomendación."), length=60)
    campaign = _text(say("Campaign"), length=200)
    system = _text(
        say("Which system the ids are of"),
        say("Lists of the same system are joined by their ids. The same word each time: zoho, salesforce, mautic."),
        length=40,
    )
    row_is_id = forms.BooleanField(
        label=spoken(say("Lists of what they did name them by the number of their row here")), required=False,
        help_text=spoken(
            say("Nobody is recognised by it; a number that two lists give to two people counts for neither.")
        ),
    )  # fmt: skip
    country = forms.ChoiceField(
        label=spoken(say("Country of rows that name none")), choices=(), required=False,
        help_text=spoken(say("Phones and tax ids are read by it.")),
    )  # fmt: skip
    date_order = forms.ChoiceField(
        label=spoken(say("Dates such as 03/04")), required=False,
        choices=_said({"": say("as the column shows"), "day": say("day first"), "month": say("month first")}),
    )  # fmt: skip
    usual = forms.ChoiceField(
        label=spoken(say("What a list may do to what is known of somebody")), choices=_said(RULES),
        help_text=spoken(say("Each column can have a rule of its own.")),
    )  # fmt: skip
    consent_text = forms.CharField(
        label=spoken(say("Text they agreed to")), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=spoken(say("Word for word. Only if each of them agreed to it; a column with yes and no goes first.")),
    )  # fmt: skip
    basis = forms.ChoiceField(
        label=spoken(say("Legal basis, if it is another one")), required=False,
        choices=[("", "—"), *_said({name: BASES[name] for name in OTHER_BASES})],
        help_text=spoken(say("It is noted in the ledger of consent of each of them, and goes with the import.")),
    )  # fmt: skip
    basis_text = _text(
        say("That basis in words"), say("The notice they were given, how it was weighed, which contract."), length=2000
    )
    save_as = _text(
        say("Keep the meaning of these columns as"), say("For the next list with the same header."), length=80
    )

    def __init__(self, *arguments: Any, voice: Voice, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fields["country"].choices = [("", "—"), *countries(voice)]  # type: ignore[attr-defined]

    @staticmethod
    def told_by(choices: Choices) -> dict[str, Any]:
        """Return the choices as the form shows them."""
        tree = choices.columns
        return {
            **asdict(choices), "country": tree.get("country", ""), "date_order": tree.get("date_order", ""),
            "event_on": choices.event_on or None,
        }  # fmt: skip

    def choices(self, typed: Typed, *, before: Choices) -> Choices:
        """Return what was chosen."""
        told = self.cleaned_data
        tree = {**typed.tree}
        for name in ("country", "date_order"):
            if told[name]:
                tree[name] = told[name]
        return replace(
            before, kind=told["kind"], columns=tree, event=told["event"].strip(), event_kind=told["event_kind"],
            event_on=told["event_on"].isoformat() if told["event_on"] else "",
            event_status=told["event_status"] or "attended", act=told["act"], channel=told["channel"].strip(),
            campaign=told["campaign"].strip(), system=told["system"].strip().lower(), row_is_id=told["row_is_id"],
            usual=told["usual"], updates=typed.updates, consent_text=told["consent_text"].strip(),
            basis=told["basis"], basis_text=told["basis_text"].strip(),
        )  # fmt: skip

    def refuse(self, name: str, says: Message) -> None:
        """Show why a choice cannot be."""
        self.add_error(name, forms.ValidationError(spoken(says)))


@dataclass(slots=True)
class Typed:
    """The meanings that were chosen, by the place of the column, with what is wrong about them."""

    meanings: dict[int, str] = field(default_factory=dict)
    rules: dict[int, str] = field(default_factory=dict)
    errors: dict[int, Message] = field(default_factory=dict)
    tree: dict[str, Any] = field(default_factory=dict)
    updates: dict[str, str] = field(default_factory=dict)


def refuse_of_people(typed: Typed, *, fields: Mapping[str, Field]) -> None:
    """Note what a list of companies cannot say: no company has it on its record."""
    kept = {"company", "website", "company_id", "phone_area", "country", *DATES, *fields_of_records(fields.values())}
    typed.errors |= {
        place: NOT_OF_COMPANY for place, name in typed.meanings.items() if name and name not in kept
    }  # fmt: skip


def read_columns(
    posted: Mapping[str, str], columns: Sequence[Column], *, before: Choices, fields: Mapping[str, Field]
) -> Typed:
    """Return what was posted about the columns; a meaning that nobody knows is none."""
    typed, known = Typed(), {*fields, *PARTS, NOTE, *IDS, *ACTS, *DEAL, *DATES, "phone_area"}
    kinds = {header: kind.value for header, kind in before.mapping.kinds.items()}
    meant: dict[str, Any] = {}
    roles: dict[str, str] = {}
    for place, column in enumerate(columns):
        name = posted.get(f"meaning_{place}", "")
        if name not in known or not FIELD_NAME.fullmatch(name):
            typed.meanings[place] = ""
            continue
        typed.meanings[place] = name
        rule = posted.get(f"rule_{place}", "")
        if rule in RULES:
            typed.rules[place] = typed.updates[name] = rule
        if name in roles:
            typed.errors[place] = TWICE
            continue
        roles[name] = column.header
        if name not in (*DATES, "phone_area"):
            kind = kinds.get(column.header) if before.columns.get("columns", {}).get(column.header) else None
            meant[column.header] = {"field": name, "kind": kind} if kind and name == column.meaning else name
    typed.tree = {key: before.columns[key] for key in ("blank", "decimals") if key in before.columns}
    typed.tree |= {name: roles[name] for name in DATES if name in roles}
    if area := roles.get("phone_area"):
        number = roles.get("phone")
        if number is None:
            typed.errors[next(p for p, m in typed.meanings.items() if m == "phone_area")] = NO_NUMBER
        else:
            meant.pop(number)
            typed.tree["phones"] = [{"field": "phone", "area": area, "number": number}]
    typed.tree["columns"] = meant
    return typed
