"""What is known of somebody, field by field, each value with where it came from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dueto.apps.base.models import Consent, Fact, Note, PersonalValue
from dueto.apps.base.queries.together import together


@dataclass(frozen=True, slots=True)
class Said:
    """One value as it was written, with who or what gave it; empty if it was withdrawn."""

    written: str
    source: str
    occurred_at: datetime
    known_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """One field: the value that holds, and those before it."""

    field: str
    value: Said
    earlier: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class ConsentGiven:
    """One consent given or withdrawn."""

    purpose: str
    is_given: bool
    text_version: str
    source: str
    happened_at: datetime


@dataclass(frozen=True, slots=True)
class Written:
    """One note of a colleague."""

    by: str
    text: str
    written_at: datetime
    batch: int | None = None
    """The import by whose list it came."""


def known_of(person_id: int) -> tuple[Known, ...]:
    """Return every field of which something was ever known, in the order of first knowing. Two queries."""
    personal = {
        (value.identity_id, value.field, value.known_at): value.value
        for value in PersonalValue.objects.filter(identity__person_id=person_id).order_by("id")
    }
    fields: dict[str, list[Said]] = {}
    for fact in Fact.objects.filter(identity__person_id=person_id).order_by("known_at", "id"):
        own = personal.get((fact.identity_id, fact.field, fact.known_at))
        written = (own if own is not None else fact.written or fact.value or "") if fact.value else ""
        fields.setdefault(fact.field, []).append(Said(written, fact.source, fact.occurred_at, fact.known_at))
    return tuple(Known(field, said[-1], tuple(reversed(said[:-1]))) for field, said in fields.items())


def told_of(person_ids: Iterable[int], fields: Iterable[str]) -> dict[int, dict[str, str]]:
    """Return, of these people, what these fields say today, as it was written; nothing personal. One query."""
    rows = (
        Fact.objects.filter(identity__person_id__in=list(person_ids), field__in=list(fields))
        .order_by("known_at", "id")
        .values_list("identity__person_id", "field", "value", "written")
    )
    told: dict[int, dict[str, str]] = {}
    for person, field, value, written in rows:
        if person is not None:
            told.setdefault(person, {})[field] = (written or value or "") if value else ""
    return told


def written_of(person_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """Return what is known of these people today, as it was written, also what is personal. Two queries."""
    personal = {
        (identity, field, known_at): value
        for identity, field, known_at, value in PersonalValue.objects.filter(identity__person__in=person_ids)
        .order_by("id").values_list("identity_id", "field", "known_at", "value")
    }  # fmt: skip
    told: dict[int, dict[str, str]] = {}
    facts = Fact.objects.filter(identity__person__in=person_ids).order_by("known_at", "id")
    for person, identity, field, known_at, value, written in facts.values_list(
        "identity__person_id", "identity_id", "field", "known_at", "value", "written"
    ):
        if person is not None:
            own = personal.get((identity, field, known_at))
            told.setdefault(person, {})[field] = (own if own is not None else written or value) if value else ""
    return told


def consents_of(person_id: int, *, limit: int = 20) -> list[ConsentGiven]:
    """Return the consents given and withdrawn, the newest first. One query."""
    rows = Consent.objects.filter(identity__person_id=person_id).order_by("-happened_at", "-id")[:limit]
    return [ConsentGiven(row.purpose, row.is_given, row.text_version, row.source, row.happened_at) for row in rows]


def notes_of(person_id: int, *, limit: int = 50) -> list[Written]:
    """Return what colleagues wrote of somebody and of all merged into them, the newest first. One query."""
    rows = (
        Note.objects.filter(person__in=together([person_id]))
        .select_related("by")
        .order_by("-written_at", "-id")[:limit]
    )
    return [Written(row.by.name if row.by else "", row.text, row.written_at, row.batch) for row in rows]


def known_in_company(company_id: int, field: str, *, but: int, limit: int = 3) -> list[tuple[int, str]]:
    """Return who of the same company has `field` on record, and what it says: one value each. One query."""
    rows = (
        Fact.objects.filter(identity__person__company_id=company_id, field=field, identity__person__erased_at=None)
        .exclude(identity__person_id=but)
        .order_by("known_at", "id")
        .values_list("identity__person_id", "written", "value")
    )
    last = {person: (written or value or "") if value else "" for person, written, value in rows[:200]}
    return [(person, text) for person, text in last.items() if person is not None and text][:limit]
