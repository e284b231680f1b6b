"""Commitments: two columns of equal weight, what is owed first, and names only for whom they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.apps.handoff.board.busy import write_busy
from tests.cast import Cast
from tests.web.opened import NOON, At, as_, busy, noon

__all__ = ["busy", "noon"]
pytestmark = pytest.mark.django_db


def text(client: At, url: str = "/commitments/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_both_teams_say_what_they_owe(busy: Cast) -> None:
    page = text(as_(busy.bruno))

    assert "Ya están las 90 prometidas" in page
    assert "4 relojes vencen hoy" in page
    assert "Faltan 6 de cada 100" in page
    assert "Atender lo que vence primero" in page
    assert page.count('class="pace"') == 4


def test_few_cases_come_with_their_interval(busy: Cast) -> None:
    assert "de solo 10: la proporción verdadera está entre 0 % y 28 %" in text(as_(busy.bruno))


def test_managers_see_everybody_by_name(busy: Cast) -> None:
    page = text(as_(busy.bruno))

    for name in ("Julia Montes", "Diego Arce", "Camila Rojas", "Álvaro Nieto", "Todo el equipo"):
        assert name in page


def test_an_executive_sees_the_own_row_and_the_team(busy: Cast) -> None:
    page = text(as_(busy.julia))
    table = page[page.index("Por persona") :]

    assert table.index("Julia Montes") < table.index("Todo el equipo")
    assert "Diego Arce" not in page
    assert "fila propia" in table


def test_each_clock_opens_to_its_arithmetic(busy: Cast) -> None:
    page = text(as_(busy.julia))

    assert "de trabajo; vence" in page


def test_an_earlier_month_can_be_read(busy: Cast) -> None:
    page = text(as_(busy.bruno, at=NOON + timedelta(days=31)), "/commitments/?month=2026-06")

    assert "Junio 2026".lower() in page.lower()
    assert "92 de 90" in page
    assert "Vencido, y lo que vence hoy" not in page


@pytest.mark.parametrize("month", ["2099-01", "1999-01", "junio", "2026-13", "2026-06-01", "'"])
def test_a_month_that_never_was_is_the_one_under_way(busy: Cast, month: str) -> None:
    page = text(as_(busy.bruno), f"/commitments/?month={month}")

    assert "quedan 14 días" in page


def test_without_an_agreement_nobody_owes_anything(cast: Cast) -> None:
    page = text(as_(cast.bruno, at=cast.at - timedelta(days=3000)))

    assert "Aún no hay acuerdo firmado: nadie debe nada." in page


def test_it_is_english_for_whoever_reads_english(busy: Cast) -> None:
    page = text(as_(busy.bruno, language="en"))

    assert "All 90 that were promised are there" in page
    assert "4 clocks run out today" in page


@pytest.mark.parametrize("url", ["/commitments/", "/commitments/now/"])
def test_nobody_else_sees_anything(busy: Cast, url: str) -> None:
    assert as_(busy.olga).get(url).status_code == 404
    assert At().get(url).status_code == 302
    assert as_(busy.bruno).post(url).status_code == 405


def test_it_asks_a_fixed_number_of_questions(
    cast: Cast, noon: object, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_(cast.bruno)
    client.get("/commitments/")
    write_busy(cast, as_of=NOON, leads=40)
    with django_assert_max_num_queries(22) as some:
        client.get("/commitments/")
    write_busy(cast, as_of=NOON, leads=100)
    with django_assert_max_num_queries(22) as many:
        client.get("/commitments/")

    assert len(many) == len(some)
