"""What the agreement must look like: the one description from which it is read, checked and documented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from dueto.domain.agreement.definition_schema import definition_shape
from dueto.domain.agreement.promises_schema import COMMITMENTS, GOALS, REASONS, process_shape
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Path
from dueto.domain.basics.reading import WRONG, Reading
from dueto.domain.basics.records import Key, ListOf, Record
from dueto.domain.basics.shapes import Day, Matching, Text, Whole, Word
from dueto.domain.basics.term import Term
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field, Kind, Means
from dueto.domain.conditions.reading import GROUPS, ConditionShape

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Zone:
    """The name of a time zone."""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        try:
            if isinstance(value, str) and value:
                ZoneInfo(value)
                return value
        except (KeyError, ValueError, OSError):
            pass
        return reading.wrong(path, value, say("expected {what}", what=self.expects()))

    def expects(self) -> Message:
        return say("the name of a time zone, like America/Lima or Europe/Madrid")


@dataclass(frozen=True, slots=True)
class Hours:
    """One shift of a day, from opening to closing."""

    def read(self, value: Any, path: Path, reading: Reading) -> Any:
        written = Matching(HOURS, self.expects()).read(value, path, reading)
        if written is not WRONG and not written[:5] < written[6:]:
            says = say("a shift closes after it opens; write a night as two shifts, until 24:00 and from 00:00")
            return reading.wrong(path, value, says)
        return written

    def expects(self) -> Message:
        return say("hours like 09:00-18:00")


HOURS = r"([01][0-9]|2[0-3]):[0-5][0-9]-(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)"
COUNTRY = Matching(r"[A-Z]{2}", say("a country as two capital letters, like PE"))

CALENDAR = Record(
    say("the calendar"),
    {
        "time_zone": Key(Zone(), say("the zone in which days are counted"), needed=True),
        "hours": Key(
            Record(
                say("the working hours"),
                {day: Key(ListOf(Hours(), least=1, most=6), say("the shifts of that day")) for day in WEEKDAYS},
            ),
            say("when the teams work, by day of the week"),
        ),
        "holidays": Key(ListOf(COUNTRY, most=60), say("the countries whose holidays are kept")),
    },
)


def _is_own(field: dict[str, Any], path: Path, reading: Reading) -> None:
    name = field["name"]
    if name in STANDARD_FIELDS:
        says = say("every company has the field {name} already; take another name", name=name)
        reading.wrong((*path, "name"), name, says)
    if name in GROUPS:
        says = say("{name} joins conditions, so no field can be called so; take another name", name=name)
        reading.wrong((*path, "name"), name, says)


FIELDS = ListOf(
    Record(
        say("a field of your own"),
        {
            "name": Key(
                Matching(r"[a-z][a-z0-9_]{0,59}", say("a name in small letters, like minutes_on_site")),
                say("the name by which conditions ask for it"),
                needed=True,
            ),
            "label": Key(
                Record(say("the words"), {"es": Key(Text(), say("in Spanish")), "en": Key(Text(), say("in English"))}),
                say("how people call it"),
            ),
            "kind": Key(Word(("text", "number", "date", "list")), say("what its values are; text if left out")),
            "found_by": Key(
                Word(tuple(means.name.lower() for means in Means)),
                say("the easiest way to find it out; form if left out"),
            ),
        },
        _is_own,
    ),
    most=300,
    named="name",
)

GLOSSARY = ListOf(
    Record(
        say("a word"),
        {
            "word": Key(Text(), say("the word both teams use"), needed=True),
            "means": Key(Text(), say("what it means"), needed=True),
            "marketing": Key(Text(), say("how marketing says it")),
            "sales": Key(Text(), say("how sales says it")),
        },
    ),
    named="word",
)


def agreement_shape(fields: Mapping[str, Field]) -> Record:
    """Return the shape of a whole agreement whose conditions may ask for `fields`."""
    condition = ConditionShape(fields)
    persona = Record(
        say("a persona"),
        {
            "name": Key(Text(), say("how both teams call these people"), needed=True),
            "when": Key(condition, say("who belongs to it"), needed=True),
            "says": Key(ListOf(Text()), say("the words this audience uses")),
        },
    )
    interest = Record(
        say("an interest"),
        {
            "name": Key(Text(), say("the topic"), needed=True),
            "says": Key(ListOf(Text()), say("the words that belong to it"), needed=True),
        },
    )
    return Record(
        say("the agreement"),
        {
            "agreement": Key(Text(), say("the name of the company or unit that agrees"), needed=True),
            "version": Key(Whole(1, 100_000), say("the number of this version")),
            "effective_from": Key(Day(), say("the day from which it is in force")),
            "sponsor": Key(Text(), say("who in management stands behind it")),
            "mode": Key(
                Word(("simple",)),
                say("simple: Dueto prepares and hands over by itself, and one person may sign for both teams"),
            ),
            "goals": Key(GOALS, say("what both teams want to reach together")),
            "calendar": Key(CALENDAR, say("zone, working hours and holidays; UTC without hours if left out")),
            "glossary": Key(GLOSSARY, say("words with the voices of both teams")),
            "fields": Key(FIELDS, say("fields that only this company has")),
            "personas": Key(ListOf(persona, named="name"), say("the audiences")),
            "interests": Key(ListOf(interest, named="name"), say("the topics people ask about")),
            "definitions": Key(
                ListOf(definition_shape(fields), least=1, most=50, named="name"),
                say("what a qualified lead is; one definition for every source"),
                needed=True,
            ),
            "process": Key(ListOf(process_shape(), named="stage"), say("the stages, who owns each, and their clocks")),
            "commitments": Key(COMMITMENTS, say("what each team owes the other")),
            "reasons": Key(
                REASONS, say("the reasons for which a lead goes back or is lost, each with its consequence")
            ),
        },
    )


def declared_fields(tree: Any) -> dict[str, Field]:
    """Return the standard fields and those that the document declares; what is wrong is left to the reading."""
    fields = dict(STANDARD_FIELDS)
    declared = tree.get("fields") if isinstance(tree, dict) else None
    for written in declared if isinstance(declared, list) else ():
        record = FIELDS.of.read(written, (), Reading())
        if record is WRONG:
            continue
        label = record.get("label", {})
        either = label.get("es") or label.get("en") or record["name"].replace("_", " ")
        found_by = Means[record.get("found_by", "form").upper()]
        fields[record["name"]] = Field(
            record["name"],
            Term(es=label.get("es", either), en=label.get("en", either)),
            Kind(record.get("kind", "text")),
            found_by,
            of_company=found_by is Means.WEBSITE,
        )
    return fields
