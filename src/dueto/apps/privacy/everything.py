"""Everything that this installation holds, as a ZIP to take elsewhere, written as it is sent.

`people.csv` and `companies.csv` are for people, and for the import of another program or of Dueto itself. `tables` has
each table as it is, one JSON object a line, so that nothing is lost; `agreements` each version as it was signed.
Tables are read one after the other while work goes on: each row is whole, and what comes meanwhile may be missing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from django.db import models

from dueto.adapters.writers.separated import Cell, separated
from dueto.adapters.writers.zipped import File, zipped
from dueto.apps.agreements.queries import fields_at, versions
from dueto.apps.base.models import Company, Person, present
from dueto.apps.base.queries.known import written_of
from dueto.apps.base.queries.records import fields_of_records, held_by
from dueto.apps.privacy.holdings import ours

AT_ONCE: Final = 500
LEFT_OUT: Final[Mapping[str, str]] = MappingProxyType(
    {
        "base.Stirred": "who is to be judged next",
        "base.Unwatched": "which browsers are to be looked at next",
        "base.InboxMark": "how far the hits were read",
        "base.Word": "words to search by, made from the cards",
        "journal.Effect": "mails and calls on their way out",
        "forms.CountMark": "how far the counting came",
        "leads.Trait": "conditions by which lists are found, made from the verdicts",
        "leads.Bearer": "who meets which of them, made from the verdicts",
        "team.ApiToken": "keys of programs",
        "team.CallOnce": "answers kept for programs that call twice",
        "webhooks.Tail": "how far the journal was told",
    }
)
"""Tables that are not taken along: keys, and what the machine makes again by itself."""
SECRET: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "team.Member": frozenset({"password"}),
        "team.Invitation": frozenset({"code_hash"}),
        "webhooks.Origin": frozenset({"given_secret"}),
    }
)
"""Columns that open a door; they are not taken along either."""
README: Final = """\
people.csv, companies.csv   what is known today; the import takes them as they are
tables/APP.TABLE.jsonl      every table as it is, one JSON object a line; ids lead from one to the other
agreements/N.json           each version of the agreement as it was signed

people.csv, companies.csv   lo que se sabe hoy; la importación los toma tal cual
tables/APP.TABLE.jsonl      cada tabla tal como está, un objeto JSON por línea; los números llevan de una a otra
agreements/N.json           cada versión del acuerdo tal como se firmó
"""


def everything(at: datetime) -> Iterator[bytes]:
    """Yield the ZIP piece by piece; `take_out` notes it before its first word."""
    return zipped(_files(at))


def tables() -> list[type[models.Model]]:
    """Return the tables that are taken along."""
    return [model for model in ours() if model._meta.label not in LEFT_OUT]


def _files(at: datetime) -> Iterator[File]:
    yield "README.txt", [README.encode()]
    yield "people.csv", separated(_people(at))
    yield "companies.csv", separated(_companies(at))
    for version in versions():
        yield f"agreements/{version.number}.json", [json.dumps(version.document, ensure_ascii=False, indent=1).encode()]
    for model in tables():
        yield f"tables/{model._meta.label}.jsonl", _lines(model)


def _people(at: datetime) -> Iterator[Sequence[Cell]]:
    names = list(fields_at(at))
    yield ["id", "created_at", *names]
    for rows in _pieces(Person.objects.filter(present()), ("pk", "created_at")):
        told = written_of([pk for pk, _ in rows])
        for pk, created_at in rows:
            known = told.get(pk, {})
            yield [pk, created_at, *(known.get(name, "") for name in names)]


def _companies(at: datetime) -> Iterator[Sequence[Cell]]:
    names = list(fields_of_records(fields_at(at).values()))
    yield ["id", "company", "website", "country", "owner", *names]
    columns = ("pk", "name", "domain", "country", "owner__name")
    for rows in _pieces(Company.objects.filter(merged_into=None), columns):
        held = held_by([row[0] for row in rows])
        for row in rows:
            facts = (held.get((row[0], name)) for name in names)
            yield [*row, *((fact.written or "" if fact.value else "") if fact else "" for fact in facts)]


def _lines(model: type[models.Model]) -> Iterator[bytes]:
    secret = SECRET.get(model._meta.label, frozenset())
    names = ["pk", *(field.attname for field in model._meta.concrete_fields if field.attname not in secret)]
    for rows in _pieces(model._default_manager.all(), names):
        told = (dict(zip(names[1:], row[1:], strict=True)) for row in rows)
        yield "".join(json.dumps(one, default=_plain, ensure_ascii=False) + "\n" for one in told).encode()


def _pieces(rows: models.QuerySet[Any], columns: Iterable[str]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield some rows at a time by their number, the first column: no reader holds a database open for long."""
    last: Any = None
    while True:
        further = rows if last is None else rows.filter(pk__gt=last)
        piece = list(further.order_by("pk").values_list(*columns)[:AT_ONCE])
        if not piece:
            return
        yield piece
        last = piece[-1][0]


def _plain(value: Any) -> Any:
    match value:
        case datetime() | date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case bytes() | memoryview():
            return bytes(value).hex()
    return str(value)
