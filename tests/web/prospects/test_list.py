"""The list of prospects: verdicts in words, conditions as sentences, keyset pages, a fixed number of queries."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from dueto.apps.base.actions import tell
from dueto.apps.handoff.actions import claim
from dueto.apps.leads.actions import judge
from tests.cast import Cast
from tests.web.people.world import ROCIO, People, agreement, as_, came

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str, **headers: str) -> str:
    """Return the page as text."""
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    return str(response.content.decode())


def crowd(cast: Cast, count: int, *, country: str = "PE") -> list[int]:
    """Return so many more people, judged."""
    ids = [
        came(
            {**ROCIO, "full_name": f"Persona {number:03}", "email": f"p{number}@empresa{number}.example",
             "company": f"Empresa {number}", "country": country},
            at=cast.at - timedelta(days=1, minutes=number),
        )
        for number in range(count)
    ]  # fmt: skip
    for start in range(0, count, 50):
        judge(person_ids=ids[start : start + 50], at=cast.at)
    return ids


def test_it_says_the_verdict_and_what_lacks(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), "/prospects/")

    assert "A un dato: sedes" in page
    assert "le faltan 6 puntos" in page
    assert "Fuera" in page
    assert "Webinar · Auditorias" in page


def test_it_says_it_in_english_too(cast: Cast, people: People) -> None:
    assert "One datum away: sites" in text_of(as_(cast.mara, language="en"), "/prospects/")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("verdict=one_datum", "Joaquín"),
        ("verdict=disqualified", "Brenda"),
        ("verdict=not_yet", "Rocío"),
        ("country=CL", "Joaquín"),
        ("origin=webinar", "Rocío"),
        ("q=conservas", "Rocío"),
        ("q=ureña", "Joaquín"),
        ("q=rocio@punta", "Rocío"),
        ("q=valle+hondo", "Joaquín"),
        ("q=UREÑA,JOAQUIN", "Joaquín"),
        ("q=brenda&verdict=disqualified", "Brenda"),
    ],
)
def test_each_condition_finds_whom_it_means(cast: Cast, people: People, asked: str, found: str) -> None:
    page = text_of(as_(cast.mara), f"/prospects/?{asked}")

    shown = {name for name in ("Rocío", "Joaquín", "Brenda") if f"{name} " in page}
    assert shown == {found}


def test_active_this_week_leaves_out_who_was_silent(cast: Cast, people: People) -> None:
    tell(person_id=people.rocio, field=agreement().fields["timing"], value="enero", by=cast.mara.pk, at=cast.at)
    silent = came({**ROCIO, "full_name": "Sara Lenta", "email": "s@lenta.example"}, at=cast.at - timedelta(days=30))

    page = text_of(as_(cast.mara), "/prospects/?active=1")

    assert "Rocío" in page
    assert f"/people/{silent}/" not in page


def test_an_empty_list_shows_the_ways_out_with_their_counts(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), "/prospects/?verdict=one_datum&country=ES")

    assert "Nadie cumple este filtro" in page
    assert "Sin «de España»: 1 persona" in page


def test_a_narrowed_list_says_how_many_it_holds(cast: Cast, people: People) -> None:
    mara = as_(cast.mara)
    crowd(cast, 40)

    assert 'hx-get="/prospects/total/?country=PE"' in mara.get("/prospects/?country=PE").content.decode()
    assert "/prospects/total/" not in mara.get("/prospects/?all=1").content.decode()
    every: Any = mara.get("/prospects/?country=PE&all=1")
    assert len(every.context["rows"]) == 30
    assert "42 personas" in mara.get("/prospects/total/?country=PE").content.decode()
    assert "1 persona<" in mara.get("/prospects/total/?q=ureña").content.decode()


def test_a_base_without_anybody_says_the_next_step(cast: Cast) -> None:
    assert "Aún no hay nadie en la base" in text_of(as_(cast.mara), "/prospects/")


def test_a_colleague_with_sales_is_marked(cast: Cast, people: People) -> None:
    claim(person_id=people.rocio, by=cast.julia.pk, at=cast.at)
    colleague = came({**ROCIO, "full_name": "Hugo Paz", "email": "hugo@puntabrava.example"}, at=cast.at)
    judge(person_ids=[colleague], at=cast.at)

    page = text_of(as_(cast.mara), "/prospects/?q=hugo")

    assert "un colega ya está con Julia Montes" in page


@pytest.mark.parametrize("asked", ["", "verdict=not_yet", "country=PE", "verdict=not_yet&country=PE"])
def test_the_pages_show_everybody_once(cast: Cast, people: People, asked: str) -> None:
    wanted = set(crowd(cast, 75))
    client, seen, after = as_(cast.mara), [], ""

    for _ in range(6):
        response = client.get(f"/prospects/?{asked}&after={quote(after)}")
        context: Any = response.context
        seen += [int(row["href"].split("/")[2]) for row in context["rows"]]
        if not context["older_url"]:
            break
        after = context["older_url"].split("after=")[1].replace("%3A", ":").replace("%2B", "+")

    assert len(seen) == len(set(seen))
    assert wanted <= set(seen)


def test_the_number_of_queries_is_fixed(cast: Cast, people: People, django_assert_max_num_queries: Any) -> None:
    crowd(cast, 40)
    client = as_(cast.mara)
    client.get("/prospects/")

    for asked in ("", "verdict=not_yet", "country=PE&verdict=not_yet&origin=directo&active=1", "q=persona"):
        with django_assert_max_num_queries(20):
            client.get(f"/prospects/?{asked}")


@pytest.mark.parametrize(
    "asked",
    [
        "after=r:x:y", "after=a:2026:1", "after=a::99999999999999999999", "verdict=%00", "country=zz%00", "q=%00%FF",
        "q=" + "x" * 9000, "definition=nada", "after=a:2026-01-01T00:00:00:5",
        "after=a:2026-01-01T00:00:00%2B17:00:5&all=1", "verdict=one_datum&after=r:5:5",
        "q=%25_%5C", "after=r:99999999999999999999999:4&verdict=not_yet",
    ],
)  # fmt: skip
def test_no_address_breaks_it(cast: Cast, people: People, asked: str) -> None:
    assert as_(cast.mara).get(f"/prospects/?{asked}").status_code == 200


def test_htmx_gets_the_list_alone(cast: Cast, people: People) -> None:
    piece = text_of(as_(cast.mara), "/prospects/", **{"HX-Request": "true"})

    assert piece.lstrip().startswith("<section")
    assert "<html" not in piece


def test_who_may_open_it(cast: Cast, people: People, client: Client) -> None:
    assert client.get("/prospects/").status_code == 302
    assert as_(cast.olga).get("/prospects/").status_code == 404
    assert as_(cast.ines).get("/prospects/").status_code == 200
    assert as_(cast.mara).post("/prospects/").status_code == 405
