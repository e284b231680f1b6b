"""The catalogue of content: what there is, what it does, and in words what lacks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dueto.apps.base.actions import act
from dueto.apps.forms.actions import keep_content
from dueto.apps.forms.actions.content import Described
from dueto.apps.forms.models import Content
from dueto.apps.journal.models import Entry
from tests.cast import Cast
from tests.web.people.world import ROCIO, as_, came

pytestmark = pytest.mark.django_db
GUIDE = {"title": "Siete errores al medir el frío", "kind": "guide", "stage": "awareness", "language": "es"}


@pytest.fixture(autouse=True)
def _now(cast: Cast, settings: Any, tmp_path: Path) -> Any:
    settings.HOME = tmp_path
    with time_machine.travel(cast.at, tick=False):
        yield


def test_gaps_are_said_in_words_and_lead_to_where_they_are_filled(cast: Cast) -> None:
    for stage in ("awareness", "intent"):
        keep_content(Described(f"Para todos {stage}", "article", stage), by=None, at=cast.at)
    keep_content(Described("Webinar", "webinar", "consideration", ("Calidad", "Sistemas")), by=None, at=cast.at)
    person = came(ROCIO, at=cast.at)
    act(person_id=person, kind="form", at=cast.at, form="pedir-material", item="Ficha técnica para farmacias")

    page = as_(cast.lucia).get("/content/").content.decode()

    assert "Nada para Dirección en consideración" in page
    assert "Nada para Operaciones en consideración" in page
    assert "Nada para Calidad" not in page
    assert "Ficha tecnica para farmacias: no existe" in page
    assert "1 persona lo pidió" in page
    assert "/content/new/?stage=consideration&amp;personas=Direcci%C3%B3n" in page
    asked = as_(cast.lucia).get("/content/new/", {"stage": "consideration", "personas": "Dirección"}).content.decode()
    assert 'value="consideration" id="id_stage_1" checked' in asked


def test_content_is_added_changed_taken_out_and_put_back(cast: Cast) -> None:
    lucia = as_(cast.lucia)
    upload = SimpleUploadedFile("guia.pdf", b"%PDF-1.4 frio")
    lucia.post("/content/new/", {**GUIDE, "personas": ["Calidad"], "topics": "Merma, auditoría", "upload": upload})
    content = Content.objects.get()
    way = f"/content/{content.pk}/"

    lucia.post(way, {**GUIDE, "title": "Ocho errores", "page": "/guias"})
    lucia.post(f"{way}retirement/")
    lucia.post(f"{way}retirement/")
    lucia.post(f"{way}return/")

    content.refresh_from_db()
    assert (content.title, content.page, content.retired_at) == ("Ocho errores", "/guias", None)
    assert content.file_name == "guia.pdf", "the file stays where none takes its place"
    tags = list(Entry.objects.filter(subject="content").order_by("id").values_list("tag", flat=True))
    assert tags == ["content:item:added", "content:item:changed", "content:item:retired", "content:item:restored"]
    fetched: Any = lucia.get(f"{way}file/")
    assert b"".join(fetched.streaming_content) == b"%PDF-1.4 frio"
    fetched.close()
    assert "attachment" in fetched.headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("upload", "says"),
    [
        (("virus.exe", b"MZ"), "no se guardan archivos"),
        (("pagina.html", b"<script>"), "no se guardan archivos"),
        (("dibujo.svg", b"<svg>"), "no se guardan archivos"),
        (("guia.pdf", b"<html><script>"), "no es lo que dice su nombre"),
        (("guia.pdf.zip", b"%PDF"), "no es lo que dice su nombre"),
        (("../../etc/passwd", b"root"), "no se guardan archivos"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_not_kept(cast: Cast, upload: tuple[str, bytes], says: str) -> None:
    answer = as_(cast.lucia).post("/content/new/", {**GUIDE, "upload": SimpleUploadedFile(*upload)})

    assert answer.status_code == 422
    assert says in answer.content.decode()
    assert "Siete errores" in answer.content.decode()
    assert not Content.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": " "}, {"title": "x" * 201}, {"kind": "nada"}, {"stage": "nada"}, {"page": "guias"},
        {"page": "//malo.example"}, {"link": "javascript:alert(1)"}, {"link": "//x"}, {"personas": ["Nadie"]},
    ],
)  # fmt: skip
def test_what_is_described_wrongly_says_so(cast: Cast, wrong: dict[str, Any]) -> None:
    answer = as_(cast.lucia).post("/content/new/", {**GUIDE, **wrong})

    assert answer.status_code == 422
    assert "field-error" in answer.content.decode()
    assert not Content.objects.exists()


def test_two_of_one_title_are_one_too_many(cast: Cast) -> None:
    lucia = as_(cast.lucia)
    lucia.post("/content/new/", GUIDE)
    answer = lucia.post("/content/new/", {**GUIDE, "title": "SIETE errores al medir el frio"})

    assert answer.status_code == 422
    assert Content.objects.count() == 1


def test_who_may_and_who_may_not(cast: Cast) -> None:
    content = keep_content(Described("Guía", "guide", "awareness"), by=None, at=cast.at)
    for way in ("new/", f"{content.pk}/", f"{content.pk}/retirement/", f"{content.pk}/return/"):
        assert as_(cast.ines).post(f"/content/{way}", GUIDE).status_code == 403
        assert as_(cast.olga).post(f"/content/{way}", GUIDE).status_code == 404
        assert Client().post(f"/content/{way}", GUIDE).status_code == 302
    assert as_(cast.ines).get("/content/").status_code == 200
    assert as_(cast.ines).get(f"/content/{content.pk}/file/").status_code == 404
    assert Client(enforce_csrf_checks=True).post("/content/new/", GUIDE).status_code in (302, 403)


def test_a_strange_site_can_post_nothing_here(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.lucia, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.post("/content/new/", GUIDE).status_code == 403
    assert not Content.objects.exists()


def test_an_empty_catalogue_says_the_next_step(cast: Cast) -> None:
    page = as_(cast.lucia).get("/content/").content.decode()

    assert "El catálogo está vacío" in page
    assert "/content/new/" in page


def test_one_kind_alone_shows_its_own_gaps_with_their_number(cast: Cast) -> None:
    keep_content(Described("Guía del frío", "guide", "awareness"), by=None, at=cast.at)
    keep_content(Described("Webinar", "webinar", "consideration", ("Calidad",)), by=None, at=cast.at)
    person = came(ROCIO, at=cast.at)
    act(person_id=person, kind="form", at=cast.at, form="pedir-material", item="Ficha técnica para farmacias")
    lucia = as_(cast.lucia)

    every: Any = lucia.get("/content/")
    guides: Any = lucia.get("/content/?kind=guide")

    page = guides.content.decode()
    assert "Guía del frío" in page
    assert ">Webinar<" not in page
    assert "Nada para Calidad en consideración" in page
    assert "Nada para Calidad en consideración" not in every.content.decode()
    assert "Ficha tecnica" not in page, "nobody said of which kind it should be"
    assert "stage=consideration&amp;personas=Calidad&amp;kind=guide" in page
    assert guides.context["many_lacks"] == len(guides.context["lacks"]) + len(guides.context["more_lacks"]) == 8
    counts = {tab["url"]: tab["count"] for tab in guides.context["tabs"]}
    assert counts["/content/"] == 2
    assert counts["/content/?kind=guide"] == counts["/content/?kind=webinar"] == 1
    assert counts["/content/?kind=video"] == 0
    assert [tab["url"] for tab in guides.context["tabs"] if tab["is_current"]] == ["/content/?kind=guide"]


def test_a_kind_of_which_there_is_nothing_says_the_next_step(cast: Cast) -> None:
    keep_content(Described("Guía", "guide", "awareness"), by=None, at=cast.at)

    page = as_(cast.lucia).get("/content/?kind=video").content.decode()

    assert "Aún no hay nada de este tipo: vídeo" in page
    assert 'href="/content/new/?kind=video"' in page
    asked = as_(cast.lucia).get("/content/new/?kind=video").content.decode()
    assert '<option value="video" selected>' in asked
    assert "/content/new/" not in as_(cast.ines).get("/content/?kind=video").content.decode()


def test_a_kind_that_nobody_knows_is_every_kind(cast: Cast) -> None:
    keep_content(Described("Guía", "guide", "awareness"), by=None, at=cast.at)

    assert "Guía" in as_(cast.lucia).get("/content/?kind=%00nada").content.decode()
