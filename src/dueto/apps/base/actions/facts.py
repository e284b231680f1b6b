"""What becomes known of somebody: by a form, or typed by a colleague."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.apps.base.actions.cards import project_cards
from dueto.apps.base.actions.identities import company_of, manual_identity, place
from dueto.apps.base.actions.spellings import spell
from dueto.apps.base.actions.stirring import stir
from dueto.apps.base.facts import LONGEST_NOTE, Cleaned, clean
from dueto.apps.base.models import Asked, Card, Fact, Identity, Note, Person, PersonalValue
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.domain.basics.message import Message, say
from dueto.domain.conditions.fields import Field

SPELT = frozenset({"sector", "industry", "interests", "measures_today", "heard_from", "timing"})
"""Fields whose folded values are read by people elsewhere than on the page of a person."""


class UnableToTell(Exception):
    """Why a datum is not taken; nothing is written then."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@transaction.atomic
def tell(*, person_id: int, field: Field, value: str, by: int, at: datetime, source: str = "colleague") -> None:
    """Take down one datum that a colleague found out; an empty one withdraws. Stirs the person."""
    person = open_person(person_id)
    card = Card.objects.filter(person=person).first()
    identity = manual_identity(person, at=at)
    if value.strip():
        cleaned = clean(field, value, country=card.country if card and card.country else None)
        if isinstance(cleaned, Refusal):
            raise UnableToTell(cleaned.reason)
        write(identity, [cleaned], source=source, at=at)
        if field.name == "company":
            place(person, company_of(cleaned.written, email="", country="", at=at))
    else:
        _withdraw(identity, field, source=source, at=at)
        if field.name == "company":
            Person.objects.filter(pk=person_id).update(company=None)
    project_cards([person_id])
    stir([person_id], since=at)
    record(
        Tag.PERSON_TOLD, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at,
        details={"field": field.name},
    )  # fmt: skip


@transaction.atomic
def note(*, person_id: int, text: str, by: int, at: datetime) -> Note:
    """Return the note written about somebody; its text is personal and stays out of the journal."""
    text = text.strip()
    if not text:
        raise UnableToTell(say("an empty note says nothing; write it first"))
    if len(text) > LONGEST_NOTE:
        raise UnableToTell(
            say("a note holds {most} signs, and this one has {n}; shorten it", most=LONGEST_NOTE, n=len(text))
        )
    person = open_person(person_id)
    written = Note.objects.create(person=person, by_id=by, text=text, written_at=at)
    record(Tag.PERSON_NOTED, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at)
    return written


@transaction.atomic
def ask_on_form(*, person_id: int, field: str, by: int, at: datetime) -> None:
    """Let the next form that this person fills in ask for a datum; twice is harmless."""
    _, is_new = Asked.objects.get_or_create(
        person_id=person_id, field=field[:60], defaults={"by_id": by, "asked_at": at}
    )
    if is_new:
        record(
            Tag.DATUM_ON_FORM, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at,
            details={"field": field[:60]},
        )  # fmt: skip


def write(identity: Identity, values: Iterable[Cleaned], *, source: str, at: datetime) -> None:
    """Take down cleaned values; what is the same as what is known already is not written again."""
    values = list(values)
    known = _known(identity, [value.field for value in values])
    fresh = [value for value in values if known.get(value.field) != (value.value, value.written)]
    spell(value.written for value in fresh if value.field in SPELT)
    Fact.objects.bulk_create(
        Fact(
            identity=identity, field=value.field, value=value.value, source=source, occurred_at=at, known_at=at,
            written="" if value.is_personal else value.written,
        )
        for value in fresh
    )  # fmt: skip
    PersonalValue.objects.bulk_create(
        PersonalValue(identity=identity, field=value.field, value=value.written, occurred_at=at, known_at=at)
        for value in fresh
        if value.is_personal
    )


def _withdraw(identity: Identity, field: Field, *, source: str, at: datetime) -> None:
    Fact.objects.create(identity=identity, field=field.name, value=None, source=source, occurred_at=at, known_at=at)
    if field.personal:
        PersonalValue.objects.create(identity=identity, field=field.name, occurred_at=at, known_at=at)


def _known(identity: Identity, fields: list[str]) -> dict[str, tuple[str | None, str]]:
    """Return what is known of the person of this identity: for a field the fact, and how it was written."""
    whose = {"identity__person": identity.person_id} if identity.person_id else {"identity": identity}
    known: dict[str, tuple[str | None, str]] = {}
    rows = Fact.objects.filter(field__in=fields, **whose).order_by("known_at", "id")
    for field, value, written in rows.values_list("field", "value", "written"):
        known[field] = (value, written)
    personal = PersonalValue.objects.filter(field__in=fields, **whose).order_by("known_at", "id")
    for field, written in personal.values_list("field", "value"):
        known[field] = (known.get(field, (None, ""))[0], written)
    return known


def open_person(person_id: int) -> Person:
    """Return the person, locked, of whom something may still be written down; raises `UnableToTell`."""
    person = Person.objects.select_for_update().get(pk=person_id)
    if person.erased_at is not None:
        raise UnableToTell(say("this person asked to be forgotten; nothing more is written down"))
    return person
