"""Mappings that are kept under a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from dueto.adapters.readers.table import open_table
from dueto.apps.imports.actions.beginning import UnableToImport
from dueto.apps.imports.actions.moving import GONE
from dueto.apps.imports.choices import choices_from, header_mark
from dueto.apps.imports.files import place_of
from dueto.apps.imports.models import Import, SavedMapping


@transaction.atomic
def save_mapping(*, import_id: int, name: str, by: int | None, at: datetime) -> None:
    """Keep what the columns of this list mean, under a name, for the next list with the same header.

    A mapping of that name is written over. What belongs to this one list, the event and its day, is not kept.
    Raises `UnableToImport` once the file is gone.
    """
    row = Import.objects.select_related("upload").get(pk=import_id)
    if not row.upload.path:
        raise UnableToImport(GONE)
    headers = open_table(place_of(row.upload.path)).headers
    choices = replace(choices_from(row.choices), event="", event_on="")
    SavedMapping.objects.update_or_create(
        name=name.strip()[:80],
        defaults={"header": header_mark(headers), "choices": choices.kept(), "by_id": by, "saved_at": at},
    )
