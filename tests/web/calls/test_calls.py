"""The pages of marketing's calls: planned, guided, taken down; who may do what."""

from __future__ import annotations

from datetime import UTC

import pytest
from django.test import Client

from dueto.adapters.voice import Voice
from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import tell
from dueto.apps.base.models import Person
from dueto.apps.base.queries.who import who
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead
from dueto.apps.telephone.models import CallRule, CallTask
from dueto.web.calls.words import opening_words
from tests.cast import Cast
from tests.web.people.world import People, as_

pytestmark = pytest.mark.django_db


@pytest.fixture
def call(cast: Cast, people: People) -> str:
    """Return the page of a call planned to Joaquín."""
    fields = in_force(cast.at).agreement.fields  # type: ignore[union-attr]
    tell(person_id=people.joaquin, field=fields["phone"], value="+56 9 2000 0222", by=cast.mara.pk, at=cast.at)
    judge(person_ids=[people.joaquin], at=cast.at)
    answer = as_(cast.rosa).post(f"/one-datum/{people.joaquin}/calls/", {"field": "sites"})
    assert answer.status_code == 303
    return f"/calls/{CallTask.objects.get().pk}/"


def test_the_guide_says_why_and_how_to_begin(cast: Cast, people: People, call: str) -> None:
    page = as_(cast.rosa).get(call).content.decode()

    assert "asistió a «Auditor" in page
    assert "Buenos días, Joaquín Ureña. Habla Rosa Huamán, de Nevadal." in page
    assert "reclamo, merma" in page
    assert 'name="answer-sites"' in page
    assert page.count('name="result"') == 6
    assert "Ver la llamada" in as_(cast.ivan).get("/one-datum/").content.decode()
    english = as_(cast.rosa, language="en").get(call).content.decode()
    assert "you attended «Auditor" in english


@pytest.mark.parametrize(
    ("hour", "spanish", "english"),
    [
        (8, "Buenos días", "Good morning"),
        (12, "Buenas tardes", "Good afternoon"),
        (19, "Buenas noches", "Good evening"),
    ],
)
def test_the_greeting_fits_the_hour_of_whom_we_call(
    cast: Cast, people: People, hour: int, spanish: str, english: str
) -> None:
    said = opening_words(
        who(Person.objects.get(pk=people.joaquin)), caller="Rosa", us="Nevadal", because=None, persona=None,
        there=cast.at.replace(hour=hour), zone=UTC,
    )  # fmt: skip

    assert Voice("es")(said[0]) == f"{spanish}, Joaquín Ureña. Habla Rosa, de Nevadal."
    assert Voice("en")(said[0]) == f"{english}, Joaquín Ureña. This is Rosa from Nevadal."


def test_the_answer_on_the_telephone_qualifies(cast: Cast, people: People, call: str) -> None:
    client = as_(cast.rosa)

    answer = client.post(f"{call}results/", {"answer-sites": "7", "result": "talked"}, follow=True)

    assert "Calificó con esta llamada. Calificada: encaja" in answer.content.decode()
    assert Lead.objects.filter(person_id=people.joaquin).exists()
    assert "Esta llamada terminó: Conversó" in client.get(call).content.decode()
    again = client.post(f"{call}results/", {"answer-sites": "7", "result": "talked"})
    assert again.status_code == 422
    assert "Joaquín Ureña" in client.get("/calls/people/?aim=confirm&how=qualified").content.decode()
    assert client.get("/calls/people/?aim=x&how=y").status_code == 200


def test_an_assistant_is_a_result_and_the_next_call_is_told(cast: Cast, call: str) -> None:
    answer = as_(cast.rosa).post(f"{call}results/", {"result": "assistant"}, follow=True)

    assert "Siguiente llamada: " in answer.content.decode()
    assert "1 llamada hasta ahora" in answer.content.decode()


