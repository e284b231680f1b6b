"""Lists on their way in and out, as the worker does it, with what was guessed, counted and refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from dueto.apps.agreements.queries import fields_at
from dueto.apps.base.models import (
    Activity,
    Card,
    Company,
    CompanyFact,
    Consent,
    Fact,
    Handle,
    Identity,
    Person,
    PersonalValue,
)
from dueto.apps.imports import actions
from dueto.apps.imports.choices import Choices
from dueto.apps.imports.models import CompanyHandle, Upload
from dueto.apps.imports.queries import Reason, choices_of, progress_of, reasons_of
from dueto.apps.journal.messages import unpacked

AT = datetime(2026, 11, 2, 14, tzinfo=UTC)
TABLES = (
    Activity, Card, Company, CompanyFact, CompanyHandle, Consent, Fact, Handle, Identity, Person, PersonalValue,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brought:
    """One file: what it was taken for, what is said of it, and what became of its rows; `says` why it is not taken."""

    file: str
    choices: Choices
    remarks: tuple[str, ...]
    number: int = 0
    says: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


def bring(path: Path) -> Brought:
    """Return what became of a file that is brought in exactly as it was guessed."""
    fields = fields_at(AT)
    number = actions.begin(pieces=[path.read_bytes()], name=path.name, fields=fields, by=None, at=AT)
    choices = choices_of(number)
    form = Upload.objects.values_list("form", flat=True).get(pk=number)
    remarks = tuple(str(unpacked(one)) for one in form["remarks"])
    try:
        actions.choose(import_id=number, choices=choices, fields=fields, at=AT)
    except actions.UnableToImport as unable:
        actions.discard(import_id=number, by=None, at=AT)
        return Brought(path.name, choices, remarks, says=str(unable.says))
    actions.run(import_id=number, by=None, at=AT)
    counts = _worked(number)
    return Brought(path.name, choices, remarks, number, "", counts, tuple(reasons_of(number, limit=20)))


def take_back(one: Brought) -> None:
    """Take out again what a file brought."""
    actions.undo(import_id=one.number, by=None, at=AT)
    _worked(one.number)


def rows() -> dict[str, int]:
    """Return how many rows each table has."""
    return {table.__name__: table.objects.count() for table in TABLES}


def _worked(number: int) -> Mapping[str, int]:
    while actions.advance(now=lambda: AT):
        pass
    one = progress_of(number, as_of=AT)
    if one is None or one.failure is not None:
        raise RuntimeError(f"import {number} did not end: {one and one.failure}")
    return one.counts
