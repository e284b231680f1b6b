"""A first mapping, guessed from headers and values, for a person to look at and correct."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from dueto.adapters.readers.cleaning.blanks import BLANK_WORDS
from dueto.adapters.readers.cleaning.dates import order_of
from dueto.adapters.readers.cleaning.numbers import decimals_of
from dueto.adapters.readers.header_words import is_after_sales, is_bare_name, meaning_of, second_meaning_of, spelled
from dueto.adapters.readers.mapping import STANDARD_FIELDS, USUAL_KINDS, Kind, Mapping, Outcome, SplitPhone
from dueto.adapters.readers.rows import TableRow
from dueto.adapters.readers.value_kinds import answers, contradicts, field_of, kind_of, share
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.text import fold

WON = frozenset(
    {"1", "yes", "true", "si", "won", "closed won", "closed - won", "ganada", "ganado", "converted", "convertido"}
)
LOST = frozenset({"0", "no", "false", "lost", "closed lost", "closed - lost", "perdida", "perdido", "not converted"})
ROLES = ("person", "known_at", "modified_at", "area", "outcome")


def guess_mapping(
    headers: Sequence[str], sample_rows: Sequence[TableRow | Sequence[str]], *, declared_fields: Sequence[str] = ()
) -> Mapping:
    """Return what each column most probably means; a column that means nothing known is left out with the reason."""
    rows = [row.cells if isinstance(row, TableRow) else row for row in sample_rows]
    columns = {
        header: answers([row[place] for row in rows if place < len(row)]) for place, header in enumerate(headers)
    }
    guess = _Guess(columns, declared=tuple(declared_fields))
    for header in sorted(headers, key=is_bare_name):  # what these mean, the others show
        guess.take_header(header)
    guess.take_given_name(rows)
    for header in headers:
        guess.take_values(header)
    return guess.settled(rows)


@dataclass(slots=True)
class _Guess:
    values: dict[str, list[str]]
    declared: tuple[str, ...]
    columns: dict[str, str] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    left_out: dict[str, Message | str] = field(default_factory=dict)

    def take_header(self, header: str) -> None:
        """Give the column the field that its header names, if its values agree."""
        meant = self._declared(header) or meaning_of(header)
        values = self.values[header]
        if meant is None:
            return
        if contradicts(values, field=meant):
            if meant == "full_name" and not self._is_taken("company"):
                self.columns[header] = "company"
            elif meant in ("role", "person"):
                self.left_out[header] = (
                    say("a form of address, not a job title") if meant == "role" else say("its values repeat")
                )
            return
        if self._is_taken(meant) and values and self._yields(meant):
            self.columns[header] = meant
        elif self._is_taken(meant):
            first = next(name for name, taken in {**self.columns, **self._by_header()}.items() if taken == meant)
            self.left_out[header] = say("the column {other} already gives this", other=first)
        elif meant in ROLES:
            self.roles[meant] = header
        else:
            self.columns[header] = meant

    def take_given_name(self, rows: Sequence[Sequence[str]]) -> None:
        """Take the word for a name as the given name where the surnames stand in a column of their own."""
        by_meaning = {meant: header for header, meant in self.columns.items()}
        last = by_meaning.get("last_name") or by_meaning.get("second_last_name")
        if last is None or "first_name" in by_meaning:
            return
        bare = next((header for header in self.values if is_bare_name(header) and self._may_be_given(header)), None)
        if bare is not None and not _holds(rows, whole=self._place(bare), part=self._place(last)):
            self.columns[bare] = "first_name"
            self.left_out.pop(bare, None)

    def take_values(self, header: str) -> None:
        """Give a column that no header explains the field that its values betray."""
        if header in self.columns or header in self.left_out or header in self.roles.values():
            return
        found = field_of(self.values[header]) or second_meaning_of(header)
        if is_after_sales(header):
            self.left_out[header] = say("filled in once sales had the prospect, so it would tell the end beforehand")
        elif found and not self._is_taken(found):
            self.columns[header] = found
        else:
            self.left_out[header] = say("no field is known for it; name one to use it")

    def settled(self, rows: Sequence[Sequence[str]]) -> Mapping:
        """Return the mapping with everything that depends on several columns."""
        phones = self._split_phones()
        known_at = self.roles.get("known_at") or self.roles.get("modified_at")
        modified = self.roles.get("modified_at")
        if modified and modified != known_at:
            self.left_out[modified] = say("the column {other} already gives this", other=known_at or "")
        outcome = self._outcome()
        kinds = self._kinds()
        dated = [known_at] if known_at else []
        dated += [header for header, kind in kinds.items() if kind == Kind.DATE]
        order, torn = order_of(value for header in dated for value in self.values[header])
        numeric = [header for header in self.columns if self._kind(header, kinds) == Kind.NUMBER]
        in_order = {header: self.columns[header] for header in self.values if header in self.columns}
        return Mapping(
            columns=MappingProxyType(in_order),
            person=self.roles.get("person"),
            known_at=known_at,
            phones=phones,
            blank=_blank_words_in(rows),
            date_order=None if torn else order,
            decimals=decimals_of(value for header in numeric for value in self.values[header]),
            kinds=MappingProxyType(kinds),
            outcome=outcome,
            left_out=MappingProxyType(
                {header: self.left_out[header] for header in self.values if header in self.left_out}
            ),
        )

    def _may_be_given(self, header: str) -> bool:
        """Return whether the column is taken for the whole name, or for nothing since another one has that."""
        meant = self.columns.get(header)
        return meant == "full_name" or (meant is None and header in self.left_out)

    def _place(self, header: str) -> int:
        return list(self.values).index(header)

    def _yields(self, meant: str) -> bool:
        """Return whether the column that has the field holds nothing, so that a later one may have it."""
        empty = next((header for header, has in self.columns.items() if has == meant and not self.values[header]), None)
        if empty is None:
            return False
        del self.columns[empty]
        self.left_out[empty] = say("no row of it that was looked at holds anything")
        return True

    def _declared(self, header: str) -> str | None:
        name = spelled(header).replace(" ", "_")
        return next((field for field in self.declared if field in (name, header)), None)

    def _by_header(self) -> dict[str, str]:
        return {header: role for role, header in self.roles.items()}

    def _is_taken(self, meant: str) -> bool:
        return meant in self.columns.values() or meant in self.roles

    def _split_phones(self) -> tuple[SplitPhone, ...]:
        area = self.roles.get("area")
        if area is None:
            return ()
        number = next((header for header, meant in self.columns.items() if meant == "phone"), None)
        if number is None:
            self.left_out[area] = say("no field is known for it; name one to use it")
            return ()
        del self.columns[number]
        return (SplitPhone("phone", area, number),)

    def _outcome(self) -> Outcome | None:
        named = self.roles.get("outcome")
        candidates = [named] if named else [header for header in self.values if self._tells_the_end(header)]
        if not candidates:
            return None
        header = candidates[0]
        self.left_out.pop(header, None)
        self.columns.pop(header, None)
        words = tuple(dict.fromkeys(self.values[header]))
        won = tuple(word for word in words if fold(word) in WON)
        lost = tuple(word for word in words if fold(word) in LOST)
        return Outcome(header, won or ("yes", "true", "1", "won"), lost or ("no", "false", "0", "lost"))

    def _tells_the_end(self, header: str) -> bool:
        words = {fold(value) for value in self.values[header]}
        return bool(words & (WON - {"1", "yes", "true", "si"})) and bool(words & (LOST - {"0", "no", "false"}))

    def _kinds(self) -> dict[str, Kind]:
        kinds: dict[str, Kind] = {}
        for header, meant in self.columns.items():
            if meant not in STANDARD_FIELDS and (kind := kind_of(self.values[header])) != Kind.TEXT:
                kinds[header] = kind
        return kinds

    def _kind(self, header: str, kinds: dict[str, Kind]) -> Kind:
        return kinds.get(header) or USUAL_KINDS.get(self.columns[header], Kind.TEXT)


def _blank_words_in(rows: Sequence[Sequence[str]]) -> tuple[str, ...]:
    known = {fold(word): word for word in BLANK_WORDS}
    found = {known[folded] for row in rows for cell in row if (folded := fold(cell)) in known}
    return tuple(sorted(found))


def _holds(rows: Sequence[Sequence[str]], *, whole: int, part: int) -> bool:
    """Return whether one column mostly holds what stands in the other: the whole name beside the surname."""
    pairs = [(fold(row[whole]), fold(row[part])) for row in rows if max(whole, part) < len(row)]
    told = [(one, other) for one, other in pairs if one and other]
    return share(told, lambda pair: {*pair[1].split()} <= {*pair[0].split()}) > 0.5
