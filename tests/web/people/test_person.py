"""One person: the verdict with its sums, live crossing, data typed in place, notes, taking a caller."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dueto.adapters.voice import Voice
from dueto.apps.base.actions import act, give_consent, reclass, take_form
from dueto.apps.base.models import Activity, Fact, Note, Person
from dueto.apps.handoff.actions import attempt, claim
from dueto.apps.handoff.models import Handoff
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead
from dueto.web.people.words import value_words
from tests.cast import Cast
from tests.web.people.world import ROCIO, People, agreement, as_, came

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def text_of(client: Client, path: str) -> str:
    """Return the page as text."""
    response = client.get(path)
    assert response.status_code == 200
    return str(response.content.decode())


def test_it_says_the_verdict_in_one_sentence(cast: Cast, people: People) -> None:
    page = text_of(as_(cast.mara), f"/people/{people.joaquin}/")

    assert "Todavía no: encaja (50 de 40), tiene actividad (50 de 30), falta: sedes" in page
    assert "está en su sitio web" in page
    assert "15 × 2^(−2/14) = 13.59" in page


def test_a_crossing_says_by_what_it_came(cast: Cast, people: People) -> None:
    act(person_id=people.rocio, kind="visit", at=cast.at, path="/precios")
    judge(person_ids=[people.rocio], at=cast.at)

    with time_machine.travel(cast.at + timedelta(seconds=3), tick=False):
        page = text_of(as_(cast.mara), f"/people/{people.rocio}/")
        english = text_of(as_(cast.mara, language="en"), f"/people/{people.rocio}/")

    assert "Calificó hace 3 segundos por visitar precios: 24 + 15 = 39 de 30." in page
    assert "Qualified 3 seconds ago by visiting precios: 24 + 15 = 39 of 30." in english
    assert "Calificada: encaja (65 de 40)" in page


def test_whoever_did_nothing_has_a_sentence(cast: Cast) -> None:
    nobody = Person.objects.create(created_at=cast.at)

    page = text_of(as_(cast.mara), f"/people/{nobody.pk}/")

    assert "aún no hizo nada" in page
    assert "Aún sin nombre" in page or "Sin nombre" in page


def test_the_number_of_queries_is_fixed(cast: Cast, people: People) -> None:
    client = as_(cast.mara)
    client.get(f"/people/{people.brenda}/")
    counts = []
    for person in (people.brenda, people.joaquin):
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/people/{person}/")
        counts.append(len(queries))
    for number in range(30):
        act(person_id=people.brenda, kind="visit", at=cast.at - timedelta(hours=number), path=f"/{number}")
    with CaptureQueriesContext(connection) as queries:
        client.get(f"/people/{people.brenda}/")

    assert len(queries) == counts[0]
    assert max(counts) <= 30


def test_an_open_page_hears_only_what_is_new(cast: Cast, people: People) -> None:
    client = as_(cast.mara)
    stamp = client.get(f"/people/{people.rocio}/").context["stamp"]

    same = client.get(f"/people/{people.rocio}/?seen={stamp}", headers=HTMX)
    act(person_id=people.rocio, kind="visit", at=cast.at + timedelta(seconds=1), path="/precios")
    new = client.get(f"/people/{people.rocio}/?seen={stamp}", headers=HTMX)

    assert same.status_code == 204
    assert new.status_code == 200
    assert new.content.decode().lstrip().startswith('<div id="person"')


def test_who_may_open_it(cast: Cast, people: People, client: Client) -> None:
    path = f"/people/{people.rocio}/"

    assert client.get(path).status_code == 302
    assert as_(cast.olga).get(path).status_code == 404
    assert as_(cast.ines).get(path).status_code == 200
    assert as_(cast.mara).get("/people/999999/").status_code == 404
    assert as_(cast.mara).post(path).status_code == 405


def test_older_acts_follow_on_their_page(cast: Cast, people: People) -> None:
    for number in range(50):
        act(person_id=people.brenda, kind="visit", at=cast.at - timedelta(hours=number), path=f"/p/{number}")
    client = as_(cast.mara)

    older = client.get(f"/people/{people.brenda}/").context["older"]
    page = client.get(f"/people/{people.brenda}/acts/", {"before": older})

    assert len([act for day in page.context["days"] for act in day["acts"]]) == 52 - 40
    for place in ("x", "0001-01-01T00:00:00%2B14:00/1", "2026-01-01T00:00:00/1", f"2026-01-01T00:00:00Z/{2**70}"):
        assert client.get(f"/people/{people.brenda}/acts/?before={place}").status_code == 404


class TestDatum:
    """Typing a datum."""

    def path(self, people: People) -> str:
        return f"/people/{people.joaquin}/facts/"

    def test_it_is_saved_judged_and_told(self, cast: Cast, people: People) -> None:
        client = as_(cast.ivan)

        answer = client.post(self.path(people), {"field": "sites", "value": "7"})
        page = client.get(answer.headers["Location"]).content.decode()

        assert answer.status_code == 303
        assert "Guardado: sedes. Calificada: encaja (65 de 40)" in page
        assert Lead.objects.filter(person_id=people.joaquin).count() == 1

    def test_htmx_gets_the_part_with_the_news(self, cast: Cast, people: People) -> None:
        piece = as_(cast.ivan).post(self.path(people), {"field": "sites", "value": "7"}, headers=HTMX).content.decode()

        assert "<html" not in piece
        assert "Guardado: sedes. Calificada" in piece

    def test_twice_is_harmless(self, cast: Cast, people: People) -> None:
        for _ in range(2):
            as_(cast.ivan).post(self.path(people), {"field": "sites", "value": "7"})

        assert Lead.objects.filter(person_id=people.joaquin).count() == 1
        assert Fact.objects.filter(identity__person_id=people.joaquin, field="sites", value="7").count() == 1

    @pytest.mark.parametrize("typed", [{"field": "sites", "value": "muchas"}, {"field": "phone", "value": "12"}])
    def test_what_cannot_be_taken_stays_in_its_field(self, cast: Cast, people: People, typed: dict[str, str]) -> None:
        answer = as_(cast.ivan).post(self.path(people), typed)

        assert answer.status_code == 422
        assert f'value="{typed["value"]}"' in answer.content.decode()
        assert 'aria-invalid="true"' in answer.content.decode()

    @pytest.mark.parametrize("typed", [{}, {"field": "sites"}, {"field": "nada", "value": "1"}, {"value": "\x00"}])
    def test_nothing_is_no_datum(self, cast: Cast, people: People, typed: dict[str, str]) -> None:
        assert as_(cast.ivan).post(self.path(people), typed).status_code == 422

    def test_who_may_do_it(self, cast: Cast, people: People, client: Client) -> None:
        typed = {"field": "sites", "value": "7"}

        assert as_(cast.ivan).get(self.path(people)).status_code == 405
        assert as_(cast.olga).post(self.path(people), typed).status_code == 404
        assert as_(cast.ines).post(self.path(people), typed).status_code == 403
        assert as_(cast.julia).post(self.path(people), typed).status_code == 403
        assert client.post(self.path(people), typed).status_code == 302
        assert not Lead.objects.exists()


class TestNote:
    """Writing a note."""

    def test_a_colleague_writes_one(self, cast: Cast, people: People) -> None:
        client = as_(cast.ines)

        answer = client.post(f"/people/{people.rocio}/notes/", {"text": "Llamó a soporte.\nDos veces."})

        assert answer.status_code == 303
        assert "Llamó a soporte.<br>" in client.get(f"/people/{people.rocio}/").content.decode()

    def test_an_empty_one_is_refused(self, cast: Cast, people: People) -> None:
        assert as_(cast.ines).post(f"/people/{people.rocio}/notes/", {"text": "  "}).status_code == 422
        assert not Note.objects.exists()

    def test_who_may_do_it(self, cast: Cast, people: People) -> None:
        path = f"/people/{people.rocio}/notes/"

        assert as_(cast.olga).post(path, {"text": "x"}).status_code == 404
        assert as_(cast.ines).get(path).status_code == 405

    def test_what_is_written_is_never_markup(self, cast: Cast, people: People) -> None:
        client = as_(cast.ines)
        client.post(f"/people/{people.rocio}/notes/", {"text": "<script>alert(1)</script>"})

        assert "<script>alert" not in client.get(f"/people/{people.rocio}/").content.decode()


class TestClaim:
    """Taking somebody who is on the line."""

    def test_an_executive_takes_a_caller(self, cast: Cast, people: People) -> None:
        answer = as_(cast.julia).post(f"/people/{people.rocio}/claim/")

        handoff = Handoff.objects.get()
        assert "Calificó" not in text_of(as_(cast.julia), f"/people/{people.rocio}/").split("Paso 1")[0]
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"/handoffs/{handoff.pk}/"
        assert handoff.executive == cast.julia

    def test_a_second_time_says_why_not(self, cast: Cast, people: People) -> None:
        as_(cast.julia).post(f"/people/{people.rocio}/claim/")

        again = as_(cast.diego).post(f"/people/{people.rocio}/claim/", headers=HTMX)

        assert again.status_code == 422
        assert 'role="alert"' in again.content.decode()
        assert Handoff.objects.count() == 1

    def test_who_may_do_it(self, cast: Cast, people: People) -> None:
        path = f"/people/{people.rocio}/claim/"

        assert as_(cast.ivan).post(path).status_code == 403
        assert as_(cast.ines).post(path).status_code == 403
        assert as_(cast.olga).post(path).status_code == 404
        assert as_(cast.julia).get(path).status_code == 405
        assert as_(cast.julia).post(path, {"definition": "nada"}).status_code == 422
        assert not Handoff.objects.exists()

    def test_the_button_is_where_sales_looks(self, cast: Cast, people: People) -> None:
        assert "Tomar</button>" in text_of(as_(cast.julia), f"/people/{people.rocio}/")
        assert "Tomar</button>" not in text_of(as_(cast.ivan), f"/people/{people.rocio}/")


def test_colleagues_stand_beside(cast: Cast, people: People) -> None:
    came({**ROCIO, "full_name": "Hugo Paz", "email": "hugo@puntabrava.example"}, at=cast.at)

    assert "Hugo Paz" in text_of(as_(cast.mara), f"/people/{people.rocio}/")


def test_passages_stand_there_with_their_steps_and_attempts(cast: Cast, people: People) -> None:
    handoff = claim(person_id=people.rocio, by=cast.julia.pk, at=cast.at)
    attempt(handoff_id=handoff.pk, by=cast.julia.pk, at=cast.at, channel="call", result="no_answer")
    colleague = came(
        {**ROCIO, "full_name": "Hugo Paz", "email": "hugo@puntabrava.example"}, at=cast.at, form="hablar-con-ventas"
    )
    judge(person_ids=[colleague], at=cast.at)

    page = text_of(as_(cast.mara), f"/people/{people.rocio}/")
    contact = text_of(as_(cast.mara), f"/people/{colleague}/")

    assert "Julia Montes tiene la entrega" in page
    assert "1 paso por la definición" in page
    assert "No contestó, por teléfono" in page
    assert f'href="/handoffs/{handoff.pk}/"' in page
    assert "Se sumó como contacto a la entrega de Rocío Tello" in contact


def test_consents_stand_there_with_their_text(cast: Cast, people: People) -> None:
    take_form(agreement=agreement(), form="contacto", values=ROCIO, at=cast.at, consent_text="a" * 64)

    assert "texto aaaaaaaaaaaa" in text_of(as_(cast.mara), f"/people/{people.rocio}/")


def test_what_no_human_did_is_shown_with_its_reason(cast: Cast, people: People) -> None:
    visit = Activity.objects.filter(identity__person_id=people.joaquin, kind="visit").latest("id")
    reclass(activity_id=visit.pk, classed="suspect", reason="no browser named", by=None, at=cast.at)

    page = text_of(as_(cast.mara), f"/people/{people.joaquin}/")

    assert "quizá no lo hizo una persona, por eso no da puntos: no dice qué navegador es" in page
    assert "act-quiet" in page


def test_it_says_what_somebody_is_interested_in_by_what_they_read(cast: Cast, people: People) -> None:
    act(person_id=people.brenda, kind="visit", at=cast.at, path="/ruta")
    act(person_id=people.brenda, kind="event", at=cast.at, item="Auditorías sin sorpresas", status="attended")

    page = text_of(as_(cast.mara), f"/people/{people.brenda}/")

    assert '<span class="tag">transporte</span>' in page
    assert '<span class="tag">auditoría</span>' in page, "accents are forgiven"
    assert '<span class="tag">integración</span>' not in page


@pytest.mark.parametrize(
    ("field", "written", "spanish", "english"),
    [
        ("consent", "sí", "sí", "yes"), ("consent", "no", "no", "no"), ("consent", "retirado", "retirado", "withdrawn"),
        ("source", "anuncio en red profesional", "Anuncio en red profesional",
         "Advertisement in a professional network"),
        ("source", "Revista del gremio", "Revista del gremio", "Revista del gremio"),
        ("country", "PE", "Perú", "Peru"), ("campaign", "buscador-2026", "Buscador-2026", "Buscador-2026"),
        ("sector", "alimentos", "alimentos", "alimentos"),
    ],
)  # fmt: skip
def test_words_of_our_own_are_said_and_those_that_were_typed_stay(
    field: str, written: str, spanish: str, english: str
) -> None:
    for language, said in (("es", spanish), ("en", english)):
        voice = Voice(language)
        assert voice(value_words(field, written, voice=voice)) == said


def test_what_is_known_names_the_country_and_what_a_consent_is_for(cast: Cast, people: People) -> None:
    give_consent(person_id=people.joaquin, purpose="contact", source="phone", by=cast.mara.pk, at=cast.at)
    english = text_of(as_(cast.mara, language="en"), f"/people/{people.joaquin}/")

    assert ">Chile<" in english
    assert ">CL<" not in english
    assert "Given: be contacted" in english
    assert "by phone" in english


def test_a_note_that_is_too_long_is_refused_and_nothing_of_it_is_lost(cast: Cast, people: People) -> None:
    long, page = "ñ" * 4000 + " fin", f"/people/{people.joaquin}/"

    for path, name in (
        ("notes/", {"text": long}),
        ("talks/", {"channel": "call", "direction": "inbound", "text": long}),
    ):
        refused = as_(cast.mara).post(page + path, name)
        assert refused.status_code == 422, path
        assert "4,000 signos" in refused.text
        assert long in refused.text
    assert not Note.objects.exists()
    assert as_(cast.mara).post(f"{page}notes/", {"text": long[:4000]}).status_code == 303
    assert len(Note.objects.get().text) == 4000
