"""The first page: what everybody sees, whom one may enter as, and in which language."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from dueto.apps.journal.models import Entry
from tests.cast import Cast
from tests.web.opened import At, as_, busy

__all__ = ["busy"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Settings) -> Settings:
    settings.DEMO = True
    return settings


def test_a_company_shows_nothing_of_itself_to_strangers(busy: Cast, settings: Settings) -> None:
    settings.DEMO = False
    page = At().get("/").content.decode()

    assert "Marketing promete. Ventas promete. Aquí se ve cumplido." in page
    assert "/accounts/login/" in page
    assert "Rocío" not in page
    assert "/enter/" not in page


def test_the_demo_shows_its_score_and_opens_nobody(busy: Cast, demo: Settings) -> None:
    page = At().get("/").content.decode()

    assert "Rocío Tello, Conservas Punta Brava" in page
    assert "/people/" not in page
    for who in ("Entrar como Mara (marketing)", "Entrar como Julia (ventas)", "Entrar como Graciela (dirección)"):
        assert who in page
    assert "Bruno Salvatierra" in page
    assert "Olga" not in page


@pytest.mark.parametrize(("key", "home"), [("mara", "/today/"), ("julia", "/desk/"), ("graciela", "/today/")])
def test_one_enters_as_somebody_and_begins_where_they_begin(cast: Cast, demo: Settings, key: str, home: str) -> None:
    client = At()

    entered = client.post("/enter/", {"key": key})

    assert (entered.status_code, entered["Location"]) == (302, "/")
    assert client.get("/")["Location"] == home
    assert Entry.objects.get(tag="member:session:opened").by == cast[key]


@pytest.mark.parametrize("key", ["olga", "nobody", ""])
def test_nobody_enters_who_does_not_work_here(cast: Cast, demo: Settings, key: str) -> None:
    assert At().post("/enter/", {"key": key}).status_code == 404


def test_nobody_enters_anywhere_but_in_the_demo(cast: Cast, settings: Settings) -> None:
    settings.DEMO = False

    assert At().post("/enter/", {"key": "mara"}).status_code == 404
    assert At().get("/score/").status_code == 404
    assert At().get("/score/changes/").status_code == 404


def test_entering_asks_for_the_token_of_the_page(cast: Cast, demo: Settings) -> None:
    client = At(enforce_csrf_checks=True)

    assert client.post("/enter/", {"key": "mara"}).status_code == 403


def test_entering_by_address_alone_is_refused(demo: Settings, db: None) -> None:
    assert At().get("/enter/").status_code == 405


def test_the_language_stays_chosen(cast: Cast) -> None:
    client = At()

    chosen = client.post("/language/", {"language": "en", "next": "/?x=1"})

    assert (chosen.status_code, chosen["Location"]) == (303, "/?x=1")
    assert "Here you see it kept." in client.get("/").content.decode()


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_choosing_a_language_leads_nowhere_else(db: None, back: str) -> None:
    chosen = At().post("/language/", {"language": "xx", "next": back})

    assert chosen["Location"] == "/"
    assert not chosen.cookies.get("dueto_language")


def test_somebody_of_another_company_is_led_nowhere(cast: Cast) -> None:
    answer = as_(cast.olga).get("/")

    assert answer.status_code == 200
    assert 'class="places"' not in answer.content.decode()
