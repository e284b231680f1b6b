"""Bringing lists in, in few words: a file, the choices, and the worker until nothing is left to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.models import Activity, Card, Company, Consent, Fact, Handle, Identity, Person, PersonalValue
from dueto.apps.imports import actions
from dueto.apps.imports.choices import choices_from
from dueto.apps.imports.models import Import
from dueto.domain.conditions.fields import STANDARD_FIELDS, Field
from tests.cast import AT

TABLES = (Activity, Company, Consent, Fact, Handle, Identity, Person, PersonalValue)
HEADER = "Nombre,Correo,Teléfono,Empresa,Cargo,País,Sedes,Sector"


def fields_at(at: datetime) -> dict[str, Field]:
    """Return the fields that a person may have."""
    version = in_force(at)
    return {**STANDARD_FIELDS, **(version.agreement.fields if version else {})}


def begin(content: bytes | str | Path, *, name: str = "lista.csv", at: datetime = AT, **changed: Any) -> int:
    """Return an import of a file, its choices as guessed but for what is `changed`."""
    if isinstance(content, Path):
        name, content = content.name, content.read_bytes()
    data = content.encode() if isinstance(content, str) else content
    pk = actions.begin(pieces=[data], name=name, fields=fields_at(at), by=None, at=at)
    guessed = choices_from(Import.objects.get(pk=pk).choices)
    columns = {**guessed.columns, **changed.pop("columns", {})}
    chosen = replace(guessed, columns=columns, **changed)
    actions.choose(import_id=pk, choices=chosen, fields=fields_at(at), at=at)
    return pk


def work(*, at: datetime = AT) -> None:
    """Let the worker do all there is to do with lists."""
    while actions.advance(now=lambda: at):
        pass


def check(pk: int, *, at: datetime = AT) -> Import:
    """Return the import, tried out."""
    actions.check(import_id=pk, at=at)
    work(at=at)
    return Import.objects.get(pk=pk)


def run(pk: int, *, at: datetime = AT) -> Import:
    """Return the import, brought in."""
    actions.run(import_id=pk, by=None, at=at)
    work(at=at)
    return Import.objects.get(pk=pk)


def bring(content: bytes | str | Path, *, at: datetime = AT, **changed: Any) -> Import:
    """Return the import of a file, brought in."""
    return run(begin(content, at=at, **changed), at=at)


def undo(pk: int, *, at: datetime = AT) -> Import:
    """Return the import, taken out again."""
    actions.undo(import_id=pk, by=None, at=at)
    work(at=at)
    return Import.objects.get(pk=pk)


def rows() -> dict[str, int]:
    """Return how many rows each table of the base has."""
    return {table.__name__: table.objects.count() for table in TABLES}


def told() -> list[tuple[object, ...]]:
    """Return what is known of everybody, whatever the numbers of the rows."""
    return sorted(Card.objects.values_list("full_name", "role", "company", "email", "phone", "searchable"))


def csv_of(lines: Iterable[Sequence[str]], *, header: str = HEADER) -> str:
    """Return a list of people as CSV."""
    return "\n".join([header, *(",".join(line) for line in lines)]) + "\n"


def crowd(people: int, *, bad: int = -1) -> str:
    """Return so many people; the row `bad` holds nothing that can be used."""
    return csv_of(
        ("s/d",) * 8 if number == bad else (
            f"Ana Ríos {number}", f"ana{number}@frio{number % 97}.example", f"+51 9{number:08}",
            f"Frío {number % 97} SAC", "Jefa de calidad", "Perú", str(number % 30 + 1), "alimentos",
        )
        for number in range(people)
    )  # fmt: skip
