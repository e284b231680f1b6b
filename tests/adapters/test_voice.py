"""Messages said in the reader's language, with numbers and dates in the manner of the reader's country."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from dueto.adapters.voice import Voice
from dueto.domain.basics.message import say, say_many
from dueto.domain.basics.term import Term

ES, EN = Voice("es"), Voice("en")


@pytest.mark.parametrize(
    ("value", "spanish", "english"),
    [
        ("as it stands", "as it stands", "as it stands"),
        (Term(es="sedes", en="sites"), "sedes", "sites"),
        (14500, "14,500", "14,500"),
        (Decimal("2.50"), "2.5", "2.5"),
        (0.126, "0.13", "0.13"),
        (True, "True", "True"),
        (date(2026, 11, 23), "23 nov. 2026", "Nov 23, 2026"),
        (("a", Term("b", "c"), 1), "a, b, 1", "a, c, 1"),
        (say("{field} is from {low} to {high}", field=say("sites"), low=2, high=1900),
         "sedes: de 2 a 1,900", "sites is from 2 to 1,900"),
        (say("a sentence that no catalogue has: {n}", n=1),
         "a sentence that no catalogue has: 1", "a sentence that no catalogue has: 1"),
    ],
)  # fmt: skip
def test_it_says(value: Any, spanish: str, english: str) -> None:
    assert ES(value) == spanish
    assert EN(value) == english


def test_it_says_an_instant() -> None:
    instant = datetime(2026, 11, 23, 15, 4, 5, tzinfo=UTC)

    assert "2026" in ES(instant)
    assert "3:04:05" in EN(instant)


@pytest.mark.parametrize(
    ("count", "spanish", "english"),
    [
        (0, "0 actos", "0 acts"),
        (1, "1 acto", "1 act"),
        (1200, "1,200 actos", "1,200 acts"),
    ],
)
def test_it_counts(count: int, spanish: str, english: str) -> None:
    message = say_many("{n} act", "{n} acts", count)

    assert ES(message) == spanish
    assert EN(message) == english


def test_it_counts_what_no_catalogue_has() -> None:
    assert [ES(say_many("{n} oddity", "{n} oddities", count)) for count in (1, 2)] == ["1 oddity", "2 oddities"]


@pytest.mark.parametrize(
    ("country", "said"),
    [("PE", "14,500.5"), ("MX", "14,500.5"), ("CO", "14.500,5"), ("CL", "14.500,5"), ("ES", "14.500,5")],
)
def test_numbers_follow_the_country(country: str, said: str) -> None:
    assert Voice("es", country=country)(14500.5) == said


def test_a_country_without_that_language_falls_back_to_its_home() -> None:
    assert Voice("es", country="XX")(1234.5) == Voice("es")(1234.5)


def test_it_says_shares() -> None:
    assert ES.percent(0.674) == "67\N{NO-BREAK SPACE}%"
    assert Voice("es", country="ES").percent(0.674, digits=1) == "67,4\N{NO-BREAK SPACE}%"
