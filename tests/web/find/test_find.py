"""An own find, and who is calling: the base says at once what it knows, and nobody is in it twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dueto.apps.base.actions import act
from dueto.apps.base.models import Activity, Fact, Note, Person
from dueto.apps.conversations.models import Message
from dueto.apps.handoff.actions import claim
from dueto.apps.handoff.models import Attempt
from dueto.apps.leads.models import Lead
from tests.cast import Cast
from tests.thread import crossed, fill
from tests.web.people.world import as_

pytestmark = pytest.mark.django_db
RAMIRO = {"full_name": "Ramiro Cuéllar", "company": "Lácteos del Sur", "phone": "900 001 010", "how": "client"}


@pytest.fixture(autouse=True)
def morning(cast: Cast) -> Iterator[None]:
    """Let the doors' clock stand at the instant of the cast."""
    with time_machine.travel(cast.at, tick=False):
        yield


def test_an_own_find_keeps_its_origin_for_ever(cast: Cast) -> None:
    answer = as_(cast.julia).post("/find/", {**RAMIRO, "note": "Lo trae Río Seco.", "heard_from": "un colega"})

    person = Person.objects.select_related("origin", "card").get()
    assert answer.headers["Location"] == f"/people/{person.pk}/"
    assert person.origin is not None
    assert (person.origin.channel, person.origin.campaign) == ("hallazgo de ventas", "recomendacion de cliente")
    assert (person.card.full_name, person.card.phone) == ("Ramiro Cuéllar", "+51900001010")
    assert Note.objects.get().text == "Lo trae Río Seco."
    page = as_(cast.mara).get(f"/people/{person.pk}/").content.decode()
    assert "Dice: Un colega" in page
    assert "Hallazgo de ventas" in page


def test_m11_whoever_finds_somebody_sees_the_history_while_typing(cast: Cast) -> None:
    person = fill("contacto", at=cast.at - timedelta(days=240))
    act(person_id=person, kind="event", at=cast.at - timedelta(days=240), item="Auditorías sin sorpresas",
        event_kind="webinar", status="attended")  # fmt: skip
    claim(person_id=person, by=cast.julia.pk, at=cast.at - timedelta(days=1))

    piece = as_(cast.camila).get("/find/matches/", {"full_name": "rosio tello", "company": "Punta Brava"})

    text = piece.content.decode()
    assert "Rocío Tello" in text
    assert "con Julia Montes desde ayer" in text
    assert "asistió a «Auditorias sin sorpresas»" in text
    assert "se llama casi igual" in text


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"email": "ROCIO.TELLO@puntabrava.example"}, "tiene este correo"),
        ({"phone": "900 000 111"}, "tiene este número"),
        ({"company": "CONSERVAS PUNTA BRAVA S.A.C."}, "es de esta empresa"),
    ],
)
def test_an_address_a_number_and_a_company_find_too(cast: Cast, typed: dict[str, str], says: str) -> None:
    fill("contacto", at=cast.at)

    text = as_(cast.julia).get("/find/matches/", typed).content.decode()

    assert "Rocío Tello" in text
    assert says in text


