"""The desk without a browser: who sees it, in what order, how often it asks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from dueto.apps.base.actions.contracts import Terms, keep_contract
from dueto.apps.base.models import Company
from tests.cast import Cast
from tests.web.handed import BACKEND, HOUR, handed, long_ago_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return long_ago_cast()


def test_it_shows_one_with_its_reasons_and_the_next(client: Client, people: Cast) -> None:
    now = datetime.now(UTC)
    first, second = (
        handed("rocio", at=now - 2 * HOUR, to=people.julia),
        handed("joaquin", at=now - HOUR, to=people.julia),
    )
    client.force_login(people.julia, backend=BACKEND)

    page = client.get("/desk/").content.decode()

    assert '<h1 id="who">Rocío Tello</h1>' in page
    assert "Asistió a" in page or "asistió a" in page
    assert "Empiece por: «Auditorias sin sorpresas»" in page
    assert f'href="/desk/{second.pk}/"' in page
    assert f'action="/handoffs/{first.pk}/acceptance/"' in page
    assert "Esta semana:" in page


def test_who_reads_and_does_not_act_gets_no_buttons(client: Client, people: Cast) -> None:
    made = handed(to=people.julia)
    for who in ("ines", "ivan", "camila", "nora"):
        client.force_login(people[who], backend=BACKEND)
        page = client.get(f"/desk/{made.pk}/").content.decode()
        assert "Rocío Tello" in page
        assert "/acceptance/" not in page
        assert "tel:" not in page


def test_strangers_and_nobody(client: Client, people: Cast) -> None:
    made = handed(to=people.julia)
    for path in ("/desk/", f"/desk/{made.pk}/", f"/handoffs/{made.pk}/"):
        assert client.get(path).status_code == 302
    client.force_login(people.olga, backend=BACKEND)
    for path in ("/desk/", f"/desk/{made.pk}/", f"/handoffs/{made.pk}/", "/desk/999999/"):
        assert client.get(path).status_code == 404
    client.force_login(people.julia, backend=BACKEND)
    assert client.post("/desk/").status_code == 405
    assert client.get("/desk/999999/").status_code == 404


def test_the_channels_lead_out_but_not_in_the_demo(client: Client, people: Cast, settings: object) -> None:
    made = handed(to=people.julia)
    client.force_login(people.julia, backend=BACKEND)

    page = client.get(f"/desk/{made.pk}/").content.decode()
    settings.DEMO = True  # type: ignore[attr-defined]
    demo = client.get(f"/desk/{made.pk}/").content.decode()

    assert all(address in page for address in ("tel:+51987000111", "https://wa.me/51987000111", "mailto:rocio@"))
    assert not any(address in demo for address in ("tel:", "wa.me", "mailto:"))


def test_what_people_wrote_is_never_markup(client: Client, people: Cast) -> None:
    made = handed(to=people.julia)
    made.lead.person.card.full_name = '<script>alert("1")</script>'
    made.lead.person.card.save()
    client.force_login(people.julia, backend=BACKEND)

    for path in ("/desk/", f"/handoffs/{made.pk}/", "/outcomes/", "/notices/"):
        assert "<script>alert" not in client.get(path).content.decode()


@pytest.mark.parametrize("key", ["one", "three"])
def test_it_asks_as_often_whatever_waits(client: Client, people: Cast, django_assert_max_num_queries, key: str) -> None:
    names = ("rocio",) if key == "one" else ("rocio", "joaquin", "emilio")
    for name in names:
        handed(name, to=people.julia)
    client.force_login(people.julia, backend=BACKEND)
    client.get("/desk/")

    with django_assert_max_num_queries(20):
        client.get("/desk/")


def test_whoever_looks_after_customers_sees_what_comes_up_for_them(client: Client, people: Cast) -> None:
    now = datetime.now(UTC)
    for owner in (people.elena, people.julia):
        company = Company.objects.create(name=f"De {owner}", key=f"de {owner.pk}", owner=owner, created_at=now)
        for days in (20, 200):
            renewal = (now + timedelta(days=days)).date()
            terms = Terms("Nevadal Cámara", now.date(), renews_on=renewal)
            keep_contract(terms, company_id=company.pk, by=people.elena.pk, at=now)
    client.force_login(people.elena, backend=BACKEND)

    page = client.get("/desk/").content.decode()

    assert '<a href="/customers/?whose=mine">1 contrato a su cargo vence o se renueva dentro de 90 días</a>' in page


def test_the_worker_is_served_for_the_whole_site(client: Client) -> None:
    answer = client.get("/sw.js")

    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Service-Worker-Allowed"] == "/"
    assert "/desk/" in answer.content.decode()
