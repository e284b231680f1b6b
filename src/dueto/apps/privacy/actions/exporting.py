"""Handing somebody everything that is held about them, and taking out everything that is held at all."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dueto.apps.base.models import Person, present
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.privacy.actions.requests import COPY, UnableToNote, answer_request
from dueto.domain.basics.message import say


@transaction.atomic
def hand_out(*, person_id: int, by: int | None, at: datetime) -> None:
    """Note that everything about somebody is handed out, before the first word of it; answers their request."""
    if not Person.objects.filter(present(), pk=person_id).exists():
        raise UnableToNote(say("nobody of that number is here; they may have been forgotten already"))
    answer_request(person_id=person_id, kind=COPY, by=by, at=at)
    record(Tag.PERSON_EXPORTED, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at)


def take_out(*, by: int | None, at: datetime) -> None:
    """Note that everything is taken out, before the first word of it."""
    record(Tag.EVERYTHING_EXPORTED, subject="installation", subject_id=0, by=by, at=at)
