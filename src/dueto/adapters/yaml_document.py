"""YAML 1.2 read strictly: no aliases, no duplicate keys, bounded depth and size, the line of every value.

The tree is built from the stream of events, without recursion, so that a hostile document costs no more than
its length. Numbers stay exact: a fraction is read as a `Decimal`, never as a float.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Any, NoReturn, TypeAlias

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter

from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Path, Problem
from dueto.domain.basics.reading import MAX_DEPTH

Tree: TypeAlias = "dict[str, Tree] | list[Tree] | str | int | Decimal | bool | None"

MAX_BYTES = 1_000_000
WHOLE = re.compile(r"[-+]?[0-9]{1,30}")
FRACTION = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?")
HALF_A_LETTER = re.compile("[\ud800-\udfff]")
NOT_A_NUMBER = re.compile(r"\.nan|[-+]?\.inf", re.IGNORECASE)
WORDS: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip


class RefusedDocument(Exception):
    """The document cannot be read; every problem says where and what to do."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("; ".join(f"line {problem.line}: {problem.says}" for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """A document as plain values, with the line (from 1) on which each of them begins, or on which its key stands."""

    tree: Tree
    lines: Mapping[Path, int]


def read_yaml(text: str) -> YamlDocument:
    """Return the tree and the lines of `text`, or raise `RefusedDocument`."""
    if len(text.encode(errors="surrogatepass")) > MAX_BYTES:
        raise RefusedDocument((_problem(1, "", say("the document is larger than 1 MB; split or shorten it")),))
    builder = _Builder()
    try:
        for event in YAML(typ="safe", pure=True).parse(StringIO(text)):
            builder.take(event)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        what = say("this is not valid YAML: {problem}", problem=str(error.problem or error.context))
        raise RefusedDocument((*builder.problems, _problem(line, _line_of(text, line), what))) from error
    except (YAMLError, ValueError) as error:
        what = say("this is not valid YAML: {problem}", problem=str(error).splitlines()[0])
        raise RefusedDocument((*builder.problems, _problem(1, "", what))) from error
    if builder.problems:
        raise RefusedDocument(tuple(builder.problems))
    return YamlDocument(builder.tree, builder.lines)


def write_yaml(tree: Tree) -> str:
    """Return `tree` as YAML that people like to read; `read_yaml` of it gives `tree` again."""
    yaml = YAML(typ="rt", pure=True)
    yaml.Representer = _ExactNumbers
    yaml.width = 150
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    out = StringIO()
    yaml.dump(_laid_out(tree), out)
    return out.getvalue()


@dataclass(slots=True)
class _Open:
    """A mapping or a list that is still being read."""

    value: dict[str, Tree] | list[Tree]
    path: Path
    key: str | None = None
    key_line: int = 0

    def place(self) -> Path:
        if isinstance(self.value, dict):
            return (*self.path, self.key or "")
        return (*self.path, len(self.value))


class _Builder:
    def __init__(self) -> None:
        self.tree: Tree = None
        self.lines: dict[Path, int] = {}
        self.problems: list[Problem] = []
        self.open: list[_Open] = []
        self.documents = 0

    def take(self, event: Event) -> None:
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                self._stop(line, "---", say("only one document is expected; remove what follows this line"))
        elif isinstance(event, AliasEvent):
            self._stop(line, f"*{event.anchor}", say("aliases are not allowed; write the value out"))
        elif isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
            self._begin(event, line)
        elif isinstance(event, MappingEndEvent | SequenceEndEvent):
            self.open.pop()

    def _begin(self, event: ScalarEvent | MappingStartEvent | SequenceStartEvent, line: int) -> None:
        if event.anchor:
            self._stop(line, f"&{event.anchor}", say("anchors are not allowed; write the value out"))
        if event.tag and event.tag != "!":
            self._stop(line, event.tag, say("tags are not allowed; write the plain value"))
        if isinstance(event, ScalarEvent) and HALF_A_LETTER.search(event.value):
            self._stop(line, ascii(event.value)[:60], say("expected whole letters; here is half of one"))
        inside = self.open[-1] if self.open else None
        if inside and isinstance(inside.value, dict) and inside.key is None:
            self._key(inside, event, line)
            return
        if inside and isinstance(inside.value, dict):
            line = inside.key_line
        path = inside.place() if inside else ()
        self.lines[path] = line
        if isinstance(event, ScalarEvent):
            value = self._scalar(event, path, line)
        else:
            if len(self.open) >= MAX_DEPTH:
                self._stop(line, "", say("the document is nested deeper than {depth} levels", depth=MAX_DEPTH))
            value = {} if isinstance(event, MappingStartEvent) else []
        if inside is None:
            self.tree = value
        elif isinstance(inside.value, dict):
            inside.value[inside.key or ""] = value
            inside.key = None
        else:
            inside.value.append(value)
        if not isinstance(event, ScalarEvent):
            assert isinstance(value, dict | list)
            self.open.append(_Open(value, path))

    def _key(self, inside: _Open, event: Event, line: int) -> None:
        assert isinstance(inside.value, dict)
        if not isinstance(event, ScalarEvent):
            self._stop(line, "", say("a key must be a word, not a list or a mapping"))
        key = event.value
        if key in inside.value:
            first = self.lines[(*inside.path, key)]
            says = say("the key {key} is written twice; it already stands on line {first}", key=key, first=first)
            self.problems.append(Problem((*inside.path, key), line, key, says))
        inside.key, inside.key_line = key, line

    def _scalar(self, event: ScalarEvent, path: Path, line: int) -> Tree:
        text: str = event.value
        if event.style or event.tag:
            return text
        if text in WORDS:
            return WORDS[text]
        if WHOLE.fullmatch(text):
            return int(text)
        if FRACTION.fullmatch(text):
            return Decimal(text)
        if NOT_A_NUMBER.fullmatch(text):
            says = say("{value} is not a number that can be used; write a whole or decimal number", value=text)
            self.problems.append(Problem(path, line, text, says))
        return text

    def _stop(self, line: int, value: str, says: Message) -> NoReturn:
        raise RefusedDocument((*self.problems, _problem(line, value, says)))


class _ExactNumbers(RoundTripRepresenter):
    """Writes a `Decimal` digit by digit, and every value out, however often it stands in the tree."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def represent_exact(self, number: Decimal) -> ScalarNode:
        return self.represent_scalar("tag:yaml.org,2002:float", str(number))

    def represent_text(self, text: str) -> ScalarNode:
        # Bare, `?0` is a key without a value where it stands in brackets, and signs that nobody sees get lost.
        style = '"' if text.startswith("?") or not text.isprintable() else None
        return self.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_ExactNumbers.add_representer(Decimal, _ExactNumbers.represent_exact)
_ExactNumbers.add_representer(str, _ExactNumbers.represent_text)


def _problem(line: int, value: str, says: Message) -> Problem:
    return Problem((), line, value, says)


def _line_of(text: str, line: int) -> str:
    lines = text.splitlines()
    return lines[line - 1].strip()[:80] if 0 < line <= len(lines) else ""


def _laid_out(tree: Tree, depth: int = 0) -> Any:
    """Return the tree with short mappings and lists of plain words on one line each."""
    if isinstance(tree, dict):
        mapping = CommentedMap((key, _laid_out(value, depth + 1)) for key, value in tree.items())
        if depth > 1 and _fits(tree):
            mapping.fa.set_flow_style()
        return mapping
    if isinstance(tree, list):
        sequence = CommentedSeq(_laid_out(value, depth + 1) for value in tree)
        if all(not isinstance(value, dict | list) for value in tree) or _fits(tree, 60):
            sequence.fa.set_flow_style()
        return sequence
    return tree


def _fits(tree: Tree, width: int = 132) -> bool:
    return len(str(tree)) < width
