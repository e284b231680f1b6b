"""The operators of conditions: what each asks, of which kind of value, with which operand, in which words.

A test takes the stored value, already folded (`dueto.domain.basics.text.fold`), and the day of the judgement. It
answers None when the value cannot be understood, so that rubbish is unknown and not false.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, TypeAlias

from dueto.domain.basics.text import fold
from dueto.domain.conditions.fields import Kind
from dueto.domain.conditions.truth import Truth
from dueto.domain.conditions.values import date_in, listed, number_in

Test: TypeAlias = Callable[[str, date], Truth]


class Takes(StrEnum):
    """What is written behind an operator."""

    TEXT = "a text"
    TEXTS = "a list of texts"
    NUMBER = "a number"
    RANGE = "two numbers, the smaller first"
    DATE = "a date like 2026-11-23"
    DAYS = "a number of days like 30d"
    YES_NO = "true or false"


@dataclass(frozen=True, slots=True)
class Operator:
    """One operator: the kinds of value it may ask of, what it takes, and its test for a given operand."""

    name: str
    kinds: frozenset[Kind]
    takes: Takes
    test: Callable[[Any], Test]


def _text(name: str, takes: Takes, test: Callable[[Any], Callable[[str], bool]]) -> Operator:
    def prepared(operand: str | tuple[str, ...]) -> Test:
        ask = test(fold(operand) if isinstance(operand, str) else tuple(fold(item) for item in operand))
        return lambda value, today: ask(value)

    return Operator(name, frozenset({Kind.TEXT, Kind.LIST}), takes, prepared)


def _number(name: str, takes: Takes, test: Callable[[Any], Callable[[float], bool]]) -> Operator:
    def prepared(operand: Any) -> Test:
        ask = test(tuple(map(float, operand)) if isinstance(operand, tuple) else float(operand))

        def answer(value: str, today: date) -> Truth:
            number = number_in(value)
            return None if number is None else ask(number)

        return answer

    return Operator(name, frozenset({Kind.NUMBER, Kind.TEXT}), takes, prepared)


def _date(name: str, takes: Takes, test: Callable[[Any], Callable[[date, date], bool]]) -> Operator:
    def prepared(operand: date | int) -> Test:
        ask = test(operand)

        def answer(value: str, today: date) -> Truth:
            day = date_in(value)
            return None if day is None else ask(day, today)

        return answer

    return Operator(name, frozenset({Kind.DATE, Kind.TEXT}), takes, prepared)


def _listed(name: str, takes: Takes, test: Callable[[Any], Callable[[str], bool]]) -> Operator:
    def prepared(operand: str | tuple[str, ...]) -> Test:
        items = (operand,) if isinstance(operand, str) else operand
        ask = test(tuple(listed(fold(item)) for item in items))
        return lambda value, today: ask(listed(value))

    return Operator(name, frozenset({Kind.LIST}), takes, prepared)


def _mail(name: str, mark: str) -> Operator:
    def prepared(operand: bool) -> Test:
        return lambda value, today: (listed(mark) in listed(value)) is operand

    return Operator(name, frozenset({Kind.MAIL}), Takes.YES_NO, prepared)


def _by_name(*operators: Operator) -> MappingProxyType[str, Operator]:
    return MappingProxyType({operator.name: operator for operator in operators})


PRESENT = Operator("present", frozenset(Kind), Takes.YES_NO, lambda operand: lambda value, today: operand)

MAIL_MARKS = MappingProxyType(
    {"free_provider": "free", "disposable": "disposable", "shared_mailbox": "shared"},
)

OPERATORS = _by_name(
    _text("is", Takes.TEXT, lambda o: lambda v: v == o),
    _text("is_not", Takes.TEXT, lambda o: lambda v: v != o),
    _text("one_of", Takes.TEXTS, lambda o: frozenset(o).__contains__),
    _text("none_of", Takes.TEXTS, lambda o: lambda v: v not in o),
    _text("contains", Takes.TEXT, lambda o: lambda v: o in v),
    _text("contains_any", Takes.TEXTS, lambda o: lambda v: any(item in v for item in o)),
    _text("contains_all", Takes.TEXTS, lambda o: lambda v: all(item in v for item in o)),
    _text("starts_with", Takes.TEXT, lambda o: lambda v: v.startswith(o)),
    _text("ends_with", Takes.TEXT, lambda o: lambda v: v.endswith(o)),
    _number("equals", Takes.NUMBER, lambda o: lambda v: v == o),
    _number("at_least", Takes.NUMBER, lambda o: lambda v: v >= o),
    _number("at_most", Takes.NUMBER, lambda o: lambda v: v <= o),
    _number("more_than", Takes.NUMBER, lambda o: lambda v: v > o),
    _number("less_than", Takes.NUMBER, lambda o: lambda v: v < o),
    _number("between", Takes.RANGE, lambda o: lambda v: o[0] <= v <= o[1]),
    _date("before", Takes.DATE, lambda o: lambda v, today: v < o),
    _date("after", Takes.DATE, lambda o: lambda v, today: v > o),
    _date("within_last", Takes.DAYS, lambda o: lambda v, today: 0 <= (today - v).days <= o),
    _date("within_next", Takes.DAYS, lambda o: lambda v, today: 0 <= (v - today).days <= o),
    _listed("includes", Takes.TEXT, lambda o: lambda v: o[0] in v),
    _listed("includes_any", Takes.TEXTS, lambda o: lambda v: any(item in v for item in o)),
    _listed("includes_all", Takes.TEXTS, lambda o: lambda v: all(item in v for item in o)),
    *(_mail(name, mark) for name, mark in MAIL_MARKS.items()),
    PRESENT,
)
