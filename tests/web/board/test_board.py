"""The board: the score, four numbers with their promises, what is overdue, for whoever works here."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.apps.handoff.board.busy import write_busy
from tests.cast import Cast
from tests.web.opened import At, as_, busy, noon

__all__ = ["busy", "noon"]
pytestmark = pytest.mark.django_db


def text(client: Client, url: str = "/board/") -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_the_day_and_the_month_against_its_promises(busy: Cast) -> None:
    page = text(as_(busy.mara))

    assert "Rocío Tello, Conservas Punta Brava" in page
    assert "90 prometidas" in page
    assert "75 % prometido" in page.replace("\xa0", " ")
    assert "/people/" in page


def test_it_names_what_is_overdue_and_whose_clock_it_is(busy: Cast) -> None:
    page = text(as_(busy.mara))

    assert "primer contacto" in page.lower()
    assert "Diego Arce" in page or "Julia Montes" in page


def test_the_wall_shows_three_numbers_and_no_menu(busy: Cast) -> None:
    page = text(as_(busy.mara), "/board/?wall=1")

    assert page.count('class="figure-value"') == 3
    assert 'class="places"' not in page


def test_it_says_what_will_be_there_before_the_first_note(cast: Cast, noon: datetime) -> None:
    page = text(as_(cast.mara))

    assert "Aún no hay notas hoy." in page
    assert "Nada está vencido." in page


def test_it_is_english_for_whoever_reads_english(busy: Cast) -> None:
    page = text(as_(busy.julia, language="en"))

    assert "90 promised" in page
    assert "Vencid" not in page


@pytest.mark.parametrize("url", ["/board/", "/board/score/", "/board/numbers/", "/board/overdue/", "/board/changes/"])
def test_nobody_else_sees_anything(busy: Cast, url: str) -> None:
    assert as_(busy.olga).get(url).status_code == 404
    assert At().get(url).status_code == 302
    assert as_(busy.mara).post(url).status_code == 405


def test_colleagues_read_it(busy: Cast) -> None:
    assert as_(busy.ines).get("/board/").status_code == 200


@pytest.mark.parametrize(("url", "queries"), [("/board/", 16), ("/board/score/", 7), ("/board/numbers/", 9)])
def test_it_asks_a_fixed_number_of_questions(
    cast: Cast, noon: datetime, url: str, queries: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_(cast.mara)
    client.get(url)
    with django_assert_max_num_queries(queries + 2) as empty:
        client.get(url)
    write_busy(cast, as_of=noon)
    with django_assert_max_num_queries(queries + 2) as full:
        client.get(url)

    assert len(full) <= len(empty) + 1  # the notes are read only where there are some
