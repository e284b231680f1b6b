"""Who the people of some rows are: found by their handles, with what is known of them; a few queries for all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from django.db import connection

from dueto.apps.base.actions.arriving.namesakes import known_to_lists, namesakes
from dueto.apps.base.arrivals import NAMESAKE, Agreed, Arrival, Key, told_apart
from dueto.apps.base.models import Activity, Consent, Fact, Note, Person, PersonalValue
from dueto.apps.base.queries.together import together
from dueto.domain.basics.text import fold

T = TypeVar("T")
HANDLES = (
    "SELECT h.kind, h.value, h.identity_id, i.person_id FROM base_handle h"
    " JOIN base_identity i ON i.id = h.identity_id WHERE h.kind = %s"
)
SOME = 400
"""So many values stand in one query: SQLite allows only so many gaps."""
TEXTS = ("path", "site", "item", "form", "event_kind", "status", "direction", "result", "channel")


@dataclass(frozen=True, slots=True)
class Held:
    """What is known of one field: None and empty if it was withdrawn."""

    value: str | None
    written: str
    known_at: datetime


@dataclass(slots=True, eq=False)
class Whom:
    """Somebody whom rows speak of: in the base already, or to be made."""

    person_id: int | None = None
    name: str = ""
    company_id: int | None = None
    is_erased: bool = False
    known: dict[str, Held] = field(default_factory=dict)
    done: set[tuple[object, ...]] = field(default_factory=set)
    agreed: set[tuple[object, ...]] = field(default_factory=set)
    last_word: dict[str, Agreed] = field(default_factory=dict)
    """What they said last, by purpose."""
    past: set[tuple[object, ...]] = field(default_factory=set)
    notes: set[str] = field(default_factory=set)
    is_listed: bool = True
    """Whether they came with a list."""
    is_bare: bool = False
    """Whether no address, phone, id or visit is known of them."""

    def said(self, agreed: Agreed) -> Agreed:
        """Return the line, noted as what they said."""
        self.agreed.add(agreed.same)
        last = self.last_word.get(agreed.purpose)
        if last is None or last.happened_at <= agreed.happened_at:
            self.last_word[agreed.purpose] = agreed
        return agreed


@dataclass(slots=True)
class Register:
    """Whom each handle stands for, whom each row spoke of that was taken in before, and who bears which name where."""

    by_handle: dict[tuple[str, str], Whom]
    rows: dict[str, Whom | None]
    namesakes: dict[str, list[Whom]] = field(default_factory=dict)
    orphans: dict[tuple[str, str], int] = field(default_factory=dict)
    """Identities that nobody has yet, by their handle."""

    def of(self, key: Key, *, name: str) -> Whom | None:
        """Return whom the handle stands for; a shared one only together with the same name."""
        whom = self.by_handle.get((key.kind, key.value))
        if whom is None or (key.shared and name and whom.name != name):
            return None
        return whom

    def namesake(self, row: Arrival) -> Whom | None:
        """Return who is meant by a name at a company, if it can be but one; a handle of theirs and of the row forbids.

        Of several the one is meant of whom as little is known as the row says.
        """
        if not row.namesake:
            return None
        first = self.by_handle.get((NAMESAKE, row.namesake))
        known = [] if first is None or first.is_erased else [first]
        if not row.handles:
            known += [one for one in self.namesakes.get(row.namesake, ()) if one is not first]
        bare = [one for one in known if one.is_bare]
        found = bare if bare or row.handles else known
        return found[0] if len(found) == 1 and found[0].is_listed else None


def register_of(arrivals: Sequence[Arrival]) -> Register:
    """Return the register of everybody whom these rows may speak of. A fixed number of queries a row at most."""
    keys = [key for row in arrivals for key in row.handles]
    wanted = {(key.kind, key.value) for key in keys}
    wanted |= {
        (named.kind, named.value) for row in arrivals for key in row.handles if key.shared and row.name
        for named in (row.named(key),)
    }  # fmt: skip
    wanted |= {(NAMESAKE, row.namesake) for row in arrivals if row.namesake}
    wanted |= {(key.again.kind, key.again.value) for key in keys if key.of_row}
    rows: dict[str, int | None] = {}
    found: dict[tuple[str, str], int] = {}
    orphans: dict[tuple[str, str], int] = {}
    tellings = {("import", key) for row in arrivals for key in (row.key, row.telling)}
    for kind, value, identity, person in _handles(tellings | wanted):
        if kind == "import":
            rows[value] = person
        elif person is None:
            orphans[kind, value] = identity
        else:
            found[kind, value] = person
    alike = namesakes({row.namesake: row.company_key for row in arrivals if row.namesake and not row.handles})
    again = {rows.get(row.key) for row in arrivals if row.telling not in rows and row.says_more}
    people = _people(
        {person for person in (*found.values(), *again, *(one for some in alike.values() for one in some)) if person},
        {name for row in arrivals for name in row.values},
        acts=any(row.done for row in arrivals), consents=any(row.agreed for row in arrivals),
        past={name for row in arrivals for name in row.past}, notes=any(row.note for row in arrivals),
    )  # fmt: skip
    named = {person for (kind, _), person in found.items() if kind == NAMESAKE}
    _note_lists(people, named.union(*alike.values()))
    return Register(
        {handle: people[person] for handle, person in found.items()},
        {key: people.get(person) if person else None for key, person in rows.items()},
        {mark: [people[one] for one in some] for mark, some in alike.items()},
        orphans,
    )


def _note_lists(people: dict[int, Whom], wanted: set[int]) -> None:
    came, bare = known_to_lists(wanted)
    for person in wanted:
        people[person].is_listed, people[person].is_bare = person in came, person in bare


def _handles(wanted: set[tuple[str, str]]) -> Iterable[tuple[str, str, int, int | None]]:
    """Yield kind, value, identity and person; asked in our own words, since composing so long a question costs most."""
    kinds: dict[str, list[str]] = {}
    for kind, value in sorted(wanted):
        kinds.setdefault(kind, []).append(value)
    with connection.cursor() as cursor:
        for kind, values in kinds.items():
            for some in _some(values):
                gaps = ", ".join(["%s"] * len(some))
                cursor.execute(f"{HANDLES} AND h.value IN ({gaps})", [kind, *some])
                yield from cursor.fetchall()


def _people(
    ids: set[int], fields: set[str], *, acts: bool, consents: bool, past: set[str], notes: bool
) -> dict[int, Whom]:
    people: dict[int, Whom] = {}
    for some in _some(sorted(ids)):
        rows = Person.objects.filter(pk__in=some).values_list("id", "company_id", "erased_at", "card__full_name")
        for pk, company, erased, name in rows:
            people[pk] = Whom(pk, fold(name or ""), company_id=company, is_erased=erased is not None)
        _know(people, some, fields)
        if past:
            facts = Fact.objects.filter(identity__person_id__in=some, field__in=past)
            for pk, *what in facts.values_list("identity__person_id", "field", "value", "written", "occurred_at"):
                people[pk].past.add(tuple(what))
        if notes:
            written = Note.objects.filter(person__in=together(some))
            for pk, head, text in written.values_list("person_id", "person__merged_into_id", "text"):
                people[head or pk].notes.add(fold(text))
        if acts:
            for pk, kind, occurred_at, *texts in Activity.objects.filter(identity__person_id__in=some).values_list(
                "identity__person_id", "kind", "occurred_at", *TEXTS
            ):
                texts_told = told_apart(dict(zip(TEXTS, texts, strict=True)))
                people[pk].done |= {(kind, occurred_at, texts_told), (kind, None, texts_told)}
        if consents:
            said = Consent.objects.filter(identity__person_id__in=some).order_by("happened_at", "id")
            for pk, is_given, text, when, purpose, basis in said.values_list(
                "identity__person_id", "is_given", "text_version", "happened_at", "purpose", "basis"
            ):
                people[pk].said(Agreed(is_given, text, when, purpose, basis))
    return people


def _know(people: dict[int, Whom], some: Sequence[int], fields: set[str]) -> None:
    """Note the fact that holds of each field, with how it was written."""
    facts = Fact.objects.filter(identity__person_id__in=some, field__in=fields).order_by("known_at", "id")
    for pk, name, value, written, known_at in facts.values_list(
        "identity__person_id", "field", "value", "written", "known_at"
    ):
        people[pk].known[name] = Held(value, written, known_at)
    personal = PersonalValue.objects.filter(identity__person_id__in=some, field__in=fields).order_by("known_at", "id")
    for pk, name, written in personal.values_list("identity__person_id", "field", "value"):
        if held := people[pk].known.get(name):
            people[pk].known[name] = Held(held.value, written, held.known_at)


def _some(values: Sequence[T]) -> Iterable[Sequence[T]]:
    for start in range(0, len(values), SOME):
        yield values[start : start + SOME]
