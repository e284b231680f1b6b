"""Where imports stand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef

from dueto.apps.base.models import Card, Identity, Stirred
from dueto.apps.imports.models import AT_WORK, Import, Kept, State, Upload
from dueto.apps.journal.messages import unpacked
from dueto.domain.basics.message import Message

PAGE = 30
STALLED_AFTER = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Progress:
    """One import as it is told of: `done` of `total` rows, where the total is known, and what became of them.

    `is_stalled`: nothing moved for so long that the worker is not running, or cannot reach the file.
    """

    id: int
    name: str
    by: str
    kind: str
    state: State
    total: int
    done: int
    counts: Mapping[str, int]
    checked: Mapping[str, int]
    failure: Message | None
    is_stalled: bool
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    undone_at: datetime | None
    has_file: bool

    @property
    def is_at_work(self) -> bool:
        """Whether the worker has something to do with it."""
        return self.state in AT_WORK

    @property
    def share(self) -> float | None:
        """How much of it is done, from 0 to 1; None while nobody knows how long it is."""
        return min(1.0, self.done / self.total) if self.total and self.state != State.CHECKING else None


def progress_of(import_id: int, *, as_of: datetime) -> Progress | None:
    """Return where one import stands; None if there is none of that number."""
    row = Import.objects.select_related("upload", "by").filter(pk=import_id).first()
    return _progress(row, as_of=as_of) if row else None


def latest(*, as_of: datetime, before: int | None = None) -> list[Progress]:
    """Return a page of imports, the newest first. One query."""
    rows = Import.objects.select_related("upload", "by")
    if before is not None:
        rows = rows.filter(id__lt=before)
    return [_progress(row, as_of=as_of) for row in rows.order_by("-id")[: PAGE + 1]]


def list_names(import_ids: Collection[int]) -> dict[int, str]:
    """Return what the lists of these imports are called; names are kept for a while only. One query."""
    return dict(Upload.objects.filter(batch__in=import_ids).values_list("batch", "name"))


def kept_people(import_id: int, *, limit: int = 200) -> list[tuple[int, str, str]]:
    """Return who stays although the import was undone: number, name, and why."""
    rows = list(Kept.objects.filter(batch=import_id).order_by("id").values_list("person_id", "because")[:limit])
    names = dict(Card.objects.filter(person__in=[pk for pk, _ in rows]).values_list("person_id", "full_name"))
    return [(pk, names.get(pk, ""), because) for pk, because in rows]


def waits_for_judging(import_id: int) -> bool:
    """Return whether somebody whom an import brought waits to be judged. One query."""
    brought = Identity.objects.filter(batch=import_id, person_id=OuterRef("person_id"))
    return Stirred.objects.filter(Exists(brought)).exists()


def _progress(row: Import, *, as_of: datetime) -> Progress:
    upload = getattr(row, "upload", None)
    failure = unpacked(row.failure) if row.failure else None
    return Progress(
        id=row.pk, name=upload.name if upload else "", by=row.by.name if row.by else "",
        kind=str(row.choices.get("kind", "")), state=State(row.state), total=row.total, done=_done(row),
        counts=row.counts, checked=row.checked, failure=failure if isinstance(failure, Message) else None,
        is_stalled=row.state in AT_WORK and as_of - row.moved_at > STALLED_AFTER, created_at=row.created_at,
        started_at=row.started_at, ended_at=row.ended_at, undone_at=row.undone_at,
        has_file=bool(upload and upload.path),
    )  # fmt: skip


def _done(row: Import) -> int:
    if row.state == State.UNDOING:
        counts = row.counts
        return int(counts.get("gone", 0)) + int(counts.get("eased", 0))
    return int(row.place)
