"""Conditions as expressions over columns. SQL's own NULL is the third value: AND, OR and NOT agree with Kleene's."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import reduce
from operator import and_, or_
from typing import Any as Operand

import ibis
import ibis.expr.types as ir

from dueto.domain.basics.text import fold
from dueto.domain.conditions.condition import All, Any, Atom, Condition, Not
from dueto.domain.conditions.operators import MAIL_MARKS
from dueto.domain.conditions.values import DATE, NUMBER, SEPARATOR, listed

UNKNOWN = ibis.null("boolean")


def column_for(condition: Condition, *, columns: Mapping[str, ir.StringColumn], today: date) -> ir.BooleanValue:
    """Return whether `condition` holds in each row: true, false, or NULL for unknown.

    `columns` gives the folded text of each field; a field without a column is unknown everywhere.
    """
    match condition:
        case Atom(field, "present", operand):
            is_present = columns[field].notnull() if field in columns else ibis.literal(False)
            return is_present if operand else ~is_present
        case Atom(field, operator, operand):
            return _asked(operator, columns[field], operand, today) if field in columns else UNKNOWN
        case All(parts):
            return reduce(and_, [column_for(part, columns=columns, today=today) for part in parts], ibis.literal(True))
        case Any(parts):
            return reduce(or_, [column_for(part, columns=columns, today=today) for part in parts], ibis.literal(False))
        case Not(part):
            return ~column_for(part, columns=columns, today=today)


def _asked(operator: str, column: ir.StringColumn, operand: Operand, today: date) -> ir.BooleanValue:
    if operator in MAIL_MARKS:
        has_mark = _items(column).contains(listed(MAIL_MARKS[operator]))
        return has_mark if operand else ~has_mark
    match operator:
        case "is" | "is_not" | "contains" | "starts_with" | "ends_with" | "includes":
            return _text(operator, column, fold(operand))
        case "one_of" | "none_of" | "contains_any" | "contains_all" | "includes_any" | "includes_all":
            return _texts(operator, column, [fold(text) for text in operand])
        case "before" | "after" | "within_last" | "within_next":
            return _day(operator, _date(column), operand, today)
        case _:
            return _number(operator, _decimal(column), operand)


def _text(operator: str, column: ir.StringColumn, text: str) -> ir.BooleanValue:
    match operator:
        case "is":
            return column == text
        case "is_not":
            return column != text
        case "contains":
            return column.contains(text)
        case "starts_with":
            return column.startswith(text)
        case "ends_with":
            return column.endswith(text)
        case _:
            return _items(column).contains(listed(text))


def _texts(operator: str, column: ir.StringColumn, texts: list[str]) -> ir.BooleanValue:
    match operator:
        case "one_of":
            return column.isin(texts)
        case "none_of":
            return ~column.isin(texts)
        case "contains_any":
            return reduce(or_, [column.contains(text) for text in texts])
        case "contains_all":
            return reduce(and_, [column.contains(text) for text in texts])
        case "includes_any":
            return reduce(or_, [_items(column).contains(listed(text)) for text in texts])
        case _:
            return reduce(and_, [_items(column).contains(listed(text)) for text in texts])


def _number(operator: str, number: ir.FloatingValue, operand: Operand) -> ir.BooleanValue:
    match operator:
        case "equals":
            return number == float(operand)
        case "at_least":
            return number >= float(operand)
        case "at_most":
            return number <= float(operand)
        case "more_than":
            return number > float(operand)
        case "less_than":
            return number < float(operand)
        case "between":
            low, high = operand
            return number.between(float(low), float(high))
        case _:
            raise ValueError(f"the operator {operator} has no column form")


def _day(operator: str, day: ir.DateValue, operand: Operand, today: date) -> ir.BooleanValue:
    match operator:
        case "before":
            return day < operand
        case "after":
            return day > operand
        case "within_last":
            return day.between(today - timedelta(operand), today)
        case _:
            return day.between(today, today + timedelta(operand))


def _items(column: ir.StringColumn) -> ir.StringValue:
    return ibis.literal(SEPARATOR) + column + SEPARATOR


def _decimal(column: ir.StringColumn) -> ir.FloatingValue:
    return ibis.cases((column.re_search(f"^{NUMBER}$"), column.try_cast("float64")))


def _date(column: ir.StringColumn) -> ir.DateValue:
    day = column.substr(0, 10)
    return ibis.cases((day.re_search(f"^{DATE}$") & (day >= "0001"), day.try_cast("date")))