def test_nobody_is_made_twice_unless_somebody_says_so(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    client = as_(cast.julia)
    typed = {"full_name": "Rocio Tello", "company": "Punta Brava", "role": "jefa", "heard_from": "la feria"}

    asked = client.post("/find/", typed)
    assert asked.status_code == 422
    assert "elegir quién es" in asked.content.decode()
    assert 'value="Punta Brava"' in asked.content.decode()
    chosen = client.post("/find/", {**typed, "person": person})
    assert chosen.headers["Location"] == f"/people/{person}/"
    other = client.post("/find/", {**typed, "new": "1", "other_company": "1"})

    assert other.status_code == 303
    assert Person.objects.count() == 2
    role = Fact.objects.filter(identity__person_id=person, field="role").latest("id")
    assert role.written == "Jefa de calidad"
    assert Fact.objects.filter(identity__person_id=person, field="heard_from").exists()


def test_an_address_that_is_somebodys_is_never_anothers(cast: Cast) -> None:
    fill("contacto", at=cast.at)

    answer = as_(cast.julia).post("/find/", {"email": "rocio.tello@puntabrava.example", "new": "1"})

    assert answer.status_code == 422
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "full_name"), ({"email": "no mail"}, "email"), ({"phone": "12"}, "phone"),
        ({"full_name": "www.gane.example"}, "full_name"), ({"full_name": "x" * 200}, "full_name"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_says_why_beside_its_field(cast: Cast, typed: dict[str, str], field: str) -> None:
    answer = as_(cast.julia).post("/find/", typed)

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.content.decode()
    assert not Person.objects.exists()


def test_a_door_of_its_own_is_the_origin(cast: Cast) -> None:
    as_(cast.mara).post("/find/", {**RAMIRO, "door": "partner"})
    assert Person.objects.get().origin.channel == "socio instalador"  # type: ignore[union-attr]


def test_who_is_calling_shows_by_the_number_and_the_call_is_judged_at_once(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    client = as_(cast.julia)
    assert "Rocío Tello" in client.get("/find/call/matches/", {"phone": "900000111"}).content.decode()

    client.post("/find/call/", {"phone": "900000111", "person": person, "note": "Pide visita", "channel": "call"})

    assert Lead.objects.get(person_id=person).is_fast
    assert Message.objects.get().text == "Pide visita"


def test_a_caller_nobody_knows_becomes_a_prospect(cast: Cast) -> None:
    typed = {"phone": "900 111 222", "full_name": "Eva Luna", "company": "Frutas", "channel": "whatsapp"}

    answer = as_(cast.julia).post("/find/call/", typed)

    person = Person.objects.select_related("origin", "card").get()
    assert answer.headers["Location"] == f"/people/{person.pk}/"
    assert (person.origin.channel, person.card.company) == ("whatsapp entrante", "Frutas")  # type: ignore[union-attr]
    assert Activity.objects.filter(identity__person=person, kind="message", channel="whatsapp").count() == 1


def test_a_call_noted_on_the_page_counts_and_is_taken_back(cast: Cast) -> None:
    person = fill("contacto", at=cast.at)
    client = as_(cast.rosa)
    typed = {"channel": "call", "direction": "outbound", "result": "talked", "text": "Tiene 6 sedes.", "key": "k"}

    client.post(f"/people/{person}/talks/", typed)
    client.post(f"/people/{person}/talks/", typed)  # the same sheet, sent twice
    message = Message.objects.get(channel="call")
    page = client.get(f"/people/{person}/").content.decode()
    assert "Tiene 6 sedes." in page
    assert f"/talks/{message.pk}/withdrawal/" in page
    assert client.post(f"/talks/{message.pk}/withdrawal/").status_code == 303

    assert "un colega lo retiró" in client.get(f"/people/{person}/").content.decode()
    assert f"/talks/{message.pk}/withdrawal/" not in client.get(f"/people/{person}/").content.decode()


def test_of_a_hand_off_that_one_holds_it_is_an_attempt(cast: Cast) -> None:
    handoff = crossed(at=cast.at)
    assert handoff.executive_id == cast.julia.pk

    as_(cast.julia).post(
        f"/people/{handoff.lead.person_id}/talks/",
        {"channel": "call", "direction": "outbound", "result": "no_answer", "text": "Llamar el jueves."},
    )

    assert Attempt.objects.get().result == "no_answer"
    assert Note.objects.get().text == "Llamar el jueves."
    assert Activity.objects.filter(kind="call").count() == 1


@pytest.mark.parametrize(
    "typed",
    [
        {"channel": "pigeon", "direction": "outbound"}, {"channel": "call", "result": "talked"},
        {"channel": "call", "direction": "inbound", "result": "well"},
        {"channel": "call", "direction": "inbound", "result": "talked", "when": "tomorrow"},
        {"channel": "meeting", "direction": "inbound", "when": "2026-12-31T10:00"},
    ],
)  # fmt: skip
def test_nothing_typed_into_the_sheet_is_lost_when_it_is_refused(cast: Cast, typed: dict[str, str]) -> None:
    person = fill("contacto", at=cast.at)

    answer = as_(cast.rosa).post(f"/people/{person}/talks/", {**typed, "text": "Lo que dijo"})

    assert answer.status_code == 422
    assert "Lo que dijo" in answer.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize("path", ["/find/", "/find/call/", "/sources/", "/mailbox/"])
def test_members_only(cast: Cast, path: str) -> None:
    assert as_(cast.ines).get(path).status_code == 200
    assert as_(cast.olga).get(path).status_code == 404


def test_every_source_of_the_world_has_its_door(cast: Cast) -> None:
    fill("contacto", at=cast.at)
    as_(cast.julia).post("/find/", {**RAMIRO, "heard_from": "búsqueda"})

    page = as_(cast.mara, language="es").get("/sources/").content.decode()

    for source in (
        "Búsqueda", "Anuncio en buscador", "Anuncio en red profesional", "Webinar", "Feria", "Recomendación de cliente",
        "Socio instalador", "Teléfono entrante", "WhatsApp entrante", "Correo entrante", "Llamada de prospección",
        "Correo directo", "Hallazgo de ventas",
    ):  # fmt: skip
        assert f'<th scope="row">{source}</th>' in page
    assert "funciona: 1 persona" in page
    assert "aún no hay buzón configurado" in page


def test_the_history_of_many_costs_no_more_questions(cast: Cast) -> None:
    client = as_(cast.julia)
    for number in range(4):
        fill("contacto", at=cast.at, email=f"rocio{number}@puntabrava.example", visitor=f"v{number}")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get("/find/matches/", {"full_name": "Rocío Tello", "company": "Conservas Punta Brava"})

    assert len(queries) < 40
