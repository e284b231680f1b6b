"""What lacks, in words: for whom and when there is nothing, and what was asked for that nobody has made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from dueto.apps.forms.kinds import STAGES
from dueto.apps.forms.queries.content import Cell, matrix
from dueto.apps.leads.queries.gaps import Gap
from dueto.domain.basics.folded import Folded
from dueto.domain.basics.message import Message, Value, say, say_many

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


def rows(contents: Sequence[Content], personas: Iterable[str], *, kind: str = "") -> tuple[Row, ...]:
    """Return the catalogue by stage and persona; what is added to an empty cell is of this kind."""
    by_stage = (cells for cells in matrix(contents, personas) if cells)
    return tuple(Row(STAGES[cells[0].stage], tuple(_shown(cell, kind) for cell in cells)) for cells in by_stage)


def lack(gap: Gap, *, kind: str = "") -> Lack:
    """Return one gap in words; what is added is of this kind."""
    match gap.kind:
        case "asked":
            item = Folded(gap.item)
            return Lack(say("{item}: nobody has made it", item=item), _asked_by(gap), _new(title=str(item)))
        case "topic":
            people = say_many(
                "{n} person whom sales accepted cares for it", "{n} people whom sales accepted care for it",
                gap.accepted,
            )  # fmt: skip
            return Lack(say("Nothing about {topic}", topic=gap.topic), people, _new(topics=gap.topic, kind=kind))
    return Lack(_nothing(gap), None, _new(stage=gap.stage, personas=gap.persona, kind=kind))


def _asked_by(gap: Gap) -> Message:
    asked = say_many("{n} person asked for it", "{n} people asked for it", gap.people)
    if not gap.accepted:
        return asked
    with_sales = say_many("{n} of them with sales", "{n} of them with sales", gap.accepted)
    return say("{asked}, {with_sales}", asked=asked, with_sales=with_sales)


def _shown(cell: Cell, kind: str) -> Shown:
    return Shown(
        cell.persona, cell.contents, _nothing(cell) if cell.is_empty else None,
        _new(stage=cell.stage, personas=cell.persona, kind=kind),
    )  # fmt: skip


def _nothing(cell: Cell | Gap) -> Message:
    stage: Value = STAGES[cell.stage]
    return say("Nothing for {persona} in {stage}", persona=cell.persona, stage=stage)


def _new(**values: str) -> str:
    return f"/content/new/?{urlencode({name: value for name, value in values.items() if value})}"
