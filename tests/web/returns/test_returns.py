"""Marketing reads what came back and answers; sales sees the answer."""

from __future__ import annotations

import pytest
from django.test import Client

from dueto.apps.handoff.models import Return
from tests.cast import Cast
from tests.web.handed import BACKEND, handed, long_ago_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return long_ago_cast()


@pytest.fixture
def given(people: Cast, client: Client) -> Return:
    made = handed(to=people.julia)
    client.force_login(people.julia, backend=BACKEND)
    client.post(f"/handoffs/{made.pk}/return/", {"reason": "demasiado pequeña", "note": "Solo un local"})
    return made.returns.get()


def test_marketing_sees_it_by_origin_with_the_words_of_sales(client: Client, people: Cast, given: Return) -> None:
    client.force_login(people.ivan, backend=BACKEND)

    page = client.get("/returns/").content.decode()

    assert "1 de Auditorias" in page
    assert "Solo un local" in page
    assert "Leer y responder" in page
    assert "Quedan" in page or "quedan" in page


@pytest.mark.parametrize("answer", ["agreed", "disagreed", "mended"])
def test_it_is_answered_once_and_sales_sees_it(client: Client, people: Cast, given: Return, answer: str) -> None:
    client.force_login(people.ivan, backend=BACKEND)
    path = f"/returns/{given.pk}/answer/"
    assert client.post(path, {"answer": answer, "note": "Cambiamos la regla"}).status_code == 303
    again = client.post(path, {"answer": "agreed"})

    given.refresh_from_db()
    assert (given.answer, given.answered_by) == (answer, people.ivan)
    assert again.status_code == 422
    client.force_login(people.julia, backend=BACKEND)
    assert "Cambiamos la regla" in client.get("/returns/").content.decode()
    assert "Cambiamos la regla" in client.get(f"/handoffs/{given.handoff_id}/").content.decode()


def test_what_is_no_answer_is_refused_and_the_note_kept(client: Client, people: Cast, given: Return) -> None:
    client.force_login(people.mara, backend=BACKEND)

    answer = client.post(f"/returns/{given.pk}/answer/", {"answer": "", "note": "no se pierde"})

    given.refresh_from_db()
    assert answer.status_code == 422
    assert "no se pierde" in answer.content.decode()
    assert given.answered_at is None


def test_htmx_gets_the_piece(client: Client, people: Cast, given: Return) -> None:
    client.force_login(people.mara, backend=BACKEND)

    answer = client.post(
        f"/returns/{given.pk}/answer/", {"answer": "agreed"}, headers={"HX-Request": "true"}, follow=True
    )

    assert answer.content.decode().lstrip().startswith('<div id="returns"')


def test_who_may(client: Client, people: Cast, given: Return) -> None:
    path = f"/returns/{given.pk}/answer/"
    for who, status in {"julia": 403, "ines": 403, "samuel": 403, "olga": 404}.items():
        client.force_login(people[who], backend=BACKEND)
        assert client.post(path, {"answer": "agreed"}).status_code == status
    client.force_login(people.nora, backend=BACKEND)
    assert client.get(path).status_code == 405
    assert client.post("/returns/999999/answer/", {"answer": "agreed"}).status_code == 404
    client.force_login(people.olga, backend=BACKEND)
    assert client.get("/returns/").status_code == 404


def test_an_executive_sees_only_the_own_ones(client: Client, people: Cast, given: Return) -> None:
    client.force_login(people.camila, backend=BACKEND)

    page = client.get("/returns/").content.decode()

    assert "Rocío" not in page
    assert "No se devolvió nada" in page
