"""Which column means what: as somebody said, or as it was guessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from dueto.adapters.readers.guess import LOST, WON, guess_mapping
from dueto.adapters.readers.mapping import STANDARD_FIELDS, Mapping, Outcome
from dueto.adapters.readers.rows import RefusedFile
from dueto.adapters.readers.table import Table, open_table
from dueto.cli.qualify.outcomes import place_of, stands_elsewhere
from dueto.cli.qualify.request import Request
from dueto.domain.basics.message import Message, say, say_many
from dueto.domain.basics.reading import misspelt, shown
from dueto.domain.conditions.condition import fields_of


def mapping_for(path: Path, request: Request) -> Mapping:
    """Return the mapping that was given, or a guess; with the outcome that was asked for and no other."""
    table, column = open_table(path), request.outcome
    mapping = request.mapping or _guess(table, request)
    _refuse_unknown(mapping, request)
    if column is None or stands_elsewhere(column):
        return _without_outcome(mapping)
    file, mark, _ = column.rpartition(":")
    if mark and column not in table.headers:
        says = say("there is no column {column}, and {file} is not a file that can be read", column=column, file=file)
        raise RefusedFile(says)
    place_of(column, table.headers, file=path.name)
    if request.mapping is None or mapping.outcome is None or mapping.outcome.column != column:
        return replace(
            mapping,
            outcome=Outcome(column, tuple(sorted(WON)), tuple(sorted(LOST))),
            columns={name: meant for name, meant in mapping.columns.items() if name != column},
            left_out={name: why for name, why in mapping.left_out.items() if name != column},
        )
    return mapping


def _guess(table: Table, request: Request) -> Mapping:
    mapping = guess_mapping(table.headers, table.sample(), declared_fields=tuple(request.agreement.fields))
    if not mapping.fields():
        headers = tuple(shown(header) for header in table.headers[:40])
        raise RefusedFile(
            say("none of its columns is understood: {headers}; say with --map what they mean", headers=headers)
        )
    return mapping


def _without_outcome(mapping: Mapping) -> Mapping:
    """Return the mapping for a call that does not ask who was won; a column that would tell is said to be left out."""
    if mapping.outcome is None:
        return mapping
    why = say("it tells who was won; use it with --outcome")
    return replace(mapping, outcome=None, left_out={**mapping.left_out, mapping.outcome.column: why})


def _refuse_unknown(mapping: Mapping, request: Request) -> None:
    known = (*request.agreement.fields, *STANDARD_FIELDS)
    for name in mapping.fields():
        if name not in known:
            raise RefusedFile(say("the mapping names a field: {why}", why=misspelt(name, known)))


def ungiven(request: Request, mappings: Iterable[Mapping]) -> Iterator[Message]:
    """Yield which fields the definition asks for and no column gives: nothing else says that everybody lacks them."""
    given = {name for mapping in mappings for name in mapping.fields()}
    given |= {"full_name"} if given & {"first_name", "last_name"} else set()
    given |= {"country"} if any(mapping.country for mapping in mappings) else set()
    fields = request.agreement.fields
    spared = {name for group in request.definition.required if given & {*group} for name in group}
    asked = {name for when in request.definition.conditions() for name in fields_of(when)}
    needed = [name for name in request.definition.fields() if name in asked or name not in spared]
    names = tuple(fields[name].label for name in needed if name not in given)
    if names:
        yield say_many(
            "{n} field that the definition asks for is in no column: {fields}; map it, or everybody lacks it",
            "{n} fields that the definition asks for are in no column: {fields}; map them, or everybody lacks them",
            len(names),
            fields=names,
        )


def meanings(mapping: Mapping) -> Iterator[str]:
    """Yield what each column means that is read: `column → meaning`, or one word where both are called alike."""
    outcome = mapping.outcome.column if mapping.outcome else None
    yield from (
        f"{shown(column)} → {meant}" if column != meant else meant
        for meant, column in (
            ("person", mapping.person), ("known_at", mapping.known_at), ("occurred_at", mapping.occurred_at),
            ("outcome", outcome), *((phone.field, f"{phone.area} {phone.number}") for phone in mapping.phones),
            *((field, column) for column, field in mapping.columns.items()),
        )
        if column
    )  # fmt: skip
