"""The mapping as a small YAML file that a person can read and correct."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, cast

from dueto.adapters.readers.cleaning.countries import country_of
from dueto.adapters.readers.cleaning.refusal import Refusal
from dueto.adapters.readers.mapping import FIELD_NAME, STANDARD_FIELDS, Kind, Mapping, Outcome, SplitPhone
from dueto.adapters.yaml_document import RefusedDocument, Tree, YamlDocument, read_yaml, write_yaml
from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Path as Place
from dueto.domain.basics.problem import Problem
from dueto.domain.basics.text import nearest

KEYS = (
    "country", "person", "known_at", "occurred_at", "date_order", "decimals", "blank", "columns", "phones", "outcome",
    "left_out",
)  # fmt: skip


def read_mapping(path: Path | str) -> Mapping:
    """Return the mapping in the file, or raise `RefusedDocument` with every mistake and its line."""
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        says = say("{path} cannot be read as a text file in UTF-8; check its name", path=str(path))
        raise RefusedDocument((Problem((), None, str(path), says),)) from error
    return mapping_from(read_yaml(text))


def write_mapping(mapping: Mapping, path: Path | str, *, voice: Callable[[Message], str] = str) -> None:
    """Write the mapping as YAML; `voice` says the reasons of left-out columns in the reader's language."""
    Path(path).write_text(write_yaml(tree_of(mapping, voice=voice)), encoding="utf-8")


def tree_of(mapping: Mapping, *, voice: Callable[[Message], str] = str) -> dict[str, Tree]:
    """Return the mapping as plain values, without what is empty, in the order in which people read it."""
    tree: dict[str, Tree] = {
        "person": mapping.person,
        "known_at": mapping.known_at,
        "occurred_at": mapping.occurred_at,
        "country": mapping.country,
        "date_order": mapping.date_order,
        "decimals": mapping.decimals,
        "blank": list(mapping.blank),
        "columns": {header: _column_tree(mapping, header) for header in mapping.columns},
        "phones": [{"field": phone.field, "area": phone.area, "number": phone.number} for phone in mapping.phones],
        "outcome": _outcome_tree(mapping.outcome),
        "left_out": {
            header: voice(reason) if isinstance(reason, Message) else reason
            for header, reason in mapping.left_out.items()
        },
    }
    return {key: value for key, value in tree.items() if value not in (None, [], {})}


def mapping_from(document: YamlDocument) -> Mapping:
    """Return the mapping that a document describes, or raise `RefusedDocument` with every mistake at once."""
    if not isinstance(document.tree, dict):
        says = say("a mapping file begins with keys such as person, country and columns")
        raise RefusedDocument((Problem((), 1, "", says),))
    form = _Form(document)
    mapping = form.mapping(document.tree)
    if form.problems:
        raise RefusedDocument(tuple(sorted(form.problems, key=lambda problem: problem.line or 0)))
    return mapping


def _column_tree(mapping: Mapping, header: str) -> Tree:
    target = mapping.columns[header]
    kind = mapping.kinds.get(header)
    return {"field": target, "kind": kind.value} if kind else target


def _outcome_tree(outcome: Outcome | None) -> Tree:
    if outcome is None:
        return None
    tree: dict[str, Tree] = {"column": outcome.column, "won": list(outcome.won)}
    return {**tree, "lost": list(outcome.lost)} if outcome.lost else tree


