"""Shapes: what they understand, what they refuse, and how they say what they expect."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dueto.domain.basics.message import Message, say
from dueto.domain.basics.reading import Reading, Shape, shown
from dueto.domain.basics.records import Key, ListOf, OneOfRecords, Record
from dueto.domain.basics.shapes import Day, Matching, Number, Percent, Span, Text, Whole, Word, YesNo


@pytest.mark.parametrize(
    ("shape", "written", "read"),
    [
        (Text(), "e\u0301", "é"),
        (Whole(0, 9), 9, 9),
        (Number(), Decimal("2.50"), Decimal("2.5")),
        (Number(), Decimal("20.00"), 20),
        (Number(), "0.5", Decimal("0.5")),
        (Number(), "-12.000000001", Decimal("-12.000000001")),
        (Number(), Decimal("-0.0"), 0),
        (Number(), Decimal("0.5000000000000000000000000000000000"), Decimal("0.5")),
        (Number(), 10**15 - 1, 10**15 - 1),
        (YesNo(), False, False),
        (Day(), "2026-11-23", date(2026, 11, 23)),
        (Word(("a", "b")), "b", "b"),
        (Span(), "014d", "14d"),
        (Span("mhd"), "30m", "30m"),
        (Percent(), "075%", "75%"),
        (Matching("[a-z]+", say("letters")), "abc", "abc"),
        (ListOf(Whole()), [1, 2], (1, 2)),
    ],
)
def test_a_shape_understands(shape: Shape, written: Any, read: Any) -> None:
    reading = Reading()

    assert shape.read(written, (), reading) == read
    assert not reading.problems
    assert str(shape.expects())


@pytest.mark.parametrize(
    "written",
    [
        "2.50", "02.5", "5", "-0.0", "1e5", "١.٥", "nan", "1.0000000001", 10**15, True, None, [], Decimal("1E+15"),
        Decimal("1.0000000000000000000000000000000000000001"), Decimal("1E-10"), Decimal("NaN"), Decimal("-Infinity"),
    ],
)  # fmt: skip
def test_a_number_has_one_exact_form(written: Any) -> None:
    reading = Reading()
    Number().read(written, ("n",), reading)

    (problem,) = reading.problems
    assert "at most 15 digits before the point and 9 behind it" in str(problem.says)


def test_every_shape_says_what_it_expects() -> None:
    record = Record(say("a record"), {"a": Key(Text(), say("x"))})

    assert str(OneOfRecords({"a": record}).expects()) == "a mapping that begins with one of: a"
    assert str(ListOf(record).expects()) == "a list, each of them a mapping with the keys a"
    assert str(Word(("a", "b")).expects()) == "one of: a, b"
    assert str(Matching("x", say("an x")).expects()) == "an x"


def test_a_value_is_shown_as_it_stood_but_short() -> None:
    assert [shown(value) for value in (None, True, False, "x" * 60, "x" * 61, Decimal("2.50"))] == [
        "(empty)", "true", "false", "x" * 60, "x" * 57 + "…", "2.50",
    ]  # fmt: skip


def test_what_is_wrong_represents_itself() -> None:
    assert repr(Reading().wrong((), None, say("x"))) == "WRONG"


def test_a_message_is_said_plainly() -> None:
    assert str(Message("{n} of {words}", {"n": 1, "words": ("a", say("b"))})) == "1 of a, b"
