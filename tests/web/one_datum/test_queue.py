"""One datum away: the question, its answer judged at once, the next one in its place."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from dueto.apps.agreements.queries import in_force
from dueto.apps.base.actions import act
from dueto.apps.base.models import Fact, Person
from dueto.apps.base.queries.asked import asked_of
from dueto.apps.base.queries.derived import derived
from dueto.apps.base.queries.who import who
from dueto.apps.journal.models import Entry
from dueto.apps.leads.actions import judge
from dueto.apps.leads.models import Lead
from dueto.apps.leads.queries.standing import stand
from dueto.web.one_datum.ways import ways
from tests.cast import Cast
from tests.web.people.world import JOAQUIN, ROCIO, People, as_, came, withdraw

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def test_it_asks_the_datum_as_a_question(cast: Cast, people: People) -> None:
    page = as_(cast.ivan).get("/one-datum/").content.decode()

    assert "¿Cuántas sedes tiene Frutícola Valle Hondo?" in page
    assert "está en su sitio web" in page
    assert "con este dato puede llegar a 75" in page
    english = as_(cast.ivan, language="en").get("/one-datum/").content.decode()
    assert "How many sites does Frutícola Valle Hondo have?" in english


def test_the_answer_qualifies_and_the_next_one_slides_in(cast: Cast, people: People) -> None:
    piece = as_(cast.ivan).post(f"/one-datum/{people.joaquin}/answers/", {"field": "sites", "value": "7"}, headers=HTMX)

    assert "Guardado: sedes. Calificada" in piece.content.decode()
    assert "Nadie está a un solo dato" in piece.content.decode()
    assert Lead.objects.filter(person_id=people.joaquin).exists()


def test_without_script_the_page_comes_back(cast: Cast, people: People) -> None:
    client = as_(cast.ivan)

    answer = client.post(f"/one-datum/{people.joaquin}/answers/", {"field": "sites", "value": "7"})

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/one-datum/?saved={people.joaquin}.sites")
    assert "Guardado: sedes" in client.get("/one-datum/").content.decode()


def test_twice_is_harmless(cast: Cast, people: People) -> None:
    for _ in range(2):
        as_(cast.ivan).post(f"/one-datum/{people.joaquin}/answers/", {"field": "sites", "value": "7"})

    assert Fact.objects.filter(identity__person_id=people.joaquin, field="sites", value="7").count() == 1
    assert Lead.objects.count() == 1


def test_what_cannot_be_taken_stays(cast: Cast, people: People) -> None:
    answer = as_(cast.ivan).post(f"/one-datum/{people.joaquin}/answers/", {"field": "sites", "value": "unas"})

    assert answer.status_code == 422
    assert 'value="unas"' in answer.content.decode()
    assert "¿Cuántas sedes" in answer.content.decode()


def test_what_is_left_aside_comes_back_when_something_changes(cast: Cast, people: People) -> None:
    as_(cast.ivan).post(f"/one-datum/{people.joaquin}/skips/", {"field": "sites", "reason": "not_found"})

    assert "¿Cuántas sedes" not in as_(cast.ivan).get("/one-datum/").content.decode()
    assert Entry.objects.get(tag="person:datum:skipped").details == {"field": "sites", "reason": "not_found"}
    month = cast.at + timedelta(days=31)
    judge(person_ids=[people.joaquin], at=cast.at + timedelta(minutes=1))
    with time_machine.travel(month, tick=False):
        assert "¿Cuántas sedes" not in as_(cast.ivan).get("/one-datum/").content.decode()
    act(person_id=people.joaquin, kind="visit", at=cast.at + timedelta(hours=1), path="/casos")
    judge(person_ids=[people.joaquin], at=cast.at + timedelta(hours=1))
    assert "¿Cuántas sedes" in as_(cast.ivan).get("/one-datum/").content.decode()


def test_our_own_call_is_nothing_new(cast: Cast, people: People) -> None:
    as_(cast.ivan).post(f"/one-datum/{people.joaquin}/skips/", {"field": "sites", "reason": "not_found"})

    act(
        person_id=people.joaquin, kind="call", at=cast.at + timedelta(hours=1), direction="outbound", result="no answer"
    )
    judge(person_ids=[people.joaquin], at=cast.at + timedelta(hours=1))

    assert "¿Cuántas sedes" not in as_(cast.ivan).get("/one-datum/").content.decode()


def test_a_mistyped_answer_is_taken_back(cast: Cast, people: People) -> None:
    client = as_(cast.ivan)
    piece = client.post(f"/one-datum/{people.joaquin}/answers/", {"field": "sites", "value": "1"}, headers=HTMX)
    assert f'action="/one-datum/{people.joaquin}/withdrawals/sites/"' in piece.content.decode()
    assert "¿Cuántas sedes" not in client.get("/one-datum/").content.decode()

    answer = client.post(f"/one-datum/{people.joaquin}/withdrawals/sites/", follow=True)

    assert "Retirado: sedes." in answer.content.decode()
    assert "¿Cuántas sedes" in answer.content.decode()


def test_a_question_is_given_to_a_colleague_and_found_among_theirs(cast: Cast, people: People) -> None:
    path = f"/one-datum/{people.joaquin}/assignments/"
    assert "¿Cuántas sedes" not in as_(cast.rosa).get("/one-datum/?whose=mine").content.decode()

    as_(cast.ivan).post(path, {"field": "sites", "member": cast.rosa.pk})

    assert "¿Cuántas sedes" in as_(cast.rosa).get("/one-datum/?whose=mine").content.decode()
    assert "lo averigua Rosa Huamán" in as_(cast.ivan).get("/one-datum/").content.decode()
    assert as_(cast.ivan).post(path, {"field": "sites", "member": cast.julia.pk}).status_code == 422


def test_the_queue_is_walked_through_by_datum_and_place(cast: Cast, people: People) -> None:
    other = came({**JOAQUIN, "full_name": "Pía Soto", "email": "pia@otra.example", "company": "Otra"}, at=cast.at)
    withdraw(other, "sites", at=cast.at, by=cast.mara.pk)
    act(person_id=other, kind="reply", at=cast.at - timedelta(days=1))
    act(person_id=other, kind="event", at=cast.at - timedelta(days=1), item="auditorías", status="attended")
    judge(person_ids=[other], at=cast.at)
    first = as_(cast.ivan).get("/one-datum/")

    second = as_(cast.ivan).get(first.context["next_url"])
    third = as_(cast.ivan).get(second.context["next_url"])

    assert {first.context["who"].id, second.context["who"].id} == {people.joaquin, other}
    assert "No queda ninguna de estas preguntas" in third.content.decode()
    assert "¿Cuántas sedes" in as_(cast.ivan).get("/one-datum/?datum=sites").content.decode()
    assert "¿Cuántas sedes" not in as_(cast.ivan).get("/one-datum/?datum=role").content.decode()


def test_the_next_form_asks_it(cast: Cast, people: People) -> None:
    for _ in range(2):
        as_(cast.ivan).post(f"/one-datum/{people.joaquin}/forms/", {"field": "sites"})

    assert asked_of(people.joaquin) == ("sites",)
    assert "lo pregunta el próximo formulario" in as_(cast.ivan).get("/one-datum/").content.decode()


def test_what_is_on_record_is_proposed(cast: Cast, people: People) -> None:
    somebody = who(Person.objects.select_related("card", "company__owner", "origin").get(pk=people.joaquin))

    assert [one.value for one in derived("website", somebody)] == ["vallehondo.example"]
    assert [one.value for one in derived("company", somebody)] == ["Frutícola Valle Hondo"]
    assert derived("country", replace(somebody, phone="+51900000111"))[0].value == "PE"
    assert [one.value for one in derived("full_name", replace(somebody, email="joaquin.urena@vallehondo.example"))] == [
        "Joaquin Urena"
    ]
    assert derived("company", replace(somebody, email="joaquin@gmail.com")) == ()
    assert derived("sites", somebody) == ()


def test_it_is_left_aside_with_a_reason(cast: Cast, people: People) -> None:
    answer = as_(cast.ivan).post(f"/one-datum/{people.joaquin}/skips/", {"field": "sites", "reason": "porque sí"})

    assert answer.status_code == 422
    assert not Entry.objects.filter(tag="person:datum:skipped").exists()


def test_a_colleagues_record_offers_its_value(cast: Cast, people: People) -> None:
    came({**JOAQUIN, "full_name": "Pía Soto", "email": "pia@vallehondo.example", "sites": "12"}, at=cast.at)

    page = as_(cast.ivan).get("/one-datum/").content.decode()

    assert "en la ficha de Pía Soto" in page
    assert 'value="12"' in page

    came({**JOAQUIN, "full_name": "Raúl Paz", "email": "raul@vallehondo.example", "sites": "12"}, at=cast.at)
    page = as_(cast.ivan).get("/one-datum/").content.decode()
    assert page.count('value="12"') == 1, "what two colleagues say alike is one offer"
    assert "y de 1 más" in page


def test_what_a_colleague_does_there_is_theirs_alone(cast: Cast, people: People) -> None:
    came({**ROCIO, "full_name": "Pía Soto", "email": "pia@puntabrava.example"}, at=cast.at)
    known = stand(people.rocio, as_of=cast.at).verdicts[0]
    somebody, version = who(Person.objects.get(pk=people.rocio)), in_force(cast.at)
    assert version is not None

    offered = {name: ways(name, known, somebody, version=version, as_of=cast.at) for name in ("role", "sites")}

    assert [len(one.proposals) for one in offered["sites"] if one.action == "use"] == [1]
    assert not [one for one in offered["role"] if one.action == "use"]


def test_when_nobody_is_one_away_it_shows_who_is_two_away(cast: Cast, people: People) -> None:
    as_(cast.ivan).post(f"/one-datum/{people.joaquin}/answers/", {"field": "sites", "value": "7"})
    judge(person_ids=[people.rocio], at=cast.at)

    assert "Nadie está a un solo dato" in as_(cast.ivan).get("/one-datum/").content.decode()


def test_who_may_do_what(cast: Cast, people: People, client: Client) -> None:
    answers, skips = f"/one-datum/{people.joaquin}/answers/", f"/one-datum/{people.joaquin}/skips/"
    typed = {"field": "sites", "value": "7", "reason": "left"}

    for path in (answers, skips):
        assert as_(cast.ivan).get(path).status_code == 405
        assert as_(cast.olga).post(path, typed).status_code == 404
        assert as_(cast.ines).post(path, typed).status_code == 403
        assert client.post(path, typed).status_code == 302
    assert as_(cast.ivan).post("/one-datum/999999/answers/", typed).status_code == 404
    assert as_(cast.olga).get("/one-datum/").status_code == 404
    assert "Guardar" not in as_(cast.ines).get("/one-datum/").content.decode()
    assert as_(cast.ivan).post("/one-datum/", typed).status_code == 405
