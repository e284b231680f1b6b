"""The columns of an upload, as somebody looks at them to say what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dueto.adapters.readers.rows import RefusedFile
from dueto.adapters.readers.table import open_table
from dueto.apps.imports.choices import Choices, choices_from
from dueto.apps.imports.files import place_of
from dueto.apps.imports.models import Import, SavedMapping

SAMPLES, LOOKED_AT, LONGEST = 3, 60, 60


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, some of what stands under it, and what it is taken for (empty if it is left out)."""

    header: str
    samples: tuple[str, ...]
    meaning: str


def columns_of(row: Import) -> list[Column]:
    """Return the columns of the upload in their order; none if the file is gone."""
    try:
        table = open_table(place_of(row.upload.path))
    except RefusedFile:
        return []
    meant = _meant(row)
    sample = table.sample(LOOKED_AT)
    return [
        Column(header, _samples(one.cells[place] for one in sample), meant.get(header, ""))
        for place, header in enumerate(table.headers)
    ]


def choices_of(import_id: int) -> Choices:
    """Return what was said of a list, or guessed."""
    return choices_from(Import.objects.values_list("choices", flat=True).get(pk=import_id))


def saved_names() -> list[str]:
    """Return the names under which mappings are kept."""
    return list(SavedMapping.objects.order_by("name").values_list("name", flat=True)[:200])


def _meant(row: Import) -> dict[str, str]:
    mapping = choices_from(row.choices).mapping
    meant = dict(mapping.columns)
    for phone in mapping.phones:
        meant |= {phone.area: "phone_area", phone.number: phone.field}
    for role in ("known_at", "occurred_at"):
        if header := getattr(mapping, role):
            meant[header] = role
    return meant


def _samples(values: Iterable[str]) -> tuple[str, ...]:
    texts = (one.strip() for one in values)
    shown = dict.fromkeys(text if len(text) <= LONGEST else f"{text[:LONGEST]}…" for text in texts if text)
    return tuple(shown)[:SAMPLES]
