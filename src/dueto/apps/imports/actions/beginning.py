"""An upload: kept, recognised, and what its columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from dueto.adapters.readers.rows import RefusedFile
from dueto.adapters.readers.table import Table, open_table
from dueto.adapters.yaml_document import RefusedDocument
from dueto.apps.imports.choices import (
    ACTIVITIES,
    BASES,
    DEALS,
    EVENT,
    KINDS,
    STATUSES,
    WHO,
    Choices,
    choices_from,
    header_mark,
)
from dueto.apps.imports.files import drop, keep, place_of
from dueto.apps.imports.guessing import guess
from dueto.apps.imports.models import Import, SavedMapping, State, Upload
from dueto.apps.imports.remarks import remarks
from dueto.apps.imports.rows import fitted
from dueto.apps.journal.actions import record
from dueto.apps.journal.messages import packed
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.activities import ACTIVITY_KINDS
from dueto.domain.conditions.fields import Field

BEFORE = (State.DRAFT, State.CHECKED, State.FAILED)
"""While it stands here, nothing has been written and everything can be changed."""


class UnableToImport(Exception):
    """Why a list is not taken, or not moved on. `field` is the choice that is wrong, if it is one."""

    def __init__(self, says: Message, *, field: str = "") -> None:
        super().__init__(str(says))
        self.says = says
        self.field = field


def begin(*, pieces: Iterable[bytes], name: str, fields: Mapping[str, Field], by: int | None, at: datetime) -> int:
    """Return the import begun with a file that comes in pieces: kept and recognised, with a guess what it means.

    Where a mapping was saved for the same header, that is taken instead of the guess. Raises `UnableToImport`.
    """
    shown = (name.replace("\\", "/").rpartition("/")[2].strip() or "-")[:200]
    kept = ""
    try:
        kept, size = keep(pieces)
        table = open_table(place_of(kept))
        meant, said = _meaning(table, fields)
    except RefusedFile as refusal:
        if kept:
            drop(kept)
        raise UnableToImport(_named(refusal.message, shown)) from None
    with transaction.atomic():
        made = Import.objects.create(by_id=by, choices=meant.kept(), created_at=at, moved_at=at)
        form = {"says": packed(table.form.describe()), "notes": [packed(note) for note in table.form.notes],
                "remarks": [packed(one) for one in said], "headers": list(table.headers)}  # fmt: skip
        Upload.objects.create(batch=made, name=shown, path=kept, size=size, form=form)
        record(Tag.IMPORT_BEGUN, subject="import", subject_id=made.pk, by=by, at=at)
    return made.pk


@transaction.atomic
def choose(*, import_id: int, choices: Choices, fields: Mapping[str, Field], at: datetime) -> None:
    """Keep what somebody says of a list that has not been brought in yet. Raises `UnableToImport`."""
    row = Import.objects.select_for_update().get(pk=import_id)
    if row.state not in BEFORE:
        raise UnableToImport(say("this import has begun; it cannot be changed any more"))
    _refuse_wrong(choices, fields, headers=open_table(place_of(row.upload.path)).headers)
    Import.objects.filter(pk=import_id).update(
        choices=choices.kept(), state=State.DRAFT, checked={}, counts={}, failure=None, place=0, moved_at=at
    )


@transaction.atomic
def discard(*, import_id: int, by: int | None, at: datetime) -> None:
    """Throw a list away that was never brought in."""
    row = Import.objects.select_for_update().get(pk=import_id)
    if row.state not in (*BEFORE, State.CHECKING) or row.started_at is not None:
        raise UnableToImport(say("this import has begun; it can be cancelled or undone"))
    path = row.upload.path
    record(Tag.IMPORT_DISCARDED, subject="import", subject_id=import_id, by=by, at=at)
    row.delete()
    transaction.on_commit(lambda: drop(path))


def _meaning(table: Table, fields: Mapping[str, Field]) -> tuple[Choices, tuple[Message, ...]]:
    header = header_mark(table.headers)
    saved = SavedMapping.objects.filter(header=header).order_by("-saved_at", "-id").first()
    if saved:
        return choices_from(saved.choices), ()
    guessed = guess(table.headers, table.sample(), fields=fields)
    return guessed, remarks(table, guessed)


def _refuse_wrong(choices: Choices, fields: Mapping[str, Field], *, headers: tuple[str, ...]) -> None:
    try:
        mapping = fitted(choices.mapping, fields)
    except RefusedDocument as refusal:
        raise UnableToImport(refusal.problems[0].says, field="columns") from None
    meant = {*mapping.columns.values(), *(phone.field for phone in mapping.phones)}
    if strange := sorted(mapping.headers() - set(headers)):
        raise UnableToImport(say("the file has no column {column}", column=strange[0]), field="columns")
    if choices.kind not in KINDS:
        raise UnableToImport(say("choose what the list is"), field="kind")
    if choices.kind == "companies" and "company" not in meant:
        raise UnableToImport(say("choose the column of the company's name"), field="columns")
    if choices.kind != "companies" and not meant & WHO and not choices.row_is_id:
        raise UnableToImport(
            say("choose a column that says who it is: a name, an e-mail, a phone or an id"), field="columns"
        )
    if choices.basis and choices.basis not in BASES:
        raise UnableToImport(say("choose on what it stands"), field="basis")
    if choices.basis and choices.consent_text:
        raise UnableToImport(
            say("either they agreed to a text, or it stands on something else; leave one of them out"), field="basis"
        )
    if choices.basis_text and not choices.basis:
        raise UnableToImport(say("choose on what it stands"), field="basis")
    if choices.kind == EVENT and not (choices.event.strip() or "act_item" in meant):
        raise UnableToImport(say("write the name of the event"), field="event")
    if choices.kind == EVENT and choices.event_status not in STATUSES:
        raise UnableToImport(say("choose how they took part"), field="event_status")
    if choices.kind == ACTIVITIES and choices.act not in ACTIVITY_KINDS and "act_kind" not in meant:
        raise UnableToImport(say("choose what they did"), field="act")
    if choices.kind == ACTIVITIES and not (mapping.occurred_at or mapping.known_at):
        raise UnableToImport(say("choose the column that says when it happened"), field="columns")
    if choices.kind == DEALS and "deal_stage" not in meant:
        raise UnableToImport(say("choose the column that says how far the sale came"), field="columns")


def _named(message: Message, name: str) -> Message:
    """Return the message about the file as its owner calls it."""
    values = {gap: name if gap == "path" else value for gap, value in message.values.items()}
    return Message(message.text, values, plural=message.plural, count=message.count)
