"""People as rows of a table that leaves the house: what each column is called and says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias
from zoneinfo import ZoneInfo

from dueto.adapters.writers.separated import Cell
from dueto.apps.base.queries.known import told_of
from dueto.apps.leads.queries.prospects import Prospect, rows_of
from dueto.domain.basics.message import Value, say
from dueto.web.people.words import country_name, labels, verdict_word
from dueto.web.prospects.columns import told_labels

if TYPE_CHECKING:
    from dueto.web.prospects.page import Shown

Say: TypeAlias = Callable[[Value], str]

OWN: Mapping[str, Value] = MappingProxyType(
    {
        "id": say("number"),
        "name": say("full name"),
        "role": say("job title"),
        "company": say("company"),
        "country": say("country"),
        "email": say("e-mail"),
        "phone": say("phone"),
        "verdict": say("verdict"),
        "missing": say("what would qualify them"),
        "fit": say("fit"),
        "behaviour": say("behaviour"),
        "last_act": say("last act on"),
        "origin": say("origin"),
        "campaign": say("campaign"),
        "came": say("came on"),
        "owner": say("looked after by"),
    }
)
CHOSEN_FIRST: Final = frozenset(OWN) - {"id", "campaign", "owner"}


def choices(asked: Shown) -> dict[str, Value]:
    """Return every column by name: those of the list, then the fields of the agreement that are nobody's secret."""
    fields = asked.wording.fields
    return {**OWN, **told_labels(fields)}


def rows(
    pieces: Iterable[tuple[int, ...]], columns: Sequence[str], *, asked: Shown, zone: ZoneInfo
) -> Iterator[Sequence[Cell]]:
    """Yield the heading, then each person; five queries for each piece."""
    named = choices(asked)
    voice = asked.wording.voice
    yield [voice(named[name]) for name in columns]
    told = [name for name in columns if name not in OWN]
    for ids in pieces:
        known = told_of(ids, told) if told else {}
        for one in rows_of(ids, asked.filters.definition):
            own = _own(one, asked, voice, zone)
            facts = known.get(one.person_id, {})
            yield [own[name] if name in own else facts.get(name, "") for name in columns]


def _own(one: Prospect, asked: Shown, voice: Say, zone: ZoneInfo) -> dict[str, Cell]:
    fields = asked.wording.fields
    word = verdict_word(one.kind, missing=(), fields=fields)
    return {
        "id": one.person_id,
        "name": one.name,
        "role": one.role,
        "company": one.company,
        "country": country_name(one.country, voice=asked.wording.voice) if one.country else "",
        "email": one.email,
        "phone": one.phone,
        "verdict": voice(word) if word else "",
        "missing": voice(labels(one.missing, fields=fields)) if one.missing else "",
        "fit": one.fit,
        "behaviour": one.behaviour,
        "last_act": _local(one.last_act_at, zone),
        "origin": one.origin.channel if one.origin else "",
        "campaign": one.origin.campaign if one.origin else "",
        "came": _local(one.created_at, zone),
        "owner": one.owner,
    }


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    return at.astimezone(zone) if at else None
