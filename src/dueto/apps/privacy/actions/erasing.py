"""Forgetting somebody who asked for it: nothing that tells who it was stays, and every count stays as it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Q

from dueto.adapters.backup.ledger import Entry
from dueto.apps.base.actions.cards import keep_words
from dueto.apps.base.models import Card, Company, CompanyFact, Handle, Person, Stirred, present
from dueto.apps.conversations.models import Message as Mail
from dueto.apps.handoff.actions import forget_leads
from dueto.apps.imports.actions import forget as forget_in_imports
from dueto.apps.journal.actions import record
from dueto.apps.journal.tags import Tag
from dueto.apps.privacy.holdings import BLANKED, Holding, holdings
from dueto.apps.privacy.ledger import write_down
from dueto.apps.privacy.models import Erasure, Request
from dueto.apps.privacy.shared_words import forget_bodies, forget_words
from dueto.apps.privacy.traces import Traces, traces_of
from dueto.apps.stewardship.actions.searching import forget_every_pair_of
from dueto.apps.telephone.actions.planning import end as end_call
from dueto.apps.telephone.models import CallTask
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold

ROWS = 500
ASKED, RETAINED = "asked", "kept long enough"


class UnableToErase(Exception):
    """Why nobody was forgotten; nothing is changed then."""

    def __init__(self, says: Message) -> None:
        super().__init__(str(says))
        self.says = says


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Who was forgotten: the person and those merged into them; how many open leads ended with it."""

    person_ids: tuple[int, ...]
    erased_at: datetime
    leads: int


@transaction.atomic
def erase(*, person_id: int, at: datetime, by: int | None = None, why: str = ASKED) -> Forgotten:
    """Return who was forgotten: the person, and whoever was merged into them.

    Personal rows go; facts, activities, leads and the journal stay by number. Open leads are withdrawn, clocks stop,
    the executive hears of it without a name. The files themselves are scrubbed by the worker.
    """
    person = Person.objects.select_for_update().filter(present(), pk=person_id).first()
    if person is None:
        raise UnableToErase(say("nobody of that number is here; they may have been forgotten already"))
    people = with_merged(person_id)
    list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk").values_list("pk", flat=True))
    ended = forget_leads(person_ids=people, by=by, at=at)
    for task in CallTask.objects.filter(person__in=people, ended_at=None).order_by("pk"):
        end_call(task, "withdrawn", at=at)
    traces = traces_of(people)
    searchable = dict(Card.objects.filter(person__in=people).values_list("person", "searchable"))
    names = _names_of_company(people)
    mails = Handle.objects.filter(identity__person__in=people, identity__kind="email")
    addresses = list(mails.values_list("value", flat=True))
    touched = [holding.model._meta.db_table for holding in holdings() if _forget_in(holding, people, traces)]
    keep_words(searchable, {})
    Mail.objects.filter(identity=None, address__in=addresses).delete()
    forget_in_imports(texts=traces.texts)
    forget_words(people, traces)
    forget_bodies(traces)
    _forget_company(person, names, traces)
    _forget_on_records(person, traces)
    forget_every_pair_of("person", people)
    Stirred.objects.filter(person__in=people).delete()
    Request.objects.filter(person__in=people, answered_at=None).update(answered_at=at, answered_by=by)
    Person.objects.filter(pk__in=people).update(erased_at=at)
    entries = _in_ledger(people, at=at, why=why, touched=touched)
    transaction.on_commit(lambda: write_down(entries))
    record(
        Tag.PERSON_ERASED, subject="person", subject_id=person_id, person_id=person_id, by=by, at=at,
        details={"people": len(people), "leads": ended, "why": why},
    )  # fmt: skip
    return Forgotten(tuple(people), at, ended)


def with_merged(person_id: int) -> list[int]:
    """Return the person and everybody who was merged into them, directly or not."""
    found, newest = [person_id], [person_id]
    while newest:
        newest = list(Person.objects.filter(merged_into__in=newest).order_by("pk").values_list("pk", flat=True))
        found += newest
    return found


def _in_ledger(people: list[int], *, at: datetime, why: str, touched: list[str]) -> list[Entry]:
    created = dict(Person.objects.filter(pk__in=people).values_list("pk", "created_at"))
    Erasure.objects.bulk_create(
        [Erasure(person_id=pk, person_created_at=created_at, erased_at=at, why=why, touched=touched)
         for pk, created_at in created.items()],
        ignore_conflicts=True,
    )  # fmt: skip
    return [Entry(pk, created_at, at) for pk, created_at in created.items()]


def _forget_in(holding: Holding, people: list[int], traces: Traces) -> bool:
    """Return whether something was written in a table that is not personal.

    What is personal is deleted; elsewhere the words about somebody are emptied, and whatever tells who it was.
    """
    rows = holding.rows(people)
    if holding.goes:
        rows.delete()
        return False
    blank = BLANKED.get(holding.name, ())
    touched = bool(blank) and rows.update(**dict.fromkeys(blank, "")) > 0
    texts = [
        field for field in holding.model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.primary_key
    ]  # fmt: skip
    if not texts:
        return touched
    names = [field.attname for field in texts]
    for values in rows.order_by("pk").values("pk", *names).iterator(chunk_size=ROWS):
        if change := _changed(holding, texts, values, traces):
            touched = True
            holding.model._default_manager.filter(pk=values["pk"]).update(**change)
    return touched


def _changed(
    holding: Holding, texts: Iterable[models.Field[Any, Any]], values: dict[str, Any], traces: Traces
) -> dict[str, Any]:
    change: dict[str, Any] = {}
    for field in texts:
        kept = values[field.attname]
        if kept in (None, ""):
            continue
        if isinstance(field, models.JSONField):
            if (bare := traces.without(kept)) != kept:
                change[field.attname] = bare
        elif traces.are_in(kept):
            change[field.attname] = "known" if (holding.name, field.attname) == ("base.Fact", "value") else ""
    return change


def _names_of_company(people: list[int]) -> set[str]:
    """Return the longer words of their names: a company called after its only person would tell who it was."""
    cards = Card.objects.filter(person__in=people).values_list("full_name", flat=True)
    return {word for name in cards for word in fold(name).split() if len(word) > 3}


def _forget_on_records(person: Person, traces: Traces) -> None:
    """Take off the records of companies what tells who it was: somebody's own number given as that of the house."""
    theirs = Q(company=person.company_id) | Q(value__in=[fold(text) for text in traces.texts])
    told = [row.pk for row in CompanyFact.objects.filter(theirs) if traces.are_in(row.written)]
    CompanyFact.objects.filter(pk__in=told).delete()


def _forget_company(person: Person, names: set[str], traces: Traces) -> None:
    """Empty the name of a company that nobody else belongs to, if it is the person's own name or address."""
    company = person.company
    if company is None or Person.objects.filter(company=company).exclude(pk=person.pk).filter(present()).exists():
        return
    words = set(fold(company.name).replace("-", " ").split()) | set(fold(company.domain).replace("-", ".").split("."))
    if traces.are_in(company.name) or traces.are_in(company.domain) or names & words:
        Company.objects.filter(pk=company.pk).update(name="", key=f"forgotten-{company.pk}", domain="")
        told = next(holding for holding in holdings() if holding.name == "base.Fact").rows([person.pk])
        told.filter(field__in=("company", "website")).exclude(value=None).update(value="known", written="")
