"""Where the catalogue of content has gaps: what was asked for, what people care for, for whom there is nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from dueto.apps.forms.models import Content
from dueto.apps.forms.queries.content import covered, matrix
from dueto.apps.leads.queries.reach import interests_of_accepted, wanted
from dueto.domain.basics.text import fold

YEAR: Final = timedelta(days=365)
ASKED, TOPIC, CELL = "asked", "topic", "cell"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that lacks: `item` asked for by so many, a `topic` that so many accepted care for, or an empty cell."""

    kind: str
    item: str = ""
    topic: str = ""
    stage: str = ""
    persona: str = ""
    people: int = 0
    accepted: int = 0


def gaps(contents: Sequence[Content], record: Mapping[str, Any], *, kind: str = "", as_of: datetime) -> list[Gap]:
    """Return what lacks by what was asked within a year, the dearest first. At most four queries.

    With `kind` the contents are those of one kind: what was asked for is left out, nobody said of which kind it is.
    """
    asked = () if kind else _asked(as_of - YEAR)
    return [*asked, *_topics(contents, record), *_cells(contents, record)]


def _asked(since: datetime) -> Iterator[Gap]:
    for one in wanted(since=since):
        yield Gap(ASKED, item=one.item, people=one.people, accepted=one.accepted)


def _topics(contents: Sequence[Content], record: Mapping[str, Any]) -> list[Gap]:
    """Return the topics of the agreement that accepted people said they care for and nothing is about, most first."""
    interests, there = interests_of_accepted(), covered(contents)
    named = [(str(one["name"]), interests.get(fold(str(one["name"])), 0)) for one in record.get("interests", ())]
    lacking = [Gap(TOPIC, topic=name, accepted=people) for name, people in named if people and fold(name) not in there]
    return sorted(lacking, key=lambda gap: -gap.accepted)


def _cells(contents: Sequence[Content], record: Mapping[str, Any]) -> Iterator[Gap]:
    personas = [one["name"] for one in record.get("personas", ())]
    for row in matrix(contents, personas):
        yield from (Gap(CELL, stage=cell.stage, persona=cell.persona) for cell in row if cell.is_empty)
