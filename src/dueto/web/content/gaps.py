"""What lacks, in words: for whom and when there is nothing, and what was asked for that nobody has made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from dueto.apps.forms.kinds import STAGES
from dueto.apps.forms.queries.content import Cell, covered, matrix
from dueto.apps.leads.queries.reach import Wanted
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value, say, say_many
from dueto.domain.basics.text import fold

if TYPE_CHECKING:
    from dueto.apps.forms.models import Content


@dataclass(frozen=True, slots=True)
class Shown:
    """One cell of the matrix: what there is, or in words that there is nothing."""

    persona: str
    contents: tuple[Content, ...]
    gap: Message | None
    new_url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One stage of buying, with a cell for each persona."""

    stage: Message
    cells: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that lacks, why that is known, and where it is put into the catalogue."""

    says: Message
    detail: Message | None
    new_url: str


def rows(contents: Sequence[Content], personas: Iterable[str]) -> tuple[Row, ...]:
    """Return the catalogue by stage and persona."""
    by_stage = (cells for cells in matrix(contents, personas) if cells)
    return tuple(Row(STAGES[cells[0].stage], tuple(_shown(cell) for cell in cells)) for cells in by_stage)


def lacks(
    contents: Sequence[Content], record: Mapping[str, Any], *, wanted: Sequence[Wanted], interests: Mapping[str, int]
) -> list[Lack]:
    """Return what lacks, the dearest first: what was asked for, what accepted people care for, the empty cells."""
    found = [
        Lack(
            say("{item}: nobody has made it", item=Folded(one.item)),
            _asked_by(one),
            _new(title=str(Folded(one.item))),
        )
        for one in wanted
    ]
    topics = covered(contents)
    found += [
        Lack(
            say("Nothing about {topic}", topic=topic),
            say_many(
                "{n} person whom sales accepted cares for it", "{n} people whom sales accepted care for it", people
            ),
            _new(topics=topic),
        )
        for topic, people in _topics(record, interests)
        if fold(topic) not in topics
    ]
    personas = [one["name"] for one in record.get("personas", ())]
    cells = [cell for row in matrix(contents, personas) for cell in row if cell.is_empty]
    return found + [Lack(_nothing(cell), None, _new(stage=cell.stage, personas=cell.persona)) for cell in cells]


def _topics(record: Mapping[str, Any], interests: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the topics of the agreement that accepted people said they care for, most first."""
    named = [(str(one["name"]), interests.get(fold(str(one["name"])), 0)) for one in record.get("interests", ())]
    return sorted((one for one in named if one[1]), key=lambda one: -one[1])


def _asked_by(one: Wanted) -> Message:
    asked = say_many("{n} person asked for it", "{n} people asked for it", one.people)
    if not one.accepted:
        return asked
    with_sales = say_many("{n} of them with sales", "{n} of them with sales", one.accepted)
    return say("{asked}, {with_sales}", asked=asked, with_sales=with_sales)


def _shown(cell: Cell) -> Shown:
    return Shown(
        cell.persona, cell.contents, _nothing(cell) if cell.is_empty else None,
        _new(stage=cell.stage, personas=cell.persona),
    )  # fmt: skip


def _nothing(cell: Cell) -> Message:
    stage: Value = STAGES[cell.stage]
    return say("Nothing for {persona} in {stage}", persona=cell.persona, stage=stage)


def _new(**values: str) -> str:
    return f"/content/new/?{urlencode(values)}"
