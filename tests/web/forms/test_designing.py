"""Designing forms in the browser: everything by plain forms, nothing typed is lost, and only by whom it concerns."""

from __future__ import annotations

from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from dueto.apps.forms.design import design_from
from dueto.apps.forms.models import Form
from tests.cast import Cast
from tests.web.forms.designs import published
from tests.web.people.world import as_

pytestmark = pytest.mark.django_db
WRITES = (
    "new", "guia/archive", "guia/restoration", "guia/parts/words", "guia/questions", "guia/questions/email",
    "guia/questions/email/place", "guia/questions/email/removal", "guia/publication", "contacto/design", "guia/draft",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _now(cast: Cast) -> Any:
    cache.clear()
    with time_machine.travel(cast.at, tick=False):
        yield


def draft(name: str = "guia") -> Any:
    """Return the design as it is being edited."""
    return design_from(Form.objects.get(name=name).draft)


def test_a_form_is_begun_edited_and_published(cast: Cast) -> None:
    lucia = as_(cast.lucia)
    begun = lucia.post("/forms/new/", {"title": "Guía del frío", "name": "guia", "makes": "inquiry"})
    assert begun.headers["Location"] == "/forms/guia/edit/"
    assert draft().fields == ("full_name", "company", "email", "phone", "role", "country", "sector", "sites")

    lucia.post("/forms/guia/questions/", {"field": "heard_from"})
    lucia.post("/forms/guia/questions/heard_from/place/", {"to": "earlier"})
    lucia.post("/forms/guia/questions/phone/removal/")
    lucia.post("/forms/guia/questions/sites/", {
        "q-sites-is_required": "on", "q-sites-label_es": "¿Cuántas cámaras?", "q-sites-answers": "1\n2\n2\n\n20",
    })  # fmt: skip
    lucia.post("/forms/guia/parts/course/", {"makes": "inquiry", "counts_as": "guia", "most": "3", "page": "/guias"})
    answer = lucia.post("/forms/guia/publication/")

    assert answer.headers["Location"] == "/forms/guia/"
    assert draft().fields == ("full_name", "company", "email", "role", "country", "sector", "heard_from", "sites")
    sites = draft().question("sites")
    assert (sites.label.es, sites.answers, sites.is_required) == ("¿Cuántas cámaras?", ("1", "2", "20"), True)
    assert draft().most == 3
    assert "Un buscador | A search engine" in draft().question("heard_from").answers
    page = Client().get("/f/guia/", {"all": "1"}).content.decode()
    assert "¿Cuántas cámaras?" in page


def test_without_an_address_the_name_gives_one(cast: Cast) -> None:
    lucia = as_(cast.lucia)

    begun = lucia.post("/forms/new/", {"title": "¿Visita a la Planta de Ñuñoa?", "name": "", "makes": "inquiry"})

    assert begun.headers["Location"] == "/forms/visita-a-la-planta-de-nunoa/edit/"
    again = lucia.post("/forms/new/", {"title": "Visita a la planta de Ñuñoa", "name": "", "makes": "inquiry"})
    assert again.status_code == 422
    assert lucia.post("/forms/new/", {"title": "¿?", "name": "", "makes": "inquiry"}).status_code == 422


def test_an_answer_is_kept_as_it_is_and_reads_in_each_language(cast: Cast) -> None:
    lucia = as_(cast.lucia)
    lucia.post("/forms/new/", {"title": "Guía", "name": "guia", "makes": "inquiry"})
    lucia.post("/forms/guia/questions/", {"field": "heard_from"})
    lucia.post("/forms/guia/publication/")

    spanish, english = (Client().get(f"/f/guia/?lang={one}").content.decode() for one in ("es", "en"))

    assert '<option value="Una feria o un evento">Una feria o un evento</option>' in spanish
    assert '<option value="Una feria o un evento">A fair or an event</option>' in english


def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(cast: Cast) -> None:
    published("guia", by=cast.lucia.pk, at=cast.at)
    typed = {"makes": "inquiry", "counts_as": "x" * 101, "page": "guias sin barra", "goes_to": "//malo.example"}
    answer = as_(cast.lucia).post("/forms/guia/parts/course/", typed)
    page = answer.content.decode()

    assert answer.status_code == 422
    assert 'value="guias sin barra"' in page
    assert 'value="//malo.example"' in page
    assert draft().page == ""

    answer = as_(cast.lucia).post("/forms/guia/parts/course/", {**typed, "counts_as": "guia"})
    assert answer.content.decode().count("field-error") >= 2


def test_what_lacks_before_publishing_is_listed(cast: Cast) -> None:
    lucia = as_(cast.lucia)
    lucia.post("/forms/new/", {"title": "G", "name": "guia", "makes": "inquiry"})
    for field in ("email", "phone", "sites"):
        lucia.post(f"/forms/guia/questions/{field}/removal/")

    answer = lucia.post("/forms/guia/publication/")
    page = answer.content.decode()

    assert answer.status_code == 422
    assert "debe pedirse un correo o un teléfono" in page
    assert "Lo que la definición aún necesita" in page
    assert Client().get("/f/guia/").status_code == 404


def test_a_form_of_the_agreement_is_taken_over_as_it_is(cast: Cast) -> None:
    lucia = as_(cast.lucia)
    before = Client().get("/f/calculadora/").content.decode()

    for _ in range(2):
        assert lucia.post("/forms/calculadora/design/").headers["Location"] == "/forms/calculadora/edit/"
    lucia.post("/forms/calculadora/publication/")
    after = Client().get("/f/calculadora/").content.decode()

    assert Form.objects.count() == 1
    for sign in ('name="sites"', "Acepto que Nevadal guarde", "correo, teléfono: basta con uno"):
        assert sign in before
        assert sign in after


def test_the_preview_writes_nothing_and_stands_in_a_frame_of_ours_only(cast: Cast) -> None:
    published("guia", by=cast.lucia.pk, at=cast.at)
    lucia = as_(cast.lucia)
    for look in ("page", "site", "phone"):
        shown = lucia.get("/forms/guia/preview/", {"as": look})
        assert "frame-src 'self'" in shown.headers["Content-Security-Policy"]
        assert "/forms/guia/draft/" in shown.content.decode()

    shown, sent = lucia.get("/forms/guia/draft/"), lucia.post("/forms/guia/draft/", {"email": "a@b.example"})

    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in shown.headers["Content-Security-Policy"]
    assert "Gracias" in sent.content.decode()
    assert lucia.get("/people/1/").status_code == 404


def test_who_may_and_who_may_not(cast: Cast) -> None:
    published("guia", by=cast.lucia.pk, at=cast.at)
    for way in WRITES:
        assert as_(cast.olga).post(f"/forms/{way}/").status_code == 404
        assert as_(cast.ines).post(f"/forms/{way}/").status_code == 403
        assert Client().post(f"/forms/{way}/").status_code == 302
    assert as_(cast.ines).get("/forms/guia/").status_code == 200
    assert as_(cast.ines).get("/forms/guia/edit/").status_code == 403
    assert as_(cast.lucia).get("/forms/guia/archive/").status_code == 405
    assert as_(cast.lucia).get("/forms/nada/").status_code == 404
    assert as_(cast.lucia).post("/forms/guia/questions/nada/removal/").status_code == 404


def test_script_in_every_word_of_a_form_is_text(cast: Cast) -> None:
    lucia = as_(cast.lucia)
    evil = "<script>alert(1)</script>"
    lucia.post("/forms/new/", {"title": evil, "name": "guia", "makes": "inquiry"})
    lucia.post("/forms/guia/parts/words/", {"title_es": evil, "intro_es": evil, "languages": ["es", "en"]})
    lucia.post(
        "/forms/guia/questions/sites/", {"q-sites-label_es": evil, "q-sites-help_es": evil, "q-sites-answers": evil}
    )
    lucia.post("/forms/guia/publication/")

    for way in ("/forms/", "/forms/guia/", "/forms/guia/edit/", "/f/guia/"):
        assert evil not in lucia.get(way).content.decode(), way


def test_the_list_asks_as_many_queries_for_one_form_as_for_many(cast: Cast, django_assert_max_num_queries: Any) -> None:
    lucia = as_(cast.lucia)
    lucia.get("/forms/")
    for number in range(5):
        published(f"guia-{number}", by=cast.lucia.pk, at=cast.at)

    with django_assert_max_num_queries(14):
        page = lucia.get("/forms/").content.decode()
    assert page.count("/forms/guia-") == 5
