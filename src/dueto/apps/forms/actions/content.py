"""The catalogue of content: what there is, for whom, and its file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from secrets import token_hex
from typing import BinaryIO, Final, Protocol

from django.db import IntegrityError, transaction

from dueto.apps.base.actions import spell
from dueto.apps.forms.files import MOST, STORE, TYPES, looks_like
from dueto.apps.forms.kinds import KINDS, STAGES
from dueto.apps.forms.models import Content
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold

LINK: Final = re.compile(r"https?://[^\s/?#]+\.[^\s]+", re.IGNORECASE)
PAGE: Final = re.compile(r"/(?!/)[^\s?#\\]*")


class UnableToKeep(Exception):
    """Why a piece of content cannot be kept so: every reason at once, each by its field."""

    def __init__(self, says: dict[str, Message]) -> None:
        super().__init__("; ".join(str(one) for one in says.values()))
        self.says = says


class Upload(Protocol):
    """A file as a browser sends it."""

    name: str | None
    size: int | None
    file: BinaryIO

    def chunks(self) -> Iterator[bytes]: ...


@dataclass(frozen=True, slots=True)
class Described:
    """What is said of a piece of content."""

    title: str
    kind: str
    stage: str
    personas: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    language: str = "es"
    summary: str = ""
    page: str = ""
    link: str = ""


def described_of(content: Content) -> Described:
    """Return what is said of a piece of content."""
    return Described(
        title=content.title, kind=content.kind, stage=content.stage, personas=tuple(content.personas),
        topics=tuple(content.topics), language=content.language, summary=content.summary, page=content.page,
        link=content.link,
    )  # fmt: skip


def keep_content(
    described: Described, *, upload: Upload | None = None, content_id: int | None = None, by: int | None, at: datetime
) -> Content:
    """Return the piece of content, new or changed. A file takes the place of the one before it."""
    wrong = dict(_wrong(described))
    if upload is not None and (problem := _wrong_file(upload)):
        wrong["upload"] = problem
    if wrong:
        raise UnableToKeep(wrong)
    values = {
        "key": fold(described.title)[:200], "title": described.title.strip(), "kind": described.kind,
        "stage": described.stage, "personas": list(described.personas),
        "topics": [fold(one) for one in described.topics], "language": described.language,
        "summary": described.summary.strip(), "page": described.page.strip(), "link": described.link.strip(),
        "changed_at": at,
    }  # fmt: skip
    if upload is not None:
        values |= _store(upload)
    try:
        with transaction.atomic():
            return _written(values, content_id, by=by, at=at)
    except IntegrityError:
        raise UnableToKeep({"title": say("there is content of this title already")}) from None


def retire_content(*, content_id: int, by: int, at: datetime) -> None:
    """Take something out of the catalogue; what it did stays on record, and its links say that it is gone."""
    _set_retired(content_id, None, at, Tag.CONTENT_RETIRED, by=by, at=at)


def restore_content(*, content_id: int, by: int, at: datetime) -> None:
    """Put something back into the catalogue."""
    _set_retired(content_id, at, None, Tag.CONTENT_RESTORED, by=by, at=at)


@transaction.atomic
def _set_retired(
    content_id: int, was: datetime | None, becomes: datetime | None, tag: Tag, *, by: int, at: datetime
) -> None:
    rows = Content.objects.filter(pk=content_id)
    rows = rows.filter(retired_at=None) if was is None else rows.exclude(retired_at=None)
    if rows.update(retired_at=becomes):
        title = Content.objects.values_list("title", flat=True).get(pk=content_id)
        record(tag, subject="content", subject_id=content_id, by=by, at=at, details={"title": title})


def _written(values: dict[str, object], content_id: int | None, *, by: int | None, at: datetime) -> Content:
    if content_id is None:
        content = Content.objects.create(created_at=at, **values)
        tag = Tag.CONTENT_ADDED
    else:
        content = Content.objects.select_for_update().get(pk=content_id)
        for name, value in values.items():
            setattr(content, name, value)
        content.save()
        tag = Tag.CONTENT_CHANGED
    spell([content.title])
    record(tag, subject="content", subject_id=content.pk, by=by, at=at, details={"title": content.title})
    return content


def _store(upload: Upload) -> dict[str, object]:
    """Keep the file under a name that nobody can guess, and that says nothing."""
    ending = PurePath(upload.name or "").suffix.lower()
    stored = f"{token_hex(16)}{ending}"
    with STORE.path(stored).open("xb") as kept:
        for chunk in upload.chunks():
            kept.write(chunk)
    plain = re.sub(r"[^\w.() -]+", "_", PurePath(upload.name or "").name)[-120:]
    return {"stored": stored, "file_name": plain, "file_type": TYPES[ending], "file_size": upload.size or 0}


def _wrong_file(upload: Upload) -> Message | None:
    ending = PurePath(upload.name or "").suffix.lower()
    if ending not in TYPES:
        return say("a file of this kind is not kept: {kinds}", kinds=", ".join(sorted(one[1:] for one in TYPES)))
    if not upload.size:
        return say("the file is empty")
    if upload.size > MOST:
        return say("the file is larger than {most} MB", most=MOST // 1_000_000)
    upload.file.seek(0)
    head = upload.file.read(16)
    upload.file.seek(0)
    return None if looks_like(head, ending) else say("the file is not what its name says")


def _wrong(described: Described) -> Iterator[tuple[str, Message]]:
    if not fold(described.title) or len(described.title) > 200:
        yield "title", say("a title of up to 200 signs")
    if described.kind not in KINDS:
        yield "kind", say("choose one of these")
    if described.stage not in STAGES:
        yield "stage", say("choose one of these")
    if described.page and not PAGE.fullmatch(described.page):
        yield "page", say("a path of the company's site, like /guias")
    if described.link and not LINK.fullmatch(described.link):
        yield "link", say("an address that begins with https://")
