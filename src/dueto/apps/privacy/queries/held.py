"""Everything that is held about a person, table by table, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models

from dueto.apps.base.models import Consent, ConsentText
from dueto.apps.privacy.actions.erasing import with_merged
from dueto.apps.privacy.holdings import BLANKED, Holding, holdings

AT_ONCE = 500
TEXT = "text"
SHOWN = frozenset({"base.Agent", "base.Source", "team.Member"})
"""Tables whose rows are told in full where others only point to them."""


@dataclass(frozen=True, slots=True)
class Section:
    """One table with what it holds about somebody; `rows` are read as they are asked for."""

    name: str
    columns: tuple[str, ...]
    rows: Iterator[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Count:
    """How many rows of one table go with somebody, and how many stay by number."""

    name: str
    goes: int
    stays: int


def sections(person_id: int) -> Iterator[Section]:
    """Yield every table that holds something about the person and those merged into them. Two queries each."""
    people = with_merged(person_id)
    for holding in holdings():
        rows = holding.rows(people)
        if rows.exists():
            yield Section(holding.name, _columns(holding.model), _rows(holding, rows))


def counts(person_id: int) -> list[Count]:
    """Return what would go and what would stay if somebody was forgotten. One query for each table."""
    people = with_merged(person_id)
    found = ((holding, holding.rows(people).count()) for holding in holdings())
    return [
        Count(holding.name, rows if holding.goes or holding.name in BLANKED else 0, 0 if holding.goes else rows)
        for holding, rows in found
        if rows
    ]  # fmt: skip


def _columns(model: type[models.Model]) -> tuple[str, ...]:
    names = tuple(field.name for field in model._meta.concrete_fields)
    return (*names, TEXT) if model is Consent else names


def _rows(holding: Holding, rows: models.QuerySet[models.Model]) -> Iterator[dict[str, Any]]:
    shown = [
        field.name for field in holding.model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.related_model._meta.label in SHOWN
    ]  # fmt: skip
    if holding.model is Consent:  # the very words that somebody agreed to, and not their mark alone
        words = ConsentText.objects.filter(fingerprint=models.OuterRef("text_version")).values("text")
        rows = rows.annotate(**{TEXT: models.Subquery(words)})
    for row in rows.order_by("pk").select_related(*shown).iterator(chunk_size=AT_ONCE):
        told = {field.name: _value(row, field, shown) for field in holding.model._meta.concrete_fields}
        if holding.model is Consent:
            told[TEXT] = getattr(row, TEXT)
        yield told


def _value(row: models.Model, field: models.Field[Any, Any], shown: list[str]) -> Any:
    if not isinstance(field, models.ForeignKey):
        return field.value_from_object(row)
    if field.name not in shown:
        return getattr(row, field.attname)
    other = getattr(row, field.name)
    if other is None:
        return None
    if field.related_model._meta.label in ("team.Member", "base.Agent"):
        return str(other)
    told = {name.name: getattr(other, name.name) for name in other._meta.concrete_fields if name.name != "fingerprint"}
    return {name: value for name, value in told.items() if value not in ("", other.pk)}
