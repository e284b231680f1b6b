"""The catalogue of content, and where it has gaps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q

from dueto.apps.forms.kinds import STAGES
from dueto.apps.forms.models import Content


@dataclass(frozen=True, slots=True)
class Cell:
    """One stage for one persona: what there is."""

    stage: str
    persona: str
    contents: tuple[Content, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing."""
        return not self.contents


def catalogue(*, retired: bool = False) -> list[Content]:
    """Return the content by stage and title; what was taken out only if asked for. One query."""
    rows = Content.objects.all() if retired else Content.objects.filter(retired_at=None)
    order = list(STAGES)
    return sorted(rows, key=lambda one: (order.index(one.stage) if one.stage in order else 9, one.key))


def offered() -> list[Content]:
    """Return what a form can open: files and links. One query."""
    return [one for one in catalogue() if one.stored or one.link]


def matrix(contents: Sequence[Content], personas: Iterable[str]) -> list[list[Cell]]:
    """Return the catalogue as stages of rows and personas of columns. What names no persona is for everybody."""
    return [
        [
            Cell(stage, persona, tuple(one for one in contents if one.stage == stage and _is_for(one, persona)))
            for persona in personas
        ]
        for stage in STAGES
    ]


def covered(contents: Iterable[Content]) -> frozenset[str]:
    """Return the folded topics that some content is about."""
    return frozenset(topic for one in contents for topic in one.topics)


def stale(*, before: datetime) -> int | None:
    """Return the content whose numbers were counted longest ago, before then; None if there is none. One query."""
    rows = Content.objects.filter(Q(counted_at=None) | Q(counted_at__lt=before), retired_at=None)
    return rows.order_by(F("counted_at").asc(nulls_first=True), "id").values_list("pk", flat=True).first()


def _is_for(content: Content, persona: str) -> bool:
    return not content.personas or persona in content.personas
