"""Letting go of what is personal about imports: after a while, and at once where somebody asked to be forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from dueto.adapters.readers.rows import RefusedFile
from dueto.adapters.readers.table import open_table
from dueto.apps.imports.files import drop, place_of
from dueto.apps.imports.models import AT_WORK, Import, RefusedRow, State, Upload
from dueto.domain.basics.text import fold

KEPT_FOR = timedelta(days=30)
"""How long reasons can be downloaded with what stood in the rows."""
DRAFTS_FOR = timedelta(days=7)
AT_ONCE = 500
WORD, NO_DIGIT = re.compile(r"\w+"), re.compile(r"[^0-9\n]+")
END_OF_NUMBER = 7


def tidy(*, at: datetime) -> int:
    """Return how much was let go: uploads that nobody went on with, and rows whose reasons had their time."""
    old = Import.objects.filter(state__in=(State.DRAFT, State.CHECKED, State.FAILED), moved_at__lt=at - DRAFTS_FOR)
    gone = 0
    for row in old.exclude(upload__path="").select_related("upload")[:20]:
        with transaction.atomic():
            path = row.upload.path
            Upload.objects.filter(pk=row.pk).update(path="", preview=[])
            transaction.on_commit(lambda path=path: drop(path))  # type: ignore[misc]
        gone += 1
    stale = RefusedRow.objects.filter(batch__moved_at__lt=at - KEPT_FOR).exclude(batch__state__in=AT_WORK)
    rows = list(stale.values_list("id", flat=True)[:AT_ONCE])
    RefusedRow.objects.filter(pk__in=rows).delete()
    Upload.objects.filter(batch__moved_at__lt=at - KEPT_FOR, path="").exclude(name="-").update(name="-", form={})
    return gone + len(rows)


@transaction.atomic
def forget(*, texts: Iterable[str]) -> int:
    """Return how many places were emptied that hold one of these texts: refused rows, previews, files, their names.

    Call it with the handles and names of somebody who asked to be forgotten. A file in which they stand is deleted, and
    an import under way says that it has to be uploaded again.
    """
    wanted = [fold(text) for text in texts if len(text.strip()) > 3]
    if not wanted:
        return 0
    gone = 0
    for row in RefusedRow.objects.iterator(chunk_size=AT_ONCE):
        if _holds(wanted, [*row.cells, str(row.reason)]) or _tells_of(wanted, row.stood):
            RefusedRow.objects.filter(pk=row.pk).delete()
            gone += 1
    for upload in Upload.objects.all():
        if (upload.path and _stands_in(upload.path, wanted)) or _holds(wanted, [upload.name, str(upload.preview)]):
            Upload.objects.filter(pk=upload.pk).update(name="-", path="", preview=[], form={})
            if upload.path:
                path = upload.path
                transaction.on_commit(lambda path=path: drop(path))  # type: ignore[misc]
            gone += 1
    return gone


def _holds(wanted: list[str], texts: Iterable[str]) -> bool:
    return any(one in folded for folded in map(fold, texts) for one in wanted)


def _tells_of(wanted: list[str], cells: Sequence[str]) -> bool:
    """Return whether the cells of a row, as somebody wrote them, tell of one of these, in whatever order."""
    text, numbers = fold(" ".join(cells)), NO_DIGIT.sub("", "\n".join(cells))
    for one in wanted:
        own, number = WORD.findall(one), NO_DIGIT.sub("", one)[-END_OF_NUMBER:]
        if one in text or (len(number) == END_OF_NUMBER and number in numbers):
            return True
        is_name = len(own) > 1 and "@" not in one
        if is_name and all(word in text for word in own) and {*own} <= {*WORD.findall(text)}:
            return True
    return False


def _stands_in(name: str, wanted: list[str]) -> bool:
    """Return whether one of the texts stands in a file; one that cannot be read any more is taken to hold everybody."""
    try:
        return any(_holds(wanted, row.cells) for row in open_table(place_of(name)))
    except RefusedFile:
        return True
