"""Conditions read from a document, with every mistake named; and written back as they were."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any as Anything
from typing import assert_never

from dueto.domain.basics.message import Message, say
from dueto.domain.basics.problem import Path
from dueto.domain.basics.reading import WRONG, Reading, misspelt
from dueto.domain.basics.records import ListOf
from dueto.domain.basics.shapes import Day, Number, Span, Text, YesNo
from dueto.domain.basics.text import fold
from dueto.domain.conditions.condition import All, Any, Atom, Condition, Not
from dueto.domain.conditions.fields import Field, Kind
from dueto.domain.conditions.operators import OPERATORS, Operator, Takes

DAYS = Span("d", 1, 36500)
GROUPS = ("any", "all", "not")


@dataclass(frozen=True, slots=True)
class ConditionShape:
    """A condition over the given fields: `{field: {operator: value}}`; a mapping means that all of it holds."""

    fields: Mapping[str, Field]

    def read(self, value: Anything, path: Path, reading: Reading) -> Anything:
        if not isinstance(value, dict) or not value:
            return reading.wrong(path, value, say("expected {what}", what=self.expects()))
        parts: list[Condition] = []
        for key, inner in value.items():
            parts += self._part(key, inner, (*path, key), reading)
        return (parts[0] if len(parts) == 1 else All(tuple(parts))) if parts else WRONG

    def _part(self, key: str, inner: Anything, path: Path, reading: Reading) -> list[Condition]:
        if key in ("any", "all"):
            read = ListOf(self, least=1, most=50).read(inner, path, reading)
            return [] if read is WRONG else [Any(read) if key == "any" else All(read)]
        if key == "not":
            read = self.read(inner, path, reading)
            return [] if read is WRONG else [Not(read)]
        if key not in self.fields:
            reading.wrong(path, key, misspelt(key, (*self.fields, *GROUPS)))
            return []
        if not isinstance(inner, dict) or not inner:
            says = say("expected an operator and its value, like {example}", example="{is: …}")
            reading.wrong(path, inner, says)
            return []
        return [
            Atom(key, operator, operand)
            for operator, written in inner.items()
            if (operand := _operand(self.fields[key], operator, written, (*path, operator), reading)) is not WRONG
        ]

    def expects(self) -> Message:
        return say("a condition like {example}", example="{country: {one_of: [PE, MX]}}")


@dataclass(frozen=True, slots=True)
class Comparable:
    """A text that still says something once accents and case are left out; `´` alone would match everybody."""

    def read(self, value: Anything, path: Path, reading: Reading) -> Anything:
        read = Text().read(value, path, reading)
        if read is not WRONG and not fold(read):
            return reading.wrong(path, value, say("nothing is left of it without accents and spaces"))
        return read

    def expects(self) -> Message:
        return Text().expects()


def _operand(field: Field, name: str, written: Anything, path: Path, reading: Reading) -> Anything:
    allowed = {other.name for other in OPERATORS.values() if _may_ask(other, field)}
    if name not in OPERATORS:
        return reading.wrong(path, name, misspelt(name, allowed))
    if name not in allowed:
        known = tuple(sorted(allowed))
        if field.personal:
            says = say(
                "{field} is personal, so conditions do not see it; ask only: {known}", field=field.name, known=known
            )
        else:
            says = say(
                "{operator} cannot be asked of {field}; ask: {known}", operator=name, field=field.name, known=known
            )
        return reading.wrong(path, name, says)
    return _read_operand(OPERATORS[name].takes, written, path, reading)


def _may_ask(operator: Operator, field: Field) -> bool:
    if operator.name == "present":
        return True
    return field.kind in operator.kinds and (not field.personal or field.kind is Kind.MAIL)


def _read_operand(takes: Takes, written: Anything, path: Path, reading: Reading) -> Anything:
    match takes:
        case Takes.TEXT:
            return Comparable().read(written, path, reading)
        case Takes.TEXTS:
            return ListOf(Comparable(), least=1, most=500).read(written, path, reading)
        case Takes.NUMBER:
            return Number().read(written, path, reading)
        case Takes.RANGE:
            read = ListOf(Number(), least=2, most=2).read(written, path, reading)
            if read is not WRONG and read[0] > read[1]:
                return reading.wrong(path, written, say("the smaller number comes first"))
            return read
        case Takes.DATE:
            return Day().read(written, path, reading)
        case Takes.DAYS:
            read = DAYS.read(written, path, reading)
            return read if read is WRONG else int(read[:-1])
        case Takes.YES_NO:
            return YesNo().read(written, path, reading)
        case _:
            assert_never(takes)


def written(condition: Condition) -> dict[str, Anything]:
    """Return `condition` as the plain document from which it can be read again."""
    match condition:
        case Atom(field, operator, operand):
            return {field: {operator: _written_operand(operator, operand)}}
        case All(parts):
            mapping = _as_mapping(parts) if len(parts) > 1 else None
            return mapping or {"all": [written(part) for part in parts]}
        case Any(parts):
            return {"any": [written(part) for part in parts]}
        case Not(part):
            return {"not": written(part)}
        case _:
            assert_never(condition)


def _as_mapping(parts: tuple[Condition, ...]) -> dict[str, Anything] | None:
    """Return one mapping that asks `parts` in their order; None where a key would have to stand twice."""
    mapping: dict[str, Anything] = {}
    for part in parts:
        if isinstance(part, All):
            plain: dict[str, Anything] = {"all": [written(inner) for inner in part.parts]}
        else:
            plain = written(part)
        ((key, inner),) = plain.items()
        if key not in mapping:
            mapping[key] = inner
        elif isinstance(part, Atom) and key == [*mapping][-1] and not inner.keys() & mapping[key].keys():
            mapping[key].update(inner)
        else:
            return None
    return mapping


def _written_operand(operator: str, operand: Anything) -> Anything:
    if OPERATORS[operator].takes is Takes.DAYS:
        return f"{operand}d"
    if isinstance(operand, date):
        return operand.isoformat()
    return list(operand) if isinstance(operand, tuple) else operand
