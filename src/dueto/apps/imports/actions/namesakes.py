"""Rows that name somebody by nothing but a name: the one person whom the lists of that system brought and who bears it.

A name is no key. It is one only where the list itself names people so, nobody is made known by it, and among those whom
the lists of the same system brought exactly one bears it. The name is compared as that system wrote it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from django.db.models import Q

from dueto.apps.base.models import Card, Handle, present
from dueto.apps.imports.choices import Choices
from dueto.apps.imports.rows import Row
from dueto.domain.basics.message import Message, say

SOME: Final = 400
"""So many values stand in one query: SQLite allows only so many gaps."""
UNHEARD: Final = say("nobody of this name was brought in by the lists of this system; import the people first")
SEVERAL: Final = say("several people of this system bear this name; only an id or an address tells which of them")


def namesakes(rows: Sequence[Row], choices: Choices) -> dict[int, str | Message]:
    """Return for each row that has nothing but a name the id of whoever bears it, or why it is nobody's."""
    asked = {row.number: names for row in rows if (names := _names(row))}
    if not asked:
        return {}
    borne = _borne({name for names in asked.values() for name in names}, begin=_begin(choices))
    return {number: _of({pk: value for name in names for pk, value in borne[name].items()})
            for number, names in asked.items()}  # fmt: skip


def _borne(names: Collection[str], *, begin: str) -> Mapping[str, Mapping[int, str]]:
    """Return by each name who bears it, with an id that begins so."""
    bearing = Card.objects.filter(~Q(full_name=""), present("person__"), full_name__in=names)
    called = dict(bearing.values_list("person_id", "full_name"))
    borne: dict[str, dict[int, str]] = defaultdict(dict)
    people = sorted(called)
    for some in (people[start : start + SOME] for start in range(0, len(people), SOME)):
        ids = Handle.objects.filter(identity__person__in=some, kind="crm", value__startswith=begin).order_by("value")
        for person, value in ids.values_list("identity__person_id", "value"):
            borne[called[person]].setdefault(person, value)
    return borne


def _of(found: dict[int, str]) -> str | Message:
    return SEVERAL if len(found) > 1 else next(iter(found.values()), UNHEARD)


def _names(row: Row) -> set[str]:
    """Return the names to look for; some systems print the last name as the first one too."""
    told = {name: row.values[name].written for name in ("full_name", "first_name", "last_name") if name in row.values}
    names = {told["full_name"]} if told.get("full_name") else set()
    if told.get("last_name") and told.get("first_name") == told.get("last_name"):
        names.add(told["last_name"])
    return names


def _begin(choices: Choices) -> str:
    """Return how the ids begin among which the list looks: the header may say that its people are leads or contacts."""
    headers = {name: header.lower() for header, name in choices.mapping.columns.items()}
    header = headers.get("last_name") or headers.get("full_name") or ""
    whose = next((f"{one}:" for one in ("lead", "contact") if header.startswith(one)), "")
    return f"{choices.system or 'crm'}:{whose}"
