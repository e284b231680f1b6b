"""Today: the month in one sentence, what waits, and for management how far the goal is."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from pytest_django import DjangoAssertNumQueries

from dueto.apps.handoff.board.waiting import waiting
from dueto.apps.handoff.models import Notice
from dueto.apps.leads.models import Lead, Opportunity
from tests.apps.handoff.board.busy import write_busy
from tests.cast import Cast
from tests.web.opened import NOON, At, as_, busy, noon

__all__ = ["busy", "noon"]
pytestmark = pytest.mark.django_db


def text(client: At, url: str = "/today/") -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode().replace("\xa0", " ")


def test_marketing_reads_its_month_in_one_sentence(busy: Cast) -> None:
    page = text(as_(busy.mara))

    assert "92 calificadas este mes, prometimos 90." in page
    assert "Ventas aceptó 69 de cada 100; el acuerdo dice 75." in page
    assert "Ver las devueltas" in page


def test_marketing_sees_what_waits_and_who_qualified(busy: Cast) -> None:
    page = text(as_(busy.ivan))

    assert "Devueltas por responder" in page
    assert "Rocío Tello" in page
    assert "Feria Andina del Frío" in page


def test_in_the_first_days_of_a_month_one_speaks_of_the_one_before(busy: Cast) -> None:
    page = text(as_(busy.mara, at=NOON.replace(month=7, day=2)))

    assert "92 calificadas en junio, prometimos 90." in page


def test_management_reads_how_far_the_goal_is(busy: Cast) -> None:
    page = text(as_(busy.graciela))

    assert "Vamos a 52 % de la meta." in page
    assert "USD 63,000" in page
    assert "EUR 47,500" in page


def test_the_page_of_management_moves_when_a_deal_is_won(busy: Cast) -> None:
    lead = Lead.objects.filter(stage="opportunity").first()
    assert lead is not None
    Opportunity.objects.filter(lead=lead).update(closed_at=NOON, amount=Decimal(30_000))
    Lead.objects.filter(pk=lead.pk).update(stage="won", end="won", ended_at=NOON)

    page = text(as_(busy.graciela), "/today/now/")

    assert "Vamos a 77 % de la meta." in page
    assert "Se ganaron 8 ventas" in page


def test_the_head_of_sales_has_the_same_monday(busy: Cast) -> None:
    assert "Vamos a 52 % de la meta." in text(as_(busy.bruno))


def test_executives_begin_at_their_desk(busy: Cast) -> None:
    answer = as_(busy.julia).get("/today/")

    assert (answer.status_code, answer["Location"]) == (302, "/desk/")


def test_it_is_english_for_whoever_reads_english(busy: Cast) -> None:
    assert "92 qualified this month, we promised 90." in text(as_(busy.mara, language="en"))
    assert "We are at 52 % of the goal." in text(as_(busy.graciela, language="en"))


def test_without_an_agreement_nobody_owes_anything(cast: Cast) -> None:
    long_ago = cast.at - timedelta(days=3000)

    assert "Aún no hay acuerdo firmado: nadie debe nada." in text(as_(cast.mara, at=long_ago))
    assert "Aún no hay acuerdo firmado: nadie debe nada." in text(as_(cast.graciela, at=long_ago))


@pytest.mark.parametrize("url", ["/today/", "/today/now/", "/today/steps/1/"])
def test_nobody_else_sees_anything(busy: Cast, url: str) -> None:
    assert as_(busy.olga).get(url).status_code == 404
    assert At().get(url).status_code == 302
    assert as_(busy.mara).post(url).status_code == 405


@pytest.mark.parametrize(("key", "most"), [("mara", 22), ("graciela", 18)])
def test_it_asks_a_fixed_number_of_questions(
    cast: Cast, noon: object, key: str, most: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = as_(cast[key])
    client.get("/today/")
    write_busy(cast, as_of=NOON, leads=20)
    with django_assert_max_num_queries(most) as some:
        client.get("/today/")
    write_busy(cast, as_of=NOON, leads=80)
    with django_assert_max_num_queries(most) as many:
        client.get("/today/")

    assert len(many) == len(some)


def test_where_nobody_is_known_the_strip_says_how_to_begin(cast: Cast) -> None:
    mara = as_(cast.mara)
    assert "Cuatro cosas con que empezar" in text(mara)
    assert mara.get("/today/steps/2/")["Location"] == "/imports/"
    assert as_(cast.samuel).get("/today/steps/1/")["Location"] == "/members/"


def test_the_four_steps_lead_on_are_ticked_and_stay_closed(busy: Cast) -> None:
    client = as_(busy.mara)
    assert "Cuatro cosas que ver" in text(client)

    assert client.get("/today/steps/1/")["Location"] == "/returns/"
    assert 'class="is-done"' in text(client)
    assert client.get("/today/steps/5/").status_code == 404

    assert client.get("/today/steps/closed/").status_code == 405
    assert client.post("/today/steps/closed/")["Location"] == "/today/"
    assert "Cuatro cosas que ver" not in text(client)
    assert client.post("/today/steps/closed/", headers={"HX-Request": "true"}).status_code == 200


def test_the_bar_counts_what_waits_in_one_question(
    busy: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Notice.objects.create(member=busy.julia, kind="sent", created_at=NOON)
    Notice.objects.create(member=busy.julia, kind="sent", created_at=NOON, read_at=NOON)
    with django_assert_num_queries(1):
        waits = waiting(busy.julia.pk)

    assert (waits.notices, waits.handoffs, waits.returns) == (1, 1, 27)
