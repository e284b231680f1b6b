"""What people ask of us, noted until it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final

from django.db import transaction

from dueto.apps.base.models import Person, present
from dueto.apps.base.purposes import BY_HAND
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.privacy.models import Request
from dueto.domain.basics.message import Message, say

COPY, ERASURE = "copy", "erasure"
KINDS: Final[Mapping[str, Message]] = MappingProxyType(
    {COPY: say("a copy of everything that is held about them"), ERASURE: say("to be forgotten")}
)
SELF: Final = "page"
"""They asked on their own page, the one that our mails lead to."""


class UnableToNote(Exception):
    """Why a request is not noted."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@transaction.atomic
def note_request(*, person_id: int, kind: str, source: str, at: datetime, by: int | None = None) -> Request:
    """Return the request; asked twice, it is the one that waits already."""
    if kind not in KINDS or source not in {*BY_HAND, SELF}:
        raise UnableToNote(say("choose what was asked, and how"))
    if not Person.objects.select_for_update().filter(present(), pk=person_id).exists():
        raise UnableToNote(say("nobody of that number is here; they may have been forgotten already"))
    request, is_new = Request.objects.get_or_create(
        person_id=person_id, kind=kind, answered_at=None, defaults={"source": source, "asked_at": at, "noted_by_id": by}
    )
    if is_new:
        record(
            Tag.REQUEST_NOTED, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at,
            details={"kind": kind, "source": source},
        )  # fmt: skip
    return request


@transaction.atomic
def answer_request(*, person_id: int, kind: str, by: int | None, at: datetime) -> bool:
    """Return whether a request waited, and is answered now."""
    answered = Request.objects.filter(person_id=person_id, kind=kind, answered_at=None).update(
        answered_at=at, answered_by_id=by
    )
    if answered:
        record(
            Tag.REQUEST_ANSWERED, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at,
            details={"kind": kind},
        )  # fmt: skip
    return bool(answered)
