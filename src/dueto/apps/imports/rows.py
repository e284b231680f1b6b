"""The rows of a list, read, cleaned and understood: what each says of somebody, or why it says nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time
from pathlib import Path
from types import MappingProxyType
from typing import Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from dueto.adapters.readers.cleaning.numbers import number_of
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.mapping import Kind as Read
from dueto.adapters.readers.mapping import Mapping as Columns
from dueto.adapters.readers.people import PersonRow, read_people
from dueto.adapters.readers.rows import RefusedRow
from dueto.apps.base.arrivals import Agreed, Done
from dueto.apps.base.facts import (
    LONGEST,
    LONGEST_NAME,
    LONGEST_NOTE,
    NAMES,
    NO_NAME,
    NOT_A_NAME,
    TOO_LONG,
    Cleaned,
    derived,
    unfit,
)
from dueto.apps.imports.choices import ACTIVITIES, ACTS, DEAL, DEALS, EVENT, IDS, NOTE, PEOPLE, Choices
from dueto.apps.imports.keys import key_of, telling_of
from dueto.apps.imports.words import direction_of, ending_of, is_idle, is_opt_out, kind_of, result_of, status_of
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Problem
from dueto.domain.basics.text import fold
from dueto.domain.conditions.activities import ACTIVITY_KINDS
from dueto.domain.conditions.fields import Field, Kind

STEERING: Final = re.compile("[\x00-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
"""Signs that no datum needs: they steer terminals, turn letters around, or cannot be stored."""
MOST_MET: Final = 5_000
PAST: Final = Field("past_outcome", say("earlier sale"))
NO_DATE: Final = say("this row does not say when it happened; name the column of the date")
NO_KIND: Final = say("{kind} is no kind of activity; name one of {kinds}")
NO_STAGE: Final = say("this row does not say how far the sale came")
NOBODY: Final = say("this row says of nobody who they are: write a name, an e-mail, a phone or an id")
NO_COMPANY: Final = say("this row names no company")
LISTED_AS: Final = MappingProxyType({Kind.NUMBER: Read.NUMBER, Kind.DATE: Read.DATE, Kind.LIST: Read.LIST})
WHO: Final = frozenset({*NAMES, "email", "phone", "mobile", "tax_id"})
TOLD: Final = (*ACTS, *DEAL, NOTE, "consent")
"""What columns tell beside the fields of a person and the ids of other systems."""
NO = frozenset(
    {"no", "false", "0", "n", "not given", "rechazado", "denegado", "unsubscribed", "opt out", "no autoriza"}
)


@dataclass(slots=True)
class Row:
    """One row as it was understood. `refused` says why it is not taken, `problems` which cells of it are left out.

    `cells` are those that were used, cleaned, `stood` all of them as they stand in the file.
    """

    number: int
    values: dict[str, Cleaned] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    source: tuple[str, str] = ("", "")
    known_at: datetime | None = None
    occurred_at: datetime | None = None
    done: tuple[Done, ...] = ()
    agreed: Agreed | None = None
    past: dict[str, Cleaned] = field(default_factory=dict)
    note: str = ""
    refused: Message | None = None
    cells: tuple[str, ...] = ()
    stood: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    key: str = ""
    telling: str = ""
    is_idle: bool = False
    """Whether it tells only what was done to somebody, such as a mail that was sent to them."""


class Rows:
    """The rows of a file, one after the other. `at` is when the import began: what has no date became known then.

    Countries, roles and companies come again and again: what was made of them is kept for the rows to come.
    """

    def __init__(self, path: Path, choices: Choices, *, fields: Mapping[str, Field], zone: ZoneInfo, at: datetime,
                 text: str = "") -> None:  # fmt: skip
        self._choices, self._fields, self._zone, self._at, self._text = choices, fields, zone, at, text
        self.people = read_people(path, mapping=fitted(choices.mapping, fields), zone=zone)
        self.notes = self.people.notes
        self._met: dict[tuple[str, str], Cleaned] = {}

    def __iter__(self) -> Iterator[Row]:
        for one in self.people:
            if isinstance(one, RefusedRow):
                yield Row(one.number, refused=one.reason, cells=one.cells, stood=one.stood)
            else:
                yield self._understood(one)

    def _understood(self, one: PersonRow) -> Row:
        dropped = (str(problem.value) for problem in one.problems)
        row = Row(one.number, cells=(*one.values.values(), *dropped), stood=one.stood, problems=list(one.problems))
        row.known_at = min(one.known_at, self._at) if one.known_at else None
        row.occurred_at = min(one.occurred_at, self._at) if one.occurred_at else None
        told = {name: _told(text) for name, text in one.values.items()}
        row.ids = {name: text[:200] for name in IDS if (text := told.get(name, "")) and text != "0"}
        if self._choices.row_is_id:
            row.ids.setdefault("row_id", str(one.number - self.people.form.header_row))
        for name, text in told.items():
            if name in self._fields and text:
                self._take(row, self._fields[name], text)
        row.source = (told.get("source", ""), told.get("campaign", ""))
        row.note = self._note(row, told.get(NOTE, ""))
        row.agreed = self._agreed(told, row)
        self._act(row, told)
        if row.refused is None and self._choices.kind in (PEOPLE, EVENT) and not _names_somebody(row):
            row.refused = NOBODY
        is_telling = row.values or row.ids or row.done or row.past or row.note or row.agreed
        if row.refused is None and not is_telling:
            row.refused = say("nothing in this row can be used")
        beside = {name: told[name] for name in TOLD if told.get(name)}
        row.key = key_of([*row.values.values(), *row.past.values()], row.ids, beside, (one.known_at, one.occurred_at))
        row.telling = telling_of(row.key, kind=self._choices.kind, done=row.done, agreed=row.agreed)
        return row

    def _take(self, row: Row, known: Field, text: str) -> None:
        if met := self._met.get((known.name, text)):
            row.values[known.name] = met
            return
        why = _why_not(known, text)
        if why is None:
            taken = row.values[known.name] = Cleaned(known.name, derived(known, text), text, known.personal)
            if not known.personal and len(self._met) < MOST_MET:
                self._met[known.name, text] = taken
        else:
            row.problems.append(Problem((known.name,), row.number, text[:200], why.reason))

    def _note(self, row: Row, text: str) -> str:
        if len(text) <= LONGEST_NOTE:
            return text
        row.problems.append(Problem((NOTE,), row.number, text[:200], TOO_LONG.reason))
        return ""

    def _act(self, row: Row, told: Mapping[str, str]) -> None:
        kind = self._choices.kind
        if kind == EVENT:
            row.done = (self._attendance(row, told),)
        elif kind == ACTIVITIES:
            self._activity(row, told)
        elif kind == DEALS:
            self._deal(row, told)

    def _attendance(self, row: Row, told: Mapping[str, str]) -> Done:
        """Return that somebody signed up for an event, came or stayed away. Told twice, it is still one attendance."""
        status = self._choices.event_status
        if written := told.get("act_status", ""):
            understood = status_of(written)
            if understood is None:
                words = say("{value} says neither registered nor attended nor absent", value=written[:80])
                row.problems.append(Problem(("act_status",), row.number, written[:200], words))
            status = understood or "registered"
        day = self._choices.day
        on = datetime.combine(day, time(12), self._zone).astimezone(UTC) if day else None
        occurred_at = row.occurred_at or (min(on, self._at) if on else None) or row.known_at or self._at
        item = told.get("act_item", "") or self._choices.event
        texts = {
            "item": fold(item)[:200],
            "event_kind": self._choices.event_kind, "status": status,
        }  # fmt: skip
        return Done("event", occurred_at, row.known_at or occurred_at, texts, is_dated=False, item=item[:200])

    def _activity(self, row: Row, told: Mapping[str, str]) -> None:
        written = told.get("act_kind", "")
        if is_idle(written):
            row.is_idle = True
            return
        if is_opt_out(written):
            when = row.occurred_at or row.known_at
            row.agreed = Agreed(False, "import", when or self._at, is_dated=when is not None)
            return
        kind = kind_of(written) if written else self._choices.act
        if kind not in ACTIVITY_KINDS:
            row.refused = say(NO_KIND.text, kind=kind or "-", kinds=tuple(ACTIVITY_KINDS))
            return
        occurred_at = row.occurred_at or row.known_at
        if occurred_at is None:
            row.refused = NO_DATE
            return
        texts = {name: fold(told.get(f"act_{name}", ""))[:length] for name, length in _LENGTHS.items()}
        if path := told.get("act_path", ""):
            texts["path"], texts["site"] = page_in(path)
        texts["direction"], texts["result"] = direction_of(texts["direction"]), result_of(texts["result"])
        carried = {name: text for name, text in texts.items() if text}
        row.done = (
            Done(
                kind, occurred_at, max(row.known_at or occurred_at, occurred_at), carried, item=told.get("act_item", "")
            ),
        )

    def _deal(self, row: Row, told: Mapping[str, str]) -> None:
        stage = told.get("deal_stage", "")
        if not stage:
            row.refused = NO_STAGE
            return
        amount = told.get("deal_amount", "")
        written = f"{stage} · {amount}" if amount else stage
        row.past[PAST.name] = Cleaned(PAST.name, ending_of(stage), written[:LONGEST], is_personal=False)

    def _agreed(self, told: Mapping[str, str], row: Row) -> Agreed | None:
        written, when, basis = told.get("consent", ""), row.known_at or self._at, self._choices.basis
        if self._choices.consent_text or written:
            consented_to = self._text if self._choices.consent_text else "import"
            is_given = fold(written) not in NO if written else True
            return Agreed(is_given, consented_to, when, is_dated=row.known_at is not None)
        return Agreed(True, self._text, when, basis=basis) if basis else None


_LENGTHS = {"item": 200, "status": 40, "direction": 40, "result": 40, "form": 100, "channel": 40}


def _names_somebody(row: Row) -> bool:
    """Return whether the row says who it is about; a company alone, or where somebody lives, is nobody."""
    return bool(WHO & row.values.keys() or row.ids.keys() - {"company_id", "row_id"})


def fitted(mapping: Columns, fields: Mapping[str, Field]) -> Columns:
    """Return the mapping so that numbers, dates and lists are read as what the agreement says they are."""
    kinds = dict(mapping.kinds)
    for header, name in mapping.columns.items():
        if name in fields and (kind := LISTED_AS.get(fields[name].kind)):
            kinds.setdefault(header, kind)
    return replace(mapping, kinds=MappingProxyType(kinds))


def page_in(url: str) -> tuple[str, str]:
    """Return path and site of an address; what stands behind the question mark may be personal and is dropped."""
    try:
        page = urlsplit(url)
    except ValueError:
        return "", ""
    return fold(page.path)[:500] or "/", (page.hostname or "")[:200]


def _told(text: str) -> str:
    return text.strip() if text.isprintable() else STEERING.sub("", text).strip()


def _why_not(known: Field, text: str) -> Refusal | None:
    if len(text) > LONGEST:
        return TOO_LONG
    if known.name in NAMES and (len(text) > LONGEST_NAME or NO_NAME.search(text)):
        return NOT_A_NAME
    if known.kind is Kind.NUMBER:
        number = number_of(text, decimals="point")
        return number if isinstance(number, Refusal) else unfit(known, number)
    return None
