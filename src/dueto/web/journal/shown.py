"""Entries of the journal as a page and a file show them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TYPE_CHECKING

from dueto.apps.base.queries.who import named
from dueto.apps.journal.sentences import SENTENCES
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import STANDARD_FIELDS
from dueto.web import addresses
from dueto.web.people.story import sentence

if TYPE_CHECKING:
    from dueto.apps.journal.models import Entry

OTHER = say("Something that this version has no words for")
PAGES = {"handoff": addresses.handoff, "person": addresses.person}


@dataclass(frozen=True, slots=True)
class Told:
    """One entry in words. `voice` is whose note stands before it."""

    happened_at: datetime
    by: str
    voice: str
    says: Message
    person: str
    person_id: int | None
    url: str


def told(entries: Sequence[Entry], *, zone: tzinfo) -> list[tuple[date, list[Told]]]:
    """Return entries in words by the reader's days, in their order; in one more query, for the names."""
    names = named({entry.person_id for entry in entries if entry.person_id is not None})
    days: dict[date, list[Told]] = {}
    for entry in entries:
        days.setdefault(entry.happened_at.astimezone(zone).date(), []).append(_told(entry, names))
    return list(days.items())


def told_one(entry: Entry) -> Message:
    """Return one entry as a sentence."""
    return sentence(entry, fields=STANDARD_FIELDS) if entry.tag in SENTENCES else OTHER


def _told(entry: Entry, names: dict[int, str]) -> Told:
    page = PAGES.get(entry.subject)
    return Told(
        happened_at=entry.happened_at,
        by=entry.by.name if entry.by else "",
        voice=entry.by.team if entry.by else "",
        says=told_one(entry),
        person=names.get(entry.person_id or 0, ""),
        person_id=entry.person_id,
        url=page(entry.subject_id) if page else "",
    )