def test_what_cannot_be_taken_stays(cast: Cast, call: str) -> None:
    answer = as_(cast.rosa).post(
        f"{call}results/", {"answer-sites": "<script>unas", "result": "talked", "next_at": "ayer"}
    )

    assert answer.status_code == 422
    assert 'value="&lt;script&gt;unas"' in answer.content.decode()
    assert 'id="error-sites"' in answer.content.decode()


def test_whom_nobody_may_call_is_told_before_anything_is_asked(cast: Cast, people: People) -> None:
    page = as_(cast.rosa).get(f"/calls/new/?person={people.brenda}").content.decode()

    assert "No hay ningún teléfono registrado" in page or "no hay ningún teléfono registrado" in page
    assert "<select" not in page
    given = {"person": people.brenda, "aim": "check", "occasion": "event"}
    assert as_(cast.rosa).post("/calls/new/", given).status_code == 422


def test_a_call_is_planned_by_hand(cast: Cast, people: People) -> None:
    client = as_(cast.rosa)
    fields = in_force(cast.at).agreement.fields  # type: ignore[union-attr]
    tell(person_id=people.rocio, field=fields["phone"], value="+51 900 000 111", by=cast.mara.pk, at=cast.at)
    assert f"/calls/new/?person={people.rocio}" in client.get(f"/people/{people.rocio}/").content.decode()
    given = {"person": people.rocio, "aim": "check", "occasion": "event", "question": ["timing", "employees", ""]}

    refused = client.post("/calls/new/", {**given, "occasion": "basis"})
    assert refused.status_code == 422
    assert "un acto suyo o una base legal" in refused.content.decode()
    first = client.post("/calls/new/", {**given, "question": ["budget", "timing"]})
    assert "nunca empezar por el presupuesto" in first.content.decode()
    planned = client.post("/calls/new/", {**given, "member": cast.rosa.pk})

    assert planned.status_code == 303
    assert CallTask.objects.get().questions == ["timing", "employees"]
    assert client.get(f"/calls/new/?person={people.rocio}").headers["Location"] == planned.headers["Location"]
    assert client.get("/calls/new/?person=nadie").status_code == 404


def test_a_call_is_given_away_and_taken_back(cast: Cast, call: str) -> None:
    as_(cast.rosa).post(f"{call}changes/", {"member": cast.ivan.pk})
    assert "Joaquín" not in as_(cast.rosa).get("/calls/").content.decode()
    assert "Joaquín" in as_(cast.rosa).get("/calls/?whose=all").content.decode()

    for _ in range(2):
        as_(cast.rosa).post(f"{call}withdrawal/")

    assert CallTask.objects.get().end == "withdrawn"
    assert "No hay llamadas planificadas" in as_(cast.ivan).get("/calls/").content.decode()


def test_rules_are_made_and_ended(cast: Cast) -> None:
    client = as_(cast.mara)
    refused = client.post("/calls/rules/", {"occasion": "event", "aim": "drop", "per_day": "muchas"})
    assert refused.status_code == 422
    assert "de 1 a 50 llamadas por día" in refused.content.decode()

    made = client.post("/calls/rules/", {"occasion": "event", "aim": "drop", "per_day": "3"}, follow=True)

    assert "3 por día como máximo" in made.content.decode()
    ended = client.post(f"/calls/rules/{CallRule.objects.get().pk}/end/", follow=True).content.decode()
    assert "3 por día como máximo" not in ended


def test_who_may_do_what(cast: Cast, people: People, call: str, client: Client) -> None:
    for path in (f"{call}results/", f"{call}changes/", f"{call}withdrawal/", "/calls/rules/"):
        assert as_(cast.rosa).get(path).status_code == 405
        assert as_(cast.olga).post(path).status_code == 404
        assert as_(cast.ines).post(path).status_code == 403
        assert as_(cast.julia).post(path).status_code == 403
        assert client.post(path).status_code == 302
    assert as_(cast.olga).get(call).status_code == 404
    assert as_(cast.rosa).get("/calls/999/").status_code == 404
    assert 'name="result"' not in as_(cast.ines).get(call).content.decode()
    assert as_(cast.olga).get("/calls/").status_code == 404