@dataclass(slots=True)
class _Form:
    document: YamlDocument
    problems: list[Problem] = field(default_factory=list)

    def mapping(self, tree: dict[str, Tree]) -> Mapping:
        self.keys((), tree, KEYS)
        kinds: dict[str, Kind] = {}
        columns: dict[str, str] = {}
        for header, value in self.table(("columns",), tree.get("columns")).items():
            self.column(header, value, columns, kinds)
        return Mapping(
            columns=MappingProxyType(columns),
            person=self.word(("person",), tree.get("person")),
            known_at=self.word(("known_at",), tree.get("known_at")),
            occurred_at=self.word(("occurred_at",), tree.get("occurred_at")),
            phones=self.phones(tree.get("phones")),
            country=self.country(tree.get("country")),
            blank=self.words(("blank",), tree.get("blank")),
            date_order=cast(
                'Literal["day", "month"] | None', self.choice(("date_order",), tree.get("date_order"), ("day", "month"))
            ),
            decimals=cast(
                'Literal["point", "comma"] | None', self.choice(("decimals",), tree.get("decimals"), ("point", "comma"))
            ),
            kinds=MappingProxyType(kinds),
            outcome=self.outcome(tree.get("outcome")),
            left_out=MappingProxyType(
                {
                    header: self.word(("left_out", header), reason) or ""
                    for header, reason in self.table(("left_out",), tree.get("left_out")).items()
                }
            ),
        )

    def column(self, header: str, value: Tree, columns: dict[str, str], kinds: dict[str, Kind]) -> None:
        path: Place = ("columns", header)
        if isinstance(value, dict):
            self.keys(path, value, ("field", "kind"))
            kind = self.choice((*path, "kind"), value.get("kind"), tuple(kind.value for kind in Kind))
            if kind:
                kinds[header] = Kind(kind)
            path, value = (*path, "field"), value.get("field")
        if target := self.target(path, value):
            if target in columns.values():
                self.refuse(path, target, say("the field {field} is given to two columns; leave one out", field=target))
            columns[header] = target

    def target(self, path: Place, value: Tree) -> str | None:
        name = self.word(path, value)
        if name is None:
            self.refuse(path, "", say("a column needs the name of a field, such as email or company"))
        elif not FIELD_NAME.fullmatch(name):
            near = nearest(name, STANDARD_FIELDS)
            says = say("{value} is not the name of a field; write small letters and _", value=name)
            if near:
                says = say("{value} is not the name of a field; did you mean {near}?", value=name, near=near)
            self.refuse(path, name, says)
        return name

    def phones(self, value: Tree) -> tuple[SplitPhone, ...]:
        if value is None:
            return ()
        if not isinstance(value, list):
            self.refuse(("phones",), str(value), say("a list is expected here"))
            return ()
        return tuple(phone for place, item in enumerate(value) if (phone := self.phone(place, item)))

    def phone(self, place: int, item: Tree) -> SplitPhone | None:
        path: Place = ("phones", place)
        tree = self.table(path, item)
        self.keys(path, tree, ("field", "area", "number"))
        target = self.target((*path, "field"), tree.get("field", "phone"))
        area, number = self.word((*path, "area"), tree.get("area")), self.word((*path, "number"), tree.get("number"))
        if not (target and area and number):
            self.refuse(path, "", say("a split phone needs two columns: area and number"))
            return None
        return SplitPhone(target, area, number)

    def outcome(self, value: Tree) -> Outcome | None:
        if value is None:
            return None
        if isinstance(value, str):
            return Outcome(value, ("won", "yes", "true", "1"), ("lost", "no", "false", "0"))
        tree = self.table(("outcome",), value)
        self.keys(("outcome",), tree, ("column", "won", "lost"))
        column = self.word(("outcome", "column"), tree.get("column"))
        won = self.words(("outcome", "won"), tree.get("won"))
        if not column or not won:
            self.refuse(("outcome",), "", say("an outcome needs a column and the words that mean won"))
            return None
        return Outcome(column, won, self.words(("outcome", "lost"), tree.get("lost")))

    def country(self, value: Tree) -> str | None:
        name = self.word(("country",), value)
        if name is None:
            return None
        code = country_of(name)
        if isinstance(code, Refusal):
            self.refuse(("country",), name, code.reason)
            return None
        return code

    def word(self, path: Place, value: Tree) -> str | None:
        if value is None or isinstance(value, str):
            return value or None
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, dict | list):
            self.refuse(path, "", say("one word or text is expected here"))
            return None
        return str(value)

    def words(self, path: Place, value: Tree) -> tuple[str, ...]:
        items = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(word for place, item in enumerate(items) if (word := self.word((*path, place), item)))

    def choice(self, path: Place, value: Tree, choices: tuple[str, ...]) -> str | None:
        word = self.word(path, value)
        if word is None or word in choices:
            return word
        self.refuse(path, word, say("{value} is not one of {choices}", value=word, choices=choices))
        return None

    def table(self, path: Place, value: Tree) -> dict[str, Any]:
        if value is None:
            return {}
        if isinstance(value, dict):
            return value
        self.refuse(path, str(value), say("names with values are expected here, one on each line"))
        return {}

    def keys(self, path: Place, tree: dict[str, Tree], known: tuple[str, ...]) -> None:
        for key in tree:
            if key in known:
                continue
            near = nearest(key, known)
            says = say("{key} is not known here; known are {known}", key=key, known=known)
            if near:
                says = say("{key} is not known here; did you mean {near}?", key=key, near=near)
            self.refuse((*path, key), key, says)

    def refuse(self, path: Place, value: str, says: Message) -> None:
        line = next(
            (self.document.lines[path[:end]] for end in range(len(path), -1, -1) if path[:end] in self.document.lines),
            1,
        )
        self.problems.append(Problem(path, line, value, says))
